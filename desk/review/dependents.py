"""Finds the dependents that are published with a record, and the records that they refer to.

Based on the foreign keys, so that new tables are included.
"""

import functools

from django.db import connection
from django.db.models import CASCADE, ForeignKey

from lib.publishing import has_publication
from lib.references import references
from register.kinds import LISTED

Q = connection.ops.quote_name

KINDS = {kind.model._meta.model_name: kind.model for kind in LISTED}
# Models that are reviewed by themselves: {model: the foreign key that must be empty, or "" if always}.
REVIEWED = {kind.model: kind.owner.column if kind.owner else "" for kind in LISTED if kind.alone or kind.owner.null}
# Models between two records, which become public with the second.
BETWEEN = {kind.model: kind.owners for kind in LISTED if len(kind.owners) == 2}


@functools.cache
def dependents(model):
    """The dependents of a model with a publication of their own: {model: (field, ...)}."""
    found = {}
    for reference in references(model):
        fields = [f.name for f in reference.fields if f.remote_field.on_delete is CASCADE]
        between = [name for name in BETWEEN.get(reference.model, ()) if name in {f.name for f in reference.fields}]
        if has_publication(reference.model) and (fields or between):
            found[reference.model] = tuple(dict.fromkeys([*fields, *between]))
    return found


@functools.cache
def entered_under(model):
    """The ``dependents`` that are entered with a record and submitted with it: {model: field}.

    Rows between two records are entered with the first.
    """
    found = {child: BETWEEN.get(child, names)[0] for child, names in dependents(model).items()}
    return {child: name for child, name in found.items() if name in dependents(model)[child]}


def beside(model):
    """Yield the dependents of a model without a publication of their own: (model, field)."""
    for reference in references(model):
        if has_publication(reference.model) or reference.model.__name__.startswith("Former"):
            continue
        for one in reference.fields:
            if one.remote_field.on_delete is CASCADE:
                yield reference.model, one


@functools.cache
def _naming(model):
    """SQL for references from records of ``model`` and their rows to unpublished records.

    One ``%s`` (a list of ids) per part; yields kind and id of the referenced records.
    """
    parts = [_named(model, "r.id = ANY(%s)")]
    for row, key in beside(model):
        parts.append(_named(row, f"r.{Q(key.column)} = ANY(%s)"))
    return " UNION ALL ".join(filter(None, parts))


def _named(model, where):
    parts = []
    for one in model._meta.local_concrete_fields:
        target = one.remote_field.model if isinstance(one, ForeignKey) else None
        if target is not None and has_publication(target):
            parts.append(
                f"SELECT '{target._meta.model_name}', t.id FROM {Q(model._meta.db_table)} r"
                f" JOIN {Q(target._meta.db_table)} t ON t.id = r.{Q(one.column)}"
                f" WHERE t.publication <> 'published' AND {where}"
            )
    return " UNION ALL ".join(parts)


def unpublished_named(rows):
    """The unpublished records to which ``rows`` ({model: ids}) and rows beside them refer: {model: {id}}."""
    parts, params = [], []
    for model, pks in rows.items():
        sql = _naming(model)
        if pks and sql:
            parts.append(sql)
            params += [list(pks)] * sql.count("%s")
    found = {}
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)}) n(kind, id)", params)
            for kind, pk in cursor.fetchall():
                found.setdefault(KINDS[kind], set()).add(pk)
    return found
