"""Takes what another editor has changed into a form that was sent, in boxes that were left alone.

A box was left alone if it says what stood there before the other's change. What was typed
stays as it was typed. A box in which nothing is chosen sends nothing: which boxes a page has
is read from its forms.
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
    """A column's value as its box sends it."""
    if value is None:
        return ""
    if isinstance(field, TimeField):
        return str(value)[:5]
    return str(value).replace("\r\n", "\n")


@dataclass(frozen=True)
class SentFields:
    """The boxes of a record or row that were sent: what their names begin with, the class of the form, their names."""

    prefix: str
    form: type
    names: Collection[str]


class SentData:
    """The data of a form that was sent: a copy of ``request.POST``, which ``finish()`` returns."""

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
        self.gone = {}  # what the names of a row's boxes begin with: whether it was touched

    def merge_concurrent_edit(self, change):
        """Take in one change; what the page tells of it: {change, words, rows: [{label, before, after, state, words}]}."""
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
        """The boxes of the record or a row; None where they were not sent."""
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
        """Compare boxes with what stood there, {name: (before, after)}; take over what is new if all were left alone."""
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

    # -- rows that one box stands for: holders, topics, the first citation ---------------------

    def _beside(self, change):
        """A row beside a row (or the record): in the box of its owner, if the page has one."""
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
        """What a row hangs on that was sent: (name of the foreign key, SentFields)."""
        for field in stored_fields(change.model):
            if field.remote_field and (pk := change.row.get(field.column)) is not None:
                if boxes := self._boxes(field.remote_field.model, pk):
                    yield field.name, boxes

    def _tokens(self, name, box, change):
        """A list of choices: with what the other added, without what the other removed."""
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
        """The boxes of a row's first citation: with what is the first now."""
        columns = ("source_id", "paragraph", "sentence", "locator")
        cited = boxes.form.in_order(change.model._base_manager.filter(record=change.row["record_id"]))
        first = cited.values("id", *columns).first()
        if change.label != "delete" and (first is None or first["id"] != change.row["id"]):
            return KEPT
        sides = ([text(None, (row or {}).get(column)) for column in columns] for row in (change.before, first))
        names = (f"cite_{name}" for name in CitedForm.CITED)
        return self._merge(boxes, dict(zip(names, zip(*sides, strict=True), strict=True)))

    # -- rows that are gone ---------------------------------------------------------------------

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
        """The form's data; rows that are gone left out, or new ones where they were touched."""
        for prefix, touched in self.gone.items():
            for name in [name for name in self.post if name.startswith(prefix)]:
                if not touched:
                    del self.post[name]
                elif name == f"{prefix}id":
                    self.post[name] = ""
        return self.post


def _token(box, row):
    return next((f"{name}:{row[f'{name}_id']}" for name in box.names if row[f"{name}_id"]), "")
