"""COLT, written by hand with the columns that its public users name: odd rows, three encodings, a newer release."""

import csv
import tracemalloc

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import Expert, Organisation
from intake.datasets import colt
from intake.datasets.register import recognised
from intake.errors import Unreadable
from lib.jobs import Watch
from summits.models import Event, Participation

pytestmark = pytest.mark.django_db

COLUMNS = (
    "TripID LeaderID LeaderCountryOrIGO LeaderCountryISO LeaderRole LeaderTitle LeaderFullName CountryVisited"
    " CountryVisitedISO CityVisited TripYear TripStartDate TripEndDate TripDuration MetHostHoGS HostHOGSName"
    " AttendedMultilatEvent NameMultilatEvent MetNonhostHOGS NonhostHOGSNames PublicAddress SignedAgreement Notes"
    " Confidence(1-5) SourceLink1 SourceLink2"
).split()
WHOLE = {
    "TripID": "7-FRA-CHE-1", "LeaderID": "7", "LeaderCountryOrIGO": "France", "LeaderCountryISO": "FRA",
    "LeaderRole": "GS", "LeaderTitle": "President", "LeaderFullName": "Ada Léger", "CountryVisited": "Switzerland",
    "CountryVisitedISO": "CHE", "CityVisited": "Geneva", "TripYear": "2010", "TripStartDate": "3/15/2010",
    "TripEndDate": "3/16/2010", "TripDuration": "2", "MetHostHoGS": "Yes", "HostHOGSName": "Bo Ek",
    "AttendedMultilatEvent": "Yes", "NameMultilatEvent": "Lake talks", "MetNonhostHOGS": "No", "SignedAgreement": "Yes",
    "PublicAddress": "TBD", "Notes": "Flew home early.", "Confidence(1-5)": "4",
    "SourceLink1": "https://example.org/a", "SourceLink2": "https://example.org/" + "b" * 480,
}  # fmt: skip
MOST_OF_A_ROW = 9_000  # bytes


def row(number, **values):
    return {**WHOLE, "TripID": f"7-FRA-CHE-{number}", **values}


ROWS = [
    WHOLE,
    row(2, LeaderID="8", LeaderFullName="Ida Berg", LeaderRole="I", LeaderCountryOrIGO="World Lake Union",
        CountryVisited="Soviet Union", CityVisited="Moscow; Minsk", TripYear="1990", TripStartDate="TBD",
        TripEndDate="", TripDuration="TBD", MetHostHoGS="No"),
    row(3, CountryVisited="Russia", CityVisited="", TripStartDate="4/5/2010", TripEndDate="TBD", MetHostHoGS=""),
    WHOLE,  # once more
    row(1, CityVisited="Bern"),  # its number for something else
    row(4, LeaderRole="X"), row(5, CountryVisited=""), row(6, TripYear="TBD"), row(7, TripYear="2011"),
    row(8, TripEndDate="3/14/2010"), row(9, TripStartDate="spring"), row(10, TripStartDate="2/30/2010"),
]  # fmt: skip
REASONS = {
    "trip 7-FRA-CHE-1": "stands twice, first in line 2, for something else",
    "trip 7-FRA-CHE-4": "LeaderRole “X” is none of those that are known: GS, G, S",
    "trip 7-FRA-CHE-5": "no CountryVisited", "trip 7-FRA-CHE-6": "TripYear “TBD” is no year",
    "trip 7-FRA-CHE-7": "TripYear is 2011, but it starts on 2010-03-15", "trip 7-FRA-CHE-8": "before it starts",
    "trip 7-FRA-CHE-9": "“spring” is no day", "trip 7-FRA-CHE-10": "“2/30/2010” is no day",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """A function that writes the data set as a file of some encoding, or as a workbook, and returns its path."""

    def written(rows=ROWS, encoding="utf-8"):
        if encoding == "xlsx":
            book = openpyxl.Workbook()
            book.active.title = "Codebook"
            book.active.append(["How to read this", ""])
            sheet = book.create_sheet("Master")
            for cells in (COLUMNS, *[[one.get(name) for name in COLUMNS] for one in rows]):
                sheet.append(cells)
            book.save(tmp_path / "colt.xlsx")
            return tmp_path / "colt.xlsx"
        delimiter = ";" if encoding == "utf-8-sig" else ","
        with (tmp_path / "colt.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / "colt.csv"

    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "xlsx"])  # utf-8-sig: with semicolons
