"""Imports: what is created, changed and left alone, and why; all or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import Appointment, Expert, ExpertName
from intake.bulk.exports import csv_lines
from intake.bulk.proposals import Rules
from intake.bulk.results import lines
from intake.models import LoadedRecord
from intake.records import load
from intake.records.format import KINDS
from summits.models import Event, Position
from tests import factories as make
from tests.intake.bulk.conftest import problems
from topics.models import Topic

pytestmark = pytest.mark.usefixtures("loaded")


def export(name, folder):
    """The kind's export as a file, and as rows that can be changed."""
    path = folder / f"{name}.csv"
    path.write_text("".join(csv_lines(KINDS[name])), encoding="utf-8", newline="")
    return path


def differences(result):
    return [(d.why, d.record, d.key) for d in result.report.differences]


def test_good_changed_and_bad_rows(take, table):
    path = table(
        "experts.csv",
        ["slug", "name", "born"],
        ["ada-berg", "Ada M. Berg", "1911~"],
        ["bo", "Bo Ek", ""],
        ["cy", "Cy", "31.12.1950"],
    )
    result = take(path)
    assert problems(result) == [
        (
            "experts.csv:4: experts cy, born: “31.12.1950” is not a date that can be understood. Year first, then month "
            "and day, as far as known: 2021-06-16, 2021-06, 2021, 2021-06~ (about), 2021? (uncertain), 2009/2012, "
            "2012/.. (still open)."
        )
    ]
    # What would be done is known all the same; nothing is written.
    assert [entry.key for entry in result.create["experts"]] == ["bo"]
    (update,) = result.update["experts"]
    assert (update.names, update.here) == (["name", "born"], {"name": "Ada Berg", "born": None})
    assert not result.written and Expert.objects.get().name == "Ada Berg"


def test_a_bad_row_is_not_also_told_as_one_to_be_created_or_changed(take, table):
    make.expert(name="Bo", slug="bo")
    rows = ["ada", "Ada", "1950"], ["bad slug!", "Bad", "1950"], ["bo", "", "1950"], ["bo-two", "Bo", "soon"]
    result = take(table("experts.csv", ["slug", "name", "born"], *rows), dry_run=True)
    assert [(line.what, line.line) for line in lines(result)] == [("bad", 3), ("bad", 4), ("bad", 5), ("created", 2)]


def test_a_column_that_is_not_there_says_nothing_and_an_empty_cell_takes_away(take, table):
    Expert.objects.filter(slug="ada-berg").update(notes="Kept", born="1911", publication="published")
    result = take(table("experts.csv", ["slug", "born", "publication"], ["ada-berg", "", ""]))
    ada = Expert.objects.get()
    assert result.written and ada.born is None
    assert (ada.notes, ada.publication, ada.names.count()) == ("Kept", "published", 1)


def test_a_search_key_follows_a_changed_name(take, table):
    take(table("experts.csv", ["slug", "name", "names"], ["ada-berg", "Ада Линд", "A. Lind"]))
    assert Expert.objects.get().name_key == "ada lind"
    assert ExpertName.objects.get().key == "a lind"


def test_new_records_are_drafts_unless_the_table_says_otherwise(take, table):
    take(table("experts.csv", ["slug", "name", "publication"], ["a", "A", ""], ["b", "B", "published"]))
    assert dict(Expert.objects.exclude(slug="ada-berg").values_list("slug", "publication")) == {
        "a": "draft",
        "b": "published",
    }


def test_a_new_record_needs_its_columns_an_old_one_does_not(take, table):
    result = take(table("appointments.csv", ["id", "post"], ["apt-berg", "Head"], ["apt-new", "Clerk"]))
    assert problems(result) == [
        "appointments.csv:3: appointments apt-new, expert: this record is new, and the table has no column “expert”.",
        "appointments.csv:3: appointments apt-new, organisation: this record is new, and the table has no column “organisation”.",
    ]
    assert take(table("appointments.csv", ["id", "post"], ["apt-berg", "Head"])).written
    assert Appointment.objects.get().post == "Head"


