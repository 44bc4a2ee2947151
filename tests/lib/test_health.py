"""What load balancers and monitors are told."""

import datetime
import json
import logging
from collections import namedtuple

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from lib import health
from lib.worker import bring_back_signs

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


def run(sql):
    """Change the tables of the queue, whose models only read."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def worker(db):
    """A worker that has just given a sign of life."""
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")


def ask(path, **headers):
    """The answer to a probe, which names no host that is known."""
    return Client(headers={"host": "10.0.0.7:8000", **headers}).get(path)


def test_ready_with_a_worker(worker, django_assert_num_queries):
    ask("/health/ready")  # migrations are looked at once
    with django_assert_num_queries(2):
        answer = ask("/health/ready")
    assert answer.status_code == 200 and json.loads(answer.content) == {"ready": True}
    assert answer["Cache-Control"] == "no-store" and "Set-Cookie" not in answer


def test_neither_https_nor_a_closed_installation_stand_in_the_way(worker, settings):
    settings.PARLEY_CLOSED = settings.SECURE_SSL_REDIRECT = True
    assert ask("/health/ready").status_code == ask("/health/live").status_code == 200


def test_without_a_worker_strangers_learn_no_more_than_that_it_is_not_ready(caplog):
    client = Client()
    answer = client.get("/health/ready")
    assert answer.status_code == 503 and json.loads(answer.content) == {"ready": False} and answer["Retry-After"]
    assert "Not ready: worker: None has given a sign of life lately." in caplog.text
    caplog.clear()
    assert client.get("/health/ready").status_code == 503 and not caplog.text, "the log says it once a minute"


def test_when_it_is_over_the_log_says_so(caplog, worker):
    caplog.set_level(logging.INFO)
    middleware = health.HealthMiddleware(None)
    middleware._say({"worker": "None."})
    middleware._say({})
    assert "Ready again: worker." in caplog.text


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_worker_lives_by_the_clock_of_the_database(worker, monkeypatch, hours):
    ours = timezone.now() + datetime.timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: ours)
    assert "worker" not in health.troubles()
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    assert "worker" in health.troubles()


def test_an_old_sign_of_life_is_none(worker):
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    assert "worker" in health.troubles()


def test_a_sign_of_life_from_before_the_clock_was_put_back_is_none_and_is_brought_back(worker):
    run("UPDATE procrastinate_workers SET last_heartbeat = now() + interval '2 hours'")
    assert "worker" in health.troubles()
    bring_back_signs()
    assert "worker" not in health.troubles()
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '9 s'")
    bring_back_signs()
    run("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '7 s'")
    assert "worker" in health.troubles(), "a sign of the past stays as it is"


def test_a_disk_that_is_nearly_full(worker, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 50 * 1024**2))
    assert health.troubles()["disk"].startswith("50 MB are left at ")


def test_migrations_that_are_not_applied(worker, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    step = namedtuple("Step", "app_label name")("summits", "0099_more")
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [(step, False)])
    assert health.troubles() == {"migrations": "1 are not applied; the first is summits.0099_more."}


def test_the_database_is_away_but_the_process_lives(monkeypatch):
    class Away:
        def cursor(self):
            raise OperationalError("connection refused\n\tIs the server running?")

    monkeypatch.setattr(health, "connection", Away())
    assert ask("/health/ready").status_code == 503 and ask("/health/live").status_code == 200
    assert health.troubles() == {"database": "connection refused"}


def test_the_command_says_why(capsys, worker):
    call_command("health")
    assert capsys.readouterr().out.count("as it should be") == 4
    run("DELETE FROM procrastinate_workers")
    with pytest.raises(CommandError, match="not ready"):
        call_command("health")
    assert "worker      None has given a sign of life lately." in capsys.readouterr().out
