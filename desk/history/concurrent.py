"""Takes what another editor has changed into a form that was sent, in boxes that were left alone.

A box was left alone if it says what stood there before the other's change. What was typed
stays as it was typed.
"""

from django.db.models import TimeField
from django.forms.models import _get_foreign_key

from lib.admin.autocomplete import OneOfField, RowsField
from lib.admin.forms import CitedForm
from lib.digits import whole_number
from lib.references import stored_fields

TAKEN, BOTH, KEPT = "taken", "both", "kept"
SAID = {
    TAKEN: "taken over into your form below",
    BOTH: "you typed something else, which is still in your form below",
    KEPT: "stays on record in any case",
}


def text(field, value):
    """A column's value as its box sends it."""
    if value is None:
        return ""
    if isinstance(field, TimeField):
        return str(value)[:5]
    return str(value).replace("\r\n", "\n")


class Adopter:
    """Works on a copy of ``request.POST``, which ``finish()`` returns."""

    def __init__(self, admin, request, pk):
        self.admin, self.pk = admin, pk
        self.post = request.POST.copy()
        self.groups = {}  # model: (prefix, inline)
        for inline in admin.get_inline_instances(request):
            key = _get_foreign_key(admin.model, inline.model, inline.fk_name)
            self.groups[inline.model] = (key.remote_field.get_accessor_name(model=inline.model), inline)
        self.gone = {}  # prefix: {index: whether it was touched}

    def merge_concurrent_edit(self, change):
        """Take in one change; what the page tells of it: {change, words, rows: [{label, before, after, state, words}]}."""
        prefix, form = self._place(change)
        state = None
        if change.label == "insert" and form:
            state = self._beside(change)
        elif change.label == "delete":
            state = self._deleted(change, prefix)
        elif prefix is None:
            state = self._beside(change)
        if state:
            return {"change": change, "words": SAID.get(state, state), "rows": change.differences}
        rows = []
        for one in change.differences:
            state = self._field(change, prefix, form, one["field"])
            rows.append({**one, "state": state, "words": SAID[state]})
        return {"change": change, "words": "", "rows": rows}

    def _place(self, change):
        """(prefix of the boxes of a row or None, class of its form)."""
        if change.model is self.admin.model:
            return ("", self.admin.form) if change.row["id"] == self.pk else (None, None)
        if change.model not in self.groups:
            return None, None
        group, inline = self.groups[change.model]
        index = self._index(group, change.row["id"])
        return (f"{group}-{index}-" if index is not None else None), inline.form

    def _index(self, group, pk):
        for index in range(self._numbers(group)[0]):
            if self.post.get(f"{group}-{index}-id") == str(pk):
                return index
        return None

    def _numbers(self, group):
        """How many rows of a kind were on file when the form was opened, and how many it has; 0 where it says nonsense."""
        said = (self.post.get(f"{group}-{which}_FORMS", "") for which in ("INITIAL", "TOTAL"))
        initial, total = (min(whole_number(value) or 0, 5000) for value in said)
        return min(initial, total), total

    def _box(self, name, before, after):
        """Compare one box with what stood there; take the new value over where it was left alone."""
        if name not in self.post:
            return KEPT
        typed = self.post[name].replace("\r\n", "\n")
        if typed == after:
            return TAKEN
        if typed.strip() != before.strip():
            return BOTH
        self.post[name] = after
        return TAKEN

    def _field(self, change, prefix, form, field):
        before, after = (text(field, row[field.column]) for row in (change.before, change.after))
        for name, box in form.declared_fields.items():
            if isinstance(box, OneOfField) and field.name in box.names:
                return self._box(prefix + name, _token(box, change.before), _token(box, change.after))
        if f"{prefix}{field.name}_number" in self.post:
            panels = field.remote_field.model._base_manager.filter(pk__in=filter(None, (before, after)))
            numbers = dict(panels.values_list("pk", "number"))
            before, after = (str(numbers.get(int(v), "")) if v else "" for v in (before, after))
            return self._box(f"{prefix}{field.name}_number", before, after)
        return self._box(prefix + field.name, before, after)

    # -- rows that one box stands for: holders, topics, the first citation ---------------------

    def _beside(self, change):
        """A row beside a row (or the record): in the box of its owner, if the page has one."""
        if change.model in self.groups:
            return KEPT
        for owner, prefix, form in self._owners(change):
            for name, box in form.declared_fields.items():
                if isinstance(box, RowsField) and box.rows.model is change.model and box.rows.owner == owner:
                    return self._tokens(prefix + name, box, change)
            if owner == "record" and issubclass(form, CitedForm):
                return self._citation(prefix, change)
        return KEPT

    def _owners(self, change):
        row = change.row
        for field in stored_fields(change.model):
            if not field.remote_field or row.get(field.column) is None:
                continue
            target = field.remote_field.model
            if target is self.admin.model and row[field.column] == self.pk:
                yield field.name, "", self.admin.form
            elif target in self.groups:
                group, inline = self.groups[target]
                index = self._index(group, row[field.column])
                if index is not None:
                    yield field.name, f"{group}-{index}-", inline.form

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

    def _citation(self, prefix, change):
        columns = ("source_id", "paragraph", "sentence", "locator")
        old, new = ([text(None, (row or {}).get(c)) for c in columns] for row in (change.before, change.after))
        names = [f"{prefix}cite_{name}" for name in CitedForm.CITED]
        if any(name not in self.post for name in names):
            return KEPT
        typed = [self.post[name] for name in names]
        if typed == new:
            return TAKEN
        if typed != old:
            return BOTH if change.label != "insert" else KEPT
        for name, value in zip(names, new, strict=True):
            self.post[name] = value
        return TAKEN

    # -- rows that are gone ---------------------------------------------------------------------

    def _deleted(self, change, prefix):
        if prefix is None:
            return self._beside(change)
        group = self.groups[change.model][0]
        index = int(prefix.removeprefix(f"{group}-").rstrip("-"))
        touched = any(
            prefix + f.name in self.post
            and self.post[prefix + f.name].replace("\r\n", "\n").strip() != text(f, change.before[f.column]).strip()
            for f in stored_fields(change.model)
            if not f.primary_key and not f.remote_field
        )
        self.gone.setdefault(group, {})[index] = touched and self.post.get(f"{prefix}DELETE") != "on"
        if self.gone[group][index]:
            return "you have changed it: saving enters it again, with what you typed, as a new row"
        return "it has been removed from your form as well"

    def finish(self):
        """The form's data; rows that are gone left out, or moved to the new ones where they were touched."""
        for group, gone in self.gone.items():
            initial, total = self._numbers(group)
            kept = [i for i in range(initial) if i not in gone]
            order = kept + list(range(initial, total)) + [i for i, touched in gone.items() if touched]
            taken = {i: {} for i in range(total)}
            for key in [k for k in self.post if k.startswith(f"{group}-")]:
                index, _, name = key.removeprefix(f"{group}-").partition("-")
                if (number := whole_number(index)) in taken:
                    taken[number][name] = self.post.getlist(key)
                    del self.post[key]
            for new, old in enumerate(order):
                for name, values in taken[old].items():
                    self.post.setlist(f"{group}-{new}-{name}", [""] if name == "id" and old in gone else values)
            self.post[f"{group}-INITIAL_FORMS"] = str(len(kept))
            self.post[f"{group}-TOTAL_FORMS"] = str(len(order))
        return self.post


def _token(box, row):
    return next((f"{name}:{row[f'{name}_id']}" for name in box.names if row[f"{name}_id"]), "")
