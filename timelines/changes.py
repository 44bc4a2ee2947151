"""What only calendars ask of a timeline's entries: when each last changed, and where it is in full."""

from functools import lru_cache

from lib.database.prepared import rows_of
from summits.calendars import changed_sql, location_sql

_EVENT = ("summits_event", "pgh_obj_id", "e.id")
_AT = "JOIN summits_event e ON e.id = r.event_id"
# By kind: the table and its joins, and the histories that say something of an entry: its own, those of
# the rows that hang on it, and those of what it takes its date and its place from.
TABLES = {
    "appointment": ("experts_appointment r", [("experts_appointmentcitation", "record_id", "r.id")]),
    "participation": (
        f"summits_participation r {_AT}",
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


@lru_cache(maxsize=8)
def _statement(audience):
    parts = []
    for kind, (tables, histories) in TABLES.items():
        own = (tables.split()[0], "pgh_obj_id", "r.id")
        changed = changed_sql("r.created_at", own, *histories)
        location = location_sql("e.place_id", audience) if kind in PLACED else "NULL::text"
        parts.append(
            f"SELECT '{kind}', r.public_id, {changed}, {location}"
            f" FROM {tables} WHERE r.public_id = ANY (%({kind})s::text[])"
        )
    return "\nUNION ALL\n".join(parts)


def changes(entries, audience):
    """A function from an entry to (moment of its last change, words of its place or None); one statement for all."""
    ids = {kind: [entry.id for entry in entries if entry.kind == kind] for kind in TABLES}
    found = {(kind, ident): more for kind, ident, *more in rows_of(_statement(audience), ids)} if entries else {}
    # What was deleted a moment ago is as it was read.
    return lambda entry: found.get((entry.kind, entry.id), (None, None))
