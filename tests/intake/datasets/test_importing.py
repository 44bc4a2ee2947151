"""Importing data sets: again, newer, edited here, undone, refused."""

import io
import time

import pytest
from django.core.management import CommandError, call_command

from desk.kinds import KINDS as MERGED
from desk.merge.engine import merge
from experts.models import Expert
from intake.bulk import undo
from intake.datasets import watching
from intake.errors import Unreadable
from intake.models import ImportRun, LoadedRecord, QueuedRow
from summits.models import Event
from tests import factories as make
from tests.intake.datasets.conftest import ENVOYS, TERMS, TRIPS, trip
from tests.intake.tables import every_row

pytestmark = pytest.mark.django_db


def without(rows, *tables):
    return {name: found for name, found in rows.items() if not name.startswith(tables)}


def test_run_again_nothing_changes(travels, take):
    bad = trip(9, "green-ada", "Ada Green", "2022-05-02", "2022-05-01", "japan", "Japan")
    take("hsg-travels", travels(trips=[*TRIPS, bad]))
    before = every_row()
    outcome = take("hsg-travels", travels(trips=[*TRIPS, bad]))
    assert (outcome.rows, outcome.records, len(outcome.queued), outcome.recognised) == (11, 0, 1, 10)
    assert outcome.run is None
    assert without(every_row(), "pghistory_") == without(before, "pghistory_")


def test_what_changed_upstream_changes_here_and_what_a_person_edited_stays_and_is_told(travels, take):
    take("hsg-travels", travels())
    edited = Event.objects.get(slug="hsg-trip-2")
    edited.summary = "Ours."
    edited.save()
    newer = [
        TRIPS[0].replace("Met with officials.", "Met with the Queen."),
        TRIPS[1].replace("Met with officials.", "Met with the King.").replace("06-15</end", "06-14</end"),
        *TRIPS[2:],
    ]
    outcome = take("hsg-travels", travels(trips=newer))
    assert Event.objects.get(slug="hsg-trip-1").summary == "Met with the Queen."
    edited.refresh_from_db()
    assert (edited.summary, str(edited.date)) == ("Ours.", "2021-06-13/2021-06-14")
    told = [str(one) for one in outcome.report.differences]
    assert len(told) == 1 and told[0].startswith("kept: changed here and in the file: events hsg-trip-2, summary")
    assert (outcome.records, outcome.recognised) == (2, 8)


def test_what_vanished_upstream_is_listed_and_stays(travels, take):
    take("hsg-travels", travels())
    outcome = take("hsg-travels", travels(trips=TRIPS[:-1]))
    told = {one.record for one in outcome.report.differences}
    assert {"hsg-trip-5", "hsg-trip-5-traveller"} <= told
    assert all(one.why == "no longer in its file; the record stays" for one in outcome.report.differences)
    assert Event.objects.filter(slug="hsg-trip-5").exists()


def test_what_a_person_deleted_or_renamed_is_neither_created_again_nor_set_back(travels, take):
    take("hsg-travels", travels())
    Event.objects.get(slug="hsg-trip-4").delete()
    green = Expert.objects.get(slug="green-ada")
    green.slug = "ada"
    green.save()
    outcome = take("hsg-travels", travels())
    assert not Event.objects.filter(name__contains="Vatican").exists()
    assert Expert.objects.get(pk=green.pk).slug == "ada"
    assert outcome.records == 0 and Expert.objects.filter(name="Ada Green").count() == 1
    assert "deleted here, not created again: events hsg-trip-4" in " ".join(map(str, outcome.report.differences))


def test_a_source_that_a_person_took_from_a_record_of_theirs_does_not_come_back(travels, take):
    ada = Expert.objects.create(slug="ada", name="Ada Green")
    ada.identifiers.create(scheme="hsg", value="green-ada")
    take("hsg-travels", travels())
    ada.citations.get().delete()
    assert take("hsg-travels", travels()).records == 0
    assert not ada.citations.exists()


