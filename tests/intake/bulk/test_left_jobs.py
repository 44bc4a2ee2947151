"""Steps that a dead worker left, or that were lost from the queue."""

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from desk.duplicates.tasks import compare, start
from desk.models import Scanned
from experts.models import Expert
from intake.bulk import jobs
from intake.models import BulkImport
from lib.jobs import MOST_ATTEMPTS, MOST_BEGINNINGS

pytestmark = pytest.mark.django_db(transaction=True)


def now(bulk):
    return BulkImport.objects.get(pk=bulk.pk)


def left_by_the_dead(attempts, begun=1, ago="0 s"):
    """Leave all jobs as a worker leaves them that was killed in them, so often begun (and so long ago)."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [attempts])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'started', clock_timestamp() - %s::interval"
            " FROM procrastinate_jobs, generate_series(1, %s)",
            [ago, begun],
        )


@pytest.mark.parametrize(
    ("begun", "ago", "attempts", "state"),
    [
        (MOST_ATTEMPTS, "0 s", 4, "failed"),
        # Its worker ended together with the database, which has begun anew since.
        (MOST_ATTEMPTS, "1 year", 4, "checked"),
        # Put back again and again since the database was away, and killed now for the first time.
        (1, "0 s", 40, "checked"),
        (1, "0 s", MOST_BEGINNINGS, "failed"),
    ],
)
def test_what_kills_the_worker_each_time_is_shown_as_failed(
    editor, good, uploaded, worker, begun, ago, attempts, state
):
    bulk = jobs.upload(editor, uploaded(good))
    left_by_the_dead(attempts, begun, ago)
    worker()
    assert now(bulk).state == state
    assert ("worker was stopped each time" in now(bulk).error) == (state == "failed")
    assert not ProcrastinateJob.objects.filter(args__bulk_id=bulk.pk).exists()


def test_what_a_dead_worker_left_is_taken_up(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    worker()
    assert now(bulk).state == "checked"


def test_what_a_worker_left_that_died_before_the_clock_was_put_back_waits_for_no_more_than_others(
    editor, good, uploaded, worker
):
    bulk = jobs.upload(editor, uploaded(good))
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '2 hours') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)"
        )
    worker()
    assert now(bulk).state == "checking"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '11 s'")
    worker()
    assert now(bulk).state == "checked"


def test_what_was_lost_from_the_queue_is_shown_as_failed(editor, good, uploaded, worker):
    bulk = jobs.upload(editor, uploaded(good))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    worker()
    assert now(bulk).state == "failed" and "lost from the queue" in now(bulk).error


@pytest.mark.parametrize(("begun", "goes_on"), [(1, True), (MOST_ATTEMPTS, False)])
def test_a_task_of_another_room_is_taken_up_too_but_not_for_ever(worker, begun, goes_on):
    start("expert")
    left_by_the_dead(0, begun)
    Expert.objects.create(name="Ada", slug="ada")
    worker()
    assert not ProcrastinateJob.objects.filter(task_name="duplicates.scan").exists()
    assert Scanned.objects.filter(kind="expert").exists() == goes_on


def test_of_what_a_dead_worker_left_and_what_waits_for_the_same_one_is_done(worker):
    start("expert")
    left_by_the_dead(0)
    start("expert")
    Expert.objects.create(name="Ada", slug="ada")
    worker()
    assert not ProcrastinateJob.objects.filter(task_name="duplicates.scan").exists()
    assert Scanned.objects.filter(kind="expert").exists()


def test_a_comparison_is_tried_again_when_the_database_was_away(worker):
    start("expert")
    Expert.objects.create(name="Ada", slug="ada")

    def away(execute, sql, *rest):
        raise OperationalError("terminating connection due to administrator command")

    with connection.execute_wrapper(away), pytest.raises(OperationalError) as failure:
        compare.func(None, name="expert")
    for attempts, again in ((0, True), (3, True), (4, False)):
        job = type("Job", (), {"attempts": attempts, "task_name": compare.name})
        assert (compare.get_retry_exception(exception=failure.value, job=job) is not None) == again
