"""Loading files into an empty and into a used database."""

import io
import subprocess
import sys

import pghistory.models
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import Expert
from intake.models import LoadedRecord
from intake.records import BrokenRecords, load
from intake.records.format import KINDS
from sources.models import Place
from summits.models import Event, EventLink, Outcome, Participation, Position
from tests.intake.conftest import WORLD
from topics.models import Topic

pytestmark = pytest.mark.django_db


def test_every_kind_and_every_list_arrives(world):
    report = load([world])

    assert report.total("created") == WORLD.count("slug: ") + WORLD.count("id: ")
    assert set(report.counts) == set(KINDS)
    talks = Event.objects.get(slug="fish-talks")
    assert (talks.kind, str(talks.date), talks.place.country.slug) == ("conference", "2001-02", "northland")
    assert [row.topic.slug for row in talks.event_topics.all()] == ["ice", "sea"]
    citation = talks.citations.get()
    assert (citation.source.slug, citation.paragraph, citation.field, citation.value) == (
        "gazette",
        1,
        "date",
        "2001-02",
    )
    assert Topic.objects.get(slug="ice").path.startswith(Topic.objects.get(slug="sea").path)
    berg = Expert.objects.get(slug="ada-berg")
    assert [(name.text, name.script, name.key) for name in berg.names.all()] == [("Ада Берг", "Cyrl", "ada berg")]
    assert berg.identifiers.get().value == "0000-0002-1825-0097"
    council = berg.appointments.get().organisation
    assert str(council.territories.get().period) == "1950/.."
    part = Participation.objects.get(public_id="part-berg")
    assert [row.appointment.post for row in part.resolved.all()] == ["Secretary"]
    answer = Position.objects.get(public_id="pos-answer")
    assert answer.in_reply_to.public_id == "pos-question"
    assert (answer.holders.get().expert, answer.holders.get().name_as_printed) == (berg, "A. Berg")
    assert answer.endorsers.get().organisation == council
    assert (answer.position_topics.get().topic.slug, answer.position_topics.get().stance) == ("sea", "supports")
    assert (answer.position_events.get().event.slug, answer.position_events.get().stance) == ("gale", "neutral")
    outcome = Outcome.objects.get(public_id="out-nets")
    assert outcome.parties.get().organisation == council
    assert (outcome.later_events.get().event.slug, outcome.later_events.get().relation) == ("gale", "breaks")
    link = EventLink.objects.get(public_id="link-gale")
    assert (link.from_event, link.to_event.slug, link.kind) == (talks, "gale", "discusses")


def test_records_of_a_file_are_published_unless_it_says_otherwise(file):
    load([file("events:\n- {slug: a, kind: visit, name: A}\n- {slug: b, kind: visit, name: B, publication: draft}\n")])
    assert dict(Event.objects.values_list("slug", "publication")) == {"a": "published", "b": "draft"}


def test_a_second_load_writes_no_row_at_all(world, everything):
    load([world])
    before = everything()
    assert len(before["summits_eventhistory"]) == 2

    report = load([world])

    assert everything() == before
    assert report.total("unchanged") == sum(map(sum, (row.values() for row in report.counts.values())))
    assert report.differences == []


def test_the_order_of_files_and_records_does_not_matter(world, file, tmp_path):
    kind, records = None, {}
    for line in WORLD.splitlines():
        if line.startswith("- "):
            records[kind].append(line)
        elif line.startswith(" "):
            records[kind][-1] += f"\n{line}"
        else:
            kind, records[line] = line, []
    world.unlink()
    for number, kind in enumerate(reversed(records)):
        file("\n".join([kind, *reversed(records[kind])]), f"{number:02d}.yaml")
    file("not: [a, record, file]", "notes.txt")

    report = load([tmp_path])

    assert report.total("created") == sum(map(len, records.values()))
    assert Position.objects.get(public_id="pos-answer").in_reply_to.public_id == "pos-question"


def test_a_file_may_refer_to_what_is_already_in_the_database(world, file):
    load([world])
    Place.objects.create(slug="lighthouse", name="Lighthouse")  # by hand, never in a file
    report = load([file("events:\n- {slug: storm, kind: incident, name: Storm, place: lighthouse, topics: [sea]}\n")])
    assert report.total("created") == 1
    storm = Event.objects.get(slug="storm")
    assert (storm.place.name, storm.event_topics.get().topic.slug) == ("Lighthouse", "sea")


def test_a_reference_by_a_former_slug_leads_to_the_record(world, file):
    load([world])
    place = Place.objects.get(slug="harbour")
    place.slug = "old-harbour"
    place.save()
    load([file("events:\n- {slug: storm, kind: incident, name: Storm, place: harbour}\n")])
    assert Event.objects.get(slug="storm").place == place


