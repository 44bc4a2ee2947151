"""What Prometheus reads, on a port of its own. Loaded only where PARLEY_METRICS names that port.

The processes that answer requests count into files of one folder; the process that started them adds these up when it
is asked (the multiprocess mode of prometheus_client), and looks into the database for the queue and the replicas.
Views are told by their names: no address, user or word of a reader is among the labels.
"""

import time
from contextvars import ContextVar

import psycopg
from django.db import connection
from django.http import FileResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from lib.backup import drill
from lib.backup.tools import target

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# What no view answers: static files, redirects, addresses that lead nowhere.
NO_VIEW = "none"
LOOK_SECONDS = 5  # for what the database is asked

REQUESTS = Counter("parley_requests", "Requests answered.", ["view", "method", "status"])
DURATIONS = Histogram("parley_request_seconds", "Time until an answer was made.", ["view"], buckets=BUCKETS)
STATEMENTS = Counter("parley_statements", "Statements that the database ran for requests.", ["view"])
STATEMENT_TIME = Counter("parley_statement_seconds", "Time that requests waited for the database.", ["view"])

_current: ContextVar[list | None] = ContextVar("statements", default=None)


class MetricsMiddleware:
    """Counts each request under the name of its view, with its time and its statements, once the answer is made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began, spent = time.perf_counter(), [0, 0.0]
        _current.set(spent)
        if count_statement not in connection.execute_wrappers:
            connection.execute_wrappers.insert(0, count_statement)
        response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = _to_the_end(response.streaming_content, request, response, began, spent)
        else:
            _count(request, response, began, spent)
        return response


def count_statement(execute, sql, params, many, context):
    """Run a statement (django.db.connection.execute_wrapper), and add it to those of the request."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        if (spent := _current.get()) is not None:
            spent[0] += 1
            spent[1] += time.perf_counter() - began


def _to_the_end(content, request, response, began, spent):
    """The parts of a streamed answer; it is counted when the last one is made, or nobody wants more."""
    try:
        yield from content
    finally:
        _count(request, response, began, spent)


def _count(request, response, began, spent):
    found = getattr(request, "resolver_match", None)
    view = (found.view_name or found._func_path) if found else NO_VIEW
    # Of what clients send as a method only those that exist become a label.
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(view, method, response.status_code).inc()
    DURATIONS.labels(view).observe(time.perf_counter() - began)
    STATEMENTS.labels(view).inc(spent[0])
    STATEMENT_TIME.labels(view).inc(spent[1])


# -- what the database knows --------------------------------------------------------------

JOBS = """
SELECT kind.status, count(jobs.id) FROM unnest(ARRAY['todo', 'doing', 'failed']) AS kind(status)
LEFT JOIN procrastinate_jobs AS jobs ON jobs.status = kind.status::procrastinate_job_status GROUP BY 1"""
OLDEST = """
SELECT coalesce(extract(epoch FROM now() - min(events.at)), 0)
FROM procrastinate_jobs AS jobs JOIN procrastinate_events AS events ON events.job_id = jobs.id
WHERE jobs.status = 'todo' AND events.type = 'deferred' AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())"""
# Replicas of one name are told by the slowest. Without the role pg_monitor the server shows no places: none are told.
REPLICAS = """
SELECT application_name, max(coalesce(extract(epoch FROM replay_lag), 0)),
    max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))
FROM pg_stat_replication WHERE replay_lsn IS NOT NULL AND NOT pg_is_in_recovery() GROUP BY 1"""


class Database:
    """Collects what stands in the database each time that Prometheus asks (prometheus_client calls this)."""

    def collect(self):
        """Whether the database answers; if so, the jobs of the worker and how far its replicas are behind."""
        up = GaugeMetricFamily("parley_database_up", "Whether the database answers.")
        jobs = GaugeMetricFamily("parley_jobs", "Jobs of the worker.", labels=["status"])
        oldest = GaugeMetricFamily("parley_oldest_job_seconds", "For how long the first job has waited for the worker.")
        seconds = GaugeMetricFamily(
            "parley_replication_lag_seconds", "How far a replica is behind, in time.", labels=["replica"]
        )
        size = GaugeMetricFamily(
            "parley_replication_lag_bytes", "How far a replica is behind, in what was written.", labels=["replica"]
        )
        try:
            found = _look()
        except psycopg.Error:
            up.add_metric([], 0)
            return [up]
        up.add_metric([], 1)
        for status, number in found["jobs"]:
            jobs.add_metric([status], number)
        oldest.add_metric([], float(found["oldest"][0][0]))
        for name, lag, behind in found["replicas"]:
            seconds.add_metric([name], float(lag))
            size.add_metric([name], float(behind))
        return [up, jobs, oldest, seconds, size]


class Drill:
    """Collects what the last restore drill came to (prometheus_client calls this); nothing before the first."""

    def collect(self):
        """When it was, whether the backup came back, and of when the last is that did."""
        found = drill.noted()
        if found:
            yield GaugeMetricFamily("parley_restore_drill_seconds", "When the last drill began.", found["at"])
            comes_back = int(not found["error"])
            yield GaugeMetricFamily("parley_restore_drill_success", "Whether the backup came back.", comes_back)
        if found.get("backup"):
            yield GaugeMetricFamily(
                "parley_backup_seconds", "When the last one that came back was made.", found["backup"]
            )


def _look():
    """The rows of each of the statements, on a connection that lasts no longer than this."""
    with psycopg.connect(**target(), connect_timeout=LOOK_SECONDS) as there:
        there.execute(f"SET LOCAL statement_timeout = '{LOOK_SECONDS}s'")
        asked = {"jobs": JOBS, "oldest": OLDEST, "replicas": REPLICAS}
        return {name: there.execute(sql).fetchall() for name, sql in asked.items()}


# -- the port -----------------------------------------------------------------------------


def listen(host, port):
    """Answer Prometheus at this address from now on, in a thread. Raises OSError when it is taken."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Database())
    registry.register(Drill())
    start_http_server(port, str(host), registry)
