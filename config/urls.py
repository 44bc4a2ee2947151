"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("admin/", admin.site.urls),
    # The public pages. A page stands with the app that knows all it shows.
    path("", include("summits.urls")),
    path("", include("timelines.urls")),
    path("", include("experts.urls")),
    path("", include("topics.urls")),
    path("", include("sources.urls")),
]
