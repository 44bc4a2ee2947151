"""The pages of sources: the list, and what cites one."""

from django.shortcuts import render

from experts.models import Appointment, AppointmentCitation, Expert, ExpertCitation, Organisation, OrganisationCitation
from lib.visibility import Audience, audience_of, passages_shown
from pages.addresses import record_page
from pages.listing import Listing
from pages.loading import SHOWN
from sources.filters import SourceFilter
from sources.models import Place, PlaceCitation, Source
from summits.models import (
    Event,
    EventCitation,
    EventLink,
    LinkCitation,
    Outcome,
    OutcomeCitation,
    Panel,
    PanelCitation,
    Participation,
    ParticipationCitation,
    Position,
    PositionCitation,
)
from topics.models import Topic, TopicCitation

# What a source can support: title, kind of record, its citations, and what its words and address need.
CITING = [
    ("Positions", Position, PositionCitation, ["record__event"]),
    ("Events", Event, EventCitation, ["record"]),
    ("Panels", Panel, PanelCitation, ["record__event"]),
    (
        "Participations",
        Participation,
        ParticipationCitation,
        ["record__event", "record__expert", "record__organisation"],
    ),
    ("Outcomes", Outcome, OutcomeCitation, ["record__event"]),
    ("Links between events", EventLink, LinkCitation, ["record__from_event", "record__to_event"]),
    ("Posts", Appointment, AppointmentCitation, ["record__expert", "record__organisation"]),
    ("Experts", Expert, ExpertCitation, ["record"]),
    ("Organisations", Organisation, OrganisationCitation, ["record"]),
    ("Topics", Topic, TopicCitation, ["record"]),
    ("Places", Place, PlaceCitation, ["record__country"]),
]


def sources(request):
    """The list of sources, by title."""
    listing = Listing(request, SourceFilter, Source.objects.defer("archived_text"), ["q", "kind"])
    return render(request, "pages/sources.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Source.objects)
def source(request, record):
    """A source and every kind of record that cites it, with the place in it and the cited words."""
    groups = []
    for title, model, citations, needed in CITING:
        rows = citations.objects.filter(source=record)
        if audience_of(request.user) is Audience.PUBLIC:
            rows = rows.filter(model.objects.all().public("record__"))
        rows = list(rows.select_related(*needed).order_by("paragraph", "sentence", "locator", "id")[: SHOWN * 2 + 1])
        for citation in rows:
            # All from the one source at hand, whose text then is read once.
            citation.source = record
        if rows:
            groups.append((title, rows[: SHOWN * 2], len(rows) > SHOWN * 2))
    context = {"source": record, "groups": groups, "passages": passages_shown(request.user)}
    return render(request, "pages/source.html", context)
