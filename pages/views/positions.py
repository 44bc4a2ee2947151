"""The pages of positions."""

from django.shortcuts import render

from lib.visibility import may_see
from pages.addresses import record_page
from pages.facets import position_facets, years
from pages.listing import Listing
from pages.loading import SHOWN, outcomes_shown, positions_shown
from sources.disagreements import mark_disagreements
from summits.filters import PositionFilter
from summits.models import EventLink, LinkKind, Position

# Links whose first event comes after the second one.
LATER = (LinkKind.FOLLOWS, LinkKind.REACTS_TO)


def positions(request):
    """The list of positions, the newest first."""
    listing = Listing(
        request,
        PositionFilter,
        positions_shown(request.user),
        ["q", "stance", "attribution", "date_from", "date_to"],
    )
    facets, counted = position_facets(listing)
    context = {"listing": listing, "facets": facets, "years": years(listing, "effective_date", counted)}
    return render(request, "pages/positions.html", context, status=listing.status)


@record_page(lambda: Position.objects, key="public_id")
def position(request, record):
    """A position: who holds it, where it was taken, what it is about, and what came later."""
    user = request.user
    record = positions_shown(user).get(pk=record.pk)
    events = [row.event for row in record.position_events.all()]
    outcomes = list(outcomes_shown(user).filter(event__in=events).order_by("event_id", "id")[:SHOWN]) if events else []
    mark_disagreements([record, *outcomes], user)
    context = {
        "position": record,
        "replies": positions_shown(user).filter(in_reply_to=record).order_by("order", "id")[:SHOWN],
        "panel": record.panel if may_see(record.panel, user) else None,
        "outcomes": outcomes,
        "later": _later(events, user),
        "citations": record.citations.all(),
        "disagreements": record.disagreements,
    }
    return render(request, "pages/position.html", context)


def _later(events, user):
    """Events that follow or react to those a position is about: [(event, words, event it follows)]."""
    if not events:
        return []
    links = EventLink.objects.visible_to(user).filter(to_event__in=events, kind__in=LATER)
    links = links.select_related("from_event", "to_event").order_by("from_event__date_earliest", "id")[:SHOWN]
    return [(link.from_event, link.get_kind_display(), link.to_event) for link in links]
