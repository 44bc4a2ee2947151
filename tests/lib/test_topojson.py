"""Rings of TopoJSON: lines that two shapes share, backwards for one of them, and the 180th meridian."""

from lib import topojson

ATLAS = {
    "transform": {"scale": [1, 0.5], "translate": [10, -1]},
    # The first is what two countries share; the second goes over the 180th meridian.
    "arcs": [[[0, 0], [1, 2]], [[165, 0], [5, 2], [-359, 2]], [[1, 2], [-1, -2]]],
}


def test_lines_are_steps_from_the_point_before():
    assert topojson.lines(ATLAS)[0] == [(10, -1.0), (11, 0.0)]


def test_a_line_goes_backwards_where_its_number_is_negative():
    found = topojson.lines(ATLAS)
    assert topojson.ring(found, [0]) == [(10, -1.0), (11, 0.0)]
    assert topojson.ring(found, [~0]) == [(11, 0.0), (10, -1.0)]
    assert topojson.ring(found, [0, 2]) == [(10, -1.0), (11, 0.0), (11, 0.0), (10, -1.0)]


def test_longitudes_go_on_over_the_180th_meridian():
    assert [x for x, _ in topojson.ring(topojson.lines(ATLAS), [1])] == [175, 180, 181]


def test_a_shape_of_one_polygon_is_as_one_of_several():
    assert topojson.polygons({"type": "Polygon", "arcs": [[0]]}) == [[[0]]]
    assert topojson.polygons({"type": "MultiPolygon", "arcs": [[[0]], [[1]]]}) == [[[0]], [[1]]]