def test_importing_twice_changes_nothing(take, table):
    path = table(
        "experts.csv", ["slug", "name", "names"], ["ada-berg", "Ada B.", "A. B., kind=short; Ада"], ["bo", "Bo", ""]
    )
    assert take(path).report.total("created") == 1
    again = take(path)
    assert (again.report.total("unchanged"), again.create, again.update) == (2, {}, {})


def test_an_import_counts_as_a_person_for_record_files(take, table, world):
    remembered = LoadedRecord.objects.count()
    take(table("experts.csv", ["slug", "name"], ["ada-berg", "Ada B."]))
    assert LoadedRecord.objects.count() == remembered
    report = load([world])
    assert [(d.why, d.key) for d in report.differences] == [("kept: edited here", "name")]
    assert Expert.objects.get().name == "Ada B."


# -- the table is older than what is here ------------------------------------------------------

# The history tells moments apart by transaction.
committed = pytest.mark.django_db(transaction=True)


def edit(path, *pairs):
    text = path.read_text(encoding="utf-8-sig")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@committed
def test_what_others_changed_since_the_export_is_kept(take, tmp_path):
    path = export("experts", tmp_path)
    Expert.objects.filter(slug="ada-berg").update(notes="By a colleague", born="1911")
    edit(path, ("Ada Berg", "Ada B."))
    result = take(path)
    ada = Expert.objects.get()
    assert (ada.name, ada.notes, str(ada.born)) == ("Ada B.", "By a colleague", "1911")
    assert differences(result) == [
        ("kept: edited here", "ada-berg", "born"),
        ("kept: edited here", "ada-berg", "notes"),
    ]


@committed
def test_what_both_changed_is_kept_and_reported(take, tmp_path):
    path = export("experts", tmp_path)
    Expert.objects.filter(slug="ada-berg").update(name="Ada Lind")
    edit(path, ("Ada Berg", "Ada B."))
    result = take(path)
    assert differences(result) == [("kept: changed here and in the file", "ada-berg", "name")]
    assert Expert.objects.get().name == "Ada Lind"


@committed
def test_a_list_that_others_changed_since_the_export_is_kept(take, tmp_path):
    path = export("positions", tmp_path)
    Position.objects.get(public_id="pos-answer").position_topics.update(stance="opposes")
    edit(path, ("Nets should be wider.", "Wider nets."))
    result = take(path)
    answer = Position.objects.get(public_id="pos-answer")
    assert answer.summary == "Wider nets." and answer.position_topics.get().stance == "opposes"
    assert differences(result) == [("kept: edited here", "pos-answer", "topics")]


@committed
def test_what_was_seen_stands_for_a_table_that_was_not_exported(take, table):
    path = table("experts.csv", ["slug", "name", "notes"], ["ada-berg", "Ada B.", "New"])
    seen = take(path, dry_run=True)
    assert seen.update["experts"][0].names == ["name", "notes"] and Expert.objects.get().name == "Ada Berg"
    Expert.objects.update(name="Ada Lind")  # by somebody else, between the look and the import
    result = take(path, seen_at=seen.moment)
    assert (Expert.objects.get().name, Expert.objects.get().notes) == ("Ada Lind", "New")
    assert differences(result) == [("kept: changed here and in the file", "ada-berg", "name")]


@committed
def test_a_renamed_record_is_found_by_its_slug_of_then(take, tmp_path):
    path = export("experts", tmp_path)
    Expert.objects.update(slug="ada-lind")
    edit(path, ("Ada Berg", "Ada B."))
    assert take(path).written
    assert Expert.objects.get().name == "Ada B." and Expert.objects.get().slug == "ada-lind"


def test_a_slug_that_leads_to_another_record_now_changes_nothing(take, table):
    Expert.objects.update(slug="ada-lind")
    result = take(table("experts.csv", ["slug", "name"], ["ada-berg", "Someone"]))
    assert differences(result) == [("kept: its address now leads to another record", "ada-berg", "slug")]
    assert Expert.objects.get().name == "Ada Berg"


