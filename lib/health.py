"""Health checks, for load balancers, monitors, and `manage.py health`."""

import json
import logging
import shutil
import threading
import time

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse

from lib.worker import worker_lives

log = logging.getLogger(__name__)

LIVE, READY = "/health/live", "/health/ready"
# With less space a disk will soon be full: an upload may have 50 MB, and the database writes its log.
DISK_BYTES = 200 * 1024 * 1024
LOG_SECONDS = 60  # between equal lines in the log


def checks():
    """The checks in order: [(name, function that returns a description of the problem, or "")]."""
    return [("database", database), ("migrations", migrations), ("worker", worker), ("disk", disk)]


def troubles():
    """The problems: {name of the check: description}."""
    found = {}
    for name, look in checks():
        try:
            words = look()
        except (Error, OSError) as error:
            words = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if words:
            found[name] = words
            if name == "database":
                break  # the next two would only wait for it again
    return found


def database():
    """Check that the database answers and accepts writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        (standby,) = cursor.fetchone()
    return "It is a standby and takes no changes." if standby else ""


_migrated = False


def migrations():
    """Check that all migrations are applied; cached once they are."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if lacking:
            first, _ = lacking[0]
            return f"{len(lacking)} are not applied; the first is {first.app_label}.{first.name}."
        _migrated = True
    return ""


def worker():
    """Check that a worker has sent a heartbeat recently."""
    return "" if worker_lives() else "None has given a sign of life lately."


def disk():
    """Check that the disk of the home has space."""
    free = shutil.disk_usage(settings.PARLEY_HOME).free
    return f"{free // 1024**2} MB are left at {settings.PARLEY_HOME}." if free < DISK_BYTES else ""


class HealthMiddleware:
    """Answers /health/live and /health/ready, before sessions, host names and redirects are checked.

    The response says only whether Parley is ready; the reason is in the log.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self._said = {}
        self._lock = threading.Lock()

    def __call__(self, request):
        if request.path_info == LIVE:
            return _answer({"live": True})
        if request.path_info != READY:
            return self.get_response(request)
        found = troubles()
        self._say(found)
        return _answer({"ready": not found}, 503 if found else 200)

    def _say(self, found):
        """Log problems when they are new or were not logged for a while, and when they are over."""
        now = time.monotonic()
        with self._lock:
            for name in self._said.keys() - found.keys():
                del self._said[name]
                log.info("Ready again: %s.", name)
            for name, words in found.items():
                if now - self._said.get(name, -LOG_SECONDS) >= LOG_SECONDS:
                    self._said[name] = now
                    log.warning("Not ready: %s: %s", name, words)


def _answer(content, status=200):
    response = HttpResponse(json.dumps(content), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "5"
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django would write a line at every probe
    return response
