"""Reads the values that sources state, so that different notations of one thing compare as equal.

A value that cannot be read is None and never disagrees.
"""

import calendar
import datetime
import re
from difflib import SequenceMatcher

from lib.names import search_key, spellings
from lib.partialdates import known
from lib.partialdates.core import MONTHS, PartialDateError, parse

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|Sept"
_YEAR = r"(?P<year>[12][0-9]{3})"
_DAYS = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s*(?:-|–|—|to|and)\s*(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?"
# 16 June 2021, 16–17 June, June 16, 2021, June 16–17, June 2021, 2021.
_DATES = [
    re.compile(rf"\b{_DAYS}(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?,?(?:\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s+{_DAYS}\b(?!\s*:)(?:,?\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?(?:\s+{_YEAR}\b)", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}\b"),
]
_TIME = re.compile(r"\b([0-2]?[0-9])(?:[:.]([0-5][0-9]))?\s*(?:([ap])\.?\s?m\b\.?|(?<=[:.][0-9][0-9]))", re.IGNORECASE)
# Words that are left out of comparisons.
_SMALL = frozenset("a an and at by de for in of on the to von".split())


def spans(value, around=None):
    """The spans of days that a date may mean: [(first, last)], the whole first; None if it is no date.

    ``value`` is a PartialDate or a source's words; ``around`` a PartialDate that lends its year.
    An interval with one side unknown or open may also mean the side that is known.
    """
    date = known(value)
    if date is None:
        try:
            date = parse(value)
        except PartialDateError:
            return _words_spans(value, known(around))
    if date is None:
        return None
    whole = [(date.earliest, date.latest)]
    start, end = date.sides()
    if date.is_interval and (start in ("", "..") or end in ("", "..")):
        side = parse(start if end in ("", "..") else end)
        whole.append((side.earliest, side.latest))
    return whole


def _words_spans(text, around):
    found = [span for span in (_span(match, around) for match in _matches(text)) if span]
    # Two dates are a period; more dates cannot be compared.
    return [(found[0][0], found[-1][1])] if 0 < len(found) < 3 and found[0][0] <= found[-1][1] else None


def _matches(text):
    """The non-overlapping dates in a text, in order."""
    taken = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in taken):
                taken.append(match)
    return sorted(taken, key=lambda match: match.start())


def _span(match, around):
    got = {"year": None, "month": None, "day": None, "last": None} | match.groupdict()
    if not got["year"] and around is None:
        return None
    year = int(got["year"] or around.earliest.year)
    if not got["month"]:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    month = [name[:3].lower() for name in MONTHS].index(got["month"][:3].lower()) + 1
    first, last = int(got["day"] or 1), int(got["last"] or got["day"] or calendar.monthrange(year, month)[1])
    try:
        return datetime.date(year, month, first), datetime.date(year, month, last)
    except ValueError:
        return None


def spans_agree(one, other):
    """Whether one date lies inside the other."""
    return any((a[0] >= b[0] and a[1] <= b[1]) or (b[0] >= a[0] and b[1] <= a[1]) for a in one for b in other)


def clock(value):
    """A time of day, from ``18:30``, ``6:30 PM Moscow time``, ``6 p.m.``; None for anything else."""
    if isinstance(value, datetime.time):
        return value.replace(second=0, microsecond=0)
    match = _TIME.search(value or "")
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 24
    return datetime.time(hour, minute) if hour < 24 else None


def number(value):
    """The one number in a text; None if there is no number, or more than one."""
    found = re.findall(r"[0-9]+", str(value or ""))
    return int(found[0]) if len(found) == 1 else None


def choice(value, choices):
    """The member of an enumeration that a text names by its value or its label; None for other words."""
    words = [word for word in search_key(value).split() if word not in ("a", "an", "the")]
    return next((v for v, label in choices if words in (search_key(v).split(), search_key(label).split())), None)


def words(text):
    """The significant words of a text, as they are compared."""
    found = search_key(text).split()
    return [word for word in found if word not in _SMALL] or found


def words_agree(one, other):
    """Whether one text has all words of the other, perhaps in another spelling or abbreviated."""
    few, many = sorted((words(one), words(other)), key=len)
    return all(any(_alike(word, there) for there in many) for word in few)


def _alike(one, other):
    if one == other or set(spellings(one)) & set(spellings(other)):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or short.isdecimal():
        return False
    # Perm. and Permanent; Dmitri and Dimitry, but not Minsk and Pinsk.
    one, other = one.replace("y", "i"), other.replace("y", "i")
    return long.startswith(short) or (one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= 0.8)


def much_in_common(one, other):
    """Whether two names share more than half of the words of the shorter one."""
    few, many = sorted((words(one), words(other)), key=len)
    return 2 * sum(any(_alike(word, there) for there in many) for word in few) > len(few)


def leading(text):
    """The first name in a text: “Reykjavik” in “Reykjavik, Iceland” and in “a house in Reykjavik”."""
    return named_within(text)[0]


def named_within(text):
    """The first name in a text, and the names around it: (“Palace”, [“Reykjavik”, “Iceland”])."""
    parts = [part.strip(" )") for part in re.split(r",|\(|\s+in\s+", text.strip())]
    first = next((place for place, part in enumerate(parts) if part != part.lower()), 0)
    return parts[first], [part for part in parts[first + 1 :] if part]