@committed
def test_what_was_deleted_here_is_not_created_again(take, tmp_path, table):
    fresh = table("outcomes.csv", ["id", "event", "title"], ["out-b", "fish-talks", "B"])
    take(fresh)
    path = export("outcomes", tmp_path)
    KINDS["outcomes"].model.objects.all().delete()
    result = take(path)
    assert sorted(differences(result)) == [
        ("deleted here, not created again", key, "") for key in ("out-b", "out-nets")
    ]
    assert KINDS["outcomes"].model.objects.count() == 0


# -- faults -----------------------------------------------------------------------------------


def test_every_bad_row_is_listed_with_line_and_reason(take, table, everything):
    before = everything()
    rows = [
        ["e1", "summit", "Good", "2001", ""],
        ["e2", "sumit", "Kind", "2001", ""],
        ["", "summit", "No slug", "", ""],
        ["e4", "summit", "", "", ""],
        ["e1", "summit", "Twice", "", ""],
        ["e6", "summit", "Place", "", "atlantis"],
        ["e7", "summit", "Date", "..", ""],
        ["e8", "summit", "Topic", "", ""],
    ]
    rows = [[*row, ""] for row in rows]
    rows[7][5] = "ice; ice"
    result = take(table("events.csv", ["slug", "kind", "name", "date", "place", "topics"], *rows))
    said = {problem.line: (problem.key, problem.message) for problem in result.problems}
    assert sorted(said) == [3, 4, 5, 6, 7, 8, 9]
    assert said[3][0] == "kind" and "Did you mean summit?" in said[3][1]
    assert said[4][1] == "this row has no “slug”."
    assert said[5] == ("name", "this needs a value.")
    assert "taken: events e1 at events.csv:2" in said[6][1]
    assert said[7][0] == "place" and "no record “atlantis” among places" in said[7][1]
    assert "not the date of an event" in said[8][1]
    assert said[9][0].startswith("topics") and "already has this topic" in said[9][1]
    assert everything() == before


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["slug", "nmae"], "experts have no column “nmae”. Did you mean name"),
        (["name", "born"], "there is no column “slug”"),
    ],
)
def test_faulty_headings(take, table, headings, words):
    result = take(table("experts.csv", headings, ["a", "b"]))
    assert len(result.problems) == 1 and words in problems(result)[0]


def test_a_row_with_more_cells_than_headings(take, table):
    assert (
        "3 cells, but there are only 2 headings"
        in problems(take(table("experts.csv", ["slug", "name"], ["a", "b", "c"])))[0]
    )


def test_a_changed_record_that_the_database_refuses_is_explained(take, table):
    take(table("panels.csv", ["id", "event", "title", "number"], ["p2", "fish-talks", "Two", "2"]))
    result = take(table("panels.csv", ["id", "number"], ["p2", "1"]))
    assert problems(result) == ["panels.csv:2: panels p2: The event already has a panel with this number."]
    result = take(table("positions.csv", ["id", "attribution"], ["pos-answer", "unattributed"]))
    assert "An unattributed position has no holders" in problems(result)[0] and "A. Berg" not in problems(result)[0]


def test_sheets_of_a_workbook_are_taken_together(take, book):
    path = book(
        "new.xlsx",
        experts=[["slug", "name"], ["bo", "Bo Ek"]],
        appointments=[
            ["id", "expert", "organisation", "post"],
            ["apt-bo", "bo", "council", "Clerk"],
            ["apt-x", "bo", "guild", "X"],
        ],
    )
    result = take(path)
    assert problems(result)[0].startswith(
        "new.xlsx, sheet appointments:3: appointments apt-x, organisation: there is no"
    )
    assert Expert.objects.count() == 1


# -- what is not on record --------------------------------------------------------------------


@pytest.fixture
def unknown(table):
    return table(
        "positions.csv",
        ["id", "event", "summary", "holders", "topics"],
        ["p1", "fish-talks", "One", "Ada Bergh", "sea; whales"],
        ["p2", "fish-talks", "Two", "Ada Bergh; organisation=Fishery Board", "whales"],
    )


