"""Statements that are planned once per connection.

Planning a record with all that hangs on it takes longer than reading it. Statements
whose text is always the same are therefore prepared: PostgreSQL keeps their plan as long
as the connection lasts. Statements that filters put together are not: one plan for every
value would serve none of them well.
"""

from contextlib import contextmanager

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]

# Statements that a connection keeps prepared. The API and the admin's forms have about 160 texts; psycopg's own
# hundred would forget each before it is asked for again. What a request chooses freely, such as one of all
# combinations, must not be kept: a connection has 2 MB at its start, 80 with all of those texts, and a hundred
# combinations were 1.4 MB each (docs/decisions/0030-kept-statements-and-memory.md).
KEPT = 200


class _Preparing(ServerBindingCursor):
    """A cursor that asks for its statements to be prepared, if they are to be kept."""

    keep = True

    def execute(self, query, params=None, **kwargs):
        return super().execute(query, params, prepare=self.keep, **kwargs)


@contextmanager
def prepared_cursor(keep=True):
    """A cursor of Django's connection whose statements are prepared, with values sent apart from the text.

    Without ``keep`` they are planned for this once.

    The text must not vary with the values; a value whose type its place does not tell
    needs a cast: ``%(ids)s::bigint[]``. It begins with SELECT (a WITH goes inside): before any
    other statement pghistory puts one of its own, and only one can be prepared. Errors, query
    logs and wrappers are Django's own.
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
    """All rows of a prepared statement; without ``keep`` it is planned for this once."""
    with prepared_cursor(keep) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
