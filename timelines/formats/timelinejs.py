"""The JSON that TimelineJS reads (https://timeline.knightlab.com/docs/json-format.html)."""

import datetime
from html import escape

import orjson

from lib.partialdates.core import parse
from timelines.parameters import KINDS
from timelines.words import known, lines


def render(timeline):
    """The slides as bytes, with dates as exact as known and ``display_date`` in words.

    Texts are escaped, since TimelineJS takes HTML. It cannot show entries without a date; the title slide has their
    number.
    """
    others = known(timeline.entries)
    slides = [_slide(entry, others) for entry in timeline.entries if entry.span()]
    undated = len(timeline.entries) - len(slides)
    text = {"headline": f'<a href="{escape(timeline.page)}">{escape(timeline.name)}</a>'}
    if undated:
        text["text"] = f"<p>Not shown, since their date is unknown: {undated}</p>"
    return orjson.dumps({"title": {"text": text}, "events": slides or [_nothing(timeline)]})


def _nothing(timeline):
    """A slide for a timeline without dated entries, for which TimelineJS would show an error."""
    today = datetime.datetime.now(datetime.UTC).date()
    return {
        "unique_id": "nothing",
        "start_date": {"year": today.year, "month": today.month, "day": today.day},
        "display_date": "As of today",
        "text": {
            "headline": "No dated entry",
            "text": f"<p>Nothing with a known date is on record here for {escape(timeline.name)}.</p>",
        },
    }


def _slide(entry, others):
    start, end = _ends(entry)
    slide = {
        "unique_id": entry.id,
        "start_date": _date(start),
        "display_date": entry.when,
        "group": KINDS[entry.kind],
        "text": {
            "headline": f'<a href="{escape(entry.page)}">{escape(entry.headline)}</a>',
            "text": "".join(f"<p>{escape(line)}</p>" for line in lines(entry, others)),
        },
    }
    if end != start:
        slide["end_date"] = _date(end)
    return slide


def _ends(entry):
    """The texts of the first and last date as far as known (single dates, never open)."""
    if entry.is_period:
        dates = [
            date for date in (entry.start, entry.end, entry.closing) if date and not date.is_open
        ] or entry.attested
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
