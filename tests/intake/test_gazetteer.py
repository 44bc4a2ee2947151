"""Where countries and towns are, from the tables beside the code."""

import csv
from pathlib import Path

import pytest
import yaml

from intake import gazetteer
from intake.gazetteer.making import middle
from sources.models.identifiers import refuse_mistyped

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Switzerland"], "CH"),
        (["Türkiye"], "TR"),
        (["Turkey"], "TR"),
        (["Côte d’Ivoire"], "CI"),
        (["Ivory Coast"], "CI"),
        (["Burma", "Myanmar"], "MM"),  # not BUMM, which was withdrawn
        (["Nowhere", "Russia"], "RU"),
        (["Czechoslovakia"], "CSHH"),
        (["Kosovo"], ""),  # has a point, and no code
        (["Nowhere"], ""),
    ],
)
def test_a_country_has_its_code_by_any_of_its_names(names, code):
    assert gazetteer.code(*names) == code


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    # Those that reach over the 180th meridian too; what is far away from the largest part does not draw it there.
    [
        ("France", 46.6, 2.5),
        ("Russia", 61.7, 99.7),
        ("Fiji", -17.8, 178),
        ("United States", 39.5, -99.1),
        ("Kosovo", 42.6, 20.9),
    ],
)
def test_a_country_is_in_the_middle_of_its_largest_part(name, latitude, longitude):
    point = gazetteer.country(name)
    assert abs(point["latitude"] - latitude) < 0.1 and abs(point["longitude"] - longitude) < 0.1


def test_a_town_is_found_in_its_country_only():
    geneva = gazetteer.town("CH", "Geneva")
    assert abs(geneva["latitude"] - 46.2) < 0.1 and abs(geneva["longitude"] - 6.1) < 0.1
    # The capital, not the town in Utah; the larger of the two of that name in China.
    assert abs(gazetteer.town("US", "Washington")["longitude"] + 77) < 0.1
    assert abs(gazetteer.town("CN", "Puyang")["longitude"] - 119.9) < 0.1
    assert gazetteer.town("FR", "Geneva") == gazetteer.town("", "Geneva") == gazetteer.country("Nowhere") == {}
    # Colombia has two of that name, of much the same size.
    assert gazetteer.town("CO", "Buenaventura") == {}


def test_the_tables_hold_what_the_database_takes():
    codes = set()
    for name in ("countries.csv", "towns.csv"):
        with open(gazetteer.FOLDER / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = row.get("code", row.get("country"))
                if code and code not in codes and name == "countries.csv":
                    refuse_mistyped("iso3166", code)
                    codes.add(code)
                if row["latitude"]:
                    assert abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180, row
    assert len(codes) == 280


def test_the_middle_of_a_square_over_the_180th_meridian():
    assert middle([(178.0, -1.0), (182.0, -1.0), (182.0, 1.0), (178.0, 1.0)]) == (8, (0.0, 180.0 - 360))


def test_the_founding_towns_are_where_the_tables_have_them():
    places = yaml.safe_load((ROOT / "records" / "10-places.yaml").read_text(encoding="utf-8"))["places"]
    countries = {one["slug"]: one for one in places if one["kind"] == "country"}
    towns = [one for one in places if one["kind"] == "city" and "latitude" in one]
    assert len(towns) > 10
    for one in towns:
        names = [one["name"], *(row["text"] for row in one.get("names", ()))]
        code = gazetteer.code(countries[one["country"]]["name"])
        found = [gazetteer.town(code, name) for name in names]
        assert {"latitude": one["latitude"], "longitude": one["longitude"]} in found, (one["slug"], found)
