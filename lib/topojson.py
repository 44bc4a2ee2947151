"""TopoJSON (https://github.com/topojson/topojson-specification): the rings of its shapes, put together from lines they share."""


def lines(atlas):
    """The lines of a file as lists of (longitude, latitude)."""
    (kx, ky), (x0, y0) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        found.append(points)
    return found


def polygons(shape):
    """The polygons of a shape, each as the rings that it has, the outer one first; a ring is the numbers of its lines."""
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def ring(lines, numbers):
    """A ring from its lines (a negative number: backwards), as [(x, y)].

    Rings were cut at the 180th meridian and stitched together again: longitudes go on over it.
    """
    found = []
    for number in numbers:
        for x, y in lines[number] if number >= 0 else reversed(lines[~number]):
            while found and x - found[-1][0] > 180:
                x -= 360
            while found and found[-1][0] - x > 180:
                x += 360
            found.append((x, y))
    return found
