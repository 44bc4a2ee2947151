"""Work to do, as counts on the desk's home page, each with the list of exactly these records.

The desk counts what records lack; its parts add their own counts (lib/admin/parts.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Counting further than this is worth no one's wait on a home page.
CAP = 1000


def numbers_of(querysets):
    """How many rows each of several query sets has, counted up to CAP + 1: [int]; one statement for all."""
    parts = [_number(rows) for rows in querysets]
    if not parts:
        return []
    with connection.cursor() as cursor:
        columns = ", ".join(sql for sql, _ in parts)
        cursor.execute(f"SELECT {columns}", [value for _, values in parts for value in values])
        return list(cursor.fetchone())


def _number(rows):
    """(SQL of the number of rows, its values)."""
    try:
        sql, values = rows.order_by().values("pk")[: CAP + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) found)", values


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what (many, and one), the rows, and the list of exactly these.

    ``count`` is how many there are (up to CAP + 1); the home page counts all gaps at once.
    """

    words: str
    one: str
    rows: QuerySet
    url: str
    count: int = 0

    @property
    def number(self):
        """The count as shown."""
        return f"{CAP:,}+" if self.count > CAP else f"{self.count:,}"

    @property
    def counted(self):
        """The words after the number."""
        return self.one if self.count == 1 else self.words


@dataclass(frozen=True)
class Queue:
    """A queue in the left column: words, the URL of its list, and a function that counts it (at most CAP + 1)."""

    words: str
    url: str
    count: Callable

    @property
    def number(self):
        """The count as shown; empty for none."""
        count = self.count()
        return f"{CAP:,}+" if count > CAP else f"{count:,}" if count else ""
