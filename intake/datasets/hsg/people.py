"""Ids of people in the Office of the Historian's data sets, and which were confirmed to be the same person."""

import csv
from functools import cache
from pathlib import Path


@cache
def confirmed():
    """The ids confirmed to be the same person, both ways: {id: {other ids}}, from same.csv beside this module."""
    found = {}
    with Path(__file__).with_name("same.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["id"], set()).add(row["same_as"])
            found.setdefault(row["same_as"], set()).add(row["id"])
    return found


def identifiers(id, *more):
    """The identifiers of a person: the id, those confirmed to be the same person's, and ``more``."""
    ids = dict.fromkeys([id, *sorted(confirmed().get(id, ())), *more])
    return [{"scheme": "hsg", "value": value} for value in ids]