def test_history_says_where_a_record_came_from(world):
    load([world])
    row = pghistory.models.Events.objects.tracks(Event.objects.get(slug="gale")).get()
    assert row.pgh_context["command"] == "load_records"
    assert row.pgh_context["file"] == "world.yaml"


def test_values_count_as_written_whatever_yaml_would_make_of_them(file):
    load(
        [
            file(
                "sources: [{slug: s, title: 1984, published: 2021-06-16, accessed: 2021, language: no}]\n"
                "events:\n"
                "- {slug: e, kind: visit, name: on, date: 2021-06-16, start_time: 18:30, timezone: Europe/Oslo}\n"
            )
        ]
    )
    loaded = LoadedRecord.objects.get(key="s").values
    assert (loaded["title"], loaded["published"], loaded["accessed"], loaded["language"]) == (
        "1984",
        "2021-06-16",
        "2021",
        "no",
    )
    event = Event.objects.get(slug="e")
    assert (event.name, str(event.date), f"{event.start_time:%H:%M}") == ("on", "2021-06-16", "18:30")


def some(number):
    numbers = range(number)
    places = "".join(f"- {{slug: p{n}, name: P{n}, kind: country, names: [{{text: N{n}}}]}}\n" for n in numbers)
    events = "".join(
        f"- {{slug: e{n}, kind: visit, name: E{n}, place: p{n}, names: [{{text: M{n}}}]}}\n" for n in numbers
    )
    return f"places:\n{places}events:\n{events}"


def test_the_number_of_statements_does_not_grow_with_the_records(file):
    counts = []
    for number in (1, 3, 30):
        path = file(some(number))
        load([path])  # the first time, or more records than the last time
        with CaptureQueriesContext(connection) as captured:
            assert load([path]).total("unchanged") == 2 * number
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_dry_run_reports_the_same_and_writes_nothing(world, everything):
    before = everything()
    dry = load([world], dry_run=True)
    assert everything() == before
    wet = load([world])
    assert dry.counts == wet.counts
    assert "A dry run: nothing was written." in list(dry.lines())
    assert "A dry run: nothing was written." not in list(wet.lines())


def test_the_command_prints_counts_and_differences(world, capsys):
    call_command("load_records", str(world))
    table = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["events", "2", "0", "0", "0", "0", "0"] in table
    Event.objects.filter(slug="gale").update(name="The great gale")
    call_command("load_records", str(world))
    out = capsys.readouterr().out
    assert "kept: edited here: events gale, name" in out
    assert "file: The gale\n" in out and "here: The great gale\n" in out


def test_the_command_fails_where_a_file_is_broken(file, everything):
    before = everything()
    path = file("events:\n- {slug: a, kind: visit}\n")
    with pytest.raises(
        CommandError, match=r"more\.yaml:2: events a, name: this key is missing\.\nNothing was loaded: 1 fault\."
    ):
        call_command("load_records", str(path))
    assert everything() == before


def test_the_exit_status_says_that_it_failed(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "load_records", str(tmp_path / "nothing.yaml")],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert f"{tmp_path}/nothing.yaml: there is no such file or folder." in done.stderr
    assert "Nothing was loaded: 1 fault." in done.stderr
    assert "Traceback" not in done.stderr


def test_progress_is_told_kind_by_kind(world):
    told = []
    load([world], progress=lambda kind, number: told.append((kind, number)))
    assert told[0] == ("sources", 1) and ("events", 2) in told
    assert [kind for kind, _ in told] == list(KINDS)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_only(world):
    terminal, pipe = Terminal(), io.StringIO()
    call_command("load_records", str(world), "--dry-run", stderr=terminal, no_color=True)
    call_command("load_records", str(world), "--dry-run", stderr=pipe)
    assert "Writing 2 events ..." in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")
    assert pipe.getvalue() == ""


def test_two_loads_at_once_wait_for_each_other(world):
    load([world])
    with connection.cursor() as cursor:
        cursor.execute("SELECT mode FROM pg_locks WHERE relation = 'intake_loadedrecord'::regclass AND granted")
        assert ("ShareRowExclusiveLock",) in cursor.fetchall()


def test_a_path_that_leads_nowhere(tmp_path):
    with pytest.raises(BrokenRecords, match="nothing.yaml: there is no such file or folder"):
        load([tmp_path / "nothing.yaml"])
    with pytest.raises(BrokenRecords, match="this folder holds no record files"):
        load([tmp_path])
