"""Small data sets in the formats of their publishers, written by hand."""

import pytest

from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER


def president(number, id, name, born, took, left, died=""):
    """A row of presidents.xml."""
    return f"""<president n="{number}"><id>{id}</id><name>{name}</name><birth-year>{born}</birth-year>
      <death-year>{died}</death-year><took-office-date>{took}</took-office-date>
      {f"<left-office-date>{left}</left-office-date>" if left else '<left-office-date still-in-office="true"/>'}</president>"""


def trip(id, who, name, start, end, country, printed, locale="", remarks="Met with officials.", role="president"):
    """A row of the travels."""
    return f"""<trip role="{role}" who="{who}"><id>{id}</id><role>{role}</role><name>{name}</name>
      <start-date>{start}</start-date><end-date>{end}</end-date><country id="{country}">{printed}</country>
      <locale>{locale}</locale><remarks>{remarks}</remarks></trip>"""


GREEN = ("green-ada", "Ada Green")
TERMS = [
    president(27, "stone-john", "John Stone", 1857, "1909-03-04", "1913-03-04", 1930),
    president(46, "green-ada", "Ada Green", 1942, "2021-01-20", ""),
]
TRIPS = [
    trip(1, *GREEN, "2021-06-09", "2021-06-13", "united-kingdom", "United Kingdom", "London, Cornwall"),
    trip(2, *GREEN, "2021-06-13", "2021-06-15", "belgium", "Belgium", "Brussels"),
    trip(3, *GREEN, "2021-06-15", "2021-06-16", "switzerland", "Switzerland", "Geneva", "Met with President A. B."),
    trip(4, *GREEN, "2021-10-29", "2021-10-29", "holy-see", "Vatican City", "", "Met with the Pope."),
    trip(5, "stone-john", "John Stone", "1912-01-02", "1912-01-03", "turkiye", "Türkiye", "Ankara"),
]
ENVOYS = [
    trip(6, "gray-bo", "Bo Gray", "2021-06-15", "2021-06-17", "switzerland", "Switzerland", "Geneva", role="secretary"),
    trip(7, "gray-bo", "Bo Gray", "2021-08-01", "2021-08-02", "turkey", "Turkey", "Ankara", role="secretary"),
    # The same stop again: another last day and other remarks.
    trip(8, "gray-bo", "Bo Gray", "2021-08-01", "2021-08-03", "turkey", "Turkey", "Ankara", "Visited.", "secretary"),
]


@pytest.fixture
def travels(tmp_path):
    """A function that writes the travels, with other rows where they are given, and returns their folder."""

    def write(terms=TERMS, trips=TRIPS, envoys=ENVOYS):
        folder = tmp_path / "travels"
        for name, tag, rows in (
            ("presidents/presidents.xml", "presidents", terms),
            ("president-travels/all.xml", "trips", trips),
            ("secretary-travels/all.xml", "trips", envoys),
        ):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([f"<{tag}>", *rows, f"</{tag}>"])
            path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def take(db):
    """A function that imports a data set: take("hsg-travels", folder) → Outcome."""
    return lambda name, path, **more: import_dataset(REGISTER[name], path, publication="published", **more)
