"""iCalendar (RFC 5545): every dated entry as an all-day event."""

import datetime

from icalendar import Calendar, Event

from timelines.entries import plus_day
from timelines.words import known, lines


def render(timeline):
    """The calendar as bytes.

    An entry covers all days that it may fall on; where that is more than is known,
    its title says what is known. Entries without any date are counted, not dated.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Parley//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{timeline.name}: timeline")
    others = known(timeline.entries)
    undated = 0
    for entry in timeline.entries:
        span = entry.span()
        if span is None:
            undated += 1
            continue
        calendar.add_component(_event(entry, others, *span))
    if undated:
        calendar.add("x-comment", f"Not in this calendar because their date is unknown: {undated}")
    return calendar.to_ical()


def _event(entry, others, first, last):
    event = Event()
    # The public id is never reused: a calendar that reads this again knows the entry.
    event.add("uid", f"{entry.id}@parley")
    event.add("dtstamp", datetime.datetime.fromisoformat(entry.recorded).astimezone(datetime.UTC))
    event.add("dtstart", first)
    event.add("dtend", plus_day(last))
    event.add("summary", entry.headline if entry.exact else f"{entry.headline} ({entry.when})")
    event.add("description", "\n".join(lines(entry, others)))
    if entry.calendar_status:
        event.add("status", entry.calendar_status)
    event.add("categories", [entry.kind])
    event.add("url", entry.page)
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place["name"])
    return event
