"""Events as iCalendar."""

import datetime
import zoneinfo

from icalendar import Calendar, Event

from lib.api.exports import chunks
from lib.api.shapes import fetch_objects
from lib.partialdates import parse
from lib.partialdates.core import FIRST_DAY, LAST_DAY


def calendar_head():
    """An empty calendar with the properties that every reader asks for."""
    calendar = Calendar()
    calendar.add("prodid", "-//Parley//Diplomatic events//EN")
    calendar.add("version", "2.0")
    return calendar


def span(date):
    """The days of a partial date as (first day, day after the last); None where it is open or unknown."""
    if date is None or date.earliest == FIRST_DAY or date.latest == LAST_DAY:
        return None
    return date.earliest, date.latest + datetime.timedelta(days=1)


def vevent(record):
    """One event of the API as a VEVENT; None where its days are not bounded."""
    date = parse(record["date"])
    days = span(date)
    if days is None:
        return None
    entry = Event()
    entry.add("uid", f"{record['slug']}@parley")
    entry.add("dtstamp", datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    name = record["name"] if date.precision in ("day", "interval") and not date.qualifier else (
        f"{record['name']} ({date.words()})"
    )
    entry.add("summary", name)
    start, end, zone = record.get("start_time"), record.get("end_time"), record.get("timezone")
    if start and zone:
        zone = zoneinfo.ZoneInfo(zone)
        first = datetime.datetime.combine(date.earliest, datetime.time.fromisoformat(start), zone)
        entry.add("dtstart", first)
        if end:
            entry.add("dtend", datetime.datetime.combine(date.latest, datetime.time.fromisoformat(end), zone))
    else:
        entry.add("dtstart", days[0])
        entry.add("dtend", days[1])
    if record["place"]:
        entry.add("location", record["place"]["name"])
    if record["summary"]:
        entry.add("description", record["summary"])
    entry.add("url", record["page"])
    entry.add("status", {"cancelled": "CANCELLED", "planned": "TENTATIVE"}.get(record["status"], "CONFIRMED"))
    return entry


def event_calendar(rows, ordering, viewer, base):
    """The whole filtered list as iCalendar (bytes, streamed); events without bounded days are counted at the end."""
    from summits.serializers.events import EventRow

    head, tail = calendar_head().to_ical().split(b"END:VCALENDAR")
    yield head
    left_out = 0
    for ids in chunks(rows, ordering):
        for record in fetch_objects(EventRow, ids, viewer, base):
            entry = vevent(record)
            if entry is None:
                left_out += 1
            else:
                yield entry.to_ical()
    yield f"X-PARLEY-UNDATED:{left_out}\r\n".encode() + b"END:VCALENDAR" + tail
