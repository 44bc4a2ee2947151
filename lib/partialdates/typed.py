"""Dates among the words of a search: ``2021-06``, ``16 June 2021``, ``16.06.2021``, ``June 16, 2021``, ``16 июня 2021``."""

import re

from lib.digits import plain
from lib.partialdates.core import MONTHS, PartialDateError, parse

# Months in Russian, as they stand alone, behind a day and behind “in”: each begins with three letters of its own.
_RUSSIAN = (
    "январ[ьяе] феврал[ьяе] март[ае]? апрел[ьяе] ма[йяе] июн[ьяе] июл[ьяе] август[ае]? сентябр[ьяе] октябр[ьяе] ноябр[ьяе]"
    " декабр[ьяе]"
).split()
_MONTH = "|".join(
    [
        *sorted({name[:n].lower() for name in MONTHS for n in (3, len(name))} | {"sept"}, key=len, reverse=True),
        *_RUSSIAN,
    ]
)
_WAYS = [
    r"(?P<y>[0-9]{4})[-/](?P<m>[0-9]{1,2})(?:[-/](?P<d>[0-9]{1,2}))?",
    r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})",
    rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{_MONTH})\.?,?\s+(?P<y>[0-9]{{4}})(?:\s+год[ау]?)?",
    rf"(?P<m>{_MONTH})\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>[0-9]{{4}})",
]
_DATES = [re.compile(rf"(?<![\w/.-]){way}(?![\w/-])", re.IGNORECASE) for way in _WAYS]


def date_in(text):
    """The month or day in a text and its other words: (PartialDate or None, words).

    A year alone counts as a word, since it occurs in names of events.
    """
    text = plain(text)
    for pattern in _DATES:
        match = pattern.search(text)
        if match:
            year, month, day = match["y"], match["m"], match["d"]
            if not month.isdecimal():
                month = _number(month.lower())
            written = "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])])
            try:
                date = parse(written)
            except PartialDateError:
                continue
            return date, " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return None, text


def _number(name):
    """The number of a month by its name, in full or short."""
    for number, (english, russian) in enumerate(zip(MONTHS, _RUSSIAN, strict=True), 1):
        if english.lower()[:3] == name[:3] or re.fullmatch(russian, name):
            return number
    raise ValueError(name)
