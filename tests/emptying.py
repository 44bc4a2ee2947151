"""Empties the tables after a test that committed, as Django's `flush` does, but faster.

Django truncates each table, and makes content types and permissions anew: most of what such a test
takes. Here only tables with rows are emptied. What the migrations wrote stays as it is, and is
written again where a test has changed it. On a server of the tests' own the rows are deleted while
triggers and foreign keys rest: a twentieth of what truncating takes, which makes each file of a table anew.
"""

import psycopg
from django.db import connection, transaction

from lib import database

_written = {}  # {table: its rows as COPY writes them}


def let_triggers_rest():
    """Give the role of the tests the right to it, once for the whole server; two at once would meet."""
    if _triggers_may_rest():
        own = connection.settings_dict
        with psycopg.connect(host=own["HOST"], port=own["PORT"], dbname="postgres", user="postgres") as superuser:
            superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {own['USER']}")


def remember():
    """Note what the tables hold, right after the database was made."""
    _written.update({table: _rows(table) for table in _filled()})


def empty():
    """Bring the tables back to what `remember` has noted."""
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
            gone = _filled() - set(_written)  # triggers write down what was removed
        if changed:
            # Foreign keys are checked at the end, so the order of the tables does not matter.
            for table, rows in _written.items():
                with cursor.copy(f"COPY {connection.ops.quote_name(table)} FROM STDIN") as copy:
                    copy.write(rows)


def _triggers_may_rest():
    """Whether the server is the tests' own, and can lend a right of its superuser (PostgreSQL 15)."""
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
