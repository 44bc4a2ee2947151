"""All meetings of two sides on an axis of years: marks by family, combined if they are many, and the people in office."""

import datetime

from lib.languages import translated
from lib.names import last_name
from lib.partialdates import parse
from lib.partialdates.core import from_to, month_in_words
from pages.families import FAMILIES, FAMILY
from pages.pictures.histogram import STEPS
from summits.models.standing import CALLED_OFF

# The number of marks that can be tapped side by side on the narrowest axis.
SLOTS, ROW, BAR, TITLE, HEAD, GAP = 32, 24, 26, 20, 24, 12
# The most marks of one family in a slot; more are combined into one with their number.
STACK = 4
# The posts that are drawn for each side; the letters of a name in one per cent of the axis.
LANES, LETTERS = 2, 1.15
HANDOVER = datetime.timedelta(days=200)


def meetings(events, sides, address):
    """The drawing of ``events``: [{"date", "name", "kind", "page", "both", …}] between two ``sides``: [(name, people)].

    ``people`` are those of pages.relation.terms(); ``address(family, first, last)`` returns the link of a combined mark.
    {"height", "lines", "lanes", "marks", "ties", "undated"}: horizontal lengths in per cent, vertical ones in pixels.
    None if fewer than two events have a date.
    """
    dated = [(parse(event["date"]), event) for event in events if event["date"]]
    dated = [(when, event) for when, event in dated if known_from(when)]
    if len(dated) < 2:
        return None
    axis = Axis(min(when.earliest for when, _ in dated), max(when.earliest for when, _ in dated))
    above, below = ([_drawn(axis, lane) for lane in lanes(people)] for _, people in sides)
    top = _stack(above, HEAD)
    marks, bottom = _marks(axis, dated, address, top + GAP)
    ends = top, bottom + GAP
    bottom = _stack(below, ends[1])
    return {
        "height": bottom + 8,
        "lines": axis.lines(),
        "lanes": [*above, *below],
        "marks": marks,
        # A line connects the two who met at a summit.
        "ties": [mark["x"] for mark in marks if mark.get("tie")] if above and below else [],
        "ends": ends,
        "undated": len(events) - len(dated),
        "several": any(mark["number"] > 1 for mark in marks),
        "families": [family for family in FAMILIES if any(mark["family"] is family for mark in marks)],
    }


def _stack(lanes, y):
    """Set the vertical positions of lanes from ``y`` on, with titles above bars. Returns the end of the last."""
    for lane in lanes:
        lane.update(title_y=y + 14, bars_y=y + TITLE, words_y=y + TITLE + 18)
        y += TITLE + BAR
    return y


def known_from(when):
    """Whether the start of a date is known."""
    return when.earliest.year > 1


class Axis:
    """Years from the first to the last, from left to right."""

    def __init__(self, first, last):
        self.low, self.high = first.year, last.year + 1
        self.days = (datetime.date(self.high, 1, 1) - datetime.date(self.low, 1, 1)).days

    def at(self, day):
        """The position of a day, in per cent; days outside are at the ends."""
        share = (day - datetime.date(self.low, 1, 1)).days / self.days
        return round(min(max(share, 0), 1) * 100, 2)

    def lines(self):
        """Years to name: [(x, year)]."""
        step = next(one for one in STEPS if (self.high - self.low) / one <= 13 or one == STEPS[-1])
        years = range(self.low + -self.low % step, self.high, step)
        return [(self.at(datetime.date(year, 1, 1)), year) for year in years]


def _marks(axis, dated, address, top):
    """(marks of all families, one family below another, end of the last row)."""
    marks = []
    for family in FAMILIES:
        slots = {}
        for when, event in dated:
            if FAMILY[event["kind"]] is family:
                slots.setdefault(int(axis.at(when.earliest) * SLOTS / 100.01), []).append((when, event))
        own = []
        for number, there in slots.items():
            if len(there) > STACK:
                own.append(_several(family, there, (number + 0.5) * 100 / SLOTS, address))
            else:
                own += [_one(family, when, event, axis.at(when.earliest)) for when, event in there]
        rows = _rows(own)
        for mark in own:
            mark["y"] = top + ROW // 2 + mark.pop("row") * ROW
        top += rows * ROW
        marks += own
    return marks, top


def _one(family, when, event, x):
    return {
        "family": family,
        "x": _inside(x),
        "number": 1,
        "page": event["page"],
        "words": ", ".join(filter(None, [event["name"], when.words(), translated(event["standing"])])),
        # Nobody met at an event that was called off.
        "tie": event["both"] and family is FAMILIES[0] and event["status"] not in CALLED_OFF,
    }


def _several(family, there, x, address):
    first, last = min(when.earliest for when, _ in there), max(when.start_by for when, _ in there)
    months = list(dict.fromkeys(month_in_words(day.year, day.month) for day in (first, last)))
    return {
        "family": family,
        "x": _inside(x),
        "number": len(there),
        "page": address(family, first, last),
        "words": f"{len(there)} {translated(family.words).lower()}, {from_to(*months) if len(months) > 1 else months[0]}",
    }


def _inside(x):
    """Keep a mark within the ends of the axis."""
    return min(max(x, 1.2), 98.8)


def _rows(marks):
    """Put each mark into the first row in which it does not touch another. Returns the number of rows."""
    ends = []
    for mark in sorted(marks, key=lambda one: one["x"]):
        row = next((number for number, end in enumerate(ends) if mark["x"] - end >= 100 / SLOTS), len(ends))
        ends[row : row + 1] = [mark["x"]]
        mark["row"] = row
    return len(ends)


# -- who stood there ------------------------------------------------------------------------------


def lanes(people):
    """The posts of a side with the most meetings, with bars for their holders: [(title, [bar])].

    Posts that followed one another (General Secretary, President) share a lane.
    """
    posts = {}
    for one in people:
        posts.setdefault(one["post"], []).append(one)
    found = []
    for post, bars in sorted(posts.items(), key=lambda item: -sum(one["number"] for one in item[1])):
        if not post:
            continue
        beside = next((lane for lane in found if not any(_meet(one, other) for one in bars for other in lane[1])), None)
        if beside:
            beside[0].append(post)
            beside[1].extend(bars)
        elif len(found) < LANES:
            found.append(([post], bars))
    return [(", ".join(titles[:2]), sorted(bars, key=lambda one: one["start"])) for titles, bars in found]


def _meet(one, other):
    """Whether two people were in office at the same time for longer than a handover."""
    return min(one["end"], other["end"]) - max(one["start"], other["start"]) > HANDOVER


def _drawn(axis, lane):
    title, people = lane
    bars = []
    for number, one in enumerate(people):
        x = axis.at(one["start"])
        width = round(max(axis.at(one["end"]) - x, 0.4), 2)
        bars.append(
            {
                "x": x,
                "width": width,
                "middle": round(x + width / 2, 2),
                "odd": number % 2,
                "rough": one["rough"],
                "label": next((name for name in _names(one["name"]) if len(name) <= width * LETTERS), ""),
                "words": f"{one['name']}, {one['when']}",
            }
        )
    return {"title": title, "bars": bars}


def _names(name):
    """A name, and its last word for less space."""
    return name, last_name(name)
