"""Places as marks on a map that is as small as they allow; marks that would touch are combined."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import cos, radians, sqrt

from django.utils.translation import gettext_noop

from lib.languages import counted, gettext

# The width on a phone in pixels: marks that do not overlap there overlap nowhere.
WIDTH, HEIGHT = 768, 384
# The size of a mark's cell, so that it can be tapped.
COLUMNS, ROWS = 24, 12
CELL = WIDTH // COLUMNS
SMALLEST, LARGEST = 4, 13
# The least degrees from north to south: with less no coast would be visible.
LEAST, NORTH, SOUTH = 18, 84, -58
# The whole world, from west to east.
WORLD = (-180, 180)
# The letters of the four directions, for translation.
DIRECTIONS = (gettext_noop("N"), gettext_noop("S"), gettext_noop("E"), gettext_noop("W"))
# The number of places named by a combined mark.
NAMED = 6
LETTER, LINE = 6.4, 15
# Rows of the table.
MOST = 150


@dataclass
class Mark:
    """A mark for one place or several; lengths in per cent of the map."""

    spots: list
    x: float
    y: float
    radius: float = 0
    number: int = 0
    off: int = 0
    page: str = ""
    label: str = ""
    side: str = ""
    away: float = 0
    down: int = 0
    classes: str = ""

    @property
    def words(self):
        """Its label: “Geneva”, “Vienna + 3”."""
        more = len(self.spots) - 1
        return f"{self.spots[0].name} + {more}" if more else self.spots[0].name

    @property
    def places(self):
        """Its first places with their numbers."""
        named = [f"{spot.name}: {spot.number}" for spot in self.spots[:NAMED]]
        return ", ".join(named) + (", …" if len(self.spots) > NAMED else "")


def drawn_map(spots, address):
    """The map of spots (pages.located): {"view", "scale", "lines", "marks", "rows", "more", …}; None if there are none.

    ``view`` is the visible part of the outlines (static/parley/world.svg), ``scale`` the horizontal scaling of
    longitudes; ``address(spots)`` returns the link of a mark for these spots.
    """
    if not spots:
        return None
    crop = Crop(spots)
    cells = {}
    for spot in spots:
        x, y = crop.at(spot)
        column = min(int(x * COLUMNS / 100), COLUMNS - 1)
        cells.setdefault((column, min(int(y * ROWS / 100), ROWS - 1)), []).append((spot, x, y))
    highest = max(sum(spot.number for spot, _, _ in there) for there in cells.values())
    marks = [_mark(cell, there, highest, address) for cell, there in cells.items()]
    marks.sort(key=lambda mark: -mark.number)
    _label(marks)
    return {
        "view": crop.view,
        "scale": crop.scale,
        "shifts": crop.shifts,
        "lines": crop.lines(),
        "marks": marks,
        "rows": [(spot, address([spot])) for spot in spots[:MOST]],
        "more": len(spots) - MOST if len(spots) > MOST else 0,
        "several": any(len(mark.spots) > 1 for mark in marks),
        "vague": any("vague" in mark.classes for mark in marks),
        "off": any("off" in mark.classes for mark in marks),
    }


def box(spots):
    """The smallest box around some spots, as a value of the parameter ``within``."""
    east, north = [spot.longitude for spot in spots], [spot.latitude for spot in spots]
    return ",".join(f"{Decimal(repr(one)):f}" for one in (min(east), min(north), max(east), max(north)))


class Crop:
    """The visible part of the world for some spots, twice as wide as high, true to scale at its middle latitude."""

    def __init__(self, spots):
        south, north = min(spot.latitude for spot in spots), max(spot.latitude for spot in spots)
        self.west, east = _around(sorted({spot.longitude for spot in spots}))
        if (self.west, east) == WORLD:
            south, north = min(south, SOUTH), max(north, NORTH)
        middle = (south + north) / 2
        self.scale = round(max(cos(radians(middle)), 0.3), 3)
        # A margin of a tenth, so that no mark is cut off.
        whole = (self.west, east) == WORLD
        high = max((north - south) * (1 if whole else 1.25), LEAST)
        wide = max((east - self.west) * self.scale * (1 if whole else 1.25), 2 * high)
        self.wide, self.high = wide, wide / 2
        self.left = (self.west + east) / 2 * self.scale - wide / 2
        # A map of the whole world does not extend to the pole.
        self.top = max(-middle - self.high / 2, -90) if whole else -middle - self.high / 2

    @property
    def view(self):
        """The viewBox of the outlines."""
        return " ".join(f"{one * 10:.1f}" for one in (self.left, self.top, self.wide, self.high))

    @property
    def shifts(self):
        """The offsets at which the outlines are repeated, if the map extends over the 180th meridian."""
        ends = (self.left / self.scale, (self.left + self.wide) / self.scale)
        return [0] + [-3600] * (ends[0] < WORLD[0]) + [3600] * (ends[1] > WORLD[1])

    def at(self, spot):
        """The position of a spot, in per cent."""
        longitude = spot.longitude + 360 * (spot.longitude < self.west)
        return (
            round((longitude * self.scale - self.left) / self.wide * 100, 2),
            round((-spot.latitude - self.top) / self.high * 100, 2),
        )

    def lines(self):
        """Parallels and meridians: [(whether across, per cent, words)]."""
        step = next(one for one in (5, 10, 15, 30) if self.high / one <= 5 or one == 30)
        found = []
        for degrees in range(-90 + step, 90, step):
            y = (-degrees - self.top) / self.high * 100
            if 3 < y < 97:
                found.append(
                    (True, round(y, 2), f"{abs(degrees)}° {gettext('N' if degrees > 0 else 'S')}" if degrees else "0°")
                )
        for degrees in range(-360, 361, step):
            x = (degrees * self.scale - self.left) / self.wide * 100
            if 6 < x < 97:
                at = (degrees + 180) % 360 - 180
                found.append(
                    (False, round(x, 2), f"{abs(at)}° {gettext('E' if at > 0 else 'W')}" if at % 180 else f"{abs(at)}°")
                )
        return found


def _around(longitudes):
    """West and east of the shortest range that has all longitudes; the whole WORLD if that is long."""
    gaps = [(b - a, b) for a, b in pairwise(longitudes)]
    gap, west = max([*gaps, (longitudes[0] + 360 - longitudes[-1], longitudes[0])])
    return (west, west + 360 - gap) if gap > 150 else WORLD


def _mark(cell, there, highest, address):
    """The mark of a cell: at its largest place, or as near as the cell allows."""
    spots = [spot for spot, _, _ in there]
    number = sum(spot.number for spot in spots)
    radius = round(SMALLEST + (LARGEST - SMALLEST) * sqrt(number / highest), 1)
    ends = [(index * CELL + radius + 1, (index + 1) * CELL - radius - 1) for index in cell]
    x, y = (
        round(min(max(at * size / 100, low), high) * 100 / size, 2)
        for at, size, (low, high) in zip(there[0][1:], (WIDTH, HEIGHT), ends, strict=True)
    )
    off = sum(spot.off for spot in spots)
    classes = " ".join(
        name
        for name, fits in (("vague", sum(s.number for s in spots if s.vague) * 2 > number), ("off", off == number))
        if fits
    )
    return Mark(spots, x, y, radius, number, off, address(spots), classes=classes)


def _label(marks):
    """Add labels to the marks that have space for one, those with most events first."""
    taken = {id(mark): _square(mark) for mark in marks}
    for mark in marks:
        text = f"{mark.words}: {counted(mark.number)}"
        x, y = mark.x * WIDTH / 100, mark.y * HEIGHT / 100
        wide, away = len(text) * LETTER, mark.radius + 4
        own = taken.pop(id(mark))
        for side, left, down in (
            ("start", x + away, 0),
            ("end", x - away - wide, 0),
            ("middle", x - wide / 2, -away - 6),
            ("middle", x - wide / 2, away + 6),
        ):
            room = (left, y + down - LINE / 2, left + wide, y + down + LINE / 2)
            if left >= 0 and room[2] <= WIDTH and _free(room, taken.values()):
                mark.label, mark.side, mark.down = text, side, round(down + 5)
                mark.away = {"start": away, "end": -away, "middle": 0}[side]
                taken[f"label of {id(mark)}"] = room
                break
        taken[id(mark)] = own


def _square(mark):
    x, y = mark.x * WIDTH / 100, mark.y * HEIGHT / 100
    return (x - mark.radius, y - mark.radius, x + mark.radius, y + mark.radius)


def _free(room, taken):
    """Whether none of the rectangles in ``taken`` overlaps ``room``: asked 20,000 times for a hundred marks."""
    left, top, right, bottom = room
    for other_left, other_top, other_right, other_bottom in taken:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    return True