def test_every_row_becomes_records_or_waits_with_its_reason(write, take, encoding):
    path = write(encoding=encoding)
    assert [one.name for one in recognised(path)] == ["colt"]
    outcome = take("colt", path)
    assert outcome.sum() == "12 rows in = 3 records + 8 queued + 1 recognised"
    assert {one.place for one in outcome.queued} == set(REASONS)
    for one in outcome.queued:
        assert REASONS[one.place] in one.reason
    visit = Event.objects.get(identifiers__value="colt:7-FRA-CHE-1")
    assert (visit.name, str(visit.date), visit.kind) == (
        "Ada Léger in Geneva, Switzerland", "2010-03-15/2010-03-16", "visit",
    )  # fmt: skip
    assert visit.place.name == "Geneva" and visit.place.country.identifiers.get().value == "CH"
    assert visit.summary == (
        "Multilateral event: Lake talks. Met the host’s head of state or government: Bo Ek. On the programme: an agreement "
        "signed. Notes of the data set: Flew home early."
    )
    assert visit.citations.first().note == "Confidence 4 of 5. https://example.org/a and 1 more"
    leader, host = visit.participations.order_by("public_id")[::-1]
    assert (leader.expert.name, leader.role, leader.billing, leader.on_behalf_of.name) == (
        "Ada Léger", "principal", "President", "France",
    )  # fmt: skip
    assert (host.name_as_printed, host.role, host.organisation.name) == ("Bo Ek", "principal", "Swiss Confederation")


def test_what_is_not_known_is_left_open_and_states_go_by_the_date(write, take):
    take("colt", write())
    early, late = (Event.objects.get(identifiers__value=f"colt:7-FRA-CHE-{number}") for number in (2, 3))
    assert (str(early.date), early.place.name, early.name) == (
        "1990", "Russia", "Ida Berg in Moscow; Minsk, Soviet Union",
    )  # fmt: skip
    assert "Not said: TripStartDate and TripEndDate" in early.citations.first().note
    assert early.participations.get().on_behalf_of.kind == "international_organisation"
    assert (str(late.date), late.participations.count()) == ("2010-04-05", 1)
    states = Organisation.objects.filter(kind="state", territories__place__name="Russia")
    assert set(states.values_list("name", flat=True)) == {"Soviet Union", "Russian Federation"}
    assert Expert.objects.count() == 2


def test_run_again_nothing_changes_and_a_newer_release_changes_what_it_changed(write, take):
    take("colt", write())
    before = list(Event.objects.order_by("pk").values_list("pk", "modified_at"))
    again = take("colt", write(encoding="xlsx"))
    assert (again.records, again.recognised, again.run) == (0, 4, None)
    assert list(Event.objects.order_by("pk").values_list("pk", "modified_at")) == before
    Participation.objects.filter(billing="President").update(billing="Head of state")
    newer = take("colt", write([row(1, TripEndDate="3/17/2010"), ROWS[1]]))
    assert (newer.records, newer.recognised) == (1, 1)
    assert str(Event.objects.get(identifiers__value="colt:7-FRA-CHE-1").date) == "2010-03-15/2010-03-17"
    assert Participation.objects.filter(billing="Head of state").count() == 3
    assert any("colt-7-fra-che-3" in str(one) for one in newer.report.differences)


def test_the_day_may_come_first_unless_it_is_not_clear(write, take):
    day_first = {"TripStartDate": "15/3/2010", "TripEndDate": "16/3/2010"}
    take("colt", write([row(1, **day_first), row(2, TripStartDate="1/2/2010", TripEndDate="2/2/2010")]))
    assert sorted(str(event.date) for event in Event.objects.all()) == [
        "2010-02-01/2010-02-02", "2010-03-15/2010-03-16",
    ]  # fmt: skip
    outcome = take("colt", write([row(1, **day_first), row(2), row(3, TripStartDate="2010-03-15", TripEndDate="")]))
    assert [one.place for one in outcome.queued] == ["trip 7-FRA-CHE-1", "trip 7-FRA-CHE-2"]


def test_what_is_not_colt_is_named(tmp_path):
    for name, content, words in (
        ("a.csv", b"LeaderFullName,TripYear\nA,2010\n", "no column LeaderCountryOrIGO, LeaderRole, CountryVisited"),
        ("b.csv", b"", "is empty"), ("c.csv", "x".encode("utf-16"), "UTF-16"), ("d.xlsx", b"PK", "cannot be read"),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(content)
        assert not colt.recognises(path)
        with pytest.raises(Unreadable, match=words):
            colt.propose(path, Watch())


def test_thousands_of_rows_are_held_in_bounded_memory_and_looked_up_by_short_statements(take, write):
    path = write([row(number, LeaderID=str(number % 9)) for number in range(400)])
    colt.propose(path, Watch())
    tracemalloc.start()
    try:
        made = colt.propose(path, Watch())
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # 20,000 rows took 536 MB in all; what is proposed of a row is the larger part of it.
    assert len(made.rows) == 400 and size / 400 < MOST_OF_A_ROW, size / 400
    with CaptureQueriesContext(connection) as found:
        outcome = take("colt", path)
    assert outcome.records == 400
    # An address each as a value of its own takes seconds to put into a statement.
    looked_up = [one["sql"] for one in found if "7-FRA-CHE-399" in one["sql"] or "7-fra-che-399" in one["sql"]]
    assert looked_up and not [sql[:200] for sql in looked_up if sql.startswith("SELECT") and 'slug" IN (' in sql]
