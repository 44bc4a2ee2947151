"""The rows of a page, drawn from one specimen per kind of row.

A page with a hundred rows has some two thousand boxes. Drawn by forms and templates one by
one they take seconds; but the rows of a kind differ only in their numbers, values and words.
So the template draws one row with a mark in each of these places, and the others are put
together from its pieces. What was sent and refused is drawn form by form, with its errors.
A test holds both ways to the same page.
"""

import re
import secrets

from django.contrib.admin import helpers
from django.contrib.admin.utils import flatten, quote
from django.forms import Select
from django.forms.formsets import DELETION_FIELD_NAME
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from lib.admin.pick import Pick
from lib.admin.renderer import LINES, escaped

# Marks that no text on record can hold: nobody knows them.
_SECRET = secrets.token_hex(8)
NUMBER = f"n{_SECRET}"
VALUE = f"v{_SECRET}"


def _slot(name):
    return f"{_SECRET}:{name}:"


_SLOTS = re.compile(rf"{_SECRET}:([\w-]+):")


class Card:
    """What the template draws of a row: its form, its number, its words."""

    def __init__(self, rows, form, record, number):
        self.form, self.record, self.number = form, record, number
        self._rows = rows

    def box(self, name):
        """The HTML of a box."""
        return self.form[name]

    def _cell(self, name):
        bound = self.form[name]
        errors = bound.errors if self.form.is_bound else ""
        required = mark_safe(' class="required"') if bound.field.required else ""
        # Help is text of the models, which may hold marks of its own.
        words = mark_safe(bound.help_text)
        about = format_html('<div class="help" id="{}_helptext">{}</div>', bound.id_for_label, words) if words else ""
        return format_html(
            '<div class="cell field-{}{}"><label for="{}"{}>{}</label>{}{}{}</div>',
            name, " errors" if errors else "", bound.id_for_label, required, bound.label, self.box(name), errors, about,
        )  # fmt: skip

    @property
    def groups(self):
        """The boxes: [(heading or None, HTML)]."""
        owner = self._rows.formset.fk.name
        return [
            (heading, mark_safe("\n".join(self._cell(name) for name in flatten(group["fields"]) if name != owner)))
            for heading, group in self._rows.fieldsets
        ]

    @property
    def hidden(self):
        """The boxes that nobody sees: the key of the row and of its record."""
        formset = self._rows.formset
        return format_html("{}{}", self.box(formset._pk_field.name), self.box(formset.fk.name))

    @property
    def deletion(self):
        """The box that deletes the row, for those who may."""
        if not (self._rows.formset.can_delete and self._rows.has_delete_permission):
            return ""
        bound = self.form[DELETION_FIELD_NAME]
        return format_html(
            '<span class="delete">{} <label for="{}" class="vCheckboxLabel inline">{}</label></span>',
            self.box(DELETION_FIELD_NAME), bound.id_for_label, bound.label,
        )  # fmt: skip

    @property
    def title(self):
        """What the record is."""
        return self.form.row_title()

    @property
    def marks(self):
        """What stands beside the title: what is doubtful, and the state of what is not public."""
        cautions = format_html_join("", '<span class="caution">{}</span>', [(text,) for text in self.form.cautions()])
        state = getattr(self.record, "publication", "published")
        if state == "published":
            return cautions
        return format_html('{}<span class="state state-{}">{}</span>', cautions, state, state)

    @property
    def remark(self):
        """What its boxes do not show."""
        return format_html('<span class="remark">{}</span>', text) if (text := self.form.remark()) else ""

    @property
    def address(self):
        """Where the record has a page of its own."""
        return self._rows.address.replace(VALUE, str(quote(self.record.pk)))


class _Specimen(Card):
    """A row with marks in place of what differs from row to row."""

    # No field has a hyphen in its name.
    title, marks, remark, address = (mark_safe(_slot(f"card-{word}")) for word in ("title", "marks", "remark", "address"))

    def box(self, name):
        """A mark."""
        return mark_safe(_slot(name))


class _New(Card):
    """The row for a new record, its boxes drawn like those of the others."""

    def __init__(self, rows, form, boxes):
        super().__init__(rows, form, None, "empty")
        self._boxes = boxes

    def box(self, name):
        """The HTML of a box."""
        drawn = self._boxes[name](self.form.get_initial_for_field(self.form.fields[name], name))
        return mark_safe(drawn.replace(NUMBER, "__prefix__"))


