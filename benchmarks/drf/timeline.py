"""An expert's timeline by the ORM: a serializer per kind of entry, merged and sorted in Python."""

import datetime
from collections import defaultdict

from django.db.models import Prefetch, Q

from benchmarks.drf.entries import AppointmentEntry, EventEntry, OutcomeEntry, ParticipationEntry, PositionEntry
from benchmarks.drf.records import actors, citations, on_positions, topics
from experts.models import Appointment
from experts.models.appointments import AppointmentCitation
from lib.partialdates.core import FIRST_DAY, LAST_DAY, parse
from lib.visibility import Audience
from summits.models import (
    Event,
    Outcome,
    Participation,
    ParticipationAppointment,
    Position,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
)

PUBLIC = Audience.PUBLIC


def _appointment_key(row):
    attested = [
        one.attested_end_from for one in row.citations.all() if one.attested_on and one.attested_end_from != FIRST_DAY
    ]
    if row.start:
        day = row.start_earliest
    elif attested:
        day = min(attested)
    else:
        day = row.end_from if row.end and str(row.end) != ".." else None
    return day, 0, row.end_latest, 0, row.pk


def _participation_key(row):
    date = row.panel.date if row.panel and row.panel.date else row.event.date
    return (date.earliest if date else None), 1, (date.latest if date else LAST_DAY), 0, row.pk


def _key(rank, name):
    def key(row):
        date = parse(getattr(row, name))
        day, until = getattr(row, f"{name}_earliest"), getattr(row, f"{name}_latest")
        return (day if date else None), rank, until, getattr(row, "order", 0), row.pk

    return key


def timeline(expert, context):
    """The whole timeline."""
    held = set(PositionHolder.objects.filter(expert=expert).values_list("position_id", flat=True))
    endorsed = set(PositionEndorser.objects.filter(expert=expert).values_list("position_id", flat=True))
    positions = list(
        Position.objects.visible_to(PUBLIC).filter(pk__in=held | endorsed)
        .select_related("event", "in_reply_to__event", "in_reply_to__panel")
        .defer("search", "event__search", "in_reply_to__search", "in_reply_to__event__search").prefetch_related(*on_positions())
    )  # fmt: skip
    reasons, said = defaultdict(list), defaultdict(set)
    spoken = {row.pk: {one.topic.path for one in row.position_topics.all()} for row in positions}
    rows = PositionEvent.objects.filter(position__in=[row.pk for row in positions]).select_related("position")
    for row in rows.defer("position__search").order_by("position_id"):
        reasons[row.event_id].append({"relation": "about", "id": row.position.public_id, "stance": row.stance})
        said[row.event_id] |= spoken[row.position_id]
    context = {**context, "slug": expert.slug, "held": held, "reasons": dict(reasons), "said": said}
    attesting = AppointmentCitation.objects.filter(source__publication="published").select_related("source")
    appointments = (
        Appointment.objects.visible_to(PUBLIC).filter(expert=expert).select_related("expert", "organisation__parent")
    )
    appointments = appointments.prefetch_related(
        Prefetch("citations", attesting.order_by("source_id", "paragraph", "sentence", "id"))
    )
    resolved = ParticipationAppointment.objects.filter(
        appointment__publication="published", appointment__organisation__publication="published"
    ).select_related("appointment__organisation")
    participations = Participation.objects.visible_to(PUBLIC).filter(expert=expert)
    participations = participations.select_related("event__place", "panel", "on_behalf_of").defer("event__search")
    participations = participations.prefetch_related(
        Prefetch("resolved", resolved.order_by("id")), citations(Participation), _topics_of("event")
    )
    events = Event.objects.visible_to(PUBLIC).filter(pk__in=list(reasons)).select_related("place").defer("search")
    events = events.prefetch_related(topics(), citations(Event))
    party = set(expert.outcomepartys.values_list("outcome_id", flat=True))
    outcomes = Outcome.objects.visible_to(PUBLIC).filter(Q(event__in=list(reasons)) | Q(pk__in=party))
    outcomes = outcomes.select_related("event").defer("event__search").prefetch_related(citations(Outcome))
    context["party"] = party
    entries = []
    for rows, serializer, key in (
        (appointments, AppointmentEntry, _appointment_key),
        (participations, ParticipationEntry, _participation_key),
        (events, EventEntry, _key(2, "date")),
        (outcomes, OutcomeEntry, _key(3, "effective_date")),
        (positions, PositionEntry, _key(4, "effective_date")),
    ):
        rows = list(rows)
        data = serializer(rows, many=True, context=context).data
        entries += zip(map(key, rows), data, strict=True)
    entries.sort(key=lambda pair: (pair[0][0] is None, pair[0][0] or datetime.date.max, *pair[0][1:]))
    request = context["request"]
    return {
        "expert": {
            "url": request.build_absolute_uri(f"/api/v1/experts/{expert.slug}/"),
            "page": request.build_absolute_uri(f"/experts/{expert.slug}/"),
            "slug": expert.slug,
            "name": expert.name,
        },
        "count": len(entries),
        "entries": [entry for _, entry in entries],
    }


def _topics_of(path):
    """The prefetch of an event's topics from a record that hangs on it."""
    found = topics()
    return Prefetch(f"{path}__event_topics", found.queryset)


__all__ = ["actors", "timeline"]
