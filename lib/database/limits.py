"""Statement timeouts of requests."""

from django.conf import settings
from django.db import connection

READING = ("GET", "HEAD", "OPTIONS")


class TimeForChanges:
    """Middleware: a longer statement timeout for requests that may write, on a server with a timeout.

    Anybody can send reading requests, and repeat them; an interrupted change is lost work.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        limited = "statement_timeout" in connection.settings_dict["OPTIONS"].get("options", "")
        if request.method in READING or not limited:
            return self.get_response(request)
        _limit(settings.CHANGE_SECONDS)
        try:
            return self.get_response(request)
        finally:
            if connection.connection is not None and not connection.connection.closed:
                _limit(settings.STATEMENT_SECONDS)


def _limit(seconds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{seconds}s"])
