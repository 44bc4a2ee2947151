"""People of the Office of the Historian's data sets: their ids, and which ids were confirmed to be one person's."""

import csv
from functools import cache
from pathlib import Path


@cache
def confirmed():
    """The ids that people confirmed to be one person's, each way: {id: {other ids}} (same.csv beside this module)."""
    found = {}
    with Path(__file__).with_name("same.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["id"], set()).add(row["same_as"])
            found.setdefault(row["same_as"], set()).add(row["id"])
    return found


def identifiers(id, *more):
    """The identifiers of a person with an id: it, those confirmed to be the same person's, and further ones."""
    ids = dict.fromkeys([id, *sorted(confirmed().get(id, ())), *more])
    return [{"scheme": "hsg", "value": value} for value in ids]
