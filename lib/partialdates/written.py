"""A date as people write it, where that is unambiguous: ``17 September 2021``, ``June 2021``, ``16.06.2021``, ``2021/06/16``,
``16 июня 2021``.

Ambiguous dates and dates without a year are refused, with advice. Dates in the words in which they are shown
are read back unchanged.
"""

import datetime
import functools
import re
from types import SimpleNamespace

from lib.digits import plain
from lib.languages import gettext
from lib.partialdates import months
from lib.partialdates.core import FIRST_DAY, LAST_DAY, PartialDateError, parse


@functools.cache
def _patterns():
    """The ways to write a date, put together once: the names of months are those of all languages of the pages."""
    month = rf"({months.pattern()})\.?"
    day = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: of)?"
    year = rf"({months.YEAR})"
    dash = r" ?(?:-|–|—| to | until ) ?"
    # Patterns with the numbers of their groups for year, month and day.
    ways = (
        (rf"{year}[-/.]([0-9]{{1,2}})", (1, 2, 0)),
        (rf"{year}([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})", (1, 3, 4)),
        (rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?{year}", (3, 2, 1)),
        (rf"([0-9]{{1,2}})[-/.]{year}", (2, 1, 0)),
        (rf"{month},? {year}", (2, 1, 0)),
        (rf"{day} {month},? {year}", (3, 2, 1)),
        (rf"{month} {day},? {year}", (3, 1, 2)),
    )
    return SimpleNamespace(
        ways=[(re.compile(pattern), groups) for pattern, groups in ways],
        year=re.compile(year),
        either_way=re.compile(rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}})\2{year}"),
        no_year=re.compile(rf"(?:{day} )?{month}|{month} {day}|[0-9]{{1,2}}\. ?[0-9]{{1,2}}\.?|[0-9]{{2}}-[0-9]{{2}}"),
        # “16–17 June 2021”, “June to July 2021”, “2009–2012”: the first side takes its missing parts from the second.
        days=re.compile(rf"([0-9]{{1,2}})\.?{dash}({day}) ({month},? {year})"),
        months=re.compile(rf"((?:{day} )?{month}){dash}((?:{day} )?{month},? ({year}))"),
        years=re.compile(rf"{year}{dash}{year}"),
    )


_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.]) ?[0-9]{1,2}\1 ?'?[0-9]{2}")
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|около) ?(?=\w)")
# Other years are possible, but more often typing errors.
OLDEST, AHEAD = 1800, 10


def read(text):
    """The date that a person typed: a PartialDate, or None for nothing.

    Raises PartialDateError with a message for that person.
    """
    try:
        return parse(text)
    except PartialDateError as error:
        words = " ".join(plain(text).lower().split())
        written = _interval(words, text)
        if written is None:
            raise error from None
        return parse(written)


def far(date, today=None):
    """The question about a date with an unlikely year; "" for others."""
    this_year = (today or datetime.date.today()).year
    years = {day.year for day in (date.earliest, date.latest) if FIRST_DAY < day < LAST_DAY} if date else ()
    odd = sorted(year for year in years if not OLDEST <= year <= this_year + AHEAD)
    return f"The year {odd[0]} is far off: is it meant?" if odd else ""


def _interval(words, text):
    """The text in the notation of partial dates; None if it is not a date."""
    ways = _patterns()
    if found := ways.years.fullmatch(words):
        return f"{found[1][:4]}/{found[2][:4]}"
    if found := ways.days.fullmatch(words):
        return _both(f"{found[1]} {found[4]}", f"{found[3]} {found[4]}", text)
    if found := ways.months.fullmatch(words):
        return _both(f"{found[1]} {found[7]}", found[4], text)
    if words.startswith("since "):
        return _both(words.removeprefix("since "), "to date", text)
    words = words.removeprefix("from ")
    if words.endswith(" to date"):
        return _both(words.removesuffix(" to date"), "to date", text)
    start, to, end = words.partition(" to ")
    if not to:
        start, to, end = words.partition("/")
    whole = _one(words, text)
    return whole or (_both(start.strip(), end.strip(), text) if to else None)


_SIDES = {"to date": "..", "..": "..", "open start": "..", "": "", "unknown start": "", "an unknown end": ""}


def _both(start, end, text):
    left, right = (_SIDES[side] if side in _SIDES else _one(side, text) for side in (start, end))
    return None if left is None or right is None else f"{left}/{right}"


def _one(words, text):
    about = _ABOUT.match(words)
    words = words[about.end() :] if about else words
    plainly = words.removesuffix("?").removesuffix("(uncertain)").removesuffix("~").strip()
    written = _day(plainly, text)
    if written is None:
        return None
    if plainly != words:
        return f"{written}{'~' if words.endswith('~') else '?'}"
    return f"{written}~" if about else written


def _day(words, text):
    ways = _patterns()
    if ways.year.fullmatch(words):
        return words[:4]
    for pattern, groups in ways.ways:
        if found := pattern.fullmatch(words):
            year, month, day = (found[group] if group else "" for group in groups)
            year, number = year[:4], months.numbers().get(month) or int(month)
            if not day and "/" in words and int(year[2:]) < number <= 12 and words.startswith(year):
                said = gettext("“{text}” may be a month or years: write {month} or {years}.")
                raise PartialDateError(
                    said.format(text=text, month=f"{year}-{number:02}", years=f"{year}/{year[:2]}{number:02}")
                )
            return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    if found := ways.either_way.fullmatch(words):
        one, other, year = int(found[1]), int(found[3]), found[4][:4]
        if one <= 12 and other <= 12 and one != other:
            said = gettext("“{text}” may be two days: write {first} ({first_words}) or {second} ({second_words}).")
            first, second = (f"{year}-{month:02}-{day:02}" for month, day in ((other, one), (one, other)))
            words = {"first_words": _without_year(first), "second_words": _without_year(second)}
            raise PartialDateError(said.format(text=text, first=first, second=second, **words))
        day, month = (one, other) if other <= 12 else (other, one)
        return f"{year}-{month:02}-{day:02}"
    if _SHORT_YEAR.fullmatch(words):
        raise PartialDateError(gettext("“{text}”: write the year with four digits.").format(text=text))
    if ways.no_year.fullmatch(words):
        raise PartialDateError(gettext("“{text}” has no year: write it too, as in 16 June 2021.").format(text=text))
    return None


def _without_year(day):
    """A day in words, without its year: ``6 July``."""
    return parse(day).words().removesuffix(day[:4]).strip()
