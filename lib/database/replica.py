"""What strangers read comes from a replica of the database, where DATABASE_READ_URL names one that is up to date.

In each process two threads look once a second: one how far the database has written, the other how far the replica has
come. From the two follows how old what the replica shows may be; nothing is asked of it that it might not be allowed
to know. A request of a stranger that reads is then answered by the replica as a whole: its connection stands in for
the database's own in the thread that answers.
"""

import logging
import os
import threading
import time
from collections import deque
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import FileResponse

from lib.database.limits import READING

log = logging.getLogger(__name__)

REPLICA = "replica"
LOOK_SECONDS = 1
# Who has not answered for so long is taken for gone.
SILENT_SECONDS = 3
CONNECT_SECONDS = 2

WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
REPLAYED = """
SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END - '0/0'::pg_lsn"""


class Side:
    """One of the two servers, asked once a second by a thread: what it said, and when."""

    def __init__(self, alias, sql, keep):
        self.alias, self.sql = alias, sql
        self.said: deque = deque(maxlen=keep)  # (moment at which it was asked, how far it was)
        threading.Thread(target=self._ask_for_ever, name=f"parley {alias}", daemon=True).start()

    def answers(self, now):
        """Whether it has answered lately."""
        return bool(self.said) and now - self.said[-1][0] <= SILENT_SECONDS

    def _ask_for_ever(self):
        parameters = connections[self.alias].get_connection_params()
        there = None
        while True:
            began = time.monotonic()
            try:
                if there is None:
                    there = psycopg.connect(
                        **parameters | {"connect_timeout": CONNECT_SECONDS, "options": ""}, autocommit=True
                    )
                for (place,) in there.execute(self.sql):
                    self.said.append((began, int(place)))
            except psycopg.Error as error:
                log.debug("%s: %s", self.alias, error)
                if there is not None:
                    there.close()
                there = None
            time.sleep(LOOK_SECONDS)


class Watch:
    """Whether the replica may answer, as the two servers last told."""

    def __init__(self):
        # As far back as the bound goes, and a little more.
        self.database = Side(DEFAULT_DB_ALIAS, WRITTEN, settings.READ_LAG_SECONDS + 10)
        self.replica = Side(REPLICA, REPLAYED, 1)
        self._current = None

    def lag(self):
        """For how many seconds the replica may lack what was written; None where that is longer than was looked at."""
        if not self.replica.said:
            return None
        _, place = self.replica.said[-1]
        known = [asked for asked, written in list(self.database.said) if written <= place]
        return time.monotonic() - known[-1] if known else None

    def is_current(self):
        """Whether the replica answers, and is not further behind than it may be.

        Where the database itself is silent the replica has the newest that can be read.
        """
        now, lag = time.monotonic(), self.lag()
        within = lag is not None and lag <= settings.READ_LAG_SECONDS
        current = self.replica.answers(now) and (within or (bool(self.replica.said) and not self.database.answers(now)))
        if self.replica.said and current is not self._current:
            self._current = current
            log.info("Strangers read from the %s.", "replica" if current else "database: the replica is not up to date")
        return current


_watches: dict[int, Watch] = {}
_lock = threading.Lock()


def watch():
    """The Watch of this process, which begins with the first request."""
    pid = os.getpid()
    with _lock:
        if pid not in _watches:
            _watches[pid] = Watch()
    return _watches[pid]


class ReadFromReplica:
    """Middleware: a stranger's request that reads is answered from the replica, wholly; all others from the database.

    Who has a session or a token may have changed something a moment ago, and is to see that.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_for_strangers(request) or not watch().is_current() or not _is_open():
            return self.get_response(request)
        with _standing_in():
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = _streamed(response.streaming_content)
        return response


def _is_for_strangers(request):
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return request.method in READING and not known and not request.path_info.startswith(("/health/", "/account/"))


def _is_open():
    """Whether there is a connection to the replica; opens one."""
    try:
        connections[REPLICA].ensure_connection()
    except Error as error:
        log.warning("The replica cannot be reached: %s", str(error).strip())
        return False
    return True


@contextmanager
def _standing_in():
    """Let the connection to the replica be this thread's connection to the database."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def _streamed(content):
    """The parts of a streamed answer, made by the thread that sends it, from the replica as well."""
    with _standing_in():
        yield from content
