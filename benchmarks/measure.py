"""Asking servers and taking the time: one keep-alive connection, or four at once."""

import http.client
import threading
import time

import orjson

from benchmarks.keys import keys_of, reduced

# All servers are asked by the same name, so that addresses in their answers are the same.
HOST = "127.0.0.1"
BURST_CONNECTIONS = 4
TWINS = ("drf", "limit-sql", "limit-rows")


class Failed(Exception):
    """A response other than 200."""


class Subject:
    """One of the things compared: a server, and for the limit which of its variants."""

    def __init__(self, name, port, variant=None):
        self.name, self.port = name, port
        self.headers = {"Host": HOST, "Accept": "application/json"}
        if variant:
            self.headers["X-Variant"] = variant
        self.kept = None

    def open(self):
        """A new connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, path, connection=None):
        """The body of an address; Failed for any status but 200. Keeps its connection between calls."""
        for attempt in (1, 2):
            used = connection or self.kept or self.open()
            if connection is None:
                self.kept = used
            try:
                used.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
                for header in self.headers.items():
                    used.putheader(*header)
                used.endheaders()
                answer = used.getresponse()
                body = answer.read()
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # The server closed an idle connection.
                used.close()
                self.kept = None
                if attempt == 2:
                    raise
        if answer.status != 200:
            raise Failed(f"{self.name} answered {answer.status} to {path}: {body[:300].decode(errors='replace')}")
        return body

    def timed(self, path):
        """The seconds that one request takes, on a connection that is open already."""
        started = time.perf_counter()
        self.get(path)
        return time.perf_counter() - started

    def burst(self, paths):
        """Requests per second over four connections at once."""
        lock, rest, failures = threading.Lock(), list(paths), []

        def work():
            connection = self.open()
            try:
                while True:
                    with lock:
                        if not rest:
                            return
                        path = rest.pop()
                    self.get(path, connection)
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(BURST_CONNECTIONS)]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - started
        if failures:
            raise failures[0]
        return len(paths) / took


def canonical(value):
    """JSON in canonical form: sorted keys, and reasons of equal weight in a fixed order."""
    return orjson.dumps(_settled(orjson.loads(value)), option=orjson.OPT_SORT_KEYS)


def _settled(answer):
    for row in answer.get("results", ()):
        if "reasons" in row:
            row["reasons"].sort(key=lambda reason: orjson.dumps(reason, option=orjson.OPT_SORT_KEYS))
    return answer


def difference(one, other, path=""):
    """Where two JSON values first differ, in words; "" if they do not."""
    if type(one) is not type(other) and not (isinstance(one, int | float) and isinstance(other, int | float)):
        return f"{path}: {str(one)[:120]!r} and {str(other)[:120]!r}"
    if isinstance(one, dict):
        if one.keys() != other.keys():
            return f"{path}: keys {sorted(one.keys() ^ other.keys())} on one side only"
        return next((found for key in one if (found := difference(one[key], other[key], f"{path}.{key}"))), "")
    if isinstance(one, list):
        if len(one) != len(other):
            return f"{path}: {len(one)} and {len(other)} entries"
        return next(
            (
                found
                for i, (a, b) in enumerate(zip(one, other, strict=False))
                if (found := difference(a, b, f"{path}[{i}]"))
            ),
            "",
        )
    return "" if one == other else f"{path}: {str(one)[:200]!r} and {str(other)[:200]!r}"


def compared(subject, path):
    """A subject's answer in one form; the product's without the keys that it got since the twins were written."""
    body = subject.get(path)
    if subject.name not in TWINS:
        body = orjson.dumps(reduced(orjson.loads(body), keys_of(path)))
    return canonical(body)


def unequal(subjects, path):
    """Ask all subjects for a path; a text that says where the first two answers differ, or ""."""
    first, *others = [(subject, compared(subject, path)) for subject in subjects]
    for subject, answer in others:
        if answer != first[1]:
            where = difference(orjson.loads(first[1]), orjson.loads(answer))
            return f"{path}\n  {first[0].name} and {subject.name} differ at {where}"
    return ""
