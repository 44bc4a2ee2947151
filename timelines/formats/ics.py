"""iCalendar: every dated entry as an all-day event, by the writer that all calendars share."""

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
    others, changed = known(timeline.entries), changes([entry for entry, _ in dated], timeline.audience)
    head = calendars.head(f"{timeline.name}: timeline", len(spans) - len(dated))
    items = (calendars.vevent(_item(timeline.site, entry, others, *span, *changed(entry))) for entry, span in dated)
    return b"".join([head, *items, calendars.END])


def _item(site, entry, others, first, last, changed, location):
    created = datetime.datetime.fromisoformat(entry.recorded)
    return calendars.Item(
        # The public id is never reused: a calendar that reads this again knows the entry.
        uid=calendars.uid(entry.id, site),
        title=entry.headline if entry.exact else calendars.titled(entry.headline, entry.when),
        start=first,
        end=last,
        created=created,
        changed=max(created, changed or created),
        url=entry.page,
        description="\n".join(lines(entry, others)),
        location=location or "",
        status=entry.calendar_status,
        categories=(entry.kind,),
        transparent=True,
    )
