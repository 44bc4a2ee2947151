"""The formats of a timeline: one dictionary, used by API and command.

To add one: a module with ``render(timeline)`` that returns bytes or yields them,
and its line in FORMATS.
"""

from collections.abc import Callable
from dataclasses import dataclass

from timelines.formats import csv, ics, json, timelinejs


@dataclass(frozen=True)
class Format:
    """A format: its media type, file extension and renderer.

    ``render`` takes a Timeline and returns bytes, or an iterator of bytes if ``streams``.
    """

    media_type: str
    ending: str
    render: Callable
    streams: bool = False


FORMATS = {
    "json": Format("application/json", "json", json.render),
    "csv": Format("text/csv; charset=utf-8", "csv", csv.render, streams=True),
    "ics": Format("text/calendar; charset=utf-8", "ics", ics.render),
    "timelinejs": Format("application/json", "timeline.json", timelinejs.render),
}
