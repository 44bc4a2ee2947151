"""The data of the drawing: where each entry begins and ends, and how certain that is.

The script (static/timelines/timeline.js) reads it as JSON in the page. Days are ISO texts. Each side is ``exact``,
``rough`` (known to a month or year, or approximate), ``open`` (ongoing) or ``unknown``. Entries that were not ``held``
(or not attended) are crossed out.
"""

from django.utils.translation import gettext_noop

from lib.languages import gettext, several
from lib.partialdates.core import FIRST_DAY, LAST_DAY
from summits.models.kinds import Stance
from timelines.parameters import KINDS


def drawn(entries):
    """The entries with dates as a dictionary for json_script."""
    items = [_item(entry) for entry in entries if entry.span() is not None]
    return {
        "words": _words(len(items)),
        "lanes": [{"kind": kind, "words": gettext(words)} for kind, words in KINDS.items()],
        "items": items,
    }


# The name of an entry of each kind.
ONE = {
    "appointment": gettext_noop("Post"),
    "participation": gettext_noop("Participation"),
    "event": gettext_noop("Event spoken about"),
    "outcome": gettext_noop("Outcome"),
    "position": gettext_noop("Position"),
}


def _words(number):
    """The words of the script, in the reader's language."""
    return {
        "kinds": {kind: gettext(words) for kind, words in ONE.items()},
        "stance": gettext("Stance"),
        "stances": {stance.value: gettext(stance.label) for stance in Stance},
        "draft": gettext("Draft"),
        "count": several(number, "entry"),
    }


def _item(entry):
    first, last = entry.span()
    item = {
        "id": entry.anchor,
        "kind": entry.kind,
        "title": entry.headline,
        "when": entry.when,
        "page": entry.page,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "stances": _stances(entry),
        "draft": entry.draft,
        "held": entry.held,
    }
    return {**item, **(_period(entry) if entry.is_period else _point(entry))}


def _period(entry):
    """The certain core of a post (from, to; may be null), both sides, and the days of attestation."""
    start, end = entry.start, entry.end
    return {
        "period": True,
        "from": start.start_by.isoformat() if start and start.start_by < LAST_DAY else None,
        "to": end.end_from.isoformat() if end and FIRST_DAY < end.end_from < LAST_DAY else None,
        "start": _side(start),
        "end": "rough" if entry.closing else _side(end),
        "attested": [[date.earliest.isoformat(), date.latest.isoformat()] for date in entry.attested],
    }


def _point(entry):
    date = entry.date
    left, right = date.sides()
    side = "exact" if entry.exact and date.earliest == date.start_by else "rough"
    return {
        "period": False,
        "start": {"..": "open", "": "unknown"}.get(left, side),
        "end": {"..": "open", "": "unknown"}.get(right, side),
    }


def _side(date):
    if date is None:
        return "unknown"
    if date.is_open:
        return "open"
    return "exact" if date.exact_day else "rough"


def _stances(entry):
    """The distinct stances of a position; neutral or unclear ones only without others."""
    found = list(dict.fromkeys(row["stance"] for row in [*entry.topics, *entry.about] if row["stance"]))
    clear = [stance for stance in found if stance not in ("neutral", "unclear")]
    return clear or found
