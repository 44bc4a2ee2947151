"""The inline rows on the page of a record: closed rows as lines of text with their values, opened ones as forms.

A page with a hundred rows would have two thousand inputs, of which people change a few. So each saved row
is a line, the values of its form are in the page as data, and there is one empty form for each inline:
the script (desk/rows.js) fills a copy of it when a row is opened, and only opened rows are sent. Without
JavaScript a line links to the row's own page. Inlines without such pages are ``flat``: always open.
See docs/decisions/0048-rows-as-data.md.
"""

from itertools import count
from typing import NamedTuple

from django.contrib.admin import helpers
from django.contrib.admin.utils import flatten
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    MAX_NUM_FORM_COUNT,
    MIN_NUM_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import mark_safe

from lib.admin.renderer import escaped
from lib.admin.urls import admin_url


def addresses(model):
    """A function from a primary key to the URL of the record's form, with a single reverse() for all."""
    before, _, after = admin_url(model, "change", 0).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"


class ClosedRow(NamedTuple):
    """A closed row, in words."""

    number: int
    record: object
    title: str
    marks: list  # its warnings
    facts: list  # further texts
    footnote: str
    address: str
    values: dict  # of its form, for the script
    form = None

    def drawn(self, prefix, may_open):
        """The HTML: a link to the row's own page, which the script replaces by the form for those who may change it."""
        # format_html() would take three times as long, and a page has a hundred lines.
        opens = f' data-row="{self.record.pk}"' if may_open else ""
        facts = f'<p class="facts">{escaped(" · ".join(self.facts))}</p>' if self.facts else ""
        note = f'<span class="remark">{escaped(self.footnote)}</span>' if self.footnote else ""
        return (
            f'<div class="inline-related has_original line" id="{prefix}-{self.number}"{opens}>'
            f'<a href="{escaped(self.address)}">{escaped(self.title)}</a>{marked(self.record, self.marks)}{facts}{note}</div>\n'
        )


def marked(record, marks):
    """The HTML beside the title of a row: its warnings, and its state unless published."""
    drawn = "".join(f'<span class="caution">{escaped(text)}</span>' for text in marks)
    state = getattr(record, "publication", "published")
    return mark_safe(drawn if state == "published" else f'{drawn}<span class="state state-{state}">{state}</span>')


class OpenRow:
    """A row whose form is in the page: a saved one, a new one, or the empty form."""

    def __init__(self, rows, form, record=None, number=""):
        self.form, self.record, self.number = form, record, number or form.prefix.rpartition("-")[2]
        self._rows = rows

    @property
    def groups(self):
        """Its fieldsets: [(heading or None, HTML)]."""
        owner = self._rows.formset.fk.name
        return [
            (heading, mark_safe("\n".join(self._cell(name) for name in flatten(group["fields"]) if name != owner)))
            for heading, group in self._rows.fieldsets
        ]

    def _cell(self, name):
        box = self.form[name]
        mark = box.id_for_label
        # Help texts come from the models and may contain HTML.
        about = f'<div class="help" id="{mark}_helptext">{box.help_text}</div>' if box.help_text else ""
        required = ' class="required"' if box.field.required else ""
        errors = " errors" if box.errors else ""
        return (
            f'<div class="cell field-{name}{errors}"><label for="{mark}"{required}>{escaped(box.label)}</label>'
            f"{escaped(box)}{escaped(box.errors)}{about}</div>"
        )

    @property
    def hidden(self):
        """The hidden fields: the keys of the row and of its record."""
        formset = self._rows.formset
        return format_html("{}{}", self.form[formset._pk_field.name], self.form[formset.fk.name])

    @property
    def deletion(self):
        """The check box that deletes the row, for those who may."""
        may = self._rows.formset.can_delete and self._rows.has_delete_permission
        return self.form[DELETION_FIELD_NAME] if may else None

    @property
    def title(self):
        """The title of the row."""
        return self.form.row_title()

    @property
    def marks(self):
        """The HTML beside the title."""
        return marked(self.record, self.form.warnings())

    @property
    def footnote(self):
        """The footnote of its form."""
        return self.form.footnote()

    @property
    def address(self):
        """The URL of the row's own page, if it has one."""
        return self._rows.address(self.record.pk) if self.record else ""


