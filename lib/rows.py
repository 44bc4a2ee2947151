"""Reading and writing rows of any table as the database's JSON (``to_jsonb``).

Restored rows are therefore exactly as they were; generated columns are left out.
"""

import json

from django.db import connection

from lib.references import stored_fields

Q = connection.ops.quote_name
# The columns that may hold the title of a row; the first that is not empty is used.
TITLES = ("name", "title", "text", "summary", "billing", "post", "value")


def title(row):
    """The title of a row (a dict by column) of any table; "" if it has none."""
    return next((str(row[name]) for name in TITLES if row.get(name)), "")


def read_rows(model, where, lock=True):
    """Rows in which any column of ``where``, {column: values}, has one of its values: {id: row}, locked in id order."""
    conditions = " OR ".join(f"t.{Q(column)} = ANY(%s)" for column in where)
    sql = f"SELECT t.id, to_jsonb(t) FROM {Q(model._meta.db_table)} t WHERE {conditions} ORDER BY t.id"
    with connection.cursor() as cursor:
        cursor.execute(sql + (" FOR UPDATE" if lock else ""), [list(values) for values in where.values()])
        rows = cursor.fetchall()
    columns = [field.column for field in stored_fields(model)]
    found = {}
    for pk, text in rows:
        row = as_dict(text)
        found[pk] = {column: row[column] for column in columns}
    return found


def as_dict(value):
    """A row, which the driver may return as text or as a dict."""
    return json.loads(value) if isinstance(value, str) else value


def check_deferred():
    """Check deferred constraints now, so that a violation is reported here and not at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def write_column(model, column, values):
    """Set one column of rows: ``values`` is {id: number or None}."""
    sql = f"""
        UPDATE {Q(model._meta.db_table)} t SET {Q(column)} = n.value
        FROM unnest(%s::bigint[], %s::bigint[]) AS n(id, value) WHERE t.id = n.id"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(values), list(values.values())])


def write_columns(model, columns, rows):
    """Set the same columns of several rows: ``rows`` is {id: dict by column}."""
    table = Q(model._meta.db_table)
    assignments = ", ".join(f"{Q(column)} = n.{Q(column)}" for column in columns)
    rows_given = f"jsonb_populate_recordset(NULL::{table}, %s::jsonb) n"
    sql = f"UPDATE {table} t SET {assignments} FROM {rows_given} WHERE t.id = n.id"
    values = [{**{column: row[column] for column in columns}, "id": pk} for pk, row in rows.items()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(values)])


def put_back(model, rows, unless_taken=False):
    """Insert rows from ``read_rows`` with their ids. Columns added since then get the default of the field.

    Returns the ids of the inserted rows: all, but with ``unless_taken`` without those that conflict with
    the id or unique columns of another row.
    """
    if not rows:
        return set()
    fields = stored_fields(model)
    whole = []
    for row in rows:
        missing = {f.column: f.get_default() for f in fields if f.column not in row and f.has_default()}
        whole.append({**missing, **row})
    columns = ", ".join(Q(field.column) for field in fields if any(field.column in row for row in whole))
    table, taken = Q(model._meta.db_table), "ON CONFLICT DO NOTHING" if unless_taken else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns})"
            f" SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) {taken} RETURNING id",
            [json.dumps(whole, default=str)],
        )
        return {pk for (pk,) in cursor.fetchall()}
