"""The planner knows tables that were just filled."""

import pytest
from django.db import connection

from experts.models import Expert
from intake.bulk.importing import import_files
from lib import revive
from lib.database import planner
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_tables_with_many_changes_are_counted_and_others_are_not():
    make.place()
    Expert.objects.bulk_create(Expert(slug=f"e{n}", name=f"Expert {n}") for n in range(planner.MANY))
    names = planner.count_anew()
    assert "experts_expert" in names and "sources_place" not in names
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'experts_expert'")
        assert cursor.fetchone()[0] >= planner.MANY


@pytest.fixture
def counted(monkeypatch):
    """The tables that were counted, from the first row on."""
    monkeypatch.setattr(planner, "MANY", 1)
    seen = []
    count_anew = planner.count_anew
    for module in ("intake.bulk.importing", "intake.records.loading", "lib.revive", "lib.undone", "desk.many.steps"):
        monkeypatch.setattr(f"{module}.count_anew", lambda: seen.extend(count_anew()))
    return seen


def test_an_import_is_counted_and_a_dry_run_is_not(counted, tmp_path):
    file = tmp_path / "experts.csv"
    file.write_text("slug,name\nann,Ann Ivanova\n")
    import_files([(file, "experts.csv")], dry_run=True)
    assert counted == []
    assert import_files([(file, "experts.csv")]).written
    assert "experts_expert" in counted


def test_record_files_are_counted(counted, tmp_path):
    from intake.records import load

    file = tmp_path / "topics.yaml"
    file.write_text("topics:\n  - slug: arms\n    name: Arms\n")
    load([file])
    assert "topics_topic" in counted


def test_what_is_brought_back_is_counted(counted):
    event = make.event(slug="summit")
    pk = event.pk
    event.delete()
    deleted = revive.deletions(type(event), "id", [pk])
    revive.bring_back({type(event): list(deleted.values())})
    assert "summits_event" in counted


def test_the_indexes_for_names_have_what_was_entered(django_db_setup):
    def waiting():
        """How many pages of entries wait to be put into the index; afterwards none do."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('expert_name_key'::regclass)")
            return cursor.fetchone()[0]

    def enter(word):
        Expert.objects.bulk_create(Expert(slug=f"{word}-{n}", name=f"{word} {n}") for n in range(planner.MANY))

    waiting()
    enter("first")
    assert waiting() > 0
    enter("second")
    planner.count_anew()
    assert waiting() == 0
