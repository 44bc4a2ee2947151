"""Choosing records: the autocomplete widget, and form fields for rows that refer to records.

A choice is sent as a token ``[field:]pk[:qualifier]``: with the field if one box offers records of several
tables (``expert:12``, ``organisation:5``), and with the qualifier if each choice has one (``7:supports``).
A record that is created on the same page is ``new:<name>``. Text that was typed without choosing is sent
separately and becomes an invalid value (``UnchosenText``), so that it is refused and shown again.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import json_script

from lib.names import search_key

# The suffix of the input with the text typed into a box.
TYPED = "-typed"
# The prefix of the token of a record that is created on the same page; its name follows.
NEW = "new:"


class UnchosenText(str):
    """The value of a box with typed text but no choice: a mark, with which no token begins, and the text.

    ``text`` is the text, ``chosen`` the token of the previous choice, if any.
    """

    def __new__(cls, text, chosen=None):
        typed = super().__new__(cls, f"?{text}")
        typed.text, typed.chosen = text, chosen
        return typed

    def refusal(self):
        """The ValidationError of a box whose text was not chosen."""
        return ValidationError(
            f"“{self.text}” is typed and nothing is chosen for it: choose from the list, or clear the box.",
            code="not_chosen",
        )


class AutocompleteSelect(forms.Select):
    """A box with search for one or several records; its script is desk/pick.js.

    ``fields`` are the foreign keys whose records can be chosen. The page contains only the choices made;
    others are searched for on the server.
    """

    def __init__(self, fields, *, multiple=False, qualifiers=(), signs=None, narrow=None, attrs=None):
        super().__init__(attrs)
        self.fields = list(fields)
        self.allow_multiple_selected = multiple
        self.qualifiers = list(qualifiers)
        self.signs = signs or {}  # {qualifier: the sign that is typed for it}
        # {parameter of the search: box of the same row that has its value}
        self.narrow = narrow or {}
        self.labels = None

    @property
    def mixed(self):
        """Whether tokens contain the field."""
        return len(self.fields) > 1

    @property
    def kind(self):
        """The key of the script's configuration, which all boxes for the same fields share."""
        names = [self.fields[0].model._meta.label_lower, *(field.name for field in self.fields)]
        return ".".join([*names, "several"] if self.allow_multiple_selected else names)

    def use_required_attribute(self, initial):
        """Never: the browser would report a control that the script hides."""
        return False

    def value_from_datadict(self, data, files, name):
        text = str(data.get(f"{name}{TYPED}") or "").strip()[:300]
        if not self.allow_multiple_selected:
            return UnchosenText(text, data.get(name)) if text else data.get(name)
        tokens = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [*tokens, UnchosenText(text)] if text else tokens

    def value_omitted_from_data(self, data, files, name):
        # An empty select sends nothing.
        return False if self.allow_multiple_selected else name not in data

    def split(self, token):
        """(foreign key, pk, qualifier) of a token; None if it is not a token of this box."""
        parts = str(token).split(":")
        field = self.fields[0]
        if self.mixed:
            field = next((f for f in self.fields if f.name == parts[0]), None)
            parts = parts[1:]
        qualifier = parts.pop() if self.qualifiers and len(parts) == 2 else ""
        if field is None or len(parts) != 1 or not parts[0].isdecimal() or len(parts[0]) > 18:
            return None
        return field, int(parts[0]), qualifier

    def chosen(self, value):
        """The tokens in a value, split; other text is left out."""
        values = value if isinstance(value, (list, tuple)) else [getattr(value, "chosen", value)]
        return [(str(v), *parts) for v in values if v not in (None, "") and (parts := self.split(v))]

    def optgroups(self, name, value, attrs=None):
        options = []
        for index, (token, field, pk, _) in enumerate(self.chosen(value)):
            text, detail = self.labels.get(field.remote_field.model, pk)
            option = self.create_option(name, token, text, True, index)
            option["attrs"]["data-detail"] = detail
            options.append(option)
        for token in value:
            if (name_of_new := _name_of_new(token)) is not None:
                option = self.create_option(name, token, name_of_new, True, len(options))
                option["attrs"]["data-detail"] = "new, entered in this page"
                options.append(option)
        return [(None, options, 0)]

    def get_context(self, name, value, attrs):
        typed = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, UnchosenText)]
        context = super().get_context(name, getattr(value, "chosen", value), attrs)
        widget = context["widget"]["attrs"]
        widget["class"] = f"pick {widget.get('class', '')}".strip()
        if typed:
            widget["data-typed"] = typed[0].text
        self.labels.note(self)
        widget["data-pick"] = self.kind
        return context

    def script(self, labels):
        """The script's configuration, as a script element."""
        settings = {
            "sources": [self._source(field, labels) for field in self.fields],
            "qualifiers": [[str(value), str(label), self.signs.get(value, "")] for value, label in self.qualifiers],
            "narrow": self.narrow,
        }
        return json_script(settings, f"pick-{self.kind}")

    def _source(self, field, labels):
        opts = field.remote_field.model._meta
        url = f"{labels.search}?app_label={field.model._meta.app_label}"
        url += f"&model_name={field.model._meta.model_name}&field_name={field.name}"
        prefix = f"{field.name}:" if self.mixed else ""
        source = {"url": url, "name": str(opts.verbose_name), "kind": opts.label_lower, "prefix": prefix}
        return source | labels.adding(field.remote_field.model)


