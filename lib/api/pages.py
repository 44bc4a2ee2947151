"""Keyset pagination: the time for a page does not depend on its position."""

import datetime

from django.db import connection
from django.db.models import DateField, DateTimeField, F, FloatField, Value
from rest_framework.pagination import BasePagination

from lib.api.cursors import CursorError, decode, encode
from lib.api.sql import RowCompare

PAGE_SIZE = 50
PAGE_SIZE_MAX = 200
# A list longer than this is not counted completely, unless count=exact is given.
COUNT_CAP = 10_000


class Page:
    """One page: ``ids`` in order, and the cursors of the next and previous page, or None.

    ``total`` is the number of rows of the whole list if the statement counted them, else None.
    """

    def __init__(self, ids, next_cursor, previous_cursor, total=None):
        self.ids, self.next_cursor, self.previous_cursor, self.total = ids, next_cursor, previous_cursor, total


def _typed(key, field):
    """Convert the key from a cursor to the type of the sort column. Raises CursorError."""
    try:
        if isinstance(field, DateTimeField):
            return datetime.datetime.fromisoformat(key)
        if isinstance(field, DateField):
            return datetime.date.fromisoformat(key)
        if isinstance(field, FloatField):
            return float(key)
        if isinstance(key, str) != (field.get_internal_type() in ("CharField", "TextField", "SlugField")):
            raise CursorError
    except (TypeError, ValueError):
        raise CursorError from None
    return key


def type_of(rows, column):
    """The field with the type of the sort column, which is an annotation or a field, perhaps of a related record."""
    if column in rows.query.annotations:
        return rows.query.annotations[column].output_field
    *relations, name = column.split("__")
    model = rows.model
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    field = model._meta.get_field(name)
    # For generated columns, such as the bounds of partial dates, the type of their output.
    return getattr(field, "output_field", field)


def page(rows, ordering, size, cursor=None):
    """A Page of ``size`` rows of the queryset ``rows``, read in one statement.

    ``ordering`` is a column or annotation of ``rows``, with ``-`` in front for
    descending; the id breaks ties in the same direction. Raises CursorError.
    """
    column = ordering.lstrip("-")
    backwards, after = _place(cursor)
    down = ordering.startswith("-") != backwards
    if after:
        key = Value(_typed(after[0], type_of(rows, column)), output_field=type_of(rows, column))
        rows = rows.filter(RowCompare(F(column), F("pk"), key, Value(after[1]), operator="<" if down else ">"))
    sign = "-" if down else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk").values_list("pk", column)[: size + 1])
    return _cut(found, size, backwards, bool(after))


def narrow_page(found, field, ordering, size, cursor=None):
    """A Page with ``total`` of a small result, read in one statement.

    ``found`` is (SQL, parameters) of a query for all (id, key) in any order, ``field`` has the type of
    the key. All rows are read: for lists of thousands, ``page`` is faster. Raises CursorError.
    """
    sql, values = found
    backwards, after = _place(cursor)
    down = ordering.startswith("-") != backwards
    behind, way = "", "DESC" if down else "ASC"
    if after:
        # PostgreSQL's similarity() is a float4, to which a float8 is never equal.
        cast = "::real" if isinstance(field, FloatField) else ""
        behind = f"WHERE (key, id) {'<' if down else '>'} (%s{cast}, %s)"
        values = [*values, _typed(after[0], field), after[1]]
    with connection.cursor() as asked:
        asked.execute(
            f"""WITH found(id, key) AS MATERIALIZED ({sql}) SELECT total, id, key
                FROM (SELECT count(*) AS total FROM found) counted LEFT JOIN (
                    SELECT id, key FROM found {behind} ORDER BY key {way}, id {way} LIMIT {size + 1}
                ) cut ON true ORDER BY key {way}, id {way}""",
            values,
        )
        rows = asked.fetchall()
    ids = [(pk, key) for _, pk, key in rows if pk is not None]
    return _cut(ids, size, backwards, bool(after), total=rows[0][0])


def _place(cursor):
    """A cursor as (whether the page ends there, (key, id), or None at the start). Raises CursorError."""
    if not cursor:
        return False, None
    direction, key, pk = decode(cursor)
    return direction == "p", (key, pk)


def _cut(found, size, backwards, inside, total=None):
    """The Page of the (id, key) found by a query that reads away from the cursor, and one row more than is shown."""
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = (backwards and bool(found)) or (not backwards and more)
    has_previous = (backwards and more) or (not backwards and inside and bool(found))
    return Page(
        [pk for pk, _ in found],
        encode("n", found[-1][1], found[-1][0]) if has_next else None,
        encode("p", found[0][1], found[0][0]) if has_previous else None,
        total,
    )


def count(rows, exact=False):
    """The number of ``rows``, as (number, whether it is exact), in one statement.

    Without ``exact`` it stops at COUNT_CAP.
    """
    rows = rows.order_by()
    return capped(rows.count() if exact else rows.values("pk")[: COUNT_CAP + 1].count(), exact)


def capped(number, exact=False):
    """A number of rows as shown: (number, whether it is exact); at most COUNT_CAP unless ``exact``."""
    return (number, True) if exact else (min(number, COUNT_CAP), number <= COUNT_CAP)


class EnvelopeSchema(BasePagination):
    """Describes the envelope of a list in the schema; the view itself makes the pages."""

    def paginate_queryset(self, queryset, request, view=None):  # pragma: no cover - the schema asks for the class only
        raise TypeError("lists are cut by lib.api.pages.page")

    def get_paginated_response_schema(self, schema):
        """The schema of ``{count, count_exact, next, previous, results}``."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "count_exact", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "minimum": 0, "description": f"At most {COUNT_CAP} unless count=exact."},
                "count_exact": {"type": "boolean", "description": "Whether count is the exact number."},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }
