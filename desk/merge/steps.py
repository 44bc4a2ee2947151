"""Single changes to tables, logged so that they can be taken back.

A step is a dict of JSON values:

========  ==========================================================================
move      a foreign key (``field``) of ``rows`` [{id, from, to, words}] was repointed
set       the columns of row ``id`` changed, ``before`` → ``after``
delete    row ``id`` was removed; ``row`` has its columns, ``why`` the reason
insert    row ``id`` was added; ``row`` has its columns
========  ==========================================================================

Rows are read and written by lib/rows.py.
"""

from collections import defaultdict

from django.db import connection
from django.db.models import CASCADE, ForeignKey, TextField

from lib.rows import Q, read_rows, write_column, write_columns


class ChangeLog:
    """Makes changes and records them in ``log``."""

    def __init__(self):
        self.log = []

    def move(self, model, field, moves, words):
        """Repoint ``field`` of rows: ``moves`` is {id: (from, to)}, ``words`` {id: text}. One statement."""
        if not moves:
            return
        write_column(model, field.column, {pk: to for pk, (_, to) in moves.items()})
        rows = [{"id": pk, "from": old, "to": new, "words": words.get(pk, "")} for pk, (old, new) in moves.items()]
        self.log.append({"op": "move", "model": model._meta.label, "field": field.name, "rows": rows})

    def set(self, model, changes, words=None):
        """Change columns of rows: ``changes`` is {id: (before, after)}, dicts by column.

        One statement per set of columns.
        """
        groups = defaultdict(dict)
        for pk, (before, after) in changes.items():
            groups[tuple(sorted(after))][pk] = after
            step = {"op": "set", "model": model._meta.label, "id": pk, "before": before, "after": after}
            self.log.append({**step, "words": (words or {}).get(pk, "")})
        for columns, rows in groups.items():
            write_columns(model, columns, rows)

    def delete(self, model, rows, **details):
        """Remove rows ({id: row}); ``details`` maps names to {id: value} for the log. One statement."""
        if not rows:
            return
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {Q(model._meta.db_table)} WHERE id = ANY(%s)", [list(rows)])
        for pk, row in rows.items():
            more = {name: values[pk] for name, values in details.items() if pk in values}
            self.log.append({"op": "delete", "model": model._meta.label, "id": pk, "row": row, **more})

    def insert(self, model, instances, words):
        """Add (unsaved) instances; ``words`` has a text for each. Two statements."""
        if instances:
            model._base_manager.bulk_create(instances)
            self.inserted(model, [instance.pk for instance in instances], words)

    def inserted(self, model, pks, words):
        """Log rows that have just been added."""
        rows = read_rows(model, {"id": pks})
        for pk, text in zip(pks, words, strict=True):
            self.log.append({"op": "insert", "model": model._meta.label, "id": pk, "row": rows[pk], "words": text})


def describe(model, pks, besides=(), owners=()):
    """Rows in words: {id: text}; one statement.

    ``besides`` are foreign keys to leave out, ``owners`` names of further ones to include.
    """
    if not pks:
        return {}
    paths, deferred = [], []
    for key in _foreign_keys(model):
        paths.append(key.name)
        deferred += [f"{key.name}__{name}" for name in _long(key.remote_field.model)]
        for further in _foreign_keys(key.remote_field.model):
            paths.append(f"{key.name}__{further.name}")
            deferred += [f"{key.name}__{further.name}__{name}" for name in _long(further.remote_field.model)]
    rows = model._base_manager.select_related(*paths).defer(*_long(model), *deferred).in_bulk(list(pks))
    keys = [k for k in _foreign_keys(model) if k.remote_field.on_delete is CASCADE or k.name in owners]
    keys = [k for k in keys if k not in besides]
    return {pk: _words(row, keys) for pk, row in rows.items()}


def _words(row, owners):
    said = [str(row)]
    for key in owners:
        owner = getattr(row, key.name)
        if owner is not None and str(owner) not in said[0]:
            said.append(str(owner))
    return " – ".join(said)


def _foreign_keys(model):
    return [f for f in model._meta.local_concrete_fields if isinstance(f, ForeignKey)]


def _long(model):
    """Fields that may be long and are not needed for the words."""
    return [
        f.name
        for f in model._meta.local_concrete_fields
        if f.name != "summary" and (isinstance(f, TextField) or f.name == "search")
    ]
