"""The answer while the database cannot be reached: 503, and when to ask again."""

import logging

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

RETRY_SECONDS = 5


class UnavailableMiddleware:
    """Answers 503 instead of 500 where a view failed because its connection is gone or could not be opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """Say that the database is away; None for every other error, which goes its way."""
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


def _reached():
    return connection.connection is not None and not connection.connection.closed
