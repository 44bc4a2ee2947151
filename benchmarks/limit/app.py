"""The WSGI application: a route, the parameters, a function per work item and variant."""

import threading
from urllib.parse import parse_qsl

import psycopg

from benchmarks.limit import details, lists, related, rows_details, rows_lists, rows_timeline, timeline
from lib import database

ROUTES = {
    "sql": {
        "events": lists.events,
        "positions": lists.positions,
        "experts": lists.experts,
        "event": details.event,
        "related": related.related,
        "timeline": timeline.timeline,
    },
    "rows": {
        "events": rows_lists.events,
        "positions": rows_lists.positions,
        "experts": rows_lists.experts,
        "event": rows_details.event,
        "related": related.related_rows,
        "timeline": rows_timeline.timeline,
    },
}
HEADERS = [("Content-Type", "application/json")]
_local = threading.local()


def connection():
    """This thread's connection."""
    found = getattr(_local, "connection", None)
    if found is None or found.closed:
        here = database.settings()
        found = _local.connection = psycopg.connect(
            host=here["HOST"], port=here["PORT"], user=here["USER"], dbname=here["NAME"],
            autocommit=True,
            options="-c pg_trgm.word_similarity_threshold=0.45",  # as in config/settings.py
        )  # fmt: skip
        # Only what asks for it is prepared: id look-ups.
        found.prepare_threshold = 1_000_000_000  # None would turn prepare=True off as well
    return found


def application(environ, start_response):
    """Answer /api/v1/<work item>; the header X-Variant chooses `sql` (default) or `rows`."""
    routes = ROUTES[environ.get("HTTP_X_VARIANT", "sql")]
    base = f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"
    parts = environ["PATH_INFO"].strip("/").split("/")[2:]
    if len(parts) == 1:
        pairs = dict(parse_qsl(environ["QUERY_STRING"], keep_blank_values=True))
        body = routes[parts[0]](connection(), base, pairs)
    else:
        name = {1: "event", 2: parts[-1]}[len(parts) - 1]
        body = routes[name](connection(), base, parts[1])
    start_response("200 OK", [*HEADERS, ("Content-Length", str(len(body)))])
    return [body]
