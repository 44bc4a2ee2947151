"""Writing iCalendar (RFC 5545) as a head, entries and an end, so that a long calendar can be streamed.

In texts a backslash is always escaped, also before an N.
"""

import datetime
import functools
import re
import zoneinfo
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vText

from lib.partialdates.core import LAST_DAY

# Read once, since it searches the file system.
zones = functools.cache(zoneinfo.available_timezones)

END = b"END:VCALENDAR\r\n"
# No zone changes before the first year, and changes after the last one cannot be predicted.
ZONES = 1850, 2100


class Text(vText):
    """A text value. The library's own takes the two letters ``\\N`` for a line break."""

    def to_ical(self):
        """The value as written to the file."""
        text = str(self).replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
        return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n").encode()


@dataclass
class Item:
    """One VEVENT. ``start`` and ``end`` are dates (inclusive) or aware datetimes, of which ``end`` may be None."""

    uid: str
    title: str
    start: datetime.date
    end: datetime.date | None
    created: datetime.datetime
    changed: datetime.datetime
    url: str
    description: str = ""
    location: str = ""
    status: str | None = None
    categories: tuple = ()
    transparent: bool = False


def uid(public_id, site):
    """The UID of a record: its public id, which renames and merges do not change, at the host of the site."""
    return f"{public_id}@{urlsplit(site).hostname or 'parley'}"


def titled(title, date_words):
    """A title with the words of its date in brackets, unless it has them already."""
    if not date_words or date_words in title:
        return title
    # Brackets are not nested: “June 2020 (uncertain)” has some.
    within = re.sub(r" \((.*?)\)", r", \1", date_words)
    return f"{title} ({within})"


def moments(date, start, end, timezone):
    """(start, end) as aware datetimes; None if the date is not a certain day or the zone is unknown.

    ``date`` is a PartialDate, ``start`` and ``end`` are times of day or None. The returned end is None if it is unknown
    or not after the start.
    """
    sides = [side for side in date.sides() if len(side) == len("2021-06-16")]
    if not start or len(sides) != 2 or timezone not in zones():
        return None
    first, last = (datetime.date.fromisoformat(side) for side in sides)
    if first != last and not end:
        return None
    zone = zoneinfo.ZoneInfo(timezone)
    begins = datetime.datetime.combine(first, start, zone)
    ends = datetime.datetime.combine(last, end, zone) if end else None
    if ends is not None and ends.timestamp() <= begins.timestamp():
        ends = None
    return begins, ends


def begins(start, timezone):
    """A starting time in words, for an entry that is written without times."""
    return f"Begins at {start:%H:%M}{timezone and f' ({timezone})'}"


def head_of(name, items, undated=0):
    """The head() of a calendar of known items, with the time zones and years that they use."""
    moments = [item.start for item in items if isinstance(item.start, datetime.datetime)]
    years = [moment.year for moment in moments]
    used = {moment.tzinfo.key for moment in moments}
    return head(name, undated, used, *((min(years), max(years)) if years else ()))


def transitions(zone, first, last):
    """The changes of a zone's offset or name within some years: [(time in UTC, before, after)].

    Before and after are (offset, name, whether it is summer time); the first row is for the start of the first year.
    """
    # No zone has changed twice within a week.
    week, second = datetime.timedelta(days=7), datetime.timedelta(seconds=1)

    def state(moment):
        local = moment.astimezone(zone)
        return local.utcoffset(), local.tzname(), bool(local.dst())

    low = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    found = [(low, state(low), state(low))]
    end = datetime.datetime(last, 12, 31, tzinfo=datetime.UTC)
    while low < end:
        high = low + week
        if (before := state(low)) != (after := state(high)):
            left, right = low, high
            while right - left > second:
                middle = (left + (right - left) / 2).replace(microsecond=0)
                left, right = (middle, right) if state(middle) == before else (left, middle)
            found.append((right, before, after))
        low = high
    return found


@functools.lru_cache(maxsize=200)
def _timezone(name, first, last):
    """The VTIMEZONE of a zone for some years. The library's own gives summer time an hour too late."""
    timezone = Timezone()
    timezone.add("tzid", name)
    for moment, (before, _, _), (after, words, summer) in transitions(zoneinfo.ZoneInfo(name), first, last):
        part = TimezoneDaylight() if summer else TimezoneStandard()
        # Onsets are in the local time before the change.
        part.add("dtstart", (moment + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", words)
        timezone.add_component(part)
    return timezone


def head(name, undated=0, timezones=(), first=1970, last=2037):
    """The beginning of a calendar: its properties, then its time zones for the years ``first`` to ``last``.

    ``undated`` is the number of entries that are left out because their date is unknown.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Parley//Diplomatic events//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", Text(name))
    calendar.add("x-wr-calname", Text(name))
    if undated:
        words = Text(f"Not in this calendar because their date is unknown: {undated}")
        calendar.add("description", words)
        calendar.add("x-wr-caldesc", words)
    calendar.add("x-parley-undated", str(undated))
    for timezone in sorted(set(timezones) & zones()):
        calendar.add_component(_timezone(timezone, *(min(max(year, ZONES[0]), ZONES[1]) for year in (first, last + 1))))
    return calendar.to_ical().removesuffix(END)


def vevent(item):
    """One entry as bytes."""
    event = Event()
    event.add("uid", item.uid)
    changed = item.changed.astimezone(datetime.UTC)
    event.add("dtstamp", changed)
    event.add("created", item.created.astimezone(datetime.UTC))
    event.add("last-modified", changed)
    # SEQUENCE in seconds since creation: a count of changes could decrease when a record moves to another event.
    event.add("sequence", max(0, int((item.changed - item.created).total_seconds())))
    event.add("dtstart", item.start)
    if isinstance(item.start, datetime.datetime):
        if item.end is not None:
            event.add("dtend", item.end)
    elif item.end < LAST_DAY:
        event.add("dtend", item.end + datetime.timedelta(days=1))
    event.add("summary", Text(item.title))
    if item.description:
        event.add("description", Text(item.description))
    if item.location:
        event.add("location", Text(item.location))
    if item.status:
        event.add("status", item.status)
    if item.categories:
        event.add("categories", list(item.categories))
    event.add("url", item.url)
    if item.transparent:
        event.add("transp", "TRANSPARENT")
    return event.to_ical()