def test_a_row_that_was_mended_upstream_leaves_the_queue(travels, take):
    bad = trip(9, "green-ada", "Ada Green", "2022-05-02", "2022-05-01", "japan", "Japan")
    take("hsg-travels", travels(trips=[*TRIPS, bad]))
    waiting = QueuedRow.objects.get()
    assert (waiting.dataset, waiting.place, waiting.file) == ("hsg-travels", "trip 9", "president-travels/all.xml")
    assert "ends (2022-05-01) before it starts" in waiting.reason and "Japan" in waiting.passage
    take("hsg-travels", travels(trips=[*TRIPS, bad.replace("2022-05-01", "2022-05-03")]))
    assert not QueuedRow.objects.exists() and Event.objects.filter(slug="hsg-trip-9").exists()


@pytest.mark.django_db(transaction=True)
def test_an_import_is_undone_as_one_step_and_can_be_made_again(travels, take):
    before = without(every_row(), "pghistory_", "intake_importrun")
    first = take("hsg-travels", travels())
    assert first.run.dataset == "hsg-travels"
    undo.undo(first.run.pk)
    after = {name: rows for name, rows in every_row().items() if "history" not in name}
    assert after["summits_event"] == before["summits_event"] == []
    assert not LoadedRecord.objects.exists()
    again = take("hsg-travels", travels())
    assert (again.records, again.recognised) == (first.records, first.recognised)


@pytest.mark.django_db(transaction=True)
def test_a_newer_release_is_undone_to_the_one_before(travels, take):
    take("hsg-travels", travels())
    newer = [TRIPS[0].replace("Met with officials.", "Met with the Queen."), *TRIPS[1:]]
    second = take("hsg-travels", travels(trips=newer))
    undo.undo(second.run.pk)
    assert Event.objects.get(slug="hsg-trip-1").summary == "Met with officials."
    # As if the newer release had never come: it changes the record once more.
    assert take("hsg-travels", travels(trips=newer)).records == 1
    assert Event.objects.get(slug="hsg-trip-1").summary == "Met with the Queen."


def test_a_dry_run_says_the_same_and_writes_nothing(travels, take):
    before = without(every_row(), "pghistory_")
    outcome = take("hsg-travels", travels(), dry_run=True)
    assert (outcome.records, outcome.recognised) == (9, 1)
    assert without(every_row(), "pghistory_") == before


