"""The formset of the inline rows on the page of a record."""

import re
from copy import copy

from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from lib.admin.rejections import refusing
from lib.publishing import may_delete_rows


def has_rows(prefix):
    """The name of the annotation that says whether a record has rows of an inline."""
    return f"has_{prefix}"


def sent_numbers(data, prefix):
    """The indexes of the submitted rows of an inline, in order. Closed rows are not sent, so there are gaps."""
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-")
    return sorted({int(found[1]) for name in data if (found := pattern.match(name))})


class RecordFormSet(BaseInlineFormSet):
    """The rows of an inline; each form has its formset, each row its record."""

    # Set by a page whose rows refer to panels of the same page.
    panels = None
    # Set by a page whose rows refer to people that are created with its participants.
    participants = None
    # Whether the user may only view the rows; set by RecordInline.get_formset.
    locked = False
    # Whether saved rows are lines until they are opened.
    folded = False
    # The PreparedQuery for the rows of a record, for GET (see RecordInline.on_file).
    on_file = None
    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "missing_management_form": (
            "How many rows there are did not arrive as the page had it (%(field_names)s), so nothing is saved. "
            "Open the page anew, and enter at most some hundred rows at once."
        ),
    }

    @cached_property
    def management_form(self):
        """The management form. Impossible numbers of rows are an error, and count as no rows."""
        form = super().management_form
        if self.is_bound:
            total, on_file = (form.cleaned_data[name] for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT))
            if not form.is_valid() or not 0 <= on_file <= total <= self.absolute_max:
                if form.is_valid():
                    form.add_error(TOTAL_FORM_COUNT, "This is not a number of rows of this page.")
                form.cleaned_data = {TOTAL_FORM_COUNT: 0, INITIAL_FORM_COUNT: 0}
        return form

    @cached_property
    def _sent(self):
        """The indexes of the submitted rows, saved ones first; only opened rows are sent."""
        total = self.management_form.cleaned_data[TOTAL_FORM_COUNT]
        numbers = [number for number in sent_numbers(self.data, self.prefix) if number < total]
        return sorted(numbers, key=lambda number: not self._key_sent(number))

    def _key_sent(self, number):
        return self.data.get(f"{self.prefix}-{number}-{self.model._meta.pk.name}")

    def total_form_count(self):
        """The number of forms: of submitted rows, or for an unbound formset, of open rows."""
        return len(self._sent) if self.is_bound else super().total_form_count()

    def initial_form_count(self):
        """The number of forms of saved rows."""
        if self.is_bound:
            return sum(1 for number in self._sent if self._key_sent(number))
        return 0 if self.folded else super().initial_form_count()

    def add_prefix(self, index):
        """The prefix of a form by its number."""
        return super().add_prefix(self._sent[index] if self.is_bound and isinstance(index, int) else index)

    def get_queryset(self):
        """The rows: a list from the prepared statement for an unbound formset, a queryset for a bound one."""
        if not hasattr(self, "_queryset") and not self.is_bound:
            self._queryset = self._on_file()
        return super().get_queryset()

    def _on_file(self):
        some = self.on_file and self.instance.pk and getattr(self.instance, has_rows(self.get_default_prefix()), True)
        return self.on_file([self.instance.pk]) if some else []

    @cached_property
    def reader(self):
        """A form that is rebound to one closed row after another: a form for each would take ten times as long.

        It shares its fields with the empty form.
        """
        return copy(self.empty_form)

    @cached_property
    def closed(self):
        """All rows of the page with their initial values: [(record, initial)]; empty for flat inlines."""
        found = []
        for record in (self._on_file() if self.is_bound else self.get_queryset()) if self.folded else ():
            setattr(record, self.fk.name, self.instance)
            found.append((record, self.reader.bind_instance(record)))
        return found

    def _construct_form(self, i, **kwargs):
        return self._equip(super()._construct_form(i, **kwargs))

    @cached_property
    def empty_form(self):
        """The form of a new row."""
        return self._equip(super().empty_form)

    def _equip(self, form):
        form.formset = self
        setattr(form.instance, self.fk.name, self.instance)
        if self.locked and form.instance.pk:
            for field in form.fields.values():
                field.disabled = True
        return form

    def __getitem__(self, index):
        """A form by its number. Templates look up names this way before attributes, so they must raise quickly."""
        if isinstance(index, str):
            raise KeyError(index)
        return super().__getitem__(index)

    def is_multipart(self):
        """As of any form of the class."""
        return any(field.widget.needs_multipart_form for field in self.form.base_fields.values())

    def chosen(self):
        """The records chosen in autocomplete boxes of any row: [(foreign key, pk)]."""
        picks = self.reader.picks() if self.closed else ()
        for _, initial in self.closed:
            for name, widget in picks:
                for _, key, pk, _ in widget.chosen(initial.get(name)):
                    yield key, pk
        for form in self.forms:
            yield from form.chosen()

    def clean(self):
        """Refuse to delete public rows without permission, and report errors from deleting.

        Django ignores the errors of a form that is to be deleted, so they are shown above the rows.
        """
        super().clean()
        for form in self.deleted_forms:
            if refused := form.refused.get(form.prefix):
                raise ValidationError([f"“{form.instance}”: {text}" for texts in refused.values() for text in texts])
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        if gone and not may_delete_rows(self.form_kwargs["context"].user, self.instance, gone):
            name = self.model._meta.verbose_name
            raise ValidationError(
                f"“{gone[0]}” is public: a reviewer can withdraw this {name}, an administrator delete it."
            )

    def validate_unique(self):
        """Report equal rows of the page, at the second of them.

        Django compares form fields; here a form field may stand for other columns.
        """
        constraints = [c for c in self.model._meta.total_unique_constraints if self.fk.name in c.fields]
        seen = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.has_changed() or not form.is_valid():
                continue
            for constraint in constraints:
                key = tuple(form.identity(name) for name in constraint.fields)
                if None in key and constraint.nulls_distinct is not False:
                    continue
                if (constraint.name, key) in seen:
                    form.add_error(None, constraint.get_violation_error_message())
                seen.add((constraint.name, key))

    def next_order(self):
        """The next number in the order of the rows."""
        if not hasattr(self, "_order"):
            rows = self.model._base_manager.filter(**{self.fk.name: self.instance.pk})
            last = rows.order_by("-order").values_list("order", flat=True).first() if self.instance.pk else 0
            given = [form.data.get(form.add_prefix("order"), "") for form in self.forms if self.is_bound]
            self._order = max([last or 0, *(int(text) for text in given if text.isdecimal() and len(text) < 9)])
        self._order += 1
        return self._order

    def delete_existing(self, obj, commit=True):
        form = next(form for form in self.initial_forms if form.instance.pk == obj.pk)
        with refusing(form):
            super().delete_existing(obj, commit)
