"""Takes what another editor has changed into a form that was sent, in boxes that were left alone.

A box was left alone if it says what stood there before the other's change. What was typed
stays as it was typed.
"""

from django.db.models import TimeField
from django.forms.models import _get_foreign_key

from lib.admin.autocomplete import OneOfField, RowsField
from lib.admin.forms import CitedForm
from lib.admin.formsets import sent_numbers
from lib.references import stored_fields

TAKEN, BOTH, KEPT, GONE = "taken", "both", "kept", "gone"
SAID = {
    TAKEN: "taken over into your form below",
    BOTH: "you typed something else, which is still in your form below",
    KEPT: "stays on record in any case",
    GONE: "it has been removed from your form as well",
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
        self.numbers = {group: sent_numbers(self.post, group) for group, _ in self.groups.values()}
        self.gone = {}  # what the names of a row's boxes begin with: whether it was touched

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
        return next((n for n in self.numbers[group] if self.post.get(f"{group}-{n}-id") == str(pk)), None)

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
            return GONE if change.model in self.groups else self._beside(change)
        touched = any(
            prefix + f.name in self.post
            and self.post[prefix + f.name].replace("\r\n", "\n").strip() != text(f, change.before[f.column]).strip()
            for f in stored_fields(change.model)
            if not f.primary_key and not f.remote_field
        )
        self.gone[prefix] = touched and self.post.get(f"{prefix}DELETE") != "on"
        return (
            "you have changed it: saving enters it again, with what you typed, as a new row"
            if self.gone[prefix]
            else GONE
        )

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
