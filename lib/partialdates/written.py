"""A date as people write it, where that is unambiguous: ``17 September 2021``, ``June 2021``, ``16.06.2021``, ``2021/06/16``.

Ambiguous dates and dates without a year are refused, with advice. Dates in the words in which they are shown
are read back unchanged.
"""

import datetime
import re

from lib.digits import plain
from lib.partialdates.core import FIRST_DAY, LAST_DAY, MONTHS, PartialDateError, parse

NUMBERS = {name[:n].lower(): number for number, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_MONTH = rf"({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: of)?"
_YEAR = r"([0-9]{4})"
# Patterns with the numbers of their groups for year, month and day.
_WAYS = [
    (re.compile(pattern), groups)
    for pattern, groups in (
        (rf"{_YEAR}[-/.]([0-9]{{1,2}})", (1, 2, 0)),
        (rf"{_YEAR}([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})", (1, 3, 4)),
        (rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?{_YEAR}", (3, 2, 1)),
        (rf"([0-9]{{1,2}})[-/.]{_YEAR}", (2, 1, 0)),
        (rf"{_MONTH},? {_YEAR}", (2, 1, 0)),
        (rf"{_DAY} {_MONTH},? {_YEAR}", (3, 2, 1)),
        (rf"{_MONTH} {_DAY},? {_YEAR}", (3, 1, 2)),
    )
]
_EITHER_WAY = re.compile(rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}})\2{_YEAR}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.]) ?[0-9]{1,2}\1 ?'?[0-9]{2}")
_NO_YEAR = re.compile(rf"(?:{_DAY} )?{_MONTH}|{_MONTH} {_DAY}|[0-9]{{1,2}}\. ?[0-9]{{1,2}}\.?|[0-9]{{2}}-[0-9]{{2}}")
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?) ?(?=\w)")
_DASH = r" ?(?:-|–|—| to | until ) ?"
# “16–17 June 2021”, “June to July 2021”, “2009–2012”: the first side takes its missing parts from the second.
_DAYS = re.compile(rf"([0-9]{{1,2}})\.?{_DASH}({_DAY}) ({_MONTH},? {_YEAR})")
_MONTHS = re.compile(rf"((?:{_DAY} )?{_MONTH}){_DASH}((?:{_DAY} )?{_MONTH},? ({_YEAR}))")
_YEARS = re.compile(rf"{_YEAR}{_DASH}{_YEAR}")
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
    if found := _YEARS.fullmatch(words):
        return f"{found[1]}/{found[2]}"
    if found := _DAYS.fullmatch(words):
        return _both(f"{found[1]} {found[4]}", f"{found[3]} {found[4]}", text)
    if found := _MONTHS.fullmatch(words):
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
    if re.fullmatch(_YEAR, words):
        return words
    for pattern, groups in _WAYS:
        if found := pattern.fullmatch(words):
            year, month, day = (found[group] if group else "" for group in groups)
            number = NUMBERS.get(month) or int(month)
            if not day and "/" in words and int(year[2:]) < number <= 12 and words.startswith(year):
                raise PartialDateError(
                    f"“{text}” may be a month or years: write {year}-{number:02} or {year}/{year[:2]}{number:02}."
                )
            return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    if found := _EITHER_WAY.fullmatch(words):
        one, other, year = int(found[1]), int(found[3]), found[4]
        if one <= 12 and other <= 12 and one != other:
            raise PartialDateError(
                f"“{text}” may be two days: write {year}-{other:02}-{one:02} ({one} {MONTHS[other - 1]}) "
                f"or {year}-{one:02}-{other:02} ({other} {MONTHS[one - 1]})."
            )
        day, month = (one, other) if other <= 12 else (other, one)
        return f"{year}-{month:02}-{day:02}"
    if _SHORT_YEAR.fullmatch(words):
        raise PartialDateError(f"“{text}”: write the year with four digits.")
    if _NO_YEAR.fullmatch(words):
        raise PartialDateError(f"“{text}” has no year: write it too, as in 16 June 2021.")
    return None
