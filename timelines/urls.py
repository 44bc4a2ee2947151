"""Routes of timelines, below /api/v1/."""

from django.urls import path

from timelines.api import TimelineView

api_urlpatterns = [
    # Any text, so that the API also answers for invalid slugs.
    path("experts/<str:slug>/timeline/", TimelineView.as_view(), name="expert-timeline"),
]