class Cards(helpers.InlineAdminFormSet):
    """The rows of one inline on the page of a record."""

    @classmethod
    def like(cls, stock):
        """A Cards with the same rows as Django's InlineAdminFormSet."""
        return cls(
            stock.opts, stock.formset, stock.fieldsets, model_admin=stock.model_admin,
            has_add_permission=stock.has_add_permission, has_change_permission=stock.has_change_permission,
            has_delete_permission=stock.has_delete_permission, has_view_permission=stock.has_view_permission,
        )  # fmt: skip

    def __iter__(self):
        """Empty: Django iterates to find prepopulated fields, of which rows have none."""
        return iter(())

    @cached_property
    def address(self):
        """A function from the primary key of a row to the URL of its own page."""
        return addresses(self.opts.model)

    @cached_property
    def cards(self):
        """The rows in the order of the page, each a ClosedRow or an OpenRow."""
        formset = self.formset
        opened = {form.instance.pk: form for form in formset.initial_forms}
        taken = {OpenRow(self, form).number for form in formset.forms}
        numbers = (n for n in count() if str(n) not in taken)
        found = []
        for record, initial in formset.closed:
            if record.pk in opened:
                found.append(OpenRow(self, opened.pop(record.pk), record))
            else:
                found.append(self._line(next(numbers), record, initial))
        found += [OpenRow(self, form, form.instance) for form in opened.values()]
        return found + [OpenRow(self, form) for form in formset.extra_forms]

    def drawn(self):
        """The HTML of the rows."""
        prefix, may_open = self.formset.prefix, self.may_open
        return mark_safe("".join(c.drawn(prefix, may_open) if c.form is None else self._drawn(c) for c in self.cards))

    def empty(self):
        """The HTML of the empty form, for those who may add or change rows."""
        folded = self.formset.folded and self.may_open
        if not (self.has_add_permission or folded):
            return ""
        return self._drawn(OpenRow(self, self.formset.empty_form, number="empty"))

    def _drawn(self, card):
        return render_to_string("admin/card.html", {"card": card, "prefix": self.formset.prefix, "opts": self.opts})

    def _line(self, number, record, initial):
        form = self.formset.reader
        form.bind_instance(record, initial)
        words = form.row_title(), list(form.warnings()), list(form.facts()), form.footnote()
        return ClosedRow(number, record, *words, self.address(record.pk), form.values() if self.may_open else {})

    @property
    def may_open(self):
        """Whether the person may change the rows."""
        return not self.formset.locked

    @cached_property
    def on_file(self):
        """The number of saved rows."""
        return sum(1 for card in self.cards if card.record is not None)

    @property
    def more(self):
        """The URL of the list of all rows, if the page has only the last of them."""
        if self.opts.shown is None or len(self.formset.closed) < self.opts.shown:
            return ""
        listed = admin_url(self.opts.model, "changelist")
        return f"{listed}?{self.formset.fk.name}={self.formset.instance.pk}"

    def data(self):
        """The values of the closed rows, as a script element."""
        if not (self.formset.folded and self.may_open):
            return ""
        lines = [card for card in self.cards if card.form is None]
        # Field names are sent once, not in each row.
        names = list(dict.fromkeys(name for line in lines for name in line.values))
        rows = {line.record.pk: [line.values.get(name, 0) for name in names] for line in lines}
        return json_script({"boxes": names, "rows": rows}, f"{self.formset.prefix}-rows")

    @property
    def number(self):
        """The number of rows in the page."""
        return len(self.cards)

    @property
    def error_count(self):
        """The number of errors in the rows."""
        formset = self.formset
        forms = [form.errors for form in formset.forms] if formset.is_bound else []
        return sum(len(messages) for errors in forms for messages in errors.values()) + len(formset.non_form_errors())

    @property
    def management(self):
        """The management form: hidden fields with the numbers of rows."""
        formset = self.formset
        numbers = {
            TOTAL_FORM_COUNT: max((int(card.number) + 1 for card in self.cards), default=0),
            INITIAL_FORM_COUNT: self.on_file, MIN_NUM_FORM_COUNT: formset.min_num, MAX_NUM_FORM_COUNT: formset.max_num,
        }  # fmt: skip
        box = '<input type="hidden" name="{0}" value="{1}" id="id_{0}">'
        return format_html_join("", box, ((f"{formset.prefix}-{name}", n) for name, n in numbers.items()))
