"""Facts about a timeline's entries for calendars: last changes, full locations, times of day."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from lib.database.prepared import rows_of
from summits.calendars import changed_sql, location_sql

_EVENT = ("summits_event", "pgh_obj_id", "e.id")
_AT = "JOIN summits_event e ON e.id = r.event_id"
# By kind: the table and its joins, and the relevant histories: those of the record, of its dependents, and of the records
# from which it takes its date and place.
TABLES = {
    "appointment": ("experts_appointment r", [("experts_appointmentcitation", "record_id", "r.id")]),
    "participation": (
        f"summits_participation r {_AT} LEFT JOIN summits_panel n ON n.id = r.panel_id",
        [
            _EVENT,
            ("sources_place", "pgh_obj_id", "e.place_id"),
            ("summits_panel", "pgh_obj_id", "r.panel_id"),
            ("summits_participationcitation", "record_id", "r.id"),
            ("summits_participationappointment", "participation_id", "r.id"),
        ],
    ),
    "event": (
        "summits_event r JOIN summits_event e ON e.id = r.id",
        [
            ("sources_place", "pgh_obj_id", "e.place_id"),
            ("summits_eventtopic", "event_id", "r.id"),
            ("summits_eventcitation", "record_id", "r.id"),
        ],
    ),
    "outcome": (f"summits_outcome r {_AT}", [_EVENT, ("summits_outcomecitation", "record_id", "r.id")]),
    "position": (
        f"summits_position r LEFT {_AT}",
        [
            _EVENT,
            ("summits_positionholder", "position_id", "r.id"),
            ("summits_positionendorser", "position_id", "r.id"),
            ("summits_positiontopic", "position_id", "r.id"),
            ("summits_positionevent", "position_id", "r.id"),
            ("summits_positioncitation", "record_id", "r.id"),
        ],
    ),
}
PLACED = ("participation", "event")
# By kind: start, end and time zone, and whether they refer to a single day. A panel has its own times, or is within its
# event; the event's times do not apply to a panel on another day.
_OWN = "n.start_time IS NOT NULL"
CLOCKS = {
    "event": ("e.start_time", "e.end_time", "e.timezone", "false"),
    "participation": (
        *(
            f"CASE WHEN {_OWN} THEN n.{side} WHEN n.date IS NULL THEN e.{side} END"
            for side in ("start_time", "end_time")
        ),
        "e.timezone",
        f"{_OWN} AND n.date IS NULL",
    ),
}
_NO_CLOCK = ("NULL::time", "NULL::time", "NULL::text", "false")


@dataclass(frozen=True)
class CalendarFacts:
    """Additional facts about an entry for calendars.

    ``start`` and ``end`` are times of day in ``timezone``; ``of_one_day``: they refer to a single day, whatever days the
    entry may fall on.
    """

    changed: datetime.datetime | None = None
    location: str | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    timezone: str | None = None
    of_one_day: bool = False


@lru_cache(maxsize=8)
def _statement(audience):
    parts = []
    for kind, (tables, histories) in TABLES.items():
        own = (tables.split()[0], "pgh_obj_id", "r.id")
        changed = changed_sql("r.created_at", own, *histories)
        location = location_sql("e.place_id", audience) if kind in PLACED else "NULL::text"
        parts.append(
            f"SELECT '{kind}', r.public_id, {changed}, {location}, {', '.join(CLOCKS.get(kind, _NO_CLOCK))}"
            f" FROM {tables} WHERE r.public_id = ANY (%({kind})s::text[])"
        )
    return "\nUNION ALL\n".join(parts)


def changes(entries, audience):
    """Return a function from an entry to its CalendarFacts; one statement for all."""
    ids = {kind: [entry.id for entry in entries if entry.kind == kind] for kind in TABLES}
    rows = rows_of(_statement(audience), ids) if entries else ()
    found = {(kind, ident): CalendarFacts(*facts) for kind, ident, *facts in rows}
    # For an entry deleted in the meantime.
    return lambda entry: found.get((entry.kind, entry.id), CalendarFacts())
