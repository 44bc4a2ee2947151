"""The pages of events."""

from django.shortcuts import render

from experts.models import Organisation
from lib.trees import ancestors
from lib.visibility import audience_of, may_see
from pages.addresses import record_page
from pages.listing import Listing
from pages.loading import (
    SHOWN,
    citations_of,
    event_shown,
    outcomes_shown,
    panels_shown,
    participations_shown,
    positions_shown,
)
from sources.disagreements import mark_disagreements
from sources.models import WITH_PLACE
from summits.filters import EventFilter
from summits.models import Event, EventLink, LinkKind, Outcome, OutcomeEvent, Position
from summits.models.standing import standing
from summits.related import related_rows


def events(request):
    """The list of events, the newest first."""
    listing = Listing(
        request,
        EventFilter,
        Event.objects.select_related(*WITH_PLACE),
        ["q", "kind", "date_from", "date_to"],
    )
    return render(request, "pages/events.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Event.objects)
def event(request, record):
    """An event with all that hangs on it, and what leads to and from it."""
    user = request.user
    record = event_shown(user).get(pk=record.pk)
    panels = list(panels_shown(user).filter(event=record).order_by("number"))
    taking_part = list(participations_shown(user).filter(event=record))
    _place_posts(taking_part, user)
    said = list(positions_shown(user).filter(event=record).order_by("order", "id"))
    about = list(
        positions_shown(user)
        .filter(pk__in=Position.objects.about(record).values("pk"))
        .exclude(event=record)
        .order_by("event__date_earliest", "event_id", "order", "id")[: SHOWN * 2]
    )
    outcomes = list(outcomes_shown(user).filter(event=record).order_by("id"))
    links = _links(record, user)
    linked = [link for _, rows in links for _, link in rows]
    mark_disagreements([record, *panels, *taking_part, *said, *outcomes, *linked], user)
    total, tied = related_rows(record.pk, audience_of(user), "", limit=10)
    for row in tied:
        row["standing"] = standing(row["status"]).words
    context = {
        "event": record,
        "place": record.place if may_see(record.place, user) else None,
        "parts": _parts(panels, taking_part, said),
        "positions": said,
        "panels": panels,
        "outcomes": outcomes,
        "about": _by_event(about, user),
        "about_count": len(about),
        "about_more": len(about) == SHOWN * 2,
        "links": links,
        "brought": _brought(record, user),
        "related": tied,
        "related_total": total,
        "citations": record.citations.all(),
        "disagreements": record.disagreements,
    }
    return render(request, "pages/event.html", context)


def _place_posts(taking_part, user):
    """Give each resolved post's organisation ``above``: all that it stands in, nearest first."""
    held = [row.appointment.organisation for part in taking_part for row in part.resolved.all()]
    chains = ancestors(Organisation, "parent", {organisation.pk for organisation in held}, user)
    for organisation in held:
        organisation.above = chains.get(organisation.pk, [])


def _parts(panels, taking_part, said):
    """The event as a whole (panel None) and its panels: [(panel, participations, positions)]."""
    return [
        (
            panel,
            [part for part in taking_part if part.panel_id == (panel.pk if panel else None)],
            [position for position in said if position.panel_id == (panel.pk if panel else None)],
        )
        for panel in [None, *panels]
    ]


def _by_event(positions, user):
    """Positions about an event, by where they were taken: [(event or None, panel or None, positions)]."""
    groups = {}
    for position in positions:
        groups.setdefault((position.event_id, position.panel_id), []).append(position)
    return [(found[0].event, found[0].panel, found) for found in groups.values()]


def _links(record, user):
    """Links in words, read from this event: [(words, [(other event, link)])], this event's own first."""
    groups = {}
    rows = (
        EventLink.objects.visible_to(user)
        .select_related("from_event", "to_event")
        .prefetch_related(citations_of(EventLink, user))
    )
    for link in rows.filter(from_event=record).order_by("kind", "to_event__date_earliest"):
        groups.setdefault(link.get_kind_display(), []).append((link.to_event, link))
    for link in rows.filter(to_event=record).order_by("kind", "from_event__date_earliest"):
        groups.setdefault(LinkKind(link.kind).inverse, []).append((link.from_event, link))
    return list(groups.items())


def _brought(record, user):
    """Outcomes of other events that this one confirms, implements or breaks."""
    rows = OutcomeEvent.objects.filter(event=record, outcome__in=Outcome.objects.visible_to(user))
    return rows.select_related("outcome__event").order_by("outcome__effective_date_earliest", "id")
