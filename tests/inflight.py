"""How many requests the live server is answering: what a page sends as it is closed must not meet the emptied tables."""

import threading
import time

_lock = threading.Lock()
_answering = 0
# So long nothing may come in: what a browser sends at the last moment arrives within some milliseconds.
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
    """Wait until nothing is answered, and nothing has come in for a moment. Fails if a request does not end."""
    deadline, quiet_since = time.monotonic() + MOST_SECONDS, time.monotonic()
    while time.monotonic() - quiet_since < QUIET_SECONDS:
        if _answering:
            quiet_since = time.monotonic()
        assert time.monotonic() < deadline, "the server is still answering a request"
        time.sleep(0.005)
