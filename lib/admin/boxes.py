"""Boxes drawn again and again with other values, from what Django drew of them once."""

import re
import secrets
from html import escape

from django.contrib.admin.utils import quote
from django.forms import Field, HiddenInput, ModelChoiceField, Select, Widget
from django.urls import reverse

from lib.admin.autocomplete import AutocompleteSelect
from lib.admin.renderer import LINES, escaped

# Marks that no text on record can hold: nobody knows them.
_SECRET = secrets.token_hex(8)
NUMBER = f"n{_SECRET}"
VALUE = f"v{_SECRET}"


def slot(name):
    """The mark of a place, for a template to draw; ``SLOTS`` finds it and its name."""
    return f"{_SECRET}:{name}:"


SLOTS = re.compile(rf"{_SECRET}:([\w-]+):")


def addresses(opts):
    """A function from the key of a record to the address of its form: Django looks the address up once for all."""
    pattern = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[VALUE])
    return lambda pk: pattern.replace(VALUE, quote(str(pk)))


def lasts(field):
    """Whether the box of a field looks the same on all pages, its value aside: its choices are not read anew for each."""
    return isinstance(field.widget, (AutocompleteSelect, HiddenInput)) or not isinstance(field, ModelChoiceField)


class Box:
    """How a box is drawn with any value: what Django drew of it once, around the value.

    It holds texts only, so that it can be kept; ``drawer`` puts it to use in the form of a page.
    """

    TEXTS = {*LINES, "django/forms/widgets/textarea.html"}

    def __init__(self, form, name):
        self.name = name
        widget = form.fields[name].widget
        if isinstance(widget, AutocompleteSelect):
            self._draw = self._pick
            self.before, end, behind = by_django(form, name, None).rpartition("</select>")
            self.behind = f"{end}{behind}"
        elif widget.template_name in self.TEXTS:
            self._draw = self._text
            self.before, self.behind = by_django(form, name, VALUE).split(VALUE)
            # A line without a text has no attribute for it.
            self.empty = self.before.removesuffix(' value="') + self.behind.removeprefix('"')
        elif isinstance(widget, Select) and type(widget).optgroups is Select.optgroups:
            self._draw = self._select
            self.unchosen = by_django(form, name, VALUE)
        else:
            self._draw = self._any

    def filled(self, text):
        """The HTML of a line with a text, None or "" for none."""
        return self.empty if text is None or text == "" else f"{self.before}{escaped(text)}{self.behind}"

    def drawer(self, form):
        """A function from a value to the HTML of the box in ``form``; what was drawn is remembered while it lasts."""
        return self._draw(form, form.fields[self.name], {})

    def _text(self, form, field, drawn):
        formatted, prepared = field.widget.format_value, field.prepare_value
        # Most texts stand as they are: what Django calls for them is a detour.
        plain = (
            type(field).prepare_value is Field.prepare_value and type(field.widget).format_value is Widget.format_value
        )
        before, behind, empty = self.before, self.behind, self.empty

        def draw(value):
            if value is None or value == "":
                return empty
            if plain and type(value) is str:
                return f"{before}{escape(value)}{behind}"
            return self.filled(value if plain and type(value) is int else formatted(prepared(value)))

        return draw

    def _pick(self, form, field, drawn):
        widget, prepared, labels = field.widget, field.prepare_value, form.labels

        before, behind = self.before, self.behind
        nothing = f"{before}{behind}"

        def option(value):
            for token, key, pk, _ in widget.chosen(value):
                text, detail = labels.get(key.remote_field.model, pk)
                return f'<option value="{escaped(token)}" selected data-detail="{escaped(detail)}">{escaped(text)}</option>'
            return ""

        def draw(value):
            if not value:
                return nothing
            value = prepared(value)
            inside = ""
            for one in value if isinstance(value, list) else (value,):
                if one not in drawn:
                    drawn[one] = option(one)
                inside += drawn[one]
            return f"{before}{inside}{behind}"

        return draw

    def _select(self, form, field, drawn):
        def draw(value):
            if value not in drawn:
                text = field.prepare_value(value)
                option = f'<option value="{"" if text is None else escaped(text)}"'
                once = self.unchosen.count(f"{option}>") == 1
                chosen = self.unchosen.replace(f"{option}>", f"{option} selected>")
                drawn[value] = chosen if once else by_django(form, self.name, value)
            return drawn[value]

        return draw

    def _any(self, form, field, drawn):
        def draw(value):
            if isinstance(value, list):
                return by_django(form, self.name, value)
            if value not in drawn:
                drawn[value] = by_django(form, self.name, value)
            return drawn[value]

        return draw


def by_django(form, name, value):
    """The HTML of a box with a value, drawn by the form as it always does."""
    kept, form.initial = form.initial, {name: value}
    try:
        return str(form.fields[name].get_bound_field(form, name).as_widget())
    finally:
        form.initial = kept
