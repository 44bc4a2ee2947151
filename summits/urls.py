"""Routes of the start page, the search, public ids, events, positions, and the records whose pages show what hangs on events."""

from django.urls import path

from summits import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("id/<str:public_id>/", views.by_id, name="by-id"),
    path("events/", views.events, name="events"),
    path("events/<slug:address>/", views.event, name="event"),
    path("organisations/<slug:address>/", views.organisation, name="organisation"),
    path("places/<slug:address>/", views.place, name="place"),
    path("sources/<slug:address>/", views.source, name="source"),
    path("topics/<slug:address>/", views.topic, name="topic"),
    path("positions/", views.positions, name="positions"),
    path("positions/<str:address>/", views.position, name="position"),
]