class _Box:
    """Draws the box of one field with any value, from what Django drew of it once."""

    TEXTS = {*LINES, "django/forms/widgets/textarea.html"}

    def __init__(self, form, name):
        self.form, self.name = form, name
        self.field = form.fields[name]
        self.widget = self.field.widget
        self.drawn = {}  # HTML by value
        if isinstance(self.widget, Pick):
            self.draw = self._pick
            head, _, tail = self._by_django(None).rpartition("</select>")
            self.head, self.tail = head, f"</select>{tail}"
        elif self.widget.template_name in self.TEXTS:
            self.draw = self._text
            self.filled, self.empty = self._by_django(VALUE), self._by_django(None)
        elif isinstance(self.widget, Select) and type(self.widget).optgroups is Select.optgroups:
            self.draw = self._select
            self.unchosen = self._by_django(VALUE)
        else:
            self.draw = self._any

    def _by_django(self, value):
        kept, self.form.initial = self.form.initial, {self.name: value}
        try:
            return str(self.field.get_bound_field(self.form, self.name).as_widget())
        finally:
            self.form.initial = kept

    def _text(self, value):
        text = self.widget.format_value(self.field.prepare_value(value))
        return self.empty if text is None or text == "" else self.filled.replace(VALUE, escaped(text))

    def _pick(self, value):
        options = []
        for token, field, pk, _ in self.widget.chosen(self.field.prepare_value(value)):
            if token not in self.drawn:
                text, detail = self.widget.labels.get(field.remote_field.model, pk)
                self.drawn[token] = format_html(
                    '<option value="{}" selected data-detail="{}">{}</option>', token, detail, text
                )
            options.append(self.drawn[token])
        return f"{self.head}{''.join(options)}{self.tail}"

    def _select(self, value):
        if value not in self.drawn:
            text = self.field.prepare_value(value)
            option = f'<option value="{"" if text is None else escaped(text)}"'
            if self.unchosen.count(f"{option}>") != 1:
                return self._any(value)
            self.drawn[value] = self.unchosen.replace(f"{option}>", f"{option} selected>")
        return self.drawn[value]

    def _any(self, value):
        if isinstance(value, list):
            return self._by_django(value)
        if value not in self.drawn:
            self.drawn[value] = self._by_django(value)
        return self.drawn[value]


class Rows(helpers.InlineAdminFormSet):
    """The rows of one kind on the page of a record."""

    template = "admin/card.html"

    @classmethod
    def like(cls, stock):
        """The same rows as Django's own wrapper has them."""
        return cls(
            stock.opts, stock.formset, stock.fieldsets, model_admin=stock.model_admin,
            has_add_permission=stock.has_add_permission, has_change_permission=stock.has_change_permission,
            has_delete_permission=stock.has_delete_permission, has_view_permission=stock.has_view_permission,
        )  # fmt: skip

    def __iter__(self):
        """Nothing: Django would look here for boxes to fill from others, by a form per row; there are none in rows."""
        return iter(())

    @cached_property
    def media(self):
        """Scripts and styles: forms of a kind have the same."""
        return self.opts.media + self.formset.empty_form.media

    @cached_property
    def address(self):
        """The address of a record's own page, with a mark for its key."""
        opts = self.opts.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[VALUE]) if self.opts.open_link else ""

    def cards(self):
        """HTML of each row, that for a new one last."""
        formset, boxes = self.formset, None
        if formset.specimen:
            form = formset.specimen
            form.prefix, form._bound_fields_cache = formset.add_prefix(NUMBER), {}
            pieces = _SLOTS.split(self._draw(_Specimen(self, form, formset.rows[0][0], NUMBER)))
            boxes = {name: _Box(form, name).draw for name in form.fields}
            yield from self._like_one(pieces, boxes)
        else:
            for number, form in enumerate(formset.forms):
                record = form.instance if number < formset.initial_form_count() else None
                yield self._draw(Card(self, form, record, number))
        if self.has_add_permission:
            new = formset.empty_form
            yield self._draw(_New(self, new, boxes) if boxes else Card(self, new, None, "empty"))

    def _draw(self, card):
        context = {"card": card, "form": card.form, "prefix": self.formset.prefix, "opts": self.opts}
        return get_template(self.template).template.render(Context(context))

    def _like_one(self, pieces, boxes):
        """The rows on file, from the pieces of a drawn one and what draws its boxes."""
        form = self.formset.specimen
        card = Card(self, form, None, None)
        values = {name: field.initial for name, field in form.fields.items()}
        for number, (record, initial) in enumerate(self.formset.rows):
            form.show(record, initial)
            card.record = record
            drawn = pieces[:]
            for at in range(1, len(pieces), 2):
                name = pieces[at]
                if name in boxes:
                    drawn[at] = boxes[name](initial.get(name, values[name]))
                else:
                    drawn[at] = escaped(getattr(card, name.removeprefix("card-")))
            yield mark_safe("".join(drawn).replace(NUMBER, str(number)))
