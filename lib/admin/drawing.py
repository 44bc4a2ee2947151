"""The rows of a page, drawn from one specimen per kind of row.

A page with a hundred rows has some two thousand boxes. Drawn by forms and templates one by
one they take seconds; but the rows of a kind differ only in their numbers, values and words.
So the template draws one row with a mark in each of these places, and the others are put
together from its pieces, which are kept for further pages. What was sent and refused is drawn
form by form, with its errors. A test holds both ways to the same page.
"""

import re
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
from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from lib.admin.autocomplete import AutocompleteSelect
from lib.admin.boxes import NUMBER, SLOTS, Box, addresses, lasts, slot
from lib.admin.renderer import escaped
from lib.publishing import may_publish

_PLACES = re.compile(SLOTS.pattern.encode())


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
        required = ' class="required"' if bound.field.required else ""
        # An id is made of names of fields, and help is text of the models, which may hold marks of its own.
        mark, words = bound.id_for_label, bound.help_text
        about = f'<div class="help" id="{mark}_helptext">{words}</div>' if words else ""
        return (
            f'<div class="cell field-{name}{" errors" if errors else ""}"><label for="{mark}"{required}>'
            f"{escaped(bound.label)}</label>{self.box(name)}{errors}{about}</div>"
        )

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
        marks = "".join(f'<span class="caution">{escaped(text)}</span>' for text in self.form.warnings())
        state = getattr(self.record, "publication", "published")
        if state != "published":
            marks += f'<span class="state state-{escaped(state)}">{escaped(state)}</span>'
        return mark_safe(marks)

    @property
    def footnote(self):
        """What its boxes do not show."""
        return format_html('<span class="remark">{}</span>', text) if (text := self.form.footnote()) else ""

    @property
    def address(self):
        """Where the record has a page of its own."""
        return self._rows.address(self.record.pk)


class _Specimen(Card):
    """A row with marks in place of what differs from row to row."""

    # No field has a hyphen in its name.
    title, marks, footnote, address = (
        mark_safe(slot(f"card-{word}")) for word in ("title", "marks", "footnote", "address")
    )

    def box(self, name):
        """A mark."""
        return mark_safe(slot(name))


class _New(Card):
    """The row for a new record: its boxes drawn, with a mark in place of those that differ from page to page."""

    def __init__(self, rows, form, boxes):
        super().__init__(rows, form, None, "empty")
        self._boxes = boxes

    def box(self, name):
        """The HTML of a box, or a mark."""
        if name not in self._boxes:
            return mark_safe(slot(name))
        value = self.form.get_initial_for_field(self.form.fields[name], name)
        return mark_safe(self._boxes[name].drawer(self.form)(value))


class _Kept(NamedTuple):
    """What is drawn once of a row: its pieces, with names of boxes at each second place, and boxes by name."""

    pieces: list
    boxes: dict
    kinds: dict  # what boxes with search need to know, by their kinds

    @classmethod
    def of(cls, form, text, boxes):
        """What is kept of a row's form and its HTML."""
        picks = (field.widget for field in form.fields.values() if isinstance(field.widget, AutocompleteSelect))
        return cls(SLOTS.split(text), boxes, {pick.kind: pick.script(form.labels) for pick in picks})


# {(whether it is the row for a new record, all that a row's looks depend on): _Kept}; see Rows._kept.
_KEPT = {}
_MOST_KEPT = 1000


PICK_KINDS = "pick-kinds"


