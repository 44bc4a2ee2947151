"""The steps of a merge in words, for its preview and its result."""

from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist


@dataclass
class MovedRows:
    """Rows of one table with the same change: ``title`` in words, ``rows`` for the page."""

    title: str
    rows: list = field(default_factory=list)


@dataclass
class MergeSummary:
    """The effects of a merge: rows that move, that are merged into others, that change, that are added."""

    moved: list
    collided: list
    removed: list
    changed: list
    added: list

    @property
    def moved_count(self):
        """The number of rows that move to the survivor."""
        return sum(len(group.rows) for group in self.moved)


def describe_merge(kind, survivor_id, absorbed_id, steps):
    """The MergeSummary of a log, without the two records' own rows, which the page shows separately."""
    names = _names(steps)
    own = {(kind.model._meta.label, survivor_id), (kind.model._meta.label, absorbed_id)}
    told = MergeSummary([], [], [], [], [])
    for step in steps:
        model, meta = _model(step["model"])
        if step["op"] == "move":
            told.moved.append(_moved(step, model, meta, names))
        elif (step["model"], step["id"]) in own:
            continue
        elif step["op"] == "delete":
            row = {key: step.get(key, "") for key in ("words", "why", "kept", "differs")} | {"kind": meta(1)}
            (told.collided if step.get("kept_id") else told.removed).append(row)
        elif step["op"] == "set":
            told.changed.append({"kind": meta(1), "words": step["words"], "changes": changes(model, step)})
        else:
            address = model is not None and model.__name__.startswith("Former")
            told.added.append({"kind": "address" if address else meta(1), "words": step["words"]})
    return told


def _model(label):
    """(model or None, function n → the kind's name for n rows)."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return None, lambda n: label
    return model, lambda n: str(model._meta.verbose_name if n == 1 else model._meta.verbose_name_plural)


def _names(steps):
    """The names of merged rows and of their survivors: {(label, id): words}."""
    names = {}
    for step in steps:
        if step["op"] == "delete":
            names[step["model"], step["id"]] = step.get("words", "")
            if step.get("kept_id"):
                names[step["model"], step["kept_id"]] = step["kept"]
    return names


def _moved(step, model, meta, names):
    rows = step["rows"]
    try:
        key = model._meta.get_field(step["field"])
        target, label = key.remote_field.model._meta.label, str(key.verbose_name)
    except (AttributeError, FieldDoesNotExist):
        target, label = "", step["field"]
    shown = [
        {
            "words": row["words"],
            "from": names.get((target, row["from"]), f"number {row['from']}"),
            "to": names.get((target, row["to"]), ""),
        }
        for row in rows
    ]
    what = meta(len(rows))
    return MovedRows(f"{len(rows)} {what}" + ("" if label in ("record", what) else f" ({label})"), shown)


def changes(model, step):
    """The columns that a step changed, without search keys: [{field, before, after}]."""
    labels = {f.column: str(f.verbose_name) for f in model._meta.local_concrete_fields} if model else {}
    return [
        {"field": labels.get(column, column), "before": step["before"][column], "after": value}
        for column, value in step["after"].items()
        if not column.endswith("_key") and column != "key"
    ]
