"""The pages of sources and places: what cites a source, what happened at a place."""

from django.shortcuts import render

from experts.models import Appointment, AppointmentCitation, Expert, ExpertCitation, Organisation, OrganisationCitation
from lib.visibility import Audience, audience_of
from sources.disagreements import mark_disagreements
from sources.models import Place, PlaceCitation, Source
from sources.pages import SHOWN, ancestors, citations_of, may_see, record_page
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
    return render(request, "summits/source.html", {"source": record, "groups": groups})


@record_page(lambda: Place.objects.select_related("country"))
def place(request, record):
    """A place, what is inside it, and the events there or inside it."""
    user = request.user
    held = Place.objects.prefetch_related("names", "identifiers", citations_of(Place, user)).get(pk=record.pk)
    mark_disagreements([held], user)
    events = (
        Event.objects.visible_to(user)
        .filter(place__in=Place.objects.within(record, user))
        .select_related("place__country")
    )
    context = {
        "place": record,
        "names": held.names.all(),
        "identifiers": held.identifiers.all(),
        "above": ancestors(Place, "parent", [record.pk], user).get(record.pk, []),
        "country": record.country if may_see(record.country, user) else None,
        "parts": Place.objects.visible_to(user).filter(parent=record).order_by("name_key", "id")[:SHOWN],
        "organisations": Organisation.objects.visible_to(user).filter(place=record).order_by("name_key", "id")[:SHOWN],
        "events": events.order_by("-date_earliest", "-id")[:SHOWN],
        "shown": SHOWN,
        "citations": held.citations.all(),
        "disagreements": held.disagreements,
    }
    return render(request, "summits/place.html", context)
