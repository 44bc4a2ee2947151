"""Which requests are answered from a replica, and when it is up to date."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections
from django.http import HttpResponse, StreamingHttpResponse

from config.connections import Channel
from lib import database
from lib.database import replica


class Said:
    """A server that has said how far it was, so many seconds ago: {seconds: place}."""

    def __init__(self, **places):
        now = time.monotonic()
        self.said = [(now - float(ago[1:]), place) for ago, place in places.items()]

    answers = replica.Server.answers


@pytest.fixture
def watch(settings, monkeypatch):
    """A function that lets the two servers have said something: watch(database, replica) → ReplicaMonitor."""
    settings.READ_LAG_SECONDS = 5

    def said(database, other):
        found = replica.ReplicaMonitor.__new__(replica.ReplicaMonitor)
        found.database, found.replica, found._current = database, other, None
        monkeypatch.setattr(replica, "watch", lambda: found)
        return found

    return said


@pytest.mark.parametrize(
    ("written", "replayed", "current"),
    [
        ({"_1": 100}, {"_0": 100}, True),
        ({"_4": 90, "_1": 100}, {"_0": 95}, True),  # four seconds behind, at most
        ({"_9": 90, "_1": 100}, {"_0": 95}, False),
        ({"_1": 100}, {"_0": 95}, False),  # behind all that is known
        ({"_9": 100, "_1": 100}, {"_7": 100}, False),  # the replica is silent
        ({}, {"_0": 95}, True),  # the database is silent: nobody has anything newer
        ({"_8": 100}, {"_0": 95}, True),
        ({"_1": 100}, {}, False),
    ],
)
def test_a_replica_may_answer_while_it_lacks_only_the_last_seconds(watch, written, replayed, current):
    assert watch(Said(**written), Said(**replayed)).is_current() is current


@pytest.fixture
def asked(django_db_setup, django_db_blocker, watch, monkeypatch, rf, settings):
    """A function that asks as a stranger or not; returns the alias of the connections that answered."""
    monkeypatch.setitem(connections.settings, "replica", dict(connection.settings_dict))
    watch(Said(_0=100), Said(_0=100))

    def ask(method="get", path="/events/", cookie="", **headers):
        request = getattr(rf, method)(path, **headers)
        if cookie:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            own = cursor.fetchone()

        def answer(request):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                found.append("default" if cursor.fetchone() == own else "replica")
            found.append(connections["default"].alias)
            return HttpResponse()

        found = []
        replica.ReadFromReplica(answer)(request)
        assert connections["default"].alias == "default" and len(set(found)) == 1
        return found[0]

    with django_db_blocker.unblock():
        yield ask
        connection.close()
    if "replica" in [one.alias for one in connections.all(initialized_only=True)]:
        connections["replica"].close()
        del connections["replica"]


def test_what_strangers_read_comes_from_the_replica_and_nothing_else(asked, watch):
    assert asked() == asked("head") == asked(path="/api/v1/events/") == "replica"
    assert asked("post") == asked(cookie="zz") == asked(headers={"authorization": "Bearer zz"}) == "default"
    assert asked(path="/health/ready") == asked(path="/account/login/") == "default"
    watch(Said(_9=90, _1=100), Said(_0=95))
    assert asked() == "default"


def test_a_replica_that_cannot_be_reached_is_left_alone(asked):
    connections.settings["replica"] |= {"HOST": "127.0.0.1", "PORT": "1"}
    assert asked() == "default"


def test_a_streamed_answer_comes_from_one_side(asked, rf):
    def parts():
        yield connections["default"].alias.encode()

    answer = replica.ReadFromReplica(lambda request: StreamingHttpResponse(parts()))(rf.get("/"))
    assert connections["default"].alias == "default"
    assert answer.getvalue() == b"replica" and connections["default"].alias == "default"


def test_what_is_read_from_a_replica_ends_when_its_reader_has_gone(asked):
    channel = Channel.__new__(Channel)
    channel.readers, channel.reader_lock = [], threading.Lock()

    def leave_when_it_is_read():
        there = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        with connection.cursor() as watching:
            watching.execute(there)
            while not watching.fetchone()[0]:
                time.sleep(0.01)
                watching.execute(there)
        connection.close()
        channel.stop_reading()

    with channel.reading(), connections["replica"].cursor() as cursor:
        running = threading.Thread(target=leave_when_it_is_read)
        running.start()
        with pytest.raises(OperationalError, match="canceling statement due to user request"):
            cursor.execute("SELECT pg_sleep(120)")
    running.join()


def test_an_address_may_name_several_hosts(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:s%40cret@db1:5432,db2:5433/records")
    settings = database.settings()
    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == ("db1,db2", "5432,5433", "s@cret")
    assert settings["OPTIONS"]["target_session_attrs"] == "read-write"
    monkeypatch.setenv("DATABASE_URL", "postgresql://db1,db2/records?target_session_attrs=any&connect_timeout=9")
    options = database.settings()["OPTIONS"]
    assert (options["target_session_attrs"], options["connect_timeout"]) == ("any", "9")
