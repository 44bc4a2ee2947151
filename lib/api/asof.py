"""Records as of an earlier time: the same statements over the history tables.

A serializer's compiled statement refers to the tables of the records. Prefixed with a WITH that
defines those names as queries over the history tables, the same statement answers for the past.
The queries are inlined, so conditions use the history's indexes.
"""

import datetime
import functools
import re

from django.db import connection
from django.db.models import GeneratedField

from lib.api.fields import BASE
from lib.api.serializers import IDS, statement
from lib.history import tracked_tables
from lib.partialdates.fields import BOUNDS, DateBound
from lib.publishing import has_publication
from lib.visibility import Audience
from lib.withheld import deleted, shown

# The placeholder for the time.
MOMENT = "\x02moment"
# Columns that the history leaves out because triggers derive them, as SQL on the history row.
DERIVED = {
    (
        "summits_position",
        "effective_date",
    ): "coalesce(h.date, (SELECT e.date FROM summits_event e WHERE e.id = h.event_id))",
    (
        "summits_outcome",
        "effective_date",
    ): "coalesce(h.date, (SELECT e.date FROM summits_event e WHERE e.id = h.event_id))",
    ("topics_topic", "path"): "NULL::text",
}


# Set by triggers and not in the history (lib/stamps.py); the present value of the creation time is used.
STAMPS = {
    "modified_at": "h.pgh_created_at",
    "first_public_at": """coalesce((SELECT t.first_public_at FROM "public"."{table}" t WHERE t.id = h.pgh_obj_id),
        (SELECT r.first_public_at FROM lib_removal r WHERE r.source = '{table}' AND r.record_id = h.pgh_obj_id))""",
}


class MomentError(ValueError):
    """The text is not a day or time; the message says what to write instead."""


def parse_moment(text, end=True):
    """Parse a day (its end in UTC, or with ``end=False`` its start) or a time such as ``2026-11-24T10:30:00Z``.

    Raises MomentError.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = datetime.date.fromisoformat(text)
            return datetime.datetime.combine(day, datetime.time.max if end else datetime.time.min, datetime.UTC)
        # A plus sign in a query string is decoded as a space.
        moment = datetime.datetime.fromisoformat(text.replace(" 0", "+0") if text.count(" ") == 1 else text)
        moment = moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment
        return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        which = "end" if end else "beginning"
        raise MomentError(
            f"“{text[:60]}” is not a day or a moment: write 2026-11-24 (the {which} of that day) or 2026-11-24T10:30:00Z (UTC)."
        ) from None


def _gone(model):
    """The name of the WITH query of the deleted records that strangers may see."""
    return f"gone_{model._meta.db_table}"


def _table(model, history, audience):
    """The query for a table as it was: the last history row of each record up to the time."""
    kept = {f.column for f in history._meta.local_concrete_fields}
    columns = []
    for field in model._meta.local_concrete_fields:
        sql = DERIVED.get((model._meta.db_table, field.column))
        if sql is None and isinstance(field, GeneratedField):
            sql = _generated(model, field)
        elif sql is None:
            sql = f'h."{field.column}"' if field.column in kept else STAMPS.get(field.column, "NULL")
        columns.append(f'{sql.format(table=model._meta.db_table)} AS "{field.column}"')
    # Records that were public then and have been withdrawn since stay hidden.
    withheld = f" AND {shown(model, _gone(model))}" if audience is Audience.PUBLIC and has_publication(model) else ""
    table = history._meta.db_table
    return f"""
        SELECT {", ".join(columns)} FROM {table} h
        WHERE h.pgh_created_at <= %s AND h.pgh_label <> 'delete' AND NOT EXISTS (
            SELECT 1 FROM {table} n WHERE n.pgh_obj_id = h.pgh_obj_id AND n.pgh_created_at <= %s
            AND (n.pgh_created_at, n.pgh_id) > (h.pgh_created_at, h.pgh_id)
        ){withheld}"""


def _generated(model, field):
    """A generated column of a partial date's bounds as SQL on the history row; NULL for search columns."""
    expression = field.expression
    if not isinstance(expression, DateBound):
        return "NULL::tsvector"
    source = expression.get_source_expressions()[0].name
    column = DERIVED.get((model._meta.db_table, source), f'h."{source}"')
    return f"(parley_date_bounds({column}))[{BOUNDS[expression.bound]}]"


def _within(sql, audience):
    """(statement prefixed with a WITH for all its tables, number of time parameters in the prefix)."""
    parts, gone = [], []
    for table, (model, history) in tracked_tables().items():
        if f'"{table}"' in sql or table == "summits_event":
            parts.append(f"{table} AS NOT MATERIALIZED ({_table(model, history, audience)})")
            if audience is Audience.PUBLIC and has_publication(model):
                gone.append(f"{_gone(model)} AS MATERIALIZED ({deleted(model)})")
    return f"WITH {', '.join([*gone, *parts])} {sql}", 2 * len(parts)


@functools.cache
def _past_statement(serializer, audience):
    sql, params = statement(serializer, audience)
    past, moments = _within(sql, audience)
    return past, (*[MOMENT] * moments, *params)


def fetch_past(serializer, pk, audience, base, moment):
    """The record ``pk`` as it was at ``moment``, as JSON text; None if it did not exist. One statement."""
    sql, params = _past_statement(serializer, audience)
    filled = [base if p == BASE else [pk] if p == IDS else moment if p == MOMENT else p for p in params]
    with connection.cursor() as cursor:
        cursor.execute(sql, filled)
        rows = cursor.fetchall()
    return rows[0][1] if rows else None


def find_past(model, key, value, audience, moment):
    """The id of the visible record whose ``key`` was ``value`` at ``moment``, or None."""
    rows = model._default_manager.visible_to(audience).filter(**{key: value}).order_by().values_list("pk")
    sql, params = rows.query.sql_with_params()
    past, moments = _within(sql, audience)
    with connection.cursor() as cursor:
        cursor.execute(past, [*[moment] * moments, *params])
        row = cursor.fetchone()
    return row[0] if row else None
