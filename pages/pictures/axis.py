"""Events before, at and after the date of an event, on an axis that has room for both a week and a decade."""

from math import log

from django.utils.translation import gettext_noop

from lib.languages import gettext, translated
from lib.partialdates import parse
from pages.families import FAMILY

ROW, TOP = 26, 30
MOST = 30
MARKS = [
    (7, gettext_noop("1 week")),
    (30, gettext_noop("1 month")),
    (365, gettext_noop("1 year")),
    (3653, gettext_noop("10 years")),
    (18263, gettext_noop("50 years")),
]


def before_and_after(date, ties):
    """The drawing of the events linked to one at ``date``: [(row of the event, words of the link)] → marks on an axis.

    Distances are logarithmic. {"height", "marks": [{"x", "y", "name", "page", "words", …}], "lines": [(x, words)],
    "left_out": number}; x in per cent. None if fewer than two events have a date, or all fall on the event's own, such as
    the stops of a journey.
    """
    at = parse(date)
    dated = [(parse(event["date"]), event, words) for event, words in ties if event["date"]]
    dated = [(one, event, words) for one, event, words in dated if one.earliest]
    if not at or not at.earliest or len(dated) < 2:
        return None
    distances = [(_distance(at, one), event, words, one) for one, event, words in dated]
    kept = sorted(distances, key=lambda one: abs(one[0]))[:MOST]
    kept.sort(key=lambda one: (one[0], one[1]["name"]))
    furthest = max(abs(one[0]) for one in kept)
    if not furthest:
        return None
    marks = []
    for number, (days, event, words, when) in enumerate(kept):
        name = f"{event['name']} ({translated(event['standing'])})" if event["standing"] else event["name"]
        x = 50 + _step(days, furthest)
        family = FAMILY[event["kind"]]
        marks.append(
            {
                "x": round(x, 2),
                "y": TOP + number * ROW + ROW // 2,
                "top": TOP + number * ROW,
                "name": name,
                "slug": event["slug"],
                "family": family.name,
                "path": family.path,
                # The area that a finger or pointer can hit: the mark and its label.
                "from": round(x - 1, 2) if x < 50 else round(x - 40, 2),
                "width": 41,
                # The label is on the side towards the middle, where there is space.
                "side": "start" if x < 50 else "end",
                "shift": 12 if x < 50 else -12,
                "words": f"{name}: {translated(words)}, {when.words()}",
            }
        )
    lines = [(50, gettext("the day"))]
    for days, words in MARKS:
        if days <= furthest and abs(_step(days, furthest)) > 6:
            lines += [(round(50 + side * _step(days, furthest), 2), gettext(words)) for side in (-1, 1)]
    return {"height": TOP + len(marks) * ROW + 6, "marks": marks, "lines": lines, "left_out": len(dated) - len(kept)}


def _distance(at, other):
    """Days between two dates, 0 where they overlap."""
    if other.latest and other.latest < at.earliest:
        return (other.latest - at.earliest).days
    if at.latest and other.earliest > at.latest:
        return (other.earliest - at.latest).days
    return 0


def _step(days, furthest):
    return (1 if days > 0 else -1 if days < 0 else 0) * 47 * log(1 + abs(days)) / log(1 + furthest)
