"""Regenerate static/parley/world.svg. Parley itself does not need the package: docs/decisions/0091-maps.md.

npm pack world-atlas@2.0.2, unpack it; python -m pages.coasts package/land-50m.json
"""

import json
import sys
from pathlib import Path

from lib import topojson

FILE = Path(__file__).resolve().parent.parent / "static" / "parley" / "world.svg"
# Points of the grid per degree: a resolution of eleven kilometres.
GRID = 10
# Islands with fewer points on the grid would not be visible.
FEWEST = 4


def rings(atlas):
    """Every ring of land; longitudes exceed 180° if it crosses that meridian."""
    lines = topojson.lines(atlas)
    for shape in atlas["objects"]["land"]["geometries"]:
        for polygon in topojson.polygons(shape):
            for numbers in polygon:
                ring = topojson.ring(lines, numbers)
                # A ring around the pole is extended to it.
                if abs(ring[-1][0] - ring[0][0]) > 350:
                    ring += [(ring[-1][0], -90), (ring[0][0], -90)]
                yield ring


def drawn(ring):
    """A ring as distinct consecutive points of the grid: [(x, y)], y downwards."""
    found = []
    for x, y in ring:
        point = (round(x * GRID), -round(y * GRID))
        if not found or found[-1] != point:
            found.append(point)
    # Points on a straight line are redundant.
    kept = found[:1]
    for before, point, after in zip(found, found[1:], found[2:], strict=False):
        if (point[0] - before[0]) * (after[1] - point[1]) != (point[1] - before[1]) * (after[0] - point[0]):
            kept.append(point)
    return kept + found[-1:] if len(found) > 1 else kept


def path(ring):
    """A ring as an SVG path with relative coordinates."""
    (x, y), *others = ring
    steps = []
    for to_x, to_y in others:
        steps.append(f"{to_x - x} {to_y - y}".replace(" -", "-"))
        x, y = to_x, to_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z"


def main(file):
    """Write the outlines from a file of world-atlas."""
    found = []
    for ring in rings(json.loads(Path(file).read_text())):
        # The part of a ring beyond the 180th meridian is also drawn on the other side.
        low, high = min(x for x, _ in ring), max(x for x, _ in ring)
        shifts = [0] + [360] * (low < -180) + [-360] * (high > 180)
        for shift in shifts:
            points = drawn([(x + shift, y) for x, y in ring])
            if len(points) >= FEWEST:
                found.append(path(points))
    FILE.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">'
        "<!-- Natural Earth, 1:50 million, public domain, by world-atlas 2.0.2: coasts, no borders (pages/coasts.py) -->"
        f'<path id="land" vector-effect="non-scaling-stroke" d="{"".join(found)}"/></svg>\n'
    )


if __name__ == "__main__":
    main(sys.argv[1])
