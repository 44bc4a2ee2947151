"""When records are compared: after changes, in steps, by requests, the worker and the command."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from desk.duplicates import KINDS, counts, refresh, suspected_of, tasks
from desk.duplicates.finding import scan, waiting
from desk.kinds import KINDS as MERGED
from desk.merge.engine import merge
from desk.merge.undo import undo
from tests import factories as make
from tests.desk.duplicates.pairs import found, pair

pytestmark = pytest.mark.django_db


def test_what_changes_is_compared_again_by_whatever_path():
    one, two = make.expert(name="Ann Abel"), make.expert(name="Zoe Young")
    assert found("expert") == {}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE experts_expert SET name = 'Ann Abell', name_key = 'ann abell' WHERE id = %s", [two.pk])
    assert set(found("expert")) == {pair(one, two)}
    type(two).objects.filter(pk=two.pk).update(name="Zoe Young", name_key="zoe young")
    assert found("expert") == {}


def test_after_a_merge_the_pair_is_gone_and_after_its_undoing_back():
    one, two = make.expert(name="Fyodor Lukyanov"), make.expert(name="Fedor Lukyanov")
    assert len(found("expert")) == 1
    made = merge(MERGED["expert"], one.pk, two.pk).merge
    assert found("expert") == {}
    undo(made.pk)
    assert counts()["expert"] == 1, "the home page counts it before anybody opens the queue"
    assert set(found("expert")) == {pair(one, two)}


def test_a_deleted_record_is_in_no_pair_and_nothing_hinders_its_deletion():
    one, two = make.expert(name="Fyodor Lukyanov"), make.expert(name="Fedor Lukyanov")
    found("expert")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM experts_expert WHERE id = %s", [two.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert counts()["expert"] == 0 and suspected_of("expert", one.pk) == []


def test_work_per_step_is_bounded_and_statements_constant():
    def statements(number):
        for _ in range(number):
            make.expert(name="Fyodor Lukyanov")
        with CaptureQueriesContext(connection) as seen:
            assert refresh("expert") == 0
        return len(seen)

    assert statements(2) == statements(7)
    for _ in range(3):
        make.expert(name="Dmitry Suslov")
    assert refresh("expert", step=2) == 1, "two compared, one left"
    assert refresh("expert", step=2) == 0


@pytest.fixture
def many(monkeypatch):
    """More records to compare than a request takes on."""
    monkeypatch.setattr("desk.duplicates.views.STEP", 1)
    return [make.expert(name="Dmitry Suslov") for _ in range(3)]


def alive():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def test_what_is_too_much_for_a_request_is_left_to_the_worker_once(desk, many):
    alive()
    url = reverse("admin:duplicates_queue", args=["expert"])
    for _ in range(2):
        page = desk.get(url)
        assert page.context["pairs"] == [] and "The worker is comparing" in page.content.decode()
    [job] = ProcrastinateJob.objects.filter(task_name="duplicates.scan")
    state = reverse("admin:duplicates_waiting", args=["expert"])
    assert desk.get(state).json() == {"left": 3, "total": 3, "worker": True}
    tasks.compare.func(Context(), **job.args)
    assert desk.get(state).json()["left"] == 0
    page = desk.get(url)
    assert len(page.context["pairs"]) == 3 and "Comparing" not in page.content.decode()


def test_without_a_worker_the_page_itself_goes_on_and_says_so(desk, many):
    page = desk.get(reverse("admin:duplicates_queue", args=["expert"])).content.decode()
    assert "No worker is running" in page and "find_duplicates" in page
    assert not ProcrastinateJob.objects.exists()


class Context:
    """What the worker tells a task."""

    def __init__(self, ends=False):
        self.ends = ends

    def should_abort(self):
        return self.ends


def test_the_task_makes_way_and_goes_on_later(many, monkeypatch):
    monkeypatch.setattr("desk.duplicates.tasks.scan", lambda name: scan(name, batch=1))
    tasks.compare.func(Context(ends=True), name="expert")
    assert waiting("expert") == 2
    [job] = ProcrastinateJob.objects.filter(task_name="duplicates.scan")
    assert job.args == {"name": "expert"}
    tasks.compare.func(Context(), name="expert")
    assert waiting("expert") == 0 and ProcrastinateJob.objects.count() == 1


def test_every_night_all_kinds_are_compared():
    tasks.nightly.func(timestamp=0)
    assert sorted(job.args["name"] for job in ProcrastinateJob.objects.all()) == sorted(KINDS)
    assert {task.name for task in app.tasks.values()} >= {"duplicates.scan", "duplicates.nightly"}


def test_the_command_compares_all_and_says_how_far_it_is(capsys):
    make.expert(name="Dmitry Suslov"), make.expert(name="Dmitri Suslov"), make.topic(name="Space")
    call_command("find_duplicates")
    said = capsys.readouterr().out
    assert "expert: 2 to compare\nexpert: 0 left\nexpert: compared in" in said and "topic: 1 to compare" in said
    assert "event:" not in said.split("suspected")[0] and "expert: 1 suspected" in said
    assert waiting("expert") == 0
    call_command("find_duplicates")
    assert "to compare" not in capsys.readouterr().out
