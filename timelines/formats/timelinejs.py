"""The JSON that TimelineJS reads (https://timeline.knightlab.com/docs/json-format.html)."""

from html import escape

import orjson

from lib.partialdates.core import parse
from timelines.parameters import KINDS


def render(timeline):
    """The slides as bytes: dates as exact as known, ``display_date`` in our words.

    TimelineJS takes texts as HTML, so ours are escaped. Entries without a date are
    left out: it cannot show them.
    """
    title = f'<a href="{escape(timeline.page)}">{escape(timeline.name)}</a>'
    slides = [_slide(entry) for entry in timeline.entries if entry.span()]
    return orjson.dumps({"title": {"text": {"headline": title}}, "events": slides})


def _slide(entry):
    start, end = _ends(entry)
    slide = {
        "unique_id": entry.id,
        "start_date": _date(start),
        "display_date": entry.when,
        "group": KINDS[entry.kind],
        "text": {
            "headline": f'<a href="{escape(entry.page)}">{escape(entry.title)}</a>',
            "text": "".join(f"<p>{escape(line)}</p>" for line in _lines(entry)),
        },
    }
    if end != start:
        slide["end_date"] = _date(end)
    return slide


def _ends(entry):
    """The texts of the first and last date as far as known (single dates, never open)."""
    if entry.is_period:
        dates = [date for date in (entry.start, entry.end) if date and not date.is_open] or entry.attested
        return str(dates[0]), str(dates[-1])
    sides = [side for side in entry.date.sides() if side not in ("", "..")]
    return sides[0], sides[-1]


def _date(text):
    date = parse(text)
    parts = {"year": date.earliest.year}
    if date.precision in ("month", "day"):
        parts["month"] = date.earliest.month
    if date.precision == "day":
        parts["day"] = date.earliest.day
    return parts


def _lines(entry):
    if entry.text and entry.text != entry.title:
        yield entry.text
    if entry.quotation:
        yield f"“{entry.quotation}”"
    for source in entry.sources:
        yield f"Source: {source}"
