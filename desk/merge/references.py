"""The unique keys that may collide in a merge, read from the models.

The references to a record are in lib/references.py.
"""

import functools
from dataclasses import dataclass

from django.db.models import UniqueConstraint


@dataclass(frozen=True)
class Key:
    """A unique key of a table: ``of(row)`` returns the key of a row (a dict by column), or None if it has none."""

    name: str
    columns: tuple
    of: callable


# Keys that are expressions or have a condition, by the name of their constraint: the columns, and a function that returns
# the key of a row, or None if the constraint does not apply.
SPECIAL = {
    "eventlink_parallel_once": (
        ("from_event_id", "to_event_id", "kind"),
        lambda row: (
            (min(row["from_event_id"], row["to_event_id"]), max(row["from_event_id"], row["to_event_id"]))
            if row["kind"] == "parallel_to"
            else None
        ),
    ),
}


@functools.cache
def unique_keys(model, columns):
    """The Keys of a table that have one of ``columns`` (a tuple) in them."""
    found = []
    for field in model._meta.local_concrete_fields:
        if field.unique and field.column in columns:
            found.append(_plain_key(f"{model._meta.db_table}.{field.column}", (field.column,), nulls_distinct=True))
    for names in model._meta.unique_together:
        found.append(_plain_key("+".join(names), _columns(model, names), nulls_distinct=True))
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        if constraint.name in SPECIAL:
            found.append(Key(constraint.name, *SPECIAL[constraint.name]))
        elif constraint.expressions or constraint.condition is not None:
            raise LookupError(
                f"Merging cannot read the constraint {constraint.name} of {model.__name__}: "
                "describe it in SPECIAL in desk/merge/references.py."
            )
        else:
            distinct = constraint.nulls_distinct is not False
            found.append(_plain_key(constraint.name, _columns(model, constraint.fields), nulls_distinct=distinct))
    return tuple(key for key in found if set(key.columns) & set(columns))


def _columns(model, names):
    return tuple(model._meta.get_field(name).column for name in names)


def _plain_key(name, columns, nulls_distinct):
    def of(row):
        values = tuple(row[column] for column in columns)
        return None if nulls_distinct and None in values else values

    return Key(name, columns, of)
