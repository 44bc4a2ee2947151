"""A discussion as a score: a lane for each speaker, a block for each statement in the order of the source."""

from lib.languages import gettext, translated
from summits.models.kinds import STANCE_SIGNS

# Pixels: a block must be large enough to tap (its size is the style sheet's, too); a lane has its name above the line.
BLOCK, LANE, TOP = 24, 56, 22
# From one block of a lane to the next: less if there are more of them than ROOM, which a large screen has beside the names.
STEPS, ROOM = (30, 24), 1000
# From a block to the next one in another lane.
TURN = 12
# The letters of a statement in the name of its block: it is on the page itself.
TITLE = 40
# Longer discussions are shown only as matrix and groups.
MOST = 120


def score(positions):
    """The drawing of positions (pages.rows.describe_position): lanes with blocks, and ticks; None if it is trivial.

    {"width", "height", "lanes": [{"name", "y", "count", "beats"}], "ticks": [(x, words)]}; lengths in pixels.
    """
    if not 3 <= len(positions) <= MOST:
        return None
    step = next((step for step in STEPS if len(positions) * step <= ROOM), STEPS[-1])
    lanes, ticks, last, x = {}, [], None, -TURN
    for position in positions:
        actors = position["actors"] or [{"slug": "", "name": gettext("Not attributed")}]
        own = [lanes.setdefault(one["slug"], {"name": one["name"], "beats": [], "next": 0}) for one in actors]
        x = max(x + TURN, *(lane["next"] for lane in own))
        paragraph = _paragraph(position)
        if paragraph and paragraph != last:
            # The numbers of consecutive paragraphs with one statement each would overlap.
            if not ticks or x - ticks[-1][0] >= STEPS[0]:
                ticks.append((x, f"¶ {paragraph}"))
            last = paragraph
        for lane in own:
            lane["next"] = x + step
            lane["beats"].append(_beat(position, x, step))
    if len(lanes) < 2:
        return None
    for number, lane in enumerate(lanes.values()):
        lane["y"] = TOP + number * LANE + LANE // 2
        lane["count"] = len(lane["beats"])
    return {
        "width": max(lane["next"] for lane in lanes.values()),
        "height": TOP + len(lanes) * LANE,
        "lanes": list(lanes.values()),
        "ticks": ticks,
    }


def _paragraph(position):
    return next((citation["paragraph"] for citation in position["citations"] if citation["paragraph"]), None)


def _beat(position, x, step):
    words, stance = position["summary"], position["stance"]
    short = words if len(words) <= TITLE else f"{words[: TITLE - 1]}…"
    return {
        "id": position["id"],
        "x": x + (step - BLOCK) // 2,
        "middle": x + step // 2,
        "stance": stance,
        "sign": STANCE_SIGNS[stance],
        "title": f"{STANCE_SIGNS[stance]} {translated(stance)}: {short}",
    }
