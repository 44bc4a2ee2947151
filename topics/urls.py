"""Routes of topics."""

from django.urls import path

from topics import views

urlpatterns = [path("topics/", views.topics, name="topics")]
