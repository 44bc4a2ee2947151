"""Routes of sources and places."""

from django.urls import path

from sources import views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("places/", views.places, name="places"),
]
