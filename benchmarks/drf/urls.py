"""The URLs of the twin; resources that are no work item exist only as targets of links."""

from django.http import Http404
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from benchmarks.drf.views import EventViewSet, ExpertViewSet, PositionViewSet


def absent(request, **kwargs):
    """The view of resources that are no work item."""
    raise Http404


router = SimpleRouter()
router.register("events", EventViewSet, "events")
router.register("positions", PositionViewSet, "positions")
router.register("experts", ExpertViewSet, "experts")
OTHERS = {
    "experts": "slug", "organisations": "slug", "topics": "slug", "sources": "slug", "places": "slug",
    "positions": "public_id", "panels": "public_id", "participations": "public_id", "appointments": "public_id",
    "outcomes": "public_id", "links": "public_id",
}  # fmt: skip
urlpatterns = [
    path("api/v1/", include(router.urls)),
    *[path(f"api/v1/{name}/<str:{key}>/", absent, name=f"{name}-detail") for name, key in OTHERS.items()],
]
