"""A discussion as a score: a lane for each speaker, a block for each statement in the order of the source."""

from lib.languages import gettext, translated
from summits.models.kinds import STANCE_SIGNS

# Pixels: a block must be large enough to tap; a lane has its name above the line.
STEP, BLOCK, LANE, TOP = 30, 26, 56, 22
# Longer discussions are shown only as matrix and groups.
MOST = 120


def score(positions):
    """The drawing of positions (pages.rows.describe_position): lanes with blocks, and ticks; None if it is trivial.

    {"width", "height", "lanes": [{"name", "page", "y", "count", "beats"}], "ticks": [(x, words)]}; lengths in pixels.
    """
    if not 3 <= len(positions) <= MOST:
        return None
    lanes, ticks, last = {}, [], None
    for index, position in enumerate(positions):
        x = index * STEP
        paragraph = _paragraph(position)
        if paragraph and paragraph != last:
            # The numbers of consecutive paragraphs with one statement each would overlap.
            if not ticks or x - ticks[-1][0] >= STEP:
                ticks.append((x, f"¶ {paragraph}"))
            last = paragraph
        for one in position["actors"] or [{"slug": "", "name": gettext("Not attributed"), "page": ""}]:
            lane = lanes.setdefault(one["slug"], {"name": one["name"], "page": one["page"], "beats": []})
            lane["beats"].append(_beat(position, x, one["name"]))
    if len(lanes) < 2:
        return None
    for number, lane in enumerate(lanes.values()):
        lane["y"] = TOP + number * LANE + LANE // 2
        lane["count"] = len(lane["beats"])
        for beat in lane["beats"]:
            # Support is above the line, opposition below it, and other stances across it.
            beat["top"] = lane["y"] + {"supports": -BLOCK, "opposes": 0}.get(beat["stance"], -BLOCK // 2)
            beat["text"] = beat["top"] + 18
    return {
        "width": len(positions) * STEP,
        "height": TOP + len(lanes) * LANE,
        "lanes": list(lanes.values()),
        "ticks": ticks,
        "block": BLOCK,
    }


def _paragraph(position):
    return next((citation["paragraph"] for citation in position["citations"] if citation["paragraph"]), None)


def _beat(position, x, name):
    words, stance = position["summary"], position["stance"]
    short = words if len(words) < 90 else f"{words[:88]}…"
    return {
        "id": position["id"],
        "x": x + (STEP - BLOCK) // 2,
        "middle": x + STEP // 2,
        "stance": stance,
        "sign": STANCE_SIGNS[stance],
        "title": f"{STANCE_SIGNS[stance]} {name} {translated(stance)}: {short}",
    }
