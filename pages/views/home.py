"""The start page."""

from django.shortcuts import render

from pages.loading import positions_shown
from sources.models import WITH_PLACE
from summits.models import Event
from topics.models import Topic


def home(request):
    """What Parley holds, and what was entered last."""
    user = request.user
    events, topics = Event.objects.visible_to(user).select_related(*WITH_PLACE), Topic.objects.visible_to(user)
    context = {
        "newest": events.order_by("-created_at", "-id")[:8],
        "latest": events.filter(date__isnull=False).order_by("-date_earliest", "-id")[:8],
        # A topic below one that the reader may not see stands at the top for them.
        "topics": topics.exclude(broader__in=topics.values("pk")).order_by("name_key")[:40],
        "positions": positions_shown(user).order_by("-created_at", "-id")[:5],
    }
    return render(request, "pages/home.html", context)