def command(*args):
    out = io.StringIO()
    call_command("import_dataset", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_sum(travels, capsys):
    bad = trip(9, "green-ada", "Ada Green", "2022-05-02", "2022-05-01", "japan", "Japan")
    said = command("hsg-travels", str(travels(trips=[*TRIPS, bad])))
    assert "11 rows in = 9 records + 1 queued + 1 recognised." in said
    assert "waits: trip 9 (president-travels/all.xml:" in said
    assert f"undo_import {ImportRun.objects.get().pk}” undoes it" in said
    assert "Comparing with what is on record" in capsys.readouterr().err
    # Drafts, unless somebody says otherwise.
    assert set(Event.objects.values_list("publication", flat=True)) == {"draft"}
    assert "nothing was written" in command("hsg-travels", str(travels()), "--dry-run")


def test_the_command_takes_decisions_on_whom_a_key_means(travels, tmp_path):
    ada = make.expert(name="Ada Green the elder", slug="ada")
    table = tmp_path / "decisions.csv"
    table.write_text("kind,name,record\nexperts,green-ada,ada\n")
    command("hsg-travels", str(travels()), "--decisions", str(table))
    assert ada.participations.filter(event__slug="hsg-trip-1").exists()
    table.write_text("kind,name,record\nexperts,green-ada,nobody\n")
    with pytest.raises(CommandError, match="correct the decisions"):
        command("hsg-travels", str(travels()), "--decisions", str(table))


BOMB = '<!DOCTYPE trips [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE trips [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{BOMB}<trips><trip><id>&b;</id></trip></trips>", "document type"),
        (f"{OUTSIDE}<trips><trip><id>&a;</id></trip></trips>", "document type"),
        ("<!DOCTYPE trips><trips/>", "document type"),
        ("<trips><trip></trips>", "line 1: this is not XML"),
        ("", "this is not XML"),
        ("<visits/>", "<trips> or <presidents> was expected"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(travels, take, text, words):
    folder = travels(terms=TERMS, envoys=ENVOYS)
    (folder / "president-travels" / "all.xml").write_text(text)
    with pytest.raises(Unreadable, match=words):
        take("hsg-travels", folder)
    with pytest.raises(CommandError, match="Nothing was imported"):
        command("hsg-travels", str(folder))
    assert not Event.objects.exists()


def test_a_folder_without_data_is_refused(tmp_path, take):
    with pytest.raises(Unreadable, match="holds none of the folders"):
        take("hsg-travels", tmp_path)


def test_the_console_is_not_silent_while_one_step_takes_long(monkeypatch):
    monkeypatch.setattr(watching, "SECONDS", 0.1)
    said = io.StringIO()
    with watching.Console(said, terminal=False) as watch:
        watch.stage("Counting", 0)
        time.sleep(1)
    assert said.getvalue().count("Counting") >= 3


def test_demo_data_takes_the_sets_in_one_after_another(travels, visits, pocom, tmp_path, capsys):
    travels(), visits(), pocom()
    call_command("demo_data", str(tmp_path))
    said = capsys.readouterr().out
    assert "hsg-travels: 10 rows in = 9 records + 0 queued + 1 recognised" in said
    assert "hsg-visits: 5 rows in = 2 records + 2 queued + 1 recognised" in said
    assert "hsg-pocom: 10 rows in = 9 records + 1 queued + 0 recognised" in said
    assert Event.objects.get(slug="hsg-trip-2").publication == "published"
    assert Event.objects.filter(slug="geneva-summit-2021").exists(), "the founding records come first"


def test_demo_data_says_what_is_missing_before_anything_is_written(travels, visits, tmp_path):
    travels(), visits()
    with pytest.raises(CommandError, match="pocom does not hold the hsg-pocom data set"):
        call_command("demo_data", str(tmp_path))
    assert not Event.objects.exists()


def test_the_format_is_found_from_the_file(travels, tmp_path):
    assert "10 rows in" in command("auto", str(travels()))
    other = tmp_path / "other.json"
    other.write_text('{"persons": [], "schedule": {"conference": {}}}')
    with pytest.raises(CommandError, match="looks like popolo and schedule: give the name"):
        command("auto", str(other))
    other.write_text("{}")
    with pytest.raises(CommandError, match="looks like none of the data sets"):
        command("auto", str(other))


def test_decisions_say_which_event_a_row_is_and_are_written_for_the_next_installation(travels, tmp_path):
    ada, summit = make.expert(name="Ada Green the elder", slug="ada"), make.event(slug="summit", name="A summit")
    there = make.participation(event=summit, expert=ada, role="principal")
    table = tmp_path / "decisions.csv"
    table.write_text("kind,name,record\nexperts,green-ada,ada\nevents,hsg-trip-1,summit\n")
    said = command("hsg-travels", str(travels()), "--decisions", str(table))
    assert "+ 0 queued +" in said and not Event.objects.filter(slug="hsg-trip-1").exists()
    assert [str(one) for one in summit.identifiers.all()] == ["hsg:trip-1"] and summit.citations.exists()
    assert (summit.name, list(summit.participations.filter(expert=ada))) == ("A summit", [there])
    out = io.StringIO()
    call_command("dataset_decisions", "hsg-travels", stdout=out)
    written = out.getvalue()
    assert "\r\nexperts,green-ada,ada," in written and "\r\nevents,hsg-trip-1,summit," in written
    # What people merge is decided, too; and the file is read again.
    other = Event.objects.get(slug="hsg-trip-2")
    merge(MERGED["event"], summit.pk, other.pk)
    out = io.StringIO()
    call_command("dataset_decisions", "hsg-travels", stdout=out)
    table.write_text(out.getvalue())
    assert "\r\nevents,hsg-trip-2,summit," in out.getvalue()
    command("hsg-travels", str(travels()), "--decisions", str(table))  # adds what the summit still lacks
    assert " in = 0 records + 0 queued +" in command("hsg-travels", str(travels()), "--decisions", str(table))
    with pytest.raises(CommandError, match="There are: hsg-travels"):
        call_command("dataset_decisions", "nothing")
