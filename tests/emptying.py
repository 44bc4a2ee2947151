"""Empties the tables after a test that committed, as Django's `flush` does, but faster.

Django truncates each table and recreates content types and permissions, which takes most of the time of such a test.
Here only tables with rows are emptied. Rows of migrations are kept, and restored if a test has changed them. On the tests'
own server the rows are deleted with triggers and foreign keys disabled, in a twentieth of the time of truncating.
"""

import psycopg
from django.db import connection, transaction

from lib import database

_written = {}  # {table: its rows as COPY writes them}


def let_triggers_rest():
    """Grant the role of the tests this right, once for the whole server, under a lock."""
    if _triggers_may_rest():
        own = connection.settings_dict
        with psycopg.connect(host=own["HOST"], port=own["PORT"], dbname="postgres", user="postgres") as superuser:
            superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {own['USER']}")


def remember():
    """Store the content of the tables, right after the database was created."""
    _written.update({table: _rows(table) for table in _filled()})


def empty():
    """Restore the content that `remember` has stored."""
    with transaction.atomic(), connection.cursor() as cursor:
        filled = _filled()
        changed = any(_rows(table) != rows for table, rows in _written.items())
        gone = filled if changed else filled - set(_written)
        if gone and _triggers_may_rest():
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(gone)))
            gone = set()
        while gone:
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, sorted(gone)))} CASCADE")
            gone = _filled() - set(_written)  # triggers record the deletions
        if changed:
            # Foreign keys are checked at the end, so the order of the tables does not matter.
            for table, rows in _written.items():
                with cursor.copy(f"COPY {connection.ops.quote_name(table)} FROM STDIN") as copy:
                    copy.write(rows)


def _triggers_may_rest():
    """Whether the server is the tests' own and can grant this right (PostgreSQL 15)."""
    return not database.external() and connection.pg_version >= 150000


def _filled():
    """The names of the tables that have a row."""
    name = connection.ops.quote_name
    asked = [
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name(table)})"
        for table in connection.introspection.table_names()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {table for (table,) in cursor.fetchall()}


def _rows(table):
    with connection.cursor() as cursor, cursor.copy(f"COPY {connection.ops.quote_name(table)} TO STDOUT") as copy:
        return b"".join(copy)
