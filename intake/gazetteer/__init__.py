"""Codes and coordinates of countries, and coordinates of towns, from the two tables beside this file.

docs/decisions/0076-gazetteer.md says where they are from and which towns they have. A country is found by any of its
names, a town by country and name; if there is no match or several, the result is empty.
"""

import csv
import functools
from pathlib import Path

from lib.names import search_key

FOLDER = Path(__file__).resolve().parent


@functools.cache
def _countries():
    found = {}
    for row in _rows("countries.csv"):
        for name in row["names"].split("; "):
            # ISO 3166-3 lists former names of countries that have a present code.
            found.setdefault(search_key(name), (row["code"], _point(row)))
    return found


@functools.cache
def _towns():
    return {(row["country"], search_key(row["name"])): _point(row) for row in _rows("towns.csv")}


def _rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _point(row):
    return {key: float(row[key]) for key in ("latitude", "longitude")} if row["latitude"] else {}


def code(*names):
    """The ISO 3166 code of the country with one of these names; "" if unknown."""
    return _country(names)[0]


def country(*names):
    """{latitude, longitude} of the centre of the country with one of these names; {} if unknown."""
    return _country(names)[1]


def _country(names):
    keys = map(search_key, names)
    return next((_countries()[key] for key in keys if key in _countries()), ("", {}))


def town(code, name):
    """{latitude, longitude} of a town in the country with that code; {} if unknown or ambiguous."""
    return _towns().get((code, search_key(name)), {})
