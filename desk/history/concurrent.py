"""Merges the changes of another editor into the untouched boxes of a submitted form.

A box is untouched if it has the value from before the other's change. Typed values are kept. Boxes without a choice
send nothing, so the boxes of a page are read from its forms.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TimeField
from django.forms.models import _get_foreign_key

from lib.admin.autocomplete import OneOfField, RowsField
from lib.admin.forms import CitedForm
from lib.admin.formsets import sent_numbers
from lib.references import stored_fields

TAKEN, BOTH, KEPT, GONE, AGAIN = "taken", "both", "kept", "gone", "again"
SAID = {
    TAKEN: "taken over into your form below",
    BOTH: "you typed something else, which is still in your form below",
    KEPT: "stays on record in any case",
    GONE: "it has been removed from your form as well",
    AGAIN: "you have changed it: saving enters it again, with what you typed, as a new row",
}


def text(field, value):
    """The value of a column as its box sends it."""
    if value is None:
        return ""
    if isinstance(field, TimeField):
        return str(value)[:5]
    return str(value).replace("\r\n", "\n")


@dataclass(frozen=True)
class SentFields:
    """The submitted boxes of a record or row: the prefix of their names, the class of the form, their names."""

    prefix: str
    form: type
    names: Collection[str]


class SentData:
    """The data of a submitted form: a copy of ``request.POST``, which ``finish()`` returns."""

    def __init__(self, admin, request, pk):
        self.admin, self.pk = admin, pk
        self.post = request.POST.copy()
        record = admin.model._base_manager.get(pk=pk)
        self.own = SentFields("", admin.form, admin.get_form(request, record, change=True).base_fields)
        self.groups = {}  # model: (prefix, form, names of its boxes)
        for inline in admin.get_inline_instances(request, record):
            key = _get_foreign_key(admin.model, inline.model, inline.fk_name)
            names = inline.get_formset(request, record).form.base_fields
            self.groups[inline.model] = (key.remote_field.get_accessor_name(model=inline.model), inline.form, names)
        self.numbers = {group: sent_numbers(self.post, group) for group, *_ in self.groups.values()}
        self.gone = {}  # prefix of a row's boxes: whether it was touched

    def merge_concurrent_edit(self, change):
        """Merge a change; returns {change, words, rows: [{label, before, after, state, words}]} for the page."""
        boxes = self._boxes(change.model, change.row["id"])
        state = None
        if change.label == "delete":
            state = self._deleted(change, boxes)
        elif boxes is None or change.label == "insert":
            state = self._beside(change)
        if state:
            return {"change": change, "words": SAID.get(state, state), "rows": change.differences}
        rows = []
        for one in change.differences:
            state = self._field(change, boxes, one["field"])
            rows.append({**one, "state": state, "words": SAID[state]})
        return {"change": change, "words": "", "rows": rows}

    def _boxes(self, model, pk):
        """The boxes of the record or a row; None if they were not sent."""
        if model is self.admin.model:
            return self.own if pk == self.pk else None
        if model not in self.groups:
            return None
        group, form, names = self.groups[model]
        index = self._index(group, pk)
        return None if index is None else SentFields(f"{group}-{index}-", form, names)

    def _index(self, group, pk):
        return next((n for n in self.numbers[group] if self.post.get(f"{group}-{n}-id") == str(pk)), None)

    def _typed(self, boxes, name):
        return self.post.get(boxes.prefix + name, "").replace("\r\n", "\n")

    def _merge(self, boxes, values):
        """Compare boxes with {name: (before, after)}; set the new values if all boxes are untouched."""
        if not values.keys() <= set(boxes.names):
            return KEPT
        typed = {name: self._typed(boxes, name) for name in values}
        if all(typed[name] == after for name, (_, after) in values.items()):
            return TAKEN
        if any(typed[name].strip() != before.strip() for name, (before, _) in values.items()):
            return BOTH
        for name, (_, after) in values.items():
            self.post[boxes.prefix + name] = after
        return TAKEN

    def _field(self, change, boxes, field):
        for name, box in boxes.form.declared_fields.items():
            if isinstance(box, OneOfField) and field.name in box.names:
                return self._merge(boxes, {name: (_token(box, change.before), _token(box, change.after))})
        before, after = (text(field, row[field.column]) for row in (change.before, change.after))
        name = getattr(boxes.form, "stands_for", {}).get(field.name, field.name)
        if name != field.name:
            # A panel is chosen by its number.
            panels = field.remote_field.model._base_manager.filter(pk__in=filter(None, (before, after)))
            numbers = {str(pk): str(number) for pk, number in panels.values_list("pk", "number")}
            before, after = (numbers.get(pk, "") for pk in (before, after))
        return self._merge(boxes, {name: (before, after)})

    # -- rows that are edited in one box: holders, topics, the first citation -------------------

    def _beside(self, change):
        """Merge a row that belongs to a row or the record into its owner's box, if the page has one."""
        if change.model in self.groups:
            return KEPT
        for owner, boxes in self._owners(change):
            for name, box in boxes.form.declared_fields.items():
                if isinstance(box, RowsField) and box.rows.model is change.model and box.rows.owner == owner:
                    return self._tokens(boxes.prefix + name, box, change)
            if owner == "record" and issubclass(boxes.form, CitedForm):
                return self._citation(boxes, change)
        return KEPT

    def _owners(self, change):
        """The submitted owners of a row: (name of the foreign key, SentFields)."""
        for field in stored_fields(change.model):
            if field.remote_field and (pk := change.row.get(field.column)) is not None:
                if boxes := self._boxes(field.remote_field.model, pk):
                    yield field.name, boxes

    def _tokens(self, name, box, change):
        """Add to a list of choices what the other added, and remove what the other removed."""
        chosen = self.post.getlist(name)
        old, new = (box.rows._token(row) if row else None for row in (change.before, change.after))
        if old in chosen:
            chosen = [new if token == old else token for token in chosen if token != old or new]
        elif new and old is None and new not in chosen:
            chosen = [*chosen, new]
        elif new not in chosen and new:
            return BOTH
        self.post.setlist(name, chosen)
        return TAKEN

    def _citation(self, boxes, change):
        """Merge the current first citation of a row into its boxes."""
        columns = ("source_id", "paragraph", "sentence", "locator")
        cited = boxes.form.in_order(change.model._base_manager.filter(record=change.row["record_id"]))
        first = cited.values("id", *columns).first()
        if change.label != "delete" and (first is None or first["id"] != change.row["id"]):
            return KEPT
        sides = ([text(None, (row or {}).get(column)) for column in columns] for row in (change.before, first))
        names = (f"cite_{name}" for name in CitedForm.CITED)
        return self._merge(boxes, dict(zip(names, zip(*sides, strict=True), strict=True)))

    # -- deleted rows ---------------------------------------------------------------------------

    def _deleted(self, change, boxes):
        if boxes is None:
            return GONE if change.model in self.groups else self._beside(change)
        touched = any(
            boxes.prefix + f.name in self.post
            and self._typed(boxes, f.name).strip() != text(f, change.before[f.column]).strip()
            for f in stored_fields(change.model)
            if not f.primary_key and not f.remote_field
        )
        self.gone[boxes.prefix] = touched = touched and self.post.get(f"{boxes.prefix}DELETE") != "on"
        return AGAIN if touched else GONE

    def finish(self):
        """The form's data; deleted rows are left out, or become new rows if they were touched."""
        for prefix, touched in self.gone.items():
            for name in [name for name in self.post if name.startswith(prefix)]:
                if not touched:
                    del self.post[name]
                elif name == f"{prefix}id":
                    self.post[name] = ""
        return self.post


def _token(box, row):
    return next((f"{name}:{row[f'{name}_id']}" for name in box.names if row[f"{name}_id"]), "")