def test_unknown_people_topics_and_organisations_are_proposed(take, unknown):
    result = take(unknown)
    assert not result.written and len(result.problems) == 5
    found = {proposal.choice_key: proposal for proposal in result.proposals}
    assert set(found) == {"experts:Ada Bergh", "topics:whales", "organisations:Fishery Board"}
    ada = found["experts:Ada Bergh"]
    assert (ada.slug, ada.name, ada.count, ada.closest) == ("ada-bergh", "Ada Bergh", 2, [["ada-berg", "Ada Berg"]])
    assert ada.places == ["positions.csv:2", "positions.csv:3"]
    assert found["topics:whales"].name == "Whales" and found["topics:whales"].closest == []
    assert Topic.objects.filter(slug="whales").count() == 0


def test_a_person_says_what_is_meant(take, unknown):
    choices = {
        "experts:Ada Bergh": "use:ada-berg",
        "topics:whales": "create",
        "organisations:Fishery Board": "use:council",
    }
    result = take(unknown, choices=choices)
    assert problems(result) == [] and result.proposals == []
    whales = Topic.objects.get(slug="whales")
    assert (whales.name, whales.publication) == ("Whales", "draft")
    assert Expert.objects.count() == 1
    assert Position.objects.get(public_id="p2").holders.filter(expert__slug="ada-berg").count() == 1
    assert Position.objects.get(public_id="p2").holders.filter(organisation__slug="council").count() == 1


def test_all_unknown_ones_as_drafts(take, table):
    Expert.objects.create(slug="bo-ek", name="Bo Ek the elder")
    result = take(
        table("appointments.csv", ["id", "expert", "organisation", "post"], ["a", "Bo Ek", "council", "X"]),
        rules=Rules(create_close=True),
    )
    assert problems(result) == []
    drafted = Appointment.objects.get(public_id="a").expert
    assert (drafted.slug, drafted.name, drafted.publication) == ("bo-ek-2", "Bo Ek", "draft")


def test_other_unknown_records_are_not_proposed(take, table):
    result = take(
        table("events.csv", ["slug", "kind", "name", "place"], ["e", "visit", "V", "harbor"]),
        rules=Rules(create_unknown=True),
    )
    assert result.proposals == [] and "Did you mean harbour?" in problems(result)[0]
    assert not Event.objects.filter(slug="e").exists()


# -- cost -------------------------------------------------------------------------------------


def statements(take, path):
    with CaptureQueriesContext(connection) as captured:
        assert take(path).written
    return len(captured)


def test_a_constant_number_of_statements(take, table):
    def some(count, text):
        rows = [[f"m{n}", f"{text} {n}", f"Имя {text} {n}, language=ru"] for n in range(count)]
        return table("experts.csv", ["slug", "name", "names"], *rows)

    few, many = statements(take, some(3, "New")), statements(take, some(200, "Newer"))
    # The second file changes three and creates 197: no more than a few further steps.
    assert many <= few + 15
    assert statements(take, some(3, "X")) == statements(take, some(99, "Y"))


def test_rows_without_a_title_are_called_by_what_they_name(take, table, django_assert_max_num_queries):
    event = make.event(slug="talks", name="Fish Talks")
    make.event(slug="before", name="Earlier Talks", date=None)
    guest = make.participation(
        public_id="guest", event=event, expert=make.expert(slug="bo", name="Bo Ek"), role="speaker"
    )
    tables = [
        table("experts.csv", ["slug", "name"], ["ada", "Ada Berg"]),
        table(
            "participations.csv", ["id", "event", "expert", "role"],
            ["new", "talks", "ada", "speaker"], ["guest", "talks", "bo", "moderator"],
        ),
        table("links.csv", ["id", "from", "to", "kind"], ["first", "talks", "before", "follows"]),
    ]  # fmt: skip
    result = take(*tables, dry_run=True)
    with django_assert_max_num_queries(4):
        found = {line.key: line.text for line in lines(result)}
    assert found == {
        "ada": "Ada Berg",
        "new": "Ada Berg, speaker – Fish Talks",
        guest.public_id: "Bo Ek, speaker",
        "first": "Fish Talks follows Earlier Talks",
    }
