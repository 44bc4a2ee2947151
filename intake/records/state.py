"""What the database says of records, in the same form as the files' entries."""

from intake.records.reading import time_text
from lib.api.sql import among
from lib.partialdates.core import PartialDate


def current(kind, pks):
    """The records with these primary keys: {pk: (slug or id, public id, values)}.

    One statement for the records and one for each kind of list below them.
    """
    if not pks:
        return {}
    keys = list(kind.keys.values())
    columns = [key.column for key in keys]
    found = {}
    for pk, address, public_id, *row in kind.model.objects.filter(among("pk", pks)).values_list(
        "pk", kind.address, "public_id", *columns
    ):
        values = {key.name: plain(value) for key, value in zip(keys, row, strict=True)}
        values.update((name, []) for name in kind.rows)
        found[pk] = (address, public_id, values)
    for name, rows in kind.rows.items():
        for owner, _, row in listed(rows, pks):
            if owner in found:  # else it was deleted a moment ago
                found[owner][2][name].append(row)
    return found


def listed(rows, owners):
    """The rows of one kind of list below records (primary keys ``owners``), as (owner, primary key, values)."""
    keys = list(rows.keys.values())
    below = rows.model.objects.filter(among(f"{rows.owner}_id", owners)).order_by("pk")
    for owner, pk, *row in below.values_list(f"{rows.owner}_id", "pk", *(key.column for key in keys)):
        yield owner, pk, {key.name: plain(value) for key, value in zip(keys, row, strict=True)}


def plain(value):
    """A value of a column as the files write it."""
    if isinstance(value, PartialDate):
        return str(value)
    if hasattr(value, "isoformat"):
        return time_text(value)
    return value
