"""Routes of timelines: the expert's page, and (below /api/v1/) the timeline in the API."""

from django.urls import path

from timelines import views
from timelines.api import TimelineView

api_urlpatterns = [
    # Any text, so that one that is no slug is answered by the API as well.
    path("experts/<str:slug>/timeline/", TimelineView.as_view(), name="expert-timeline"),
]

urlpatterns = [path("experts/<slug:address>/", views.expert, name="expert")]
