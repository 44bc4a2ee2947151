"""The answer while the database cannot be reached, or takes too long: 503, and when to ask again."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from psycopg.errors import QueryCanceled

from lib.database.limits import READING

log = logging.getLogger(__name__)

RETRY_SECONDS = 5


class UnavailableMiddleware:
    """Answers 503 instead of 500 where a view failed because its connection is gone, or its statement took too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """Say that the database is away or took too long; None for every other error, which goes its way."""
        if isinstance(error.__cause__, QueryCanceled):
            return _took_too_long(request)
        if not isinstance(error, OperationalError | InterfaceError) or _reached():
            return None
        log.error("The database cannot be reached: %s", str(error).strip())
        # So that the next request of this thread opens a new one.
        connection.close()
        if request.path.startswith("/api/"):
            answer = JsonResponse({"detail": "The database cannot be reached at the moment. Try again."}, status=503)
        else:
            answer = HttpResponse(render_to_string("503.html"), status=503)
        answer["Retry-After"] = str(RETRY_SECONDS)
        answer["Cache-Control"] = "no-store"
        return answer


def _took_too_long(request):
    """The answer instead of one that was not found within the time that a statement has."""
    seconds = settings.STATEMENT_SECONDS if request.method in READING else settings.CHANGE_SECONDS
    words = f"This took longer than {seconds} seconds and was broken off; nothing was changed. Ask for less at once."
    log.error("%s: broken off after %s seconds", request.path, seconds)
    if request.path.startswith("/api/"):
        answer = JsonResponse({"detail": words}, status=503)
    else:
        answer = HttpResponse(render_to_string("503.html", {"words": words}), status=503)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _reached():
    return connection.connection is not None and not connection.connection.closed
