"""Dates among the words of a search: ``2021-06``, ``16 June 2021``, ``16.06.2021``, ``June 16, 2021``, ``16 июня 2021``."""

import functools
import re

from lib.digits import plain
from lib.partialdates import months
from lib.partialdates.core import PartialDateError, parse


@functools.cache
def _dates():
    month, year = months.pattern(), rf"(?P<y>{months.YEAR})"
    ways = (
        rf"{year}[-/](?P<m>[0-9]{{1,2}})(?:[-/](?P<d>[0-9]{{1,2}}))?",
        rf"(?P<d>[0-9]{{1,2}})\.\s?(?P<m>[0-9]{{1,2}})\.\s?{year}",
        rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{month})\.?,?\s+{year}",
        rf"(?P<m>{month})\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
    )
    return [re.compile(rf"(?<![\w/.-]){way}(?![\w/-])", re.IGNORECASE) for way in ways]


def date_in(text):
    """The month or day in a text and its other words: (PartialDate or None, words).

    A year alone counts as a word, since it occurs in names of events.
    """
    text = plain(text)
    for pattern in _dates():
        match = pattern.search(text)
        if match:
            year, month, day = match["y"][:4], match["m"], match["d"]
            month = months.numbers().get(month.lower(), month)
            written = "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])])
            try:
                date = parse(written)
            except PartialDateError:
                continue
            return date, " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return None, text
