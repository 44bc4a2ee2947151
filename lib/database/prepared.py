"""Prepared statements, which are planned once per connection.

Planning the statement for a record with everything that belongs to it takes longer than running it.
Statements with a constant text are therefore prepared: PostgreSQL keeps their plan as long as the
connection lasts. Statements of filters are not prepared, since one plan would not suit all values.
"""

from contextlib import contextmanager

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]  # not in the stubs

# Statements that a connection keeps prepared. The API and the admin's forms have about 160 texts; psycopg's own
# hundred would forget each before it is asked for again. What a request chooses freely, such as one of all
# combinations, must not be kept: a connection has 2 MB at its start, 80 with all of those texts, and a hundred
# combinations were 1.4 MB each (docs/decisions/0030-kept-statements-and-memory.md).
KEPT = 200


class _Preparing(ServerBindingCursor):
    """A cursor that prepares its statements if ``keep`` is set."""

    keep = True

    def execute(self, query, params=None, **kwargs):
        return super().execute(query, params, prepare=self.keep, **kwargs)


@contextmanager
def prepared_cursor(keep=True):
    """A cursor of Django's connection whose statements are prepared, with server-side parameters.

    Without ``keep`` they are planned for this call only.

    The text must not depend on the values; a parameter whose type is not clear from its context
    needs a cast: ``%(ids)s::bigint[]``. It must begin with SELECT (put a WITH inside), because pghistory
    prepends a statement to any other, and only a single statement can be prepared. Errors, query
    logs and wrappers are as usual in Django.
    """
    connection.ensure_connection()
    connection.connection.prepared_max = KEPT
    with connection.wrap_database_errors:
        raw = _Preparing(connection.connection)
        raw.keep = keep
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with make(raw) as cursor:
        yield cursor


def rows_of(sql, values=None, keep=True):
    """All rows of a prepared statement; without ``keep`` it is planned for this call only."""
    with prepared_cursor(keep) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
