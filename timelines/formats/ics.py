"""iCalendar: every dated entry, with its time of day if known."""

import datetime

from lib import calendars
from timelines.changes import changes
from timelines.words import known, lines


def render(timeline):
    """The calendar as bytes.

    An entry covers all days that it may fall on; its title has the date if it is less precise. Entries without a date are
    only counted.
    """
    spans = [(entry, entry.span()) for entry in timeline.entries]
    dated = [(entry, span) for entry, span in spans if span]
    others, more = known(timeline.entries), changes([entry for entry, _ in dated], timeline.audience)
    items = [_item(timeline, entry, others, span, more(entry)) for entry, span in dated]
    head = calendars.head_of(f"{timeline.name}: timeline", items, len(spans) - len(dated))
    return b"".join([head, *map(calendars.vevent, items), calendars.END])


def _item(timeline, entry, others, days, more):
    created = datetime.datetime.fromisoformat(entry.recorded)
    times, said = None, list(lines(entry, others))
    if more.start:
        if days[0] == days[1] or not more.of_one_day:
            times = calendars.moments(entry.date, more.start, more.end, more.timezone)
        if not times:
            said.insert(1, calendars.begins(more.start, more.timezone))
    start, end = times or days
    return calendars.Item(
        uid=calendars.uid(_ident(timeline, entry), timeline.site),
        title=entry.headline if entry.exact else calendars.titled(entry.headline, entry.when),
        start=start,
        end=end,
        created=created,
        changed=max(created, more.changed or created),
        url=entry.page,
        description="\n".join(said),
        location=more.location or "",
        status=entry.calendar_status,
        categories=(entry.kind,),
        transparent=True,
    )


def _ident(timeline, entry):
    """The UID by which a calendar recognises the entry; public ids are never reused.

    The id of the record if the entry is the same in all calendars, else those of record and person: an event about which
    somebody spoke is not the event itself. No public id contains the separator.
    """
    shared = entry.kind in ("appointment", "participation") or (entry.kind, entry.role) == ("position", "holder")
    return entry.id if shared else f"{entry.id}_{timeline.public_id}"
