"""Routes of timelines, below /api/v1/."""

from django.urls import path

from timelines.api import TimelineView

api_urlpatterns = [
    # Any text, so that one that is no slug is answered by the API as well.
    path("experts/<str:slug>/timeline/", TimelineView.as_view(), name="expert-timeline"),
]
