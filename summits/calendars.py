"""Events as iCalendar, and the SQL that all calendars use for locations and last changes."""

from hashlib import blake2b

from django.core.exceptions import EmptyResultSet
from django.db import connection

from lib import calendars
from lib.api.formats.chunks import chunks
from lib.database.prepared import rows_of
from lib.partialdates import parse
from lib.visibility import Audience
from summits.models.standing import standing


def location_sql(place, audience):
    """SQL for a place in words, by its id: its name and street, the places above it, its country."""
    seen = "" if audience is Audience.EDITORS else "AND p.publication = 'published'"
    return f"""(SELECT string_agg(words, ', ' ORDER BY step) FROM (
        WITH RECURSIVE up AS (
            SELECT p.id, p.parent_id, p.country_id, 1 AS step, concat_ws(', ', p.name, nullif(p.address, '')) AS words
            FROM sources_place p WHERE p.id = {place} {seen}
            UNION ALL
            SELECT p.id, p.parent_id, coalesce(up.country_id, p.country_id), step + 1, p.name
            FROM up JOIN sources_place p ON p.id = up.parent_id {seen}
        ), land AS (SELECT country_id FROM up WHERE country_id IS NOT NULL ORDER BY step LIMIT 1)
        SELECT words, step FROM up
        UNION ALL
        SELECT p.name, 1000 FROM land JOIN sources_place p ON p.id = land.country_id {seen}
        WHERE p.id NOT IN (SELECT id FROM up)
    ) places)"""


def changed_sql(created, *parts):
    """SQL for the moment of the last change: ``parts`` are (tracked table, column of its history, SQL of the value)."""
    changes = " UNION ALL ".join(
        f"SELECT max(h.pgh_created_at) FROM {table}history h WHERE h.{column} = {value}"
        for table, column, value in parts
    )
    return f"coalesce((SELECT max(m) FROM ({changes}) last(m)), {created})"


def _rows_sql(audience):
    changed = changed_sql(
        "e.created_at", ("summits_event", "pgh_obj_id", "e.id"), ("sources_place", "pgh_obj_id", "e.place_id")
    )
    return f"""SELECT e.id, e.public_id, e.slug, e.name, e.status, e.date, e.start_time, e.end_time, e.timezone,
        e.summary, e.created_at, {changed}, {location_sql("e.place_id", audience)}
        FROM summits_event e WHERE e.id = ANY (%(ids)s::bigint[])"""


_ROWS = {audience: _rows_sql(audience) for audience in Audience}
# Facts about a whole calendar, read before it is streamed; the tag changes with each row of the calendar.
_SUMMARY = """SELECT count(*) FILTER (WHERE e.date IS NULL),
    array_agg(DISTINCT e.timezone) FILTER (WHERE e.start_time IS NOT NULL AND e.timezone <> ''),
    min(e.date_earliest) FILTER (WHERE e.start_time IS NOT NULL),
    max(e.date_latest) FILTER (WHERE e.start_time IS NOT NULL),
    md5(string_agg(concat_ws('.', e.id, e.xmin, e.ctid), ',' ORDER BY e.id)),
    (SELECT md5(string_agg(concat_ws('.', p.id, p.xmin, p.ctid), ',' ORDER BY p.id)) FROM sources_place p)
    FROM summits_event e WHERE e.id IN ({ids})"""


def event_calendar(rows, ordering, audience, base, name="Parley: events"):
    """The events of a queryset as (ETag without quotes, the calendar's bytes in an iterator)."""
    try:
        ids, values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # Django knows that nothing can match
        ids, values = "SELECT NULL::bigint", ()
    with connection.cursor() as cursor:
        cursor.execute(_SUMMARY.replace("{ids}", ids), values)
        undated, zones, first, last, *states = cursor.fetchone()
    head = calendars.head(name, undated, zones or (), first.year if first else 1970, last.year if last else 2037)
    tag = blake2b(repr((head, states, ordering, audience, base)).encode(), digest_size=16).hexdigest()
    return tag, _streamed(head, rows, ordering, audience, base)


def _streamed(head, rows, ordering, audience, base):
    yield head
    for ids in chunks(rows, ordering):
        found = {row[0]: row for row in rows_of(_ROWS[audience], {"ids": ids})}
        yield b"".join(calendars.vevent(item) for pk in ids if pk in found and (item := _item(found[pk], base)))
    yield calendars.END


def _item(row, base):
    """The calendar's item of an event; None where its date is unknown."""
    _, public_id, slug, name, status, date, start, end, timezone, summary, created, changed, location = row
    date = parse(date)
    days = date.known_days() if date else None
    if days is None:
        return None
    times = calendars.moments(date, start, end, timezone)
    held = standing(status)
    lines = [f"Status: {held.words}"] if held.words else []
    if start and not times:
        lines.append(calendars.begins(start, timezone))
    title = f"{name} ({held.words})" if held.words else name
    return calendars.Item(
        uid=calendars.uid(public_id, base),
        title=title if date.certain else calendars.titled(title, date.words()),
        start=times[0] if times else days[0],
        end=times[1] if times else days[1],
        created=created,
        changed=max(created, changed),
        url=f"{base}/events/{slug}/",
        description="\n".join(filter(None, [*lines, summary])),
        location=location or "",
        status=held.calendar,
    )
