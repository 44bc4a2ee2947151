"""Events on the days of a month or a year; those without a known day are listed separately."""

import calendar
from datetime import date

from django.utils.dates import MONTHS as DJANGO_MONTHS
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_noop

from lib.languages import gettext
from lib.partialdates import parse
from pages.families import FAMILY

DAYS = tuple(WEEKDAYS.values())
MONTHS = tuple(DJANGO_MONTHS.values())
# Longer events are listed separately, too.
LONG = 31


def with_dates(rows):
    """Rows of events, {"name", "slug", "kind", "date", …}, with the date read and their family."""
    return [{**row, "when": parse(row["date"]), "family": FAMILY[row["kind"]]} for row in rows]


def on_days(events, first, last):
    """The events on known days of first..last: {day: [(event, whether it began on an earlier day)]}."""
    found = {}
    for event in events:
        when = event["when"]
        if not _daily(when):
            continue
        # By ordinals, since there is no date after date.max.
        for number in range(max(when.earliest, first).toordinal(), min(when.latest, last).toordinal() + 1):
            day = date.fromordinal(number)
            found.setdefault(day, []).append((event, day > when.earliest))
    return found


def apart(events):
    """The events without a day, [(how much is known, event)], the most precise first: ("June 2021, day unknown", …)."""
    there = [event for event in events if not _daily(event["when"])]
    there.sort(key=lambda event: (_length(event["when"]), event["when"].earliest))
    return [(_how(event["when"]), event) for event in there]


def _daily(when):
    return when.certain and _length(when) <= LONG


def _length(when):
    return (when.latest - when.earliest).days + 1


def _how(when):
    missing = {"month": gettext_noop("day unknown"), "year": gettext_noop("month unknown")}.get(when.precision)
    return f"{when.words()}, {gettext(missing)}" if missing else when.words()


def month(year, number, days):
    """A month as weeks from Monday to Sunday: [[{"day", "events"} or None]]; ``days`` is the result of on_days()."""
    return [
        [
            {"day": date(year, number, day), "events": days.get(date(year, number, day), [])} if day else None
            for day in week
        ]
        for week in calendar.Calendar().monthdayscalendar(year, number)
    ]


def year(number, days):
    """A year as months: [(name, number, number of events, weeks)]; an event of several days counts once a month."""
    found = []
    for index, name in enumerate(MONTHS, 1):
        there = {event["slug"] for day, events in days.items() if day.month == index for event, _ in events}
        found.append((name, index, len(there), month(number, index, days)))
    return found
