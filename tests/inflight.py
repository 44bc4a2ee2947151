"""Counts the requests in progress at the live server, since a closing page may still send data."""

import threading
import time

_lock = threading.Lock()
_answering = 0
# How long no request may arrive: the last ones of a closing page arrive within milliseconds.
QUIET_SECONDS, MOST_SECONDS = 0.06, 60


def count(get_response):
    """Middleware that counts."""

    def counting(request):
        global _answering
        with _lock:
            _answering += 1
        try:
            return get_response(request)
        finally:
            with _lock:
                _answering -= 1

    return counting


def wait():
    """Wait until no request is in progress or has arrived for a moment. Fails if a request does not end."""
    deadline, quiet_since = time.monotonic() + MOST_SECONDS, time.monotonic()
    while time.monotonic() - quiet_since < QUIET_SECONDS:
        if _answering:
            quiet_since = time.monotonic()
        assert time.monotonic() < deadline, "the server is still answering a request"
        time.sleep(0.005)
