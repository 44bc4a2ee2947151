"""Conference programmes as iCalendar, read into the same objects as programmes of frab and pretalx (schedule.py).

An entry whose time depends on a rule (RRULE) or an unknown time zone waits, since its time would be a guess.
"""

import contextlib
import datetime
import re
import zoneinfo
from dataclasses import dataclass

from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from intake.datasets.documents import text
from intake.datasets.markup import check_size
from intake.datasets.rows import Importer
from intake.datasets.schedule import FAULT, Programme
from intake.errors import Unreadable

REPEATED = {
    "RRULE": "It repeats by a rule (RRULE)",
    "RDATE": "It repeats on further days (RDATE)",
    "RECURRENCE-ID": "It is one day of an entry that repeats (RECURRENCE-ID)",
}
DAY = datetime.timedelta(days=1)


def recognises(path):
    """Whether a file is a calendar."""
    try:
        return path.is_file() and path.suffix.lower() in (".ics", ".ical") and bool(_read(path))
    except Unreadable:
        return False


def _read(path):
    """(calendar, line numbers of its entries) of a file. Raises Unreadable or TooLarge."""
    try:
        check_size(path, path.name)
        words = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not UTF-8 text.") from None
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from None
    if not re.match(r"\s*BEGIN:VCALENDAR\b", words, re.IGNORECASE):
        raise Unreadable(f"{path.name} is no iCalendar file: it does not begin with BEGIN:VCALENDAR.")
    try:
        calendar = Calendar.from_ical(words.strip())
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # of malformed properties
        raise Unreadable(f"{path.name} is no iCalendar file that can be read: {text(str(error))[:200]}.") from None
    begins = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)
    return calendar, [number for number, line in enumerate(words.splitlines(), 1) if begins.fullmatch(line)]


def propose(path, watch):
    """The rows of a calendar and the records proposed for them."""
    calendar, lines = _read(path)
    entries = list(calendar.walk("VEVENT"))
    clock = _clock(calendar, entries)
    talks = [_talk(one, clock, line) for one, line in zip(entries, lines, strict=False)]
    days = sorted(day for talk in talks if FAULT not in talk for day in (talk["day"], talk["last_day"]))
    name = _words(calendar, "X-WR-CALNAME") or _words(calendar, "NAME")
    conference = {
        "title": name or path.stem, "time_zone_name": clock.zone, "url": _words(calendar, "URL"),
        "start": days[0] if days else "", "end": days[-1] if days else "",
        "subtitle": _words(calendar, "X-WR-CALDESC") or _words(calendar, "DESCRIPTION"),
    }  # fmt: skip
    made = Programme(path, conference).propose(talks, watch)
    others = sorted({part.name for part in calendar.subcomponents} - {"VEVENT", "VTIMEZONE"})
    if others:
        made.notes.append(f"Not taken in: {', '.join(others)}. Only entries of kind VEVENT are.")
    return made


@dataclass(frozen=True)
class _Clock:
    """The time zone of a conference, "" if unknown, and whether the times of all entries are in one zone."""

    zone: str
    single: bool


def _clock(calendar, entries):
    """The Clock of a calendar: its own zone, else the one that its entries share."""
    names = set()
    for one in entries:
        # Entries without a time are reported when they are read.
        with contextlib.suppress(ValueError):
            moment = _moment(one, "DTSTART")
            # A time without a zone is one of the conference, whichever it has; one of an unknown zone is not taken in.
            if isinstance(moment, datetime.datetime) and moment.tzinfo:
                names.add(_zone_of(one))
    said = _words(calendar, "X-WR-TIMEZONE") or (next(iter(names)) if len(names) == 1 else "")
    return _Clock(said if said in zoneinfo.available_timezones() else "", len(names) == 1)


def _zone_of(one):
    moment = _moment(one, "DTSTART")
    return (
        getattr(moment.tzinfo, "key", "") or one["DTSTART"].params.get("TZID", "") or ("UTC" if moment.tzinfo else "")
    )


def _words(one, name):
    """The text of a property, or of the first of several."""
    found = one.get(name, "")
    return text(str(found[0] if isinstance(found, list) else found))


def _talk(one, clock, line):
    """An entry as a talk in the JSON form of frab."""
    uid = _words(one, "UID")
    attendees = one.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    persons = [{"public_name": text(str(who.params.get("CN", "")))} for who in attendees if hasattr(who, "params")]
    talk = {
        "id": uid, "guid": uid, "title": _words(one, "SUMMARY"), "room": _words(one, "LOCATION"), "line": line,
        "track": ", ".join(_categories(one)), "description": _words(one, "DESCRIPTION"), "persons": persons,
    }  # fmt: skip
    try:
        return talk | _when(one, clock)
    except ValueError as error:
        return talk | {FAULT: str(error)}
    except OverflowError:
        return talk | {FAULT: "It lasts longer than there are years with four digits."}


def _categories(one):
    found = one.get("CATEGORIES", [])
    return [text(str(word)) for some in (found if isinstance(found, list) else [found]) for word in some.cats]


def _when(one, clock):
    """The first and last day of an entry, and its start and duration if it has times. Raises ValueError with the reason."""
    for name, words in REPEATED.items():
        if name in one:
            raise ValueError(f"{words}: which days that are, enter by hand.")
    if _words(one, "STATUS").upper() == "CANCELLED":
        raise ValueError("It was cancelled.")
    start, end = _moment(one, "DTSTART"), _moment(one, "DTEND")
    if start is None:
        raise ValueError("It does not say when it begins (DTSTART).")
    length = _moment(one, "DURATION")
    if end is None and isinstance(length, datetime.timedelta):
        end = start + length
    if end is not None and isinstance(end, datetime.datetime) is not isinstance(start, datetime.datetime):
        raise ValueError("Of its beginning and end one is a day and one a time.")
    if not isinstance(start, datetime.datetime):
        last = max(start, end - DAY) if end else start
        return {"day": start.isoformat(), "last_day": last.isoformat()}
    start, end = (_local(one, name, moment, clock) for name, moment in (("DTSTART", start), ("DTEND", end or start)))
    if end < start:
        raise ValueError("It ends before it begins.")
    minutes = (end - start) // datetime.timedelta(minutes=1)
    return {
        "date": start.isoformat(), "day": start.date().isoformat(), "last_day": end.date().isoformat(),
        "duration": f"{minutes // 60}:{minutes % 60:02}",
    }  # fmt: skip


def _moment(one, name):
    """The date or datetime in a property; None if it is missing or repeated. Raises ValueError for anything else."""
    found = one.get(name)
    try:
        return getattr(found, "dt", None) if not isinstance(found, list) else None
    except BrokenCalendarProperty:
        raise ValueError(f"“{text(str(found))[:100]}” cannot be read ({name}).") from None


def _local(one, name, moment, clock):
    """A datetime in the conference's time zone; one without a zone already is."""
    printed = getattr(one.get(name), "params", {}).get("TZID", "")
    if moment.tzinfo is None:
        if printed:
            raise ValueError(f"Its time zone “{printed}” is not known, so its time is not either.")
        return moment
    if clock.zone:
        return moment.astimezone(zoneinfo.ZoneInfo(clock.zone)).replace(tzinfo=None)
    if not clock.single:
        raise ValueError("The entries have several time zones, and the calendar does not say its own (X-WR-TIMEZONE).")
    return moment.replace(tzinfo=None)


IMPORTER = Importer("icalendar", "a conference programme as iCalendar (.ics)", recognises, propose)
