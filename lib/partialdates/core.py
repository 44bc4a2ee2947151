"""Partial dates: a named subset of EDTF, as a value without a database.

Forms: ``2021-06-16``, ``2021-06``, ``2021``; each with ``~`` (about) or ``?``
(uncertain) behind it; intervals ``A/B`` whose sides may also be ``..`` (open) or
empty (unknown); and ``..`` alone, for the end of something that goes on.

A value has four bounds. With ``[earliest, latest]`` alone one can only say what
is possible; the two inner bounds say what is certain:

=============  ==================================================================
``earliest``   the first day on which it may have begun
``start_by``   the last day by which it must have begun
``end_from``   the first day until which it must have lasted
``latest``     the last day on which it may have ended
=============  ==================================================================

Something *possibly* touches the days F..T if ``earliest <= T and latest >= F``;
it *certainly* does if ``start_by <= T and end_from >= F``. Unknown bounds stand
at the ends of the calendar, so both tests are plain comparisons without NULL.
The database computes the same bounds in ``parley_date_bounds()`` (lib/migrations);
a test holds the two together.
"""

import calendar
import datetime
import functools
import re
from dataclasses import dataclass

from django.utils.dates import MONTHS_ALT
from django.utils.translation import gettext_noop, pgettext_lazy

from lib.digits import plain
from lib.languages import gettext, is_foreign

FIRST_DAY = datetime.date.min  # 0001-01-01
LAST_DAY = datetime.date.max  # 9999-12-31
EXAMPLES = gettext_noop(
    "2021-06-16, 2021-06, 2021, 2021-06~ (about), 2021? (uncertain), 2009/2012, 2012/.. (still open)"
)

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)")
_LOOSE = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([~?]?)")
MONTHS = "January February March April May June July August September October November December".split()
# A month without a day, within a sentence; with a day it is Django's (django.utils.dates.MONTHS_ALT).
ALONE = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)


class PartialDateError(ValueError):
    """The text is not a partial date; the message says what to write instead."""


@dataclass(frozen=True)
class PartialDate:
    """One partial date: the text as written, and its four bounds (days, inclusive)."""

    text: str
    earliest: datetime.date
    start_by: datetime.date
    end_from: datetime.date
    latest: datetime.date

    def __str__(self):
        return self.text

    def __len__(self):
        # Length validators of Django's text fields use len(value).
        return len(self.text)

    @property
    def is_interval(self):
        """True for ``A/B``."""
        return "/" in self.text

    @property
    def is_open(self):
        """True where the end is open: ``..`` or ``A/..``."""
        return self.text.endswith("..")

    @property
    def qualifier(self):
        """``"~"``, ``"?"`` or ``""``: the first one that occurs in the text."""
        return next((c for c in self.text if c in "~?"), "")

    @property
    def precision(self):
        """``day``, ``month``, ``year``, ``interval`` or ``open``."""
        if self.text == "..":
            return "open"
        if self.is_interval:
            return "interval"
        if not _DAY.fullmatch(self.text):
            return "unreadable"  # see stored()
        return {4: "year", 7: "month", 10: "day"}[len(self.text.rstrip("~?"))]

    @property
    def exact_day(self):
        """The day, if the date is one certain day, else None."""
        return self.earliest if self.precision == "day" and not self.qualifier else None

    def sides(self):
        """The texts of the two sides, (start, end), which are equal for a single date."""
        start, _, end = self.text.partition("/")
        return (start, end) if self.is_interval else (self.text, self.text)

    @property
    def certain(self):
        """Whether the first and the last day are both certain."""
        return self.start_by == self.earliest and self.end_from == self.latest

    def known_days(self):
        """(first, last): the first and last possible day of the known sides; None for "..".

        An open or unknown side is bounded by the other: ``2012/..`` covers 2012.
        """
        known = [_single(side, self.text) for side in set(self.sides()) - {"", ".."}]
        return (min(side[0] for side in known), max(side[1] for side in known)) if known else None

    def words(self):
        """The date for a reader: ``16 June 2021``, ``about June 2021``, ``2012 to date``."""
        if self.text == "..":
            return gettext("to date")
        if not self.is_interval:
            return _day_words(self.text)
        start, end = self.sides()
        left = gettext(OPEN[start]) if start in OPEN else _day_words(start)
        if end == "..":
            return to_date(left)
        return from_to(left, _day_words(end) if end else gettext("an unknown end"))


OPEN = {"..": gettext_noop("open start"), "": gettext_noop("unknown start")}


def to_date(start):
    """A period that continues, from its start in words: ``2012 to date``."""
    return gettext("{start} to date").format(start=start)


def from_to(start, end):
    """A period of two dates in words: ``2012 to 2014``."""
    return gettext("{start} to {end}").format(start=start, end=end)


