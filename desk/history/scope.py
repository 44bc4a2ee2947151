"""Finds the history rows of a record: its own and those of its dependents, two levels down.

The dependents are found by the foreign keys, so that new tables are included. Rows that have been deleted since, or
moved to another record, are found by their former foreign keys.
"""

import functools

from django.db import connection
from django.db.models import CASCADE
from django.forms.models import _get_foreign_key

from lib.database.prepared import rows_of
from lib.history import history_of
from lib.references import references

Q = connection.ops.quote_name


@functools.cache
def _scope(model, inlines):
    """The tables of a record's history: {model: SQL condition on ``h`` with a %s for each use of the record's id}."""
    found = {model: "h.pgh_obj_id = %s"}
    first = {}
    for child, columns in _children(model, inlines):
        if child is model:
            continue
        table = Q(history_of(child)._meta.db_table)
        pointing = " OR ".join(f"c.{Q(column)} = %s" for column in columns)
        first[child] = f"SELECT c.pgh_obj_id FROM {table} c WHERE {pointing}"
    for child, ids in first.items():
        found[child] = f"h.pgh_obj_id IN ({ids})"
    for child, ids in first.items():
        for below, columns in _children(child, ()):
            if below in found:
                continue
            table = Q(history_of(below)._meta.db_table)
            pointing = " OR ".join(f"g.{Q(column)} IN ({ids})" for column in columns)
            found[below] = f"h.pgh_obj_id IN (SELECT g.pgh_obj_id FROM {table} g WHERE {pointing})"
    return found


def _children(model, inlines):
    """Tracked tables that are deleted with the record or are inlines of its form: (model, columns)."""
    for reference in references(model):
        on_page = [_get_foreign_key(model, inline, fk).name for inline, fk in inlines if inline is reference.model]
        fields = [f for f in reference.fields if f.remote_field.on_delete is CASCADE or f.name in on_page]
        if fields and history_of(reference.model):
            yield reference.model, [f.column for f in fields]


def scope(admin):
    """The tables of the history of the records that ``admin`` shows; see _scope."""
    return _scope(admin.model, tuple(dict.fromkeys((inline.model, inline.fk_name) for inline in admin.inlines)))


def union(tables, pk, columns):
    """(SQL, params) of all history rows of record ``pk``: the number ``t`` of their table, and ``columns`` of ``h``."""
    parts, params = [], []
    for number, (model, condition) in enumerate(tables.items()):
        parts.append(f"SELECT {number} AS t, {columns} FROM {Q(history_of(model)._meta.db_table)} h WHERE {condition}")
        params += [pk] * condition.count("%s")
    return " UNION ALL ".join(parts), params


def version(admin, pk):
    """The version of a record's history: {table: [number of rows, last id]}; one statement.

    Both are needed, since a transaction that began earlier may commit later.
    """
    tables = scope(admin)
    models = list(tables)
    sql, _ = union(tables, pk, "h.pgh_id")
    # The same text for all records of a model, so that its plan is reused.
    kept = f"SELECT t, count(*), max(pgh_id) FROM ({sql}) s GROUP BY t ORDER BY t".replace("%s", "%(pk)s")
    return {models[t]._meta.label: [count, last] for t, count, last in rows_of(kept, {"pk": pk})}
