"""The posts of an organisation and its parts over time: a lane for each post, a bar for each holder."""

import datetime
from dataclasses import dataclass

from lib.names import last_name
from pages.rows import page_of

MOST = 24
# What can be tapped on the narrowest drawing, 24 of 768 pixels (static/parley/pictures.css), in per cent.
SLOT = 3.13
# The width of a letter in per cent: a name is written on its bar if it fits.
LETTER = 0.82
# The most lines of the axis.
LINES = 8


@dataclass(frozen=True)
class Held:
    """A post held by somebody, with the first and last known day; None if unknown or if it continues."""

    expert: str
    name: str
    post: str
    body: str
    body_name: str
    first: datetime.date | None
    last: datetime.date | None
    open: bool
    words: str


def bars(held, own, today, address, left_out=0, most=MOST):
    """The drawing of posts: {"lanes": [{"post", "body", "page", "bars"}], "lines": [(x, year)], "left_out"}.

    ``held`` are Held, ``own`` is the slug of the organisation, whose posts come first; those with most holders come
    before others. ``address(body, post)`` returns the link of a bar that stands for several holders; ``left_out`` is the
    number of those that were not read. x is in per cent; each lane is a separate picture, so that a page break can be
    between two. None if fewer than two posts have a date.
    """
    dated = [one for one in held if one.first or one.last]
    if len(dated) < 2:
        return None
    lanes = {}
    for one in dated:
        lanes.setdefault((one.body, one.body_name, one.post), []).append(one)
    shown = sorted(lanes.items(), key=lambda item: (item[0][0] != own, -len(item[1]), item[0][1:]))
    left_out += sum(len(rows) for _, rows in shown[most:])
    shown = shown[:most]
    drawn = [one for _, rows in shown for one in rows]
    start = min(_from(one) for one in drawn)
    end = max(_to(one, today) for one in drawn)
    scale = 100 / max(1, (end - start).days)
    lanes = [_lane(key, rows, own, start, scale, today, address) for key, rows in shown]
    return {
        "lanes": lanes,
        "several": any(bar["number"] > 1 for lane in lanes for bar in lane["bars"]),
        "lines": [(round((datetime.date(year, 1, 1) - start).days * scale, 2), year) for year in _years(start, end)],
        "left_out": left_out,
    }


def _from(one):
    return one.first or one.last


def _to(one, today):
    return max(_from(one), today if one.open else one.last or one.first)


def _lane(key, rows, own, start, scale, today, address):
    body, body_name, post = key
    return {
        "post": post,
        "body": "" if body == own else body_name,
        "page": page_of("organisations", body),
        "bars": _apart([_bar(one, start, scale, today) for one in sorted(rows, key=_from)], post, address(body, post)),
    }


def _apart(drawn, post, page):
    """Bars of a lane from left to right; short ones that could not be tapped one by one are combined into one."""
    runs = []
    for bar in drawn:
        short = bar["width"] < SLOT
        if short and runs and runs[-1][0]["width"] < SLOT and bar["x"] - runs[-1][0]["x"] < SLOT:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    return [run[0] if len(run) == 1 else _several(run, post, page) for run in runs]


def _several(run, post, page):
    width = max(SLOT, *(bar["x"] + bar["width"] - run[0]["x"] for bar in run))
    return {
        "x": min(run[0]["x"], round(100 - width, 2)),
        "width": round(width, 2),
        "page": page,
        "label": str(len(run)),
        "number": len(run),
        "words": f"{len(run)}, {post}: {'; '.join(bar['who'] for bar in run)}",
        "sure": True,
        "open": False,
    }


def _bar(one, start, scale, today):
    x = (_from(one) - start).days * scale
    width = max(0.6, (_to(one, today) - _from(one)).days * scale)
    x = min(x, 100 - width)
    return {
        "x": round(x, 2),
        "width": round(width, 2),
        "page": page_of("experts", one.expert),
        "label": next((text for text in (one.name, last_name(one.name)) if len(text) * LETTER <= width), ""),
        "words": f"{one.name}, {one.post}, {one.body_name}: {one.words}",
        "who": f"{one.name}, {one.words}",
        "number": 1,
        # A bar with an unknown start or end has a dashed outline.
        "sure": bool(one.first and (one.last or one.open)),
        "open": one.open,
    }


def _years(start, end):
    """The years with a line on the axis."""
    span = max(1, end.year - start.year)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500) if span / step <= LINES)
    first = start.year + 1
    return range(first + -first % step, end.year + 1, step)
