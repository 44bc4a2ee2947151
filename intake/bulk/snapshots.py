"""Records as they were at an earlier time, read from the history, in the form of state.current().

An import uses it to tell what a person changed in the table from what others have changed here
since the table was exported.
"""

from dataclasses import dataclass

from django.db import connection

from intake.records.format import KINDS
from intake.records.state import plain
from lib.history import history_of


@dataclass
class Before:
    """A record as it was, the base of the planner's comparison."""

    address: str  # its slug or id then
    values: dict
    public_id: str
    file: str = ""


def moment():
    """An aware datetime up to which the history is complete.

    History rows have the start time of their transaction, so those of a transaction that is
    still open will appear with an earlier time than now: its start is returned.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT least(now(), min(xact_start)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


def at(kind, pks, moment):
    """The records with these primary keys as they were at a given time: {pk: Before}.

    One statement for the records, one for each kind of list, and one for each kind that they
    refer to. Records that did not exist then are left out.
    """
    found, wanted = {}, {}
    for row in _then(kind.model, "pgh_obj_id", pks, moment, kind.keys, [kind.address, "public_id"], wanted):
        pk, _, values, (address, public_id) = row
        values.update((name, []) for name in kind.rows)
        found[pk] = Before(address, values, public_id)
    for name, rows in kind.rows.items():
        for _, owner, values, _ in _then(rows.model, f"{rows.owner}_id", pks, moment, rows.keys, [], wanted):
            if owner in found:
                found[owner].values[name].append(values)
    _name(wanted)
    return found


def _then(model, by, values, moment, keys, more, wanted):
    """The rows of a table at a given time whose column ``by`` was one of ``values`` then: (pk, by, values, more)."""
    history = history_of(model)
    names = [key.field.attname for key in keys.values()]
    rows = history.objects.filter(pgh_created_at__lte=moment)
    owned = rows.filter(**{f"{by}__in": values})
    if by != "pgh_obj_id":
        # A row may have been moved from or to another record (by a merge, its undoing, or by hand). Every row that
        # ever belonged here is a candidate, found by index, and its latest history row decides to whom it belonged.
        owned = rows.filter(pgh_obj_id__in=owned.values("pgh_obj_id"))
    rows = owned.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    here = set(values)
    for pk, label, owner, *row in rows.values_list("pgh_obj_id", "pgh_label", by, *more, *names):
        if label == "delete" or owner not in here:
            continue
        extra, row = row[: len(more)], row[len(more) :]
        found = {}
        for (name, key), value in zip(keys.items(), row, strict=True):
            found[name] = plain(value)
            if key.holds == "reference" and value is not None:
                wanted.setdefault(key.refers.name, []).append((value, found, name))
        yield pk, owner, found, extra


def _name(wanted):
    """Replace the primary keys of references by slugs and ids; those of deleted records by words that match nothing."""
    for name, places in wanted.items():
        kind = KINDS[name]
        rows = kind.model.objects.filter(pk__in={pk for pk, _, _ in places})
        addresses = dict(rows.values_list("pk", kind.address))
        for pk, values, key in places:
            values[key] = addresses.get(pk, f"(deleted: {pk})")
