"""The plans of the product's statements: what a request asks the database, and how it is answered.

    python -m benchmarks.plans S                                       looks for scans of large tables
    python -m benchmarks.plans S /api/v1/events/?topic=arms-control    prints EXPLAIN ANALYZE

Without addresses, the data of the size are generated if they are not there, and the exit status
is 1 if a work item, or the admin's navigation by date, reads a large table from end to end.
"""

import re
import sys

LARGE = 5_000  # rows; a table with more is not to be read from end to end

# A month in the middle of the data, one at their beginning, a decade.
ADMIN_DATES = [f"{model}/?when={when}" for model in ("summits/event", "summits/position", "summits/outcome",
               "summits/participation") for when in ("2021-06", "1955", "1980/1989")]  # fmt: skip


class Recorder:
    """Notes every statement of this process's Django connection with its values."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.append((sql, params))
        return execute(sql, params, many, context)


def statements(path, user=None):
    """What the product asks the database for a path: [(sql, values)], by a request (of `user`) within this process."""
    from django.db import connection
    from django.test import Client

    recorder, client = Recorder(), Client(headers={"host": "127.0.0.1"})
    if user:
        client.force_login(user)
    with connection.execute_wrapper(recorder):
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} for {path}")
    return recorder.seen


def plan(sql, params, analyse=False):
    """The plan of a statement as PostgreSQL's JSON, or with `analyse` as text with times.

    What this process's connection holds prepared is explained as it is executed, by the plan for all values.
    """
    from django.db import DataError, connection

    how = "ANALYZE, BUFFERS, SETTINGS" if analyse else "FORMAT JSON"
    with connection.cursor() as cursor:
        for asked, values in [*prepared(cursor, sql, params), (sql, params)]:
            try:
                cursor.execute(f"EXPLAIN ({how}) {asked}", values)
            except DataError:
                continue  # prepared for smaller numbers than these
            rows = cursor.fetchall()
            break
    return "\n".join(row[0] for row in rows) if analyse else rows[0][0][0]["Plan"]


def prepared(cursor, sql, params):
    """[(EXECUTE statement, its values)] for a statement with named values, as often as it is prepared.

    psycopg prepares a text once for small and once for large numbers, and forgets the one used longest ago.
    """
    if not isinstance(params, dict):
        return []
    order = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    text = re.sub(r"%\((\w+)\)s", lambda found: f"${order.index(found[1]) + 1}", sql).replace("%%", "%")
    cursor.execute("SELECT name FROM pg_prepared_statements WHERE statement = %s", [text])
    values = [params[name] for name in order]
    return [(f"EXECUTE {name}({', '.join(['%s'] * len(values))})", values) for (name,) in cursor.fetchall()]


def nodes(tree):
    """All nodes of a plan."""
    yield tree
    for child in tree.get("Plans", ()):
        yield from nodes(child)


def large_tables(connection):
    """The names of the large tables."""
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > %s",
        [LARGE],
    )
    return {name for (name,) in rows}


def sequential_scans(path, large, user=None):
    """The large tables that answering a path (to `user`) reads from end to end."""
    return sorted(
        {
            node["Relation Name"]
            for sql, params in statements(path, user)
            for node in nodes(plan(sql, params))
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in large
        }
    )


def administrator():
    """The account that looks at the admin."""
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    return users.filter(username="bench").first() or users.create_superuser("bench", password=None)


def scans(work, connection, most=None):
    """Large tables that the work items and the admin's navigation by date read from end to end: {label: [tables]}.

    ``most``: how many addresses of each item are looked at, all if None.
    """
    large = large_tables(connection)
    found = {}
    for item in work:
        tables = sorted({table for path in item.paths[:most] for table in sequential_scans(path, large)})
        if tables:
            found[item.label] = tables
    for path in ADMIN_DATES:
        if tables := sequential_scans(f"/admin/{path}", large, administrator()):
            found[f"admin {path}"] = tables
    return found


def check(database, size):
    """Print, for each work item and page, what it reads from end to end. Returns whether there is such a table."""
    from benchmarks.generate import SIZES, prepare
    from benchmarks.work import Addresses, items
    from config.serve import collect_static

    collect_static()  # the admin's pages name their files
    prepare(SIZES[size], database.connect)
    connection = database.connect()
    connection.autocommit = True
    work = Addresses(connection).fill(items())
    found = scans(work, connection)
    print(f"{sum(len(item.paths) for item in work)} addresses of {', '.join(item.label for item in work)}", flush=True)
    for label, tables in found.items():
        print(f"{label} reads {', '.join(tables)} from end to end", flush=True)
    return bool(found)


def main():
    """Look for scans, or print the plans of some paths with their times."""
    from benchmarks.database import Database

    with Database.started() as database:
        if not sys.argv[2:]:
            sys.exit(1 if check(database, sys.argv[1]) else 0)
        for path in sys.argv[2:]:
            statements(path)  # the first request of a process prepares much
            for number, (sql, params) in enumerate(statements(path), 1):
                print(
                    f"\n=== {path}  statement {number}\n{sql[:3000]}\n--- {str(params)[:300]}\n{plan(sql, params, analyse=True)}"
                )


if __name__ == "__main__":
    main()
