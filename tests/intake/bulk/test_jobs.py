"""Uploads from step to step, by the worker in this process."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.errors import DiskFull

import lib.jobs
from experts.models import Expert, Organisation
from intake.bulk import importing, jobs
from intake.models import BulkImport
from lib.history import history_of
from lib.jobs import Interrupted, cancel, show_forgotten
from summits.models import Event
from tests.processes import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
RIGHTS = ("experts.add_expert", "experts.change_expert")


def now(bulk):
    return BulkImport.objects.get(pk=bulk.pk)


def test_an_upload_that_arrives_while_the_worker_looks_around_is_not_lost(editor, good, uploaded, worker):
    first, later = jobs.upload(editor, uploaded(good)), []

    def arrive(execute, sql, *rest):
        done = execute(sql, *rest)
        if not later and "FROM" in sql:
            later.append(None)
            later.append(jobs.upload(editor, uploaded(good)))
        return done

    with connection.execute_wrapper(arrive):
        show_forgotten()
    assert [now(bulk).state for bulk in (first, later[1])] == ["checking", "checking"]
    ProcrastinateJob.objects.filter(args__bulk_id=first.pk).delete()
    show_forgotten()
    assert [now(bulk).state for bulk in (first, later[1])] == ["failed", "checking"]
    assert "lost from the queue" in now(first).error


def test_a_file_is_checked_then_imported(editor, good, uploaded, worker, settings):
    bulk = jobs.upload(editor, uploaded(good))
    assert bulk.state == "checking" and bulk.file.path.startswith(str(settings.MEDIA_ROOT))
    worker()
    bulk = now(bulk)
    assert (bulk.state, bulk.rows_total, bulk.rows_done) == ("checked", 2, 2) and bulk.checked_at
    assert list(bulk.lines.values_list("what", "line", "key", "text")) == [
        ("created", 2, "ada", "Ada"),
        ("created", 3, "bo", "Bo"),
    ]
    assert Expert.objects.count() == 0
    jobs.begin_import(bulk)
    worker()
    bulk = now(bulk)
    assert bulk.state == "done" and bulk.ended_at
    assert list(Expert.objects.values_list("name", "publication")) == [("Ada", "draft"), ("Bo", "draft")]
    assert ProcrastinateJob.objects.count() == 0
    # The history says who, and by which file.
    row = history_of(Expert).objects.select_related("pgh_context").first()
    assert row.pgh_context.metadata["user"] == editor.pk and row.pgh_context.metadata["file"] == "experts.csv"


def test_bad_rows_cannot_be_imported(editor, table, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(table("experts.csv", ["slug", "name"], ["ada", ""], ["bo", "Bo"])))
    worker()
    assert list(bulk.lines.values_list("what", "text")) == [("bad", "name: this needs a value."), ("created", "Bo")]
    with pytest.raises(jobs.ImportRejected, match="bad rows"):
        jobs.begin_import(now(bulk))


def test_a_step_is_asked_for_once(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    with pytest.raises(jobs.ImportRejected, match="being checked"):
        jobs.begin_import(bulk)
    worker()
    jobs.begin_import(bulk)
    with pytest.raises(jobs.ImportRejected, match="being imported"):
        jobs.begin_import(bulk)
    with pytest.raises(jobs.ImportRejected, match="cancel first"):
        jobs.remove(bulk)
    worker()
    with pytest.raises(jobs.ImportRejected, match="imported"):
        jobs.begin_import(bulk)


def test_what_changed_since_the_check_stops_the_import_or_is_kept(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    worker()
    Expert.objects.create(slug="ada", name="Another")
    jobs.begin_import(bulk)
    worker()
    assert now(bulk).state == "done"
    assert dict(Expert.objects.values_list("slug", "name")) == {"ada": "Another", "bo": "Bo"}
    assert list(bulk.lines.filter(what="kept").values_list("key", "text")) == [
        ("ada", "kept: was here before, and differs")
    ]


def test_a_row_that_became_bad_since_the_check_shows_the_check_again(table, uploaded, worker, person):
    person = person(*RIGHTS, "experts.add_appointment", "experts.change_appointment")
    Expert.objects.create(slug="ada", name="Ada")
    Organisation.objects.create(slug="council", name="Council")
    path = table("appointments.csv", ["id", "expert", "organisation", "post"], ["a", "ada", "council", "X"])
    bulk = jobs.upload(person, uploaded(path))
    worker()
    assert now(bulk).lines.get().what == "created"
    Organisation.objects.update(slug="board")
    Organisation.former_slugs.rel.related_model.objects.all().delete()
    jobs.begin_import(bulk)
    worker()
    assert now(bulk).state == "checked" and "no record “council”" in bulk.lines.filter(what="bad").get().text


def test_choices_on_what_is_not_on_record(person, table, uploaded, worker):
    boss = person(superuser=True)
    path = table("appointments.csv", ["id", "expert", "organisation", "post"], ["a", "Ada Berg", "Council", "X"])
    bulk = jobs.upload(boss, uploaded(path))
    worker()
    assert [(p["kind"], p["key"], p["places"]) for p in now(bulk).proposals] == [
        ("experts", "Ada Berg", ["appointments.csv:2"]),
        ("organisations", "Council", ["appointments.csv:2"]),
    ]
    jobs.check_again(now(bulk), {"experts:Ada Berg": "create", "organisations:Council": "create"})
    worker()
    assert set(bulk.lines.values_list("what", "kind")) == {
        ("created", "experts"),
        ("created", "organisations"),
        ("created", "appointments"),
    }
    assert Expert.objects.count() == 0
    jobs.begin_import(now(bulk))
    worker()
    assert Expert.objects.get().appointments.get().organisation.name == "Council"


# -- rights -----------------------------------------------------------------------------------


def test_rights_are_needed_for_each_kind(person, table, uploaded, settings):
    with pytest.raises(jobs.ImportRejected, match="may not add and change experts"):
        jobs.upload(person(RIGHTS[0]), uploaded(table("experts.csv", ["slug", "name"], ["a", "A"])))
    assert BulkImport.objects.count() == 0
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [], "a refused file is not kept"


def test_a_workbook_shows_nothing_of_kinds_that_a_person_may_not_change(person, book, uploaded, worker):
    """Which kinds it holds is known when the worker has opened it."""
    path = book("b.xlsx", experts=[["slug", "name"], ["a", "A"]], topics=[["slug", "name"], ["t", "T"]])
    bulk = jobs.upload(person(*RIGHTS), uploaded(path))
    worker()
    assert now(bulk).state == "failed" and "may not add and change topics" in now(bulk).error
    assert not bulk.lines.exists()


def test_a_right_that_was_lost_meanwhile(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    worker()
    jobs.begin_import(bulk)
    editor.user_permissions.clear()
    worker()
    assert now(bulk).state == "failed" and "may not add and change experts" in now(bulk).error
    assert Expert.objects.count() == 0


def test_drafts_need_their_own_right(table, uploaded, worker, person):
    editor = person("experts.add_appointment", "experts.change_appointment")
    path = table("appointments.csv", ["id", "expert", "organisation", "post"], ["a", "Ada", "Council", "X"])
    bulk = jobs.upload(editor, uploaded(path))
    worker()
    with pytest.raises(jobs.ImportRejected, match="may not add experts"):
        jobs.check_again(now(bulk), {"experts:Ada": "create"})


def test_a_file_that_is_too_big(editor, good, uploaded, settings):
    settings.BULK_MAX_BYTES = 10
    with pytest.raises(jobs.ImportRejected, match="at most 0 MB"):
        jobs.upload(editor, uploaded(good))


# -- stopping and failing ---------------------------------------------------------------------


def test_cancelled_before_and_during_the_work(editor, good, uploaded, worker, monkeypatch):
    bulk = jobs.upload(editor, uploaded(good))
    cancel(bulk)
    assert now(bulk).state == "cancelled"
    worker()
    assert now(bulk).state == "cancelled" and bulk.lines.count() == 0
    jobs.check_again(now(bulk), {})
    worker()
    jobs.begin_import(now(bulk))
    monkeypatch.setattr(lib.jobs, "SECONDS", 0)
    monkeypatch.setattr(importing, "Writer", WritesThenIsStopped)
    worker()
    assert now(bulk).state == "cancelled" and Expert.objects.count() == 0


class WritesThenIsStopped(importing.Writer):
    """Somebody asks to cancel when all is written, before it is committed."""

    def write(self):
        super().write()
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("UPDATE intake_bulkimport SET stop = true")
        finally:
            other.close()
        self.tick(1)


def test_progress_is_seen_from_outside(editor, good, uploaded, worker, monkeypatch):
    monkeypatch.setattr(lib.jobs, "SECONDS", 0)
    seen = []

    class Seen(importing.Writer):
        def write(self):
            super().write()
            other = connection.copy()
            try:
                with other.cursor() as cursor:
                    cursor.execute("SELECT state, stage, rows_done, rows_total FROM intake_bulkimport")
                    seen.append(cursor.fetchone())
            finally:
                other.close()

    monkeypatch.setattr(importing, "Writer", Seen)
    bulk = jobs.upload(editor, uploaded(good))
    worker()
    assert seen == [("checking", "Writing", 2, 2)] and now(bulk).state == "checked"


def test_an_error_of_ours_is_shown_and_keeps_nothing(editor, good, uploaded, worker, monkeypatch):
    bulk = jobs.upload(editor, uploaded(good))
    worker()

    class Broken(importing.Writer):
        def write(self):
            super().write()
            raise KeyError("oops")

    monkeypatch.setattr(importing, "Writer", Broken)
    jobs.begin_import(bulk)
    worker()
    assert now(bulk).state == "failed" and "KeyError" in now(bulk).error and "Nothing was imported" in now(bulk).error
    assert Expert.objects.count() == 0
    monkeypatch.undo()
    jobs.check_again(now(bulk), {})
    worker()
    assert now(bulk).state == "checked" and now(bulk).error == ""


def test_a_worker_that_must_end_leaves_the_step_for_the_next(editor, good, uploaded, worker, client):
    bulk = jobs.upload(editor, uploaded(good))
    worker()
    jobs.begin_import(bulk)
    with pytest.raises(Interrupted):
        jobs.run("import", bulk.pk, stopping=lambda: True)
    assert now(bulk).state == "importing" and Expert.objects.count() == 0
    assert "attempt" not in now(bulk).now

    # The next one says that it has begun anew, while it is at it and afterwards.
    def stopping():
        said.append(now(bulk).now)
        return False

    said = []
    jobs.run("import", bulk.pk, stopping)
    assert said[-1].endswith("(begun anew, since the worker ended: attempt 2)")
    assert now(bulk).state == "done" and Expert.objects.count() == 2
    client.force_login(editor)
    page = client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    assert "at attempt 2: the worker ended in the middle" in page


def test_a_database_that_was_away_before_a_step_began_does_not_lose_it(editor, good, uploaded):
    bulk = jobs.upload(editor, uploaded(good))
    other = connection.copy()
    try:
        with connection.cursor() as cursor, other.cursor() as killer:
            cursor.execute("SELECT pg_backend_pid()")
            killer.execute("SELECT pg_terminate_backend(%s, 5000)", cursor.fetchone())
    finally:
        other.close()
    with pytest.raises(Interrupted):
        jobs.run("check", bulk.pk)
    jobs.run("check", bulk.pk)
    assert now(bulk).state == "checked"


@pytest.mark.parametrize("where", ["_check", "_keep"])
def test_a_full_disk_is_told_in_a_sentence(editor, good, uploaded, worker, monkeypatch, where):
    def full(*args):
        try:
            raise DiskFull("could not extend file: No space left on device")
        except DiskFull as error:
            raise OperationalError("could not extend file") from error

    bulk = jobs.upload(editor, uploaded(good))
    with monkeypatch.context() as patched:
        patched.setattr(jobs, where, full)
        worker()
    assert (now(bulk).state, now(bulk).error) == ("failed", f"{lib.jobs.FULL} Nothing was imported.")
    jobs.check_again(now(bulk), {})
    worker()
    assert now(bulk).state == "checked"


def test_two_workers_do_not_take_the_same_step(editor, good, uploaded):
    bulk = jobs.upload(editor, uploaded(good))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('parley bulk import'), %s)", [bulk.pk])
        with pytest.raises(Interrupted):
            jobs.run("check", bulk.pk)
    finally:
        other.close()
    assert now(bulk).state == "checking" and now(bulk).started_at is None


def test_a_removed_upload_takes_its_file_along(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    worker()
    path = bulk.file.path
    jobs.remove(bulk)
    assert not BulkImport.objects.exists() and not Path(path).exists()


def test_all_founding_records_through_the_worker(person, uploaded, worker, tmp_path):
    call_command("load_records", str(ROOT / "records"), verbosity=0)
    call_command("export_records", "all", output=str(tmp_path / "all.xlsx"))
    bulk = jobs.upload(person(superuser=True), uploaded(tmp_path / "all.xlsx"))
    worker()
    assert now(bulk).state == "checked" and bulk.lines.count() == 0
    assert now(bulk).counts["events"]["unchanged"] == Event.objects.count()
