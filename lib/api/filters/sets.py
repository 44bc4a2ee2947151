"""Strict filter sets: all parameters of a resource."""

import copy
from functools import cache

import django_filters
from django import forms
from django.core.exceptions import EmptyResultSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_noop

from lib.api.filters.parameters import Day, Setting, Since, Slugs, filter_of
from lib.api.filters.references import look_up
from lib.api.inputs import DayField, OneChoiceField, OneField, SizeField, not_one_of
from lib.api.pages import PAGE_SIZE, PAGE_SIZE_MAX, Page, narrow_page, page, type_of
from lib.fields import content_fields
from lib.languages import gettext
from lib.stamps import stamps_of
from lib.visibility import audience_of

# Enough for a title of 500 four-byte characters, encrypted and in base64.
CURSOR_MAX = 3000
# Orderings that every kind of record has.
BY_CHANGE = {"modified": "modified_at", "-modified": "-modified_at"}
MATCHES = [("possible", "possible"), ("certain", "certain")]


@cache
def _visible(model, audience):
    """The rows of a model that an audience may see. Cached: it is only cloned, never evaluated."""
    return model.objects.visible_to(audience)


class StrictFilterSet(django_filters.FilterSet):
    """Base of all filter sets: the declared filters, plus one by type for each other field of the model.

    ``orderings`` maps each value of ``ordering`` to a column; the first is the
    default. ``exempt`` has the reason for each field of the model without a filter;
    long texts and times of day have one only if it is declared.
    Usage: ``filters = EventFilter(request.GET, request=request)``, then ``filters.is_valid()``, ``.errors``, ``.qs``.
    """

    orderings = {}
    exempt = {}
    covered = {}

    page_size = Setting(
        field_class=SizeField,
        schema={"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE},
        help_text=f"Records per page, at most {PAGE_SIZE_MAX}.",
    )
    cursor = Setting(max_length=CURSOR_MAX, help_text="A position in the list, taken from next or previous.")
    ordering = Setting(help_text="The order of the list.")
    count = Setting(
        field_class=OneField, schema={"type": "string", "enum": ["exact"]}, help_text="exact: count all records."
    )
    format = Setting(help_text="The format of the answer.")

    @classmethod
    def get_filters(cls):
        """All filters by parameter."""
        found = super().get_filters()
        read = {*found, *cls.exempt, *(one.field_name for one in found.values())}
        for field in content_fields(cls._meta.model) if cls._meta.model else ():
            if field.name not in read and (one := filter_of(field)):
                found[field.name] = one
        if cls._meta.model and stamps_of(cls._meta.model):
            found["created_since"] = Since("first_public_at", "Public for the first time at or after this moment")
            found["updated_since"] = Since("modified_at", "Changed at or after this moment")
        return found

    def __init__(self, data=None, queryset=None, *, request=None, audience=None):
        # FilterSet.__init__ is not called: it copies every filter and builds a form for each request, which
        # takes longer than the query. Filters and fields have no state, so they are shared.
        self.data = {} if data is None else data
        self.request = request
        self.audience = audience or audience_of(getattr(request, "user", None))
        self.queryset = _visible(self._meta.model, self.audience).all() if queryset is None else queryset
        self.filters = self.base_filters
        self.is_bound = True

    @cached_property
    def _read(self):
        """Clean the parameters. Returns (cleaned values, errors by parameter)."""
        errors = {name: [self._unknown_text(name)] for name in self.data if name not in self.filters}
        cleaned = {"page_size": PAGE_SIZE}
        for name, one in self.filters.items():
            if name in self.data:
                given = one.field.widget.value_from_datadict(self.data, {}, name)
                try:
                    cleaned[name] = one.field.clean(given)
                except forms.ValidationError as error:
                    errors[name] = list(error.messages)
        for name, text in self._faults(cleaned).items():
            errors.setdefault(name, [text])
        for name, text in self._resolve(cleaned).items():
            errors[name] = [text]
        return cleaned, errors

    @property
    def errors(self):
        """The errors of the parameters: {name: [messages]}."""
        return self._read[1]

    def is_valid(self):
        """Whether all parameters are valid; if not, ``errors`` has their messages."""
        return not self.errors

    @cached_property
    def qs(self):
        """The filtered queryset. Raises ValueError if a parameter is invalid."""
        if self.errors:
            raise ValueError(f"parameters that cannot be read: {self.errors}")
        return self.filter_queryset(self.queryset.all())

    def changed(self, **values):
        """A copy with other cleaned values for some parameters (None removes one), without another look-up.

        Raises ValueError if a parameter is invalid.
        """
        if self.errors:
            raise ValueError(f"parameters that cannot be read: {self.errors}")
        other = copy.copy(self)
        other.__dict__.pop("qs", None)
        other._read = {**self._read[0], **values}, {}
        return other

    def filter_queryset(self, queryset):
        """Apply each given parameter. Subclasses override this for parameters that are applied together."""
        for name, value in self._read[0].items():
            one = self.filters[name]
            if value in (None, "", []):
                continue
            queryset = getattr(self, one.method)(queryset, name, value) if one.method else one.filter(queryset, value)
        return queryset

    @property
    def narrow(self):
        """Whether the result is expected to be small, so that it is counted in the statement that reads a page."""
        return False

    def found(self):
        """All rows as (SQL for (id, sort key) in any order, its parameters, the field of the key)."""
        column = self.sorted_by.lstrip("-")
        return *self.qs.order_by().values_list("pk", column).query.sql_with_params(), type_of(self.qs, column)

    def page(self, size, cursor=None):
        """A Page of the rows, read in one statement. Raises CursorError."""
        if not self.narrow:
            return page(self.qs, self.sorted_by, size, cursor)
        try:
            *found, field = self.found()
        except EmptyResultSet:  # Django sees that nothing can match
            return Page([], None, None, 0)
        return narrow_page(found, field, self.sorted_by, size, cursor)

    def beside(self, ids, base):
        """Additional keys for rows that depend on the parameters: {slug or id: {key: value}}.

        ``beside_serializer`` of the resource describes them in the schema.
        """
        return {}

    @cached_property
    def form(self):
        """The parameters as a bound form with errors, for pages."""
        form = self.get_form_class()(self.data)
        form.cleaned_data = self._read[0]
        form._errors = forms.utils.ErrorDict({name: form.error_class(texts) for name, texts in self.errors.items()})
        return form

    def _unknown_text(self, name):
        return f"There is no parameter “{name}” here. Allowed: {', '.join(sorted(self.filters))}."

    def _faults(self, cleaned):
        """Errors that need no look-up: unknown orderings and counts, a reversed range of dates."""
        faults = {}
        if (order := cleaned.get("ordering")) and order not in self.orderings:
            faults["ordering"] = not_one_of(order, self.orderings)
        if (how := cleaned.get("count")) and how != "exact":
            faults["count"] = f"“{how}” is not one of: exact."
        first, last = cleaned.get("date_from"), cleaned.get("date_to")
        if first and last and first > last:
            words = gettext("date_to ({last}) is before date_from ({first}).")
            faults["date_to"] = words.format(last=last, first=first)
        return faults

    def _resolve(self, cleaned):
        """Replace the slugs of all parameters by References, in one statement. Returns errors by parameter."""
        asked = {name: one for name, one in self.filters.items() if isinstance(one, Slugs) and cleaned.get(name)}
        faults = {}
        for name, found in look_up({n: (f.record, f.key, cleaned[n]) for n, f in asked.items()}, self.audience).items():
            missing = [slug for slug in cleaned[name] if slug not in found]
            if missing:
                kind = asked[name].record._meta.verbose_name
                said = gettext("There is no {kind} “{slug}” on record.").format(kind=gettext(kind), slug=missing[0])
                meant = asked[name].meant(missing[0], self.audience) if asked[name].meant else ""
                faults[name] = f"{said} {meant}".strip()
            cleaned[name] = list(found.values())
        return faults

    def value(self, name):
        """The cleaned value of a parameter; None or [] if it is not given."""
        return self._read[0].get(name)

    @property
    def sorted_by(self):
        """The column by which the list is sorted, with ``-`` for descending."""
        return self.orderings[self.value("ordering") or next(iter(self.orderings))]


class DatedFilterSet(StrictFilterSet):
    """A filter set with ``date_from``, ``date_to``, ``date_match`` for records with a partial date."""

    date_from = Day(help_text=gettext_noop("Not before this day (or month, or year)."))
    date_to = Setting(
        field_class=lambda **kwargs: DayField(last=True, **kwargs),
        help_text=gettext_noop("Not after this day (or month, or year)."),
    )
    date_match = Setting(
        field_class=lambda **kwargs: OneChoiceField(MATCHES, **kwargs),
        schema={"type": "string", "enum": ["possible", "certain"], "default": "possible"},
        help_text="possible: the date could fall in the range; certain: it must.",
    )

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        first, last = self.value("date_from"), self.value("date_to")
        if first or last:
            queryset = queryset.held_between(first, last, self.value("date_match") or "possible")
        return queryset
