"""Undoing a merge: reverts the steps of its log, unless later changes conflict."""

from dataclasses import dataclass, field
from itertools import groupby

import pghistory
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from desk import duplicates
from desk.duplicates import tasks
from desk.kinds import KINDS
from desk.merge.engine import one_at_a_time
from desk.merge.rejected import MergeRejected
from desk.models import Merge
from lib.agreement import contradictions
from lib.rows import Q, check_deferred, put_back, read_rows, write_column, write_columns
from lib.violations import violation_messages

# How many obstacles are listed.
SHOWN = 20


def undo(merge_id, *, user=None):
    """Undo a merge in one transaction; returns it. Raises MergeRejected with the obstacles."""
    try:
        with transaction.atomic():
            one_at_a_time()
            made = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
            if made.undone_at:
                raise MergeRejected(f"This merge was already undone on {made.undone_at:%-d %B %Y at %H:%M} UTC.")
            _check_survivor(made)
            steps = made.log["steps"]
            if obstacles := in_the_way(steps):
                raise MergeRejected(
                    "Something that the merge wrote has been changed since then, and undoing it would overwrite "
                    "that. Nothing was changed.",
                    details=obstacles,
                )
            with pghistory.context(merge_undone=made.pk):
                for _, group in groupby(reversed(steps), key=_together):
                    _take_back(list(group))
                if told := contradictions(_written(steps)):
                    raise MergeRejected("Undoing it would contradict what was entered since then.", details=told)
                check_deferred()
            made.undone_at, made.undone_by = Now(), user
            made.save(update_fields=["undone_at", "undone_by"])
            made.refresh_from_db()
    except DatabaseError as error:
        raise MergeRejected(" ".join(violation_messages(error))) from error
    if made.kind in duplicates.KINDS and duplicates.refresh(made.kind):
        # Update the numbers on the desk; the worker compares what is too much for a request.
        tasks.start(made.kind)
    return made


def _check_survivor(made):
    model = KINDS[made.kind].model
    if model._base_manager.filter(public_id=made.survivor).exists():
        return
    later = Merge.objects.filter(absorbed=made.survivor, undone_at=None).first()
    if later:
        raise MergeRejected(
            f"“{made.survivor_words}” has since been merged into “{later.survivor_words}” itself "
            f"(merge {later.pk}): undo that merge first."
        )
    raise MergeRejected(f"“{made.survivor_words}” has been deleted since then: bring it back first.")


def in_the_way(steps):
    """Later changes that undoing would overwrite: texts, at most SHOWN, and the number of others."""
    touched = {}
    for step in steps:
        rows = step["rows"] if step["op"] == "move" else [step]
        touched.setdefault(step["model"], set()).update(row["id"] for row in rows)
    now = {label: read_rows(apps.get_model(label), {"id": sorted(pks)}) for label, pks in sorted(touched.items())}
    expected = _after(steps)
    found = []
    for (label, pk), left in expected.items():
        model, row = apps.get_model(label), now[label].get(pk)
        name = f"{model._meta.verbose_name} {pk}"
        if left is None:
            if row is not None:
                found.append(f"{name} is on record again")
        elif row is not None:
            found += [
                f"{name} ({left.words}): “{_label(model, column)}” has been changed"
                for column, value in left.columns.items()
                if column in row and row[column] != value
            ]
        elif not left.inserted:
            found.append(f"{name} ({left.words}) has been deleted")
    texts = list(dict.fromkeys(found))
    return texts[:SHOWN] + ([f"and {len(texts) - SHOWN} more"] if len(texts) > SHOWN else [])


def _written(steps):
    """The rows that undoing writes: {model: ids}."""
    found = {}
    for step in steps:
        if step["op"] != "insert":
            rows = step["rows"] if step["op"] == "move" else [step]
            found.setdefault(apps.get_model(step["model"]), set()).update(row["id"] for row in rows)
    return found


@dataclass
class LeftRow:
    """A row after the merge: its name, the columns that the merge wrote, and whether it added the row."""

    words: str
    columns: dict = field(default_factory=dict)
    inserted: bool = False


def _after(steps):
    """The rows after the merge: {(model, id): LeftRow}; None for a row that it removed."""
    left = {}
    for step in steps:
        if step["op"] == "move":
            column = apps.get_model(step["model"])._meta.get_field(step["field"]).column
            for row in step["rows"]:
                left.setdefault((step["model"], row["id"]), LeftRow(row["words"])).columns[column] = row["to"]
            continue
        key = step["model"], step["id"]
        if step["op"] == "set":
            left.setdefault(key, LeftRow(step["words"])).columns.update(step["after"])
        elif step["op"] == "delete":
            left[key] = None
        else:
            left[key] = LeftRow(step["words"], dict(step["row"]), inserted=True)
    return left


def _label(model, column):
    fields = model._meta.local_concrete_fields
    return next((one.verbose_name for one in fields if one.column == column), column)


def _together(step):
    """Key of consecutive steps that one statement can revert."""
    number = id(step) if step["op"] == "move" else None
    return step["op"], step["model"], sorted(step.get("before", ())), number


def _take_back(steps):
    """Revert steps of one kind, given in reverse order."""
    op, model = steps[0]["op"], apps.get_model(steps[0]["model"])
    if op == "move":
        column = model._meta.get_field(steps[0]["field"]).column
        write_column(model, column, {row["id"]: row["from"] for row in steps[0]["rows"]})
    elif op == "set":
        write_columns(model, list(steps[0]["before"]), {step["id"]: step["before"] for step in steps})
    elif op == "delete":
        put_back(model, [step["row"] for step in steps])
    else:
        with connection.cursor() as cursor:
            pks = [step["id"] for step in steps]
            cursor.execute(f"DELETE FROM {Q(model._meta.db_table)} WHERE id = ANY(%s)", [pks])
