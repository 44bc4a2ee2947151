"""Names the request in each line of the log that it caused, and logs statements that take long."""

import logging
import re
import time
import uuid
from contextvars import ContextVar

from django.conf import settings
from django.db import connection

from accounts.client import is_proxy, parsed

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
# What a proxy in front may call a request: enough for a UUID or nginx' $request_id, no text for the log.
SENSIBLE = re.compile(r"[A-Za-z0-9_-]{8,64}")
STATEMENT_LETTERS = 500

_current = ContextVar("request", default=("", ""))


def request_id():
    """The id of the request that this thread answers; "" outside of requests."""
    return _current.get()[0]


class RequestLogMiddleware:
    """Gives each request an id, which stands in the log, on pages of errors, and in the answer's header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given, sender = request.headers.get(HEADER, ""), parsed(request.META.get("REMOTE_ADDR", ""))
        known = sender is not None and is_proxy(sender) and SENSIBLE.fullmatch(given)
        name = given if known else uuid.uuid4().hex
        # It is not taken back: a streamed answer is still being made after this returns.
        _current.set((name, f"{request.method} {request.get_full_path()}"))
        if settings.SLOW_SECONDS and tell_when_slow not in connection.execute_wrappers:
            # In front: who wraps statements for a while takes away the last one again.
            connection.execute_wrappers.insert(0, tell_when_slow)
        response = self.get_response(request)
        response[HEADER] = name
        return response


def tell_when_slow(execute, sql, params, many, context):
    """Run a statement (django.db.connection.execute_wrapper); write into the log which one took long, and where.

    Without its values: those may be what somebody typed.
    """
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        if 0 < settings.SLOW_SECONDS <= seconds:
            words = " ".join(str(sql).split())[:STATEMENT_LETTERS]
            log.warning("%.1f s for a statement of %s: %s", seconds, _current.get()[1] or "a command", words)


class RequestFilter(logging.Filter):
    """Puts the id of the request into each record of the log, as ``request_id`` (“-” outside of requests)."""

    def filter(self, record):
        """Add the id; every record goes on."""
        record.request_id = request_id() or "-"
        return True