def put_in(page, groups, labels):
    """A page (bytes of HTML) with the rows of each of its ``groups`` (Rows) in their places.

    What the script of its boxes with search needs to know has its place behind them.
    """
    cards = {rows.formset.prefix: rows.cards for rows in groups} | {PICK_KINDS: labels.scripts}
    parts = _PLACES.split(page)
    for at in range(1, len(parts), 2):
        parts[at] = "".join(cards[parts[at].decode()]()).encode()
    return b"".join(parts)


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
        return self.opts.media + self.formset.media_of()

    @property
    def management(self):
        """The hidden boxes that say how many rows the page has."""
        formset = self.formset
        if not formset.alike:
            return format_html_join("", "{}", ((box,) for box in formset.management_form))
        numbers = {
            TOTAL_FORM_COUNT: formset.total_form_count(), INITIAL_FORM_COUNT: formset.initial_form_count(),
            MIN_NUM_FORM_COUNT: formset.min_num, MAX_NUM_FORM_COUNT: formset.max_num,
        }  # fmt: skip
        names = ((f"{formset.prefix}-{name}", number) for name, number in numbers.items())
        return mark_safe("".join(f'<input type="hidden" name="{n}" value="{v}" id="id_{n}">' for n, v in names))

    @cached_property
    def address(self):
        """A function from the key of a row to the address of its own page."""
        return addresses(self.opts.opts)

    @property
    def place(self):
        """A mark where the rows go: a template would copy them again for each block that they stand in."""
        return mark_safe(slot(self.formset.prefix))

    def cards(self):
        """The HTML of each row, that for a new one last."""
        formset = self.formset
        if formset.alike:
            if formset.specimen:
                yield from self._like_one()
            if self.has_add_permission:
                yield self._new()
            return
        for number, form in enumerate(formset.forms):
            record = form.instance if number < formset.initial_form_count() else None
            yield self._draw(Card(self, form, record, number))
        if self.has_add_permission:
            yield self._draw(Card(self, formset.empty_form, None, "empty"))

    def _draw(self, card):
        context = {"card": card, "form": card.form, "prefix": self.formset.prefix, "opts": self.opts}
        return get_template(self.template).template.render(Context(context))

    def _kept(self, new, make):
        """What ``make`` returns, made once for all pages on which such rows look the same.

        They do where the class of their formset is the same (which is made for a kind of row and
        what may be done with it), and the person may publish, and add to what boxes offer, alike.
        """
        context = self.formset.form_kwargs["context"]
        key = (
            new, type(self.formset), self.formset.prefix, may_publish(context.user), context.labels.may_be_added,
            get_script_prefix(),
        )  # fmt: skip
        kept = _KEPT.get(key)
        if kept is None:
            if len(_KEPT) >= _MOST_KEPT:
                _KEPT.clear()
            # Returned from here: another thread may clear them before it is looked up again.
            kept = _KEPT[key] = make()
        context.labels.kinds.update(kept.kinds)
        return kept

    def _lasting(self, form):
        varying = self.formset.varying
        return [name for name, field in form.fields.items() if name not in varying and lasts(field)]

    def _numbered(self, form):
        form.prefix, form._bound_fields_cache = self.formset.add_prefix(NUMBER), {}
        return form

    def _like_one(self):
        """The rows on file, from the pieces of a drawn one and what draws its boxes."""
        formset = self.formset
        form = self._numbered(formset.specimen)

        def make():
            form = self._numbered(formset.whole())
            text = self._draw(_Specimen(self, form, formset.rows[0][0], NUMBER))
            return _Kept.of(form, text, {name: Box(form, name) for name in self._lasting(form)})

        pieces, boxes, _ = self._kept(False, make)
        draw = {name: (boxes.get(name) or Box(form, name)).drawer(form) for name in form.fields}
        card = Card(self, form, None, None)
        names = [(at, name) for at, name in enumerate(pieces) if at % 2]
        places = [(at, name, draw[name], form.fields[name].initial) for at, name in names if name in draw]
        words = [(at, name.removeprefix("card-")) for at, name in names if name not in draw]
        for number, (record, initial) in enumerate(formset.rows):
            form.bind_instance(record, initial)
            card.record = record
            drawn, value = pieces[:], initial.get
            for at, name, box, otherwise in places:
                drawn[at] = box(value(name, otherwise))
            for at, word in words:
                drawn[at] = escaped(getattr(card, word))
            yield "".join(drawn).replace(NUMBER, str(number))

    def _new(self):
        """The row for a new record."""
        formset = self.formset

        def make():
            form = self._numbered(formset.empty_form)
            # Not what names the record of the page, nor what is computed for each new row.
            same = [name for name in self._lasting(form) if name != owner and not callable(form.fields[name].initial)]
            boxes = {name: Box(form, name) for name in same}
            return _Kept.of(form, self._draw(_New(self, form, boxes)), {owner: Box(form, owner)})

        owner = formset.fk.name
        pieces, boxes, _ = self._kept(True, make)
        drawn = pieces[:]
        for at in range(1, len(drawn), 2):
            name = drawn[at]
            drawn[at] = boxes[name].filled(formset.instance.pk) if name == owner else self._anew(name)
        return "".join(drawn).replace(NUMBER, "__prefix__")

    def _anew(self, name):
        """A box of the row for a new record that is drawn for each page."""
        formset = self.formset
        # A row on file may be locked where a new one is not.
        form = self._numbered(formset.empty_form if formset.locked or not formset.specimen else formset.specimen)
        field = form.fields[name]
        return Box(form, name).drawer(form)(field.initial() if callable(field.initial) else field.initial)