def month_in_words(year, month):
    """A month in words: ``June 2021``."""
    return gettext("{month} {year}").format(month=ALONE[month - 1], year=year)


def _day_words(text):
    match = _DAY.fullmatch(text)
    if not match:
        return text
    year, month, day, qualifier = match.groups()
    if is_foreign():
        words = _foreign(int(year), int(month or 0), int(day or 0), qualifier == "~")
    else:
        words = f"{MONTHS[int(month) - 1]} {int(year)}" if month else f"{int(year)}"
        if day:
            words = f"{int(day)} {words}"
    if qualifier:
        return gettext("about {date}" if qualifier == "~" else "{date} (uncertain)").format(date=words)
    return words


# In other languages the order of the parts, and the forms after “about”, are up to the translation.
ABOUT = (gettext_noop("about {date}"), gettext_noop("{date} (uncertain)"))


def _foreign(year, month, day, about):
    if day:
        return gettext("{day} {month} {year}").format(day=day, month=MONTHS_ALT[month], year=year)
    if month and about:
        return gettext("{month} {year}").format(month=MONTHS_ALT[month], year=year)
    return month_in_words(year, month) if month else str(year)


def _single(text, whole):
    """Bounds of one side: (earliest, latest, qualified)."""
    match = _DAY.fullmatch(text)
    if not match:
        raise PartialDateError(_advice(whole))
    year, month, day, qualifier = match.groups()
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise PartialDateError(
            gettext("“{whole}”: there is no such day as {day}.").format(whole=whole, day=text.rstrip("~?"))
        ) from None
    if day:
        last = first
    elif month:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    else:
        last = first.replace(month=12, day=31)
    return first, last, bool(qualifier)


def _advice(text):
    """Advice on what to write instead of ``text``; suggests the zero-padded form if that suffices."""
    loose = _LOOSE.fullmatch(text)
    if loose:
        year, month, day, qualifier = loose.groups()
        padded = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "") + qualifier
        return gettext("“{text}” needs two digits for month and day: write {padded}.").format(text=text, padded=padded)
    words = gettext(
        "“{text}” is not a date that can be understood. Year first, then month and day, as far as known: {examples}."
    )
    return words.format(text=text, examples=gettext(EXAMPLES))


def known(value):
    """The value if it is a PartialDate, else None, since an invalid text has its own error already."""
    return value if isinstance(value, PartialDate) else None


def parse(text):
    """Read a partial date.

    Returns a PartialDate, or None for empty text (unknown). Raises
    PartialDateError with a message for the person who typed it.
    """
    if isinstance(text, PartialDate):
        return text
    if isinstance(text, datetime.date):
        text = text.isoformat()
    return _typed(text) if text else None


@functools.lru_cache(maxsize=20_000)
def _typed(text):
    text = plain(text).strip().replace("–", "-").replace("−", "-")
    return _read(text) if text else None


def stored(text):
    """The value of a stored text: a PartialDate, or None for NULL. Never raises, so that no page falls to one row.

    The tables refuse what cannot be read. Rows of the history may be older than that: such a
    text stays as it was written, and may be any day.
    """
    if not text:
        return None
    try:
        return _read(text)
    except PartialDateError:
        return PartialDate(text, FIRST_DAY, LAST_DAY, FIRST_DAY, LAST_DAY)


@functools.lru_cache(maxsize=20_000)
def _read(text):
    # A date is never changed, so those of the same text are the same.
    if text == "..":
        return PartialDate(text, LAST_DAY, LAST_DAY, LAST_DAY, LAST_DAY)
    if text.count("/") > 1 or text in ("/", "../..", "../", "/.."):
        raise PartialDateError(_advice(text))
    start, slash, end = text.partition("/")
    if not slash:
        earliest, latest, qualified = _single(text, text)
        inner = (LAST_DAY, FIRST_DAY) if qualified else (latest, earliest)
        return PartialDate(text, earliest, *inner, latest)
    # One side may be open or unknown; then the other one bounds what is certain.
    left = None if start in ("", "..") else _single(start, text)
    right = None if end in ("", "..") else _single(end, text)
    if left and right and left[0] > right[1]:
        raise PartialDateError(gettext("“{text}” ends before it starts.").format(text=text))
    if left is not None:
        earliest, start_by = left[0], LAST_DAY if left[2] else left[1]
    else:
        earliest = FIRST_DAY
        start_by = FIRST_DAY if start == ".." else (LAST_DAY if right[2] else right[1])  # type: ignore[index]  # a known side has bounds
    if right:
        latest, end_from = right[1], FIRST_DAY if right[2] else right[0]
    else:
        latest = LAST_DAY
        end_from = LAST_DAY if end == ".." else (FIRST_DAY if left[2] else left[0])  # type: ignore[index]  # a known side has bounds
    return PartialDate(text, earliest, start_by, end_from, latest)
