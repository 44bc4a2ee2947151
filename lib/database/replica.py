"""Reading requests of strangers use a replica of the database, if DATABASE_READ_URL names one that is up to date.

In each process two threads check once a second: one how far the database has written, the other how far the replica
has replayed. Their difference is the lag of the replica; no special permission is needed. A reading request of a
stranger is then answered entirely from the replica, whose connection replaces the default one in the thread of the
request.
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
from lib.languages import path_in

log = logging.getLogger(__name__)

REPLICA = "replica"
LOOK_SECONDS = 1
# A server that has not answered for this long counts as down.
SILENT_SECONDS = 3
CONNECT_SECONDS = 2

WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
REPLAYED = """
SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END - '0/0'::pg_lsn"""


class Server:
    """One of the two servers, polled once a second by a thread: its positions with their times."""

    def __init__(self, alias, sql, keep):
        self.alias, self.sql = alias, sql
        self.said: deque = deque(maxlen=keep)  # (time of the query, position)
        threading.Thread(target=self._ask_for_ever, name=f"parley {alias}", daemon=True).start()

    def answers(self, now):
        """Whether it has answered recently."""
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


class ReplicaMonitor:
    """Whether the replica may be used, according to the last answers of the two servers."""

    def __init__(self):
        # As far back as the allowed lag, and a little more.
        self.database = Server(DEFAULT_DB_ALIAS, WRITTEN, settings.READ_LAG_SECONDS + 10)
        self.replica = Server(REPLICA, REPLAYED, 1)
        self._current = None

    def lag(self):
        """The lag of the replica in seconds; None if it is longer than the recorded time."""
        if not self.replica.said:
            return None
        _, place = self.replica.said[-1]
        known = [asked for asked, written in list(self.database.said) if written <= place]
        return time.monotonic() - known[-1] if known else None

    def is_current(self):
        """Whether the replica answers and its lag is allowed.

        If the database itself does not answer, the replica has the newest data available.
        """
        now, lag = time.monotonic(), self.lag()
        within = lag is not None and lag <= settings.READ_LAG_SECONDS
        current = self.replica.answers(now) and (within or (bool(self.replica.said) and not self.database.answers(now)))
        if self.replica.said and current is not self._current:
            self._current = current
            log.info("Strangers read from the %s.", "replica" if current else "database: the replica is not up to date")
        return current


_watches: dict[int, ReplicaMonitor] = {}
_lock = threading.Lock()


def watch():
    """The ReplicaMonitor of this process, started by the first request."""
    pid = os.getpid()
    with _lock:
        if pid not in _watches:
            _watches[pid] = ReplicaMonitor()
    return _watches[pid]


class ReadFromReplica:
    """Middleware: reading requests of strangers are answered entirely from the replica, all others from the database.

    Users with a session or a token may have just changed something, and must see that.
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
    path = path_in(request.path_info, settings.LANGUAGE_CODE)
    return request.method in READING and not known and not path.startswith(("/health/", "/account/"))


def _is_open():
    """Whether a connection to the replica is open or can be opened."""
    try:
        connections[REPLICA].ensure_connection()
    except Error as error:
        log.warning("The replica cannot be reached: %s", str(error).strip())
        return False
    return True


@contextmanager
def _standing_in():
    """Context manager: this thread's default connection is the one to the replica."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def _streamed(content):
    """Yield the parts of a streaming response, which another thread may read, from the replica as well."""
    with _standing_in():
        yield from content
