"""No statement of a request runs for ever."""

import threading
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from config import server
from config.connections import Channel, Task
from config.unavailable import UnavailableMiddleware
from lib.database.limits import TimeForChanges
from lib.names import LONGEST_KEY, search_key

pytestmark = pytest.mark.django_db(transaction=True)


def limit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


@pytest.fixture
def limited(monkeypatch):
    """A connection as the processes have it that answer requests."""
    options = {"options": settings.DATABASES["default"]["OPTIONS"]["options"]}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", options)
    server.limit_statements()
    own = dict(connection.settings_dict["OPTIONS"])
    connection.close()
    connection.settings_dict["OPTIONS"] = own | options
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = own


def test_commands_and_the_worker_have_no_limit():
    assert limit() == "0"


@pytest.mark.parametrize(("method", "seen"), [("get", "20s"), ("head", "20s"), ("post", "5min")])
def test_who_reads_has_less_time_than_who_changes(limited, method, seen):
    found = []
    ask = TimeForChanges(lambda request: found.append(limit()) or HttpResponse())
    ask(getattr(RequestFactory(), method)("/"))
    assert found == [seen] and limit() == "20s"


def too_long():
    """The error of a statement that was stopped."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '10ms'")
        try:
            cursor.execute("SELECT pg_sleep(5)")
        except OperationalError as error:
            return error
        finally:
            cursor.execute("RESET statement_timeout")


def test_what_takes_too_long_is_a_503_with_a_sentence():
    middleware, error = UnavailableMiddleware(None), too_long()
    page = middleware.process_exception(RequestFactory().get("/events/"), error)
    data = middleware.process_exception(RequestFactory().get("/api/v1/events/"), error)
    assert page.status_code == data.status_code == 503
    assert "longer than 20 seconds" in page.content.decode() and b"longer than 20 seconds" in data.content
    assert "cannot be reached" not in page.content.decode()
    assert page["Retry-After"] == "20" and page["Cache-Control"] == "no-store"
    assert connection.is_usable()


class Gone:
    """A channel without a socket whose client goes while its answer is made."""

    reading, stop_reading = Channel.reading, Channel.stop_reading

    def __init__(self):
        self.readers, self.reader_lock = [], threading.Lock()


def test_a_statement_ends_when_its_reader_has_gone():
    channel, began = Gone(), time.monotonic()
    with channel.reading(), connection.cursor() as cursor:
        running = threading.Timer(0.3, channel.stop_reading)
        running.start()
        with pytest.raises(OperationalError, match="canceling statement due to user request"):
            cursor.execute("SELECT pg_sleep(30)")
    running.join()
    assert time.monotonic() - began < 20
    assert not channel.readers and connection.is_usable()
    channel.stop_reading()  # an answer that is done is left alone
    assert connection.is_usable()


@pytest.mark.parametrize(("method", "held"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_only_reading_ends_with_its_reader(monkeypatch, method, held):
    seen = []
    monkeypatch.setattr("waitress.task.WSGITask.execute", lambda task: seen.append(bool(task.channel.readers)))
    task = Task.__new__(Task)
    task.channel, task.request = Gone(), type("Asked", (), {"command": method})
    task.execute()
    assert seen == [held] and not task.channel.readers


def test_a_search_is_no_longer_than_a_name_may_be():
    assert len(search_key("﷽" * 200)) <= LONGEST_KEY
    assert search_key("a" * LONGEST_KEY) == "a" * LONGEST_KEY
