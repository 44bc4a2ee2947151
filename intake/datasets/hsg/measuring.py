"""Measure how well counterparts are found, against remarks annotated by hand.

An annotation is a CSV file with the columns ``half``, ``trip``, ``country``, ``remarks`` and ``people``. The last has
``name|full or surname|country|full name`` for each person, separated by semicolons; the full name may be missing.
"""

import csv
from dataclasses import dataclass, field

from intake.datasets.hsg.meetings import same_person
from lib.names import search_key


@dataclass
class Figures:
    """Counts over some remarks: of people found, of those found correctly, and of those to be found."""

    remarks: int = 0
    found: dict = field(default_factory=lambda: {"full": 0, "surname": 0})
    right: dict = field(default_factory=lambda: {"full": 0, "surname": 0})
    there: dict = field(default_factory=lambda: {"full": 0, "surname": 0})
    met: dict = field(default_factory=lambda: {"full": 0, "surname": 0})
    resolved: int = 0  # resolved surnames whose full name is in the annotation
    rightly: int = 0
    faults: list = field(default_factory=list)

    def lines(self):
        """The figures as lines of text."""
        for sort, words in (("full", "full names"), ("surname", "surnames")):
            yield (
                f"{words}: precision {_share(self.right[sort], self.found[sort])},"
                f" recall {_share(self.met[sort], self.there[sort])}"
            )
        yield f"resolved surnames: precision {_share(self.rightly, self.resolved)}"


def _share(part, whole):
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "– (none)"


def read(path):
    """The annotations in a file: [(half, trip as cited, [(name, sort, country, full name)])]."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["half"], f"trip {row['trip']}", [_person(text) for text in row["people"].split("; ") if text])
            for row in csv.DictReader(file)
        ]


def _person(text):
    name, sort, country, *known = text.split("|")
    return name, sort, country, known[0] if known else ""


def measure(annotations, mets):
    """The Figures of Mets compared with annotations, as returned by ``read``."""
    by_place = {}
    for met in mets:
        by_place.setdefault(met.place, []).append(met)
    made = Figures(len(annotations))
    for _, place, people in annotations:
        found = by_place.get(place, [])
        wanted = {(search_key(name), country): known for name, _, country, known in people}
        for met in found:
            sort, key = "full" if met.who.full else "surname", (search_key(met.who.name), met.who.country)
            made.found[sort] += 1
            made.right[sort] += key in wanted
            if key not in wanted:
                made.faults.append(f"{place}: “{met.who.name}” ({met.who.country or 'no country'}) is not there")
            elif met.told_by and wanted[key]:
                made.resolved += 1
                right = same_person(met.name, wanted[key])
                made.rightly += right
                if not right:
                    made.faults.append(f"{place}: “{met.who.name}” is {wanted[key]}, not {met.name}")
        have = {(search_key(met.who.name), met.who.country) for met in found}
        for name, sort, country, _ in people:
            made.there[sort] += 1
            made.met[sort] += (search_key(name), country) in have
            if (search_key(name), country) not in have:
                made.faults.append(f"{place}: “{name}” ({country or 'no country'}) was not found")
    return made
