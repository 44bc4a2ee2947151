"""Taking a change back, and restoring deleted records with everything that was deleted with them."""

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import CASCADE, Exists, ForeignKey, OuterRef, ProtectedError

from desk.history.read import read_changes
from desk.history.redact import MARK
from desk.history.words import Names, compared
from lib import revive
from lib.agreement import contradictions
from lib.history import history_of
from lib.publishing import forbid_visibility_change
from lib.references import references
from lib.revive import NotPossible
from lib.rows import check_deferred, read_rows
from lib.violations import still_used, violation_messages


class NothingLeft(NotPossible):
    """Nothing is left to take back: the record already has its former values."""


@dataclass
class RestorePlan:
    """What taking a change back would do: ``rows`` by field, or ``records`` that are deleted or restored."""

    change: object
    rows: list = field(default_factory=list)
    records: list = field(default_factory=list)
    latest: int = 0

    @property
    def conflicts(self):
        """The rows of fields that were changed again later."""
        return [row for row in self.rows if row["conflict"]]


def find(model, pgh_id):
    """A change by the id of its history row, or None."""
    return read_changes({(model, pgh_id)}).get((model, pgh_id))


def latest(model, pk):
    """The id of the last history row of a row."""
    return (
        history_of(model)
        ._base_manager.filter(pgh_obj_id=pk)
        .order_by("-pgh_id")
        .values_list("pgh_id", flat=True)
        .first()
    )


def plan(change):
    """The RestorePlan of a change. Raises NotPossible."""
    pk = change.row["id"]
    found = RestorePlan(change, latest=latest(change.model, pk))
    now = read_rows(change.model, {"id": [pk]}, lock=False).get(pk)
    if change.label == "delete":
        found.records = _titles(revive.together({change.model: [change.pgh_id]}))
        return found
    if now is None:
        raise NotPossible(["It has been deleted since then: bring it back first."])
    if change.label == "insert":
        found.records = _titles(_below(change.model, pk))
        return found
    names = Names()
    for row in (now, change.before, change.after):
        names.want(change.model, row)
    names.load()
    for one in compared(change.model):
        old, new, current = (row.get(one.column) for row in (change.before, change.after, now))
        if old != new and current != old and one.column in now and one.column in change.before:
            if isinstance(old, str) and MARK in old:
                raise NotPossible([f"What “{one.verbose_name}” said before was redacted: write what it should say."])
            found.rows.append(
                {
                    "field": one, "label": str(one.verbose_name), "now": names.value(one, current),
                    "then": names.value(one, old), "conflict": current != new,
                }
            )  # fmt: skip
    if not found.rows:
        raise NothingLeft(
            ["There is nothing left to take back: all fields already say what they said before this change."]
        )
    return found


def _titles(rows):
    """Rows ({model: [row]}) in words: [{kind, title}]."""
    names = Names()
    for model, found in rows.items():
        for row in found:
            names.want(model, row)
    names.load()
    return [
        {"kind": model._meta.verbose_name, "title": names.row(model, row, set(rows) - {model})}
        for model, found in rows.items()
        for row in found
    ]


def _below(model, pk):
    """A row and everything that would be deleted with it: {model: [row]}."""
    found = {model: list(read_rows(model, {"id": [pk]}, lock=False).values())}
    level = {model: [pk]}
    while level:
        further = {}
        for owner, pks in level.items():
            for reference in references(owner):
                columns = [f.column for f in reference.fields if f.remote_field.on_delete is CASCADE]
                known = {row["id"] for row in found.get(reference.model, [])}
                rows = read_rows(reference.model, dict.fromkeys(columns, pks), lock=False) if columns else {}
                rows = {i: row for i, row in rows.items() if i not in known}
                if rows:
                    found.setdefault(reference.model, []).extend(rows.values())
                    further.setdefault(reference.model, []).extend(rows)
        level = further
    return found


def take_back(change, expected, user=None):
    """Take a change back in one transaction; ``expected`` is the ``latest`` of the plan agreed to. Raises NotPossible.

    For a ``user`` who may not publish, no row may become public or hidden through the record it belongs to.
    """
    with _explained(change.model), transaction.atomic():
        pk = change.row["id"]
        record = change.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if latest(change.model, pk) != expected:
            raise NotPossible(["It has been changed since this preview was made. Look at it again."])
        found = plan(change)
        with pghistory.context(reverted=change.key):
            if change.label == "delete":
                bring_back(change)
            elif change.label == "insert":
                record.delete()
            else:
                with forbid_visibility_change(user, record) if user else nullcontext():
                    _set_back(record, change, found)
                if told := contradictions({change.model: [pk]}):
                    raise NotPossible(told)
        check_deferred()


def _set_back(record, change, found):
    missing = []
    for row in found.rows:
        one, value = row["field"], change.before[row["field"].column]
        if isinstance(one, ForeignKey) and value is not None:
            if not one.remote_field.model._base_manager.filter(pk=value).exists():
                missing.append(f"{row['label']}: {row['then']} is not on record: bring it back first.")
        setattr(record, one.attname, one.to_python(value) if not isinstance(one, ForeignKey) else value)
        if isinstance(one, ForeignKey):
            record._state.fields_cache.pop(one.name, None)
    if missing:
        raise NotPossible(missing)
    record.full_clean()
    record.save()


# -- deleted records -------------------------------------------------------------------------


def bring_back(change):
    """Restore a deleted row with everything that was deleted with it, within a transaction. Raises NotPossible."""
    with _explained(change.model):
        revive.bring_back({change.model: [change.pgh_id]})
        check_deferred()


def deleted(model, before=None, number=50):
    """The history rows of deleted records of a model that have not been restored, with contexts, newest first."""
    rows = history_of(model)._base_manager.filter(pgh_label="delete")
    there = model._base_manager.filter(pk=OuterRef("pgh_obj_id"))
    newer = rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    found = rows.filter(~Exists(there), ~Exists(newer))
    if before:
        found = found.filter(pgh_id__lt=before)
    return list(found.select_related("pgh_context").order_by("-pgh_id")[:number])


@contextmanager
def _explained(model):
    """Turn what models and the database refuse into NotPossible."""
    try:
        yield
    except ProtectedError as error:
        raise NotPossible([still_used(error)]) from error
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        told = [m if name == NON_FIELD_ERRORS else f"{name}: {m}" for name, ms in errors.items() for m in ms]
        raise NotPossible(told) from error
    except DatabaseError as error:
        raise NotPossible(violation_messages(error, model)) from error
