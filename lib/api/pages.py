"""Pages of a list by keyset: the time of a page does not depend on how deep it lies."""

import base64
import binascii
import datetime

import orjson
from django.db.models import DateField, F, FloatField, Value
from rest_framework.pagination import BasePagination

from lib.api.sql import RowCompare

PAGE_SIZE = 50
PAGE_SIZE_MAX = 200
# A list longer than this is not counted to the end unless count=exact asks for it.
COUNT_CAP = 10_000


class CursorError(ValueError):
    """The cursor parameter was not made by this API."""


def encode(direction, key, pk):
    """A cursor: ``direction`` is ``n`` (rows after) or ``p`` (rows before) the row with this key."""
    key = key.isoformat() if isinstance(key, datetime.date) else key
    return base64.urlsafe_b64encode(orjson.dumps([direction, key, pk])).decode().rstrip("=")


def decode(text):
    """Read a cursor: (direction, key, id). Raises CursorError."""
    try:
        direction, key, pk = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        raise CursorError from None
    if direction not in ("n", "p") or not isinstance(pk, int) or isinstance(pk, bool) or not 0 <= pk < 2**63:
        raise CursorError
    if not isinstance(key, str | float | int) or isinstance(key, bool) or (isinstance(key, str) and "\x00" in key):
        raise CursorError
    return direction, key, pk


class Page:
    """One page: ``ids`` in order, and the cursors of its neighbours (None where there is none)."""

    def __init__(self, ids, next_cursor, previous_cursor):
        self.ids, self.next_cursor, self.previous_cursor = ids, next_cursor, previous_cursor


def _cast(key, field):
    """The key from a cursor as a value of the sort column's type. Raises CursorError."""
    try:
        if isinstance(field, DateField):
            return Value(datetime.date.fromisoformat(key), output_field=field)
        if isinstance(field, FloatField):
            return Value(float(key), output_field=field)
        if isinstance(key, str) != (field.get_internal_type() in ("CharField", "TextField", "SlugField")):
            raise CursorError
    except (TypeError, ValueError):
        raise CursorError from None
    return Value(key)


def _type_of(rows, column):
    """The field that the sort column has its type from: an annotation or a field, also of a related record."""
    if column in rows.query.annotations:
        return rows.query.annotations[column].output_field
    *relations, name = column.split("__")
    model = rows.model
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    field = model._meta.get_field(name)
    # The bounds of partial dates are generated columns: what counts is the type they give.
    return getattr(field, "output_field", field)


def page(rows, ordering, size, cursor=None):
    """Cut a page of ``size`` out of the queryset ``rows``: one statement.

    ``ordering`` is a column or annotation of ``rows``, with ``-`` in front for
    descending; the id breaks ties in the same direction. Raises CursorError.
    """
    descending = ordering.startswith("-")
    column = ordering.lstrip("-")
    direction, after = "n", None
    if cursor:
        direction, key, pk = decode(cursor)
        after = (_cast(key, _type_of(rows, column)), Value(pk))
    backwards = direction == "p"
    down = descending != backwards
    if after:
        rows = rows.filter(RowCompare(F(column), F("pk"), *after, operator="<" if down else ">"))
    sign = "-" if down else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk").values_list("pk", column)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = backwards and bool(found) or (not backwards and more)
    has_previous = (backwards and more) or (not backwards and after is not None and bool(found))
    return Page(
        [pk for pk, _ in found],
        encode("n", found[-1][1], found[-1][0]) if has_next else None,
        encode("p", found[0][1], found[0][0]) if has_previous else None,
    )


def count(rows, exact=False):
    """How many ``rows`` there are, as (number, whether that is exact): one statement.

    Without ``exact`` it stops at COUNT_CAP.
    """
    rows = rows.order_by()
    if exact:
        return rows.count(), True
    number = rows.values("pk")[: COUNT_CAP + 1].count()
    return min(number, COUNT_CAP), number <= COUNT_CAP


class EnvelopeSchema(BasePagination):
    """Describes the envelope of a list to the schema; the view itself cuts the pages."""

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