def foreign_keys(model, names):
    """The fields of a model by their names."""
    return [model._meta.get_field(name) for name in names]


class RecordChoiceField(forms.ModelChoiceField):
    """One record of one table."""

    def to_python(self, value):
        if isinstance(value, UnchosenText):
            raise value.refusal()
        return super().to_python(value)


def _name_of_new(token):
    """The name in the token of a record that is created on the page; None for other tokens."""
    text = str(token)
    return text.removeprefix(NEW) if text.startswith(NEW) else None


class _TokensField(forms.Field):
    """Base of the fields that read tokens."""

    # Unsaved records that are created on the same page: {search key of the name: record}.
    new_records = {}

    def read(self, tokens):
        """[(field name, record, qualifier)] of tokens; one statement for each kind of record."""
        found, made = [], []
        for token in tokens:
            if isinstance(token, UnchosenText):
                raise token.refusal()
            if (name := _name_of_new(token)) is not None:
                made.append(self._new(name))
                continue
            parts = self.widget.split(token)
            if parts is None:
                raise ValidationError(
                    f"“{token}” is not one of the choices: choose from the list that appears as you type."
                )
            if self.widget.qualifiers:
                allowed = [value for value, _ in self.widget.qualifiers]
                if parts[2] and parts[2] not in allowed:
                    raise ValidationError(f"“{parts[2]}” is not one of {', '.join(map(str, allowed))}.")
            found.append(parts)
        records = {}
        for field in {parts[0] for parts in found}:
            pks = [pk for f, pk, _ in found if f == field]
            manager = field.remote_field.model._default_manager
            records |= {(field, record.pk): record for record in manager.filter(pk__in=pks)}
        for field, pk, _ in found:
            if (field, pk) not in records:
                kind = field.remote_field.model._meta.verbose_name
                raise ValidationError(f"A {kind} that was chosen is no longer on record (number {pk}).")
        for field, pk, qualifier in found if self.widget.qualifiers else ():
            if not qualifier:
                words = [
                    f"{self.widget.signs.get(value, '')} {label}".strip() for value, label in self.widget.qualifiers
                ]
                raise ValidationError(f"Choose for “{records[field, pk]}”: {', '.join(words)}.")
        return [(field.name, records[field, pk], qualifier) for field, pk, qualifier in found] + made

    def _new(self, name):
        """(field name, record, "") of a record that is created on the page."""
        record = self.new_records.get(search_key(name))
        if record is None:
            raise ValidationError(f"“{name}” is entered as new nowhere in this page: choose from the list.")
        return (
            next(field.name for field in self.widget.fields if isinstance(record, field.remote_field.model)),
            record,
            "",
        )


class OneOfField(_TokensField):
    """One record of several tables, for a row with exactly one of several foreign keys set."""

    def __init__(self, model, names, **kwargs):
        self.names = names
        super().__init__(
            widget=AutocompleteSelect(foreign_keys(model, names), attrs=kwargs.pop("attrs", None)), **kwargs
        )

    def token(self, record):
        """The token of the present choice of a record."""
        for name in self.names:
            if pk := getattr(record, f"{name}_id"):
                return f"{name}:{pk}"
        return ""

    def clean(self, value):
        value = super().clean(value)
        return self.read([value])[0][:2] if value else None

    def set(self, record, value):
        """Set the choice, (field name, record) or None, on a record."""
        for name in self.names:
            setattr(record, name, value[1] if value and value[0] == name else None)


class RowsField(_TokensField):
    """Several records, each with a row in the related table of ``rows`` (see lib.admin.rows)."""

    def __init__(self, rows, **kwargs):
        self.rows = rows
        narrow = kwargs.pop("narrow", None)
        kwargs.setdefault("required", False)
        widget = AutocompleteSelect(
            foreign_keys(rows.model, rows.targets),
            multiple=True,
            qualifiers=rows.qualifiers,
            signs=rows.signs,
            narrow=narrow,
            attrs=kwargs.pop("attrs", None),
        )
        super().__init__(widget=widget, **kwargs)

    def clean(self, value):
        found = self.read(super().clean(value) or [])
        seen = set()
        for name, record, _ in found:
            key = name, record.pk or id(record)
            if key in seen:
                raise ValidationError(f"“{record}” is chosen twice.")
            seen.add(key)
        return found

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])
