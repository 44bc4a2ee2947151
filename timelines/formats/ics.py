"""iCalendar: every dated entry, by the writer that all calendars share; what has a time of day has it here as well."""

import datetime

from lib import calendars
from timelines.changes import changes
from timelines.words import known, lines


def render(timeline):
    """The calendar as bytes.

    An entry covers all days that it may fall on; where that is more than is known,
    its title says what is known. Entries without any date are counted, not dated.
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
    """What a calendar that reads this again knows the entry by; public ids are never reused.

    That of its record, where the entry says the same in everybody's calendar. Else the record's with the person's: an
    event that somebody spoke of is another thing than the event. No public id has the character between them.
    """
    shared = entry.kind in ("appointment", "participation") or (entry.kind, entry.role) == ("position", "holder")
    return entry.id if shared else f"{entry.id}_{timeline.public_id}"
