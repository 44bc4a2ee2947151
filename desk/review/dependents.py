"""What hangs on a record and is published with it, and which other records all that names.

Read from the foreign keys: a table that is added tomorrow hangs on its record from then on.
"""

import functools

from django.db import connection
from django.db.models import CASCADE, ForeignKey

from lib.publishing import has_publication
from lib.references import references
from register.kinds import LISTED

Q = connection.ops.quote_name

KINDS = {kind.model._meta.model_name: kind.model for kind in LISTED}
# What is reviewed as a whole, since it stands alone or may: {model: the column that is empty then, or "" if it always does}.
REVIEWED = {kind.model: kind.owner.column if kind.owner else "" for kind in LISTED if kind.alone or kind.owner.null}
# What hangs on two records, and is deleted with neither or one of them: it becomes public with the second.
BETWEEN = {kind.model: kind.owners for kind in LISTED if len(kind.owners) == 2}


@functools.cache
def dependents(model):
    """The tables with a publication of their own that hang on a kind of record: {model: (field, ...)}."""
    found = {}
    for reference in references(model):
        fields = [f.name for f in reference.fields if f.remote_field.on_delete is CASCADE]
        between = [name for name in BETWEEN.get(reference.model, ()) if name in {f.name for f in reference.fields}]
        if has_publication(reference.model) and (fields or between):
            found[reference.model] = tuple(dict.fromkeys([*fields, *between]))
    return found


@functools.cache
def entered_under(model):
    """Of ``hanging``, what is entered under a kind of record and submitted with it: {model: field}.

    What hangs between two records is entered under the first of them.
    """
    found = {child: BETWEEN.get(child, names)[0] for child, names in dependents(model).items()}
    return {child: name for child, name in found.items() if name in dependents(model)[child]}


def beside(model):
    """Tables of rows beside a record, without a publication of their own: [(model, field)]."""
    for reference in references(model):
        if has_publication(reference.model) or reference.model.__name__.startswith("Former"):
            continue
        for one in reference.fields:
            if one.remote_field.on_delete is CASCADE:
                yield reference.model, one


@functools.cache
def _naming(model):
    """SQL of all rows of records of ``model`` and beside them that name a record which is not published.

    One ``%s`` (a list of ids of the records) per part; gives the kind and id named.
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
    """The records, not published, that ``rows`` ({model: ids}) and what stands beside them name: {model: {id}}."""
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
