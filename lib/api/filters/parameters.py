"""Filters for single parameters: a class for each type of value."""

import functools
import operator

import django_filters
from django.db.models import Q

from lib.api.filters.references import descendants
from lib.api.inputs import (
    SLUG_MAX,
    ChoicesField,
    DayField,
    NumberField,
    OneChoiceField,
    OneField,
    PartialField,
    SinceField,
    SlugsField,
)
from lib.api.sql import among
from lib.fields import holds
from lib.names import own_or_further, search_keys, words_occur
from lib.ranking import words_begin


class Filter(django_filters.Filter):
    """Base class: an empty value does not filter; ``schema`` describes the parameter for OpenAPI."""

    schema = {"type": "string"}
    many = False
    words = ""

    def __init__(self, *args, help_text="", **kwargs):
        self.words = help_text
        kwargs.setdefault("help_text", help_text)
        super().__init__(*args, **kwargs)

    def filter(self, qs, value):
        if value in (None, "", []):
            return qs
        return self.apply(qs, value)

    def apply(self, qs, value):
        return qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class Choices(Filter):
    """One or several values of an enumeration."""

    field_class = ChoicesField
    many = True

    def __init__(self, choices, *args, **kwargs):
        self.schema = {"type": "string", "enum": [value for value, _ in getattr(choices, "choices", choices)]}
        super().__init__(*args, choices=choices, **kwargs)

    def apply(self, qs, value):
        return qs.filter(**{f"{self.field_name}__in": value})


class Slugs(Filter):
    """Records by slug (``key="public_id"``: by id). The value is a list of References.

    ``meant(slug, audience)`` gives a sentence on what to write instead of a slug that no such record has, or "".
    """

    field_class = SlugsField
    many = True
    schema = {"type": "string", "maxLength": SLUG_MAX}

    def __init__(self, model, *args, key="slug", meant=None, **kwargs):
        # Not ``self.model``, which the filter set sets to its own model.
        self.record, self.key, self.meant = model, key, meant
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        return qs.filter(among(f"{self.field_name}_id", descendants(value)))


class Words(Filter):
    """Words that must occur in the field, in any order, ignoring case, accents, apostrophes and hyphens."""

    field_class = OneField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        return qs.filter(words_occur(self.field_name, value))


class Exact(Filter):
    """A text that the field must equal."""

    field_class = OneField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class AnyName(Filter):
    """Part of a name or further name of the record, in any script; or beginnings of its words, in any order."""

    field_class = OneField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        keys = search_keys(value)
        if not keys:
            return qs.none()
        ways = [
            functools.reduce(
                operator.or_, (Q(**{f"{column}__contains": key}) for key in keys), words_begin(keys, column)
            )
            for column in ("name_key", "key")
        ]
        return qs.filter(own_or_further(qs.model, *ways))


class NumberFilter(Filter):
    """An integer that the field must equal."""

    field_class = NumberField
    schema = {"type": "integer", "minimum": 0, "maximum": 999_999_999}


class FlagFilter(Filter):
    """A boolean that the field must equal: true or false."""

    field_class = OneChoiceField
    schema = {"type": "string", "enum": ["true", "false"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, choices=[("true", "yes"), ("false", "no")], **kwargs)

    def apply(self, qs, value):
        return qs.filter(**{self.field_name: value == "true"})


class Day(Filter):
    """A day, or the first or last day of a month or year; applied by DatedFilterSet."""

    field_class = DayField

    def apply(self, qs, value):
        return qs


class PartialDateFilter(Filter):
    """A partial date that the field must equal, as written."""

    field_class = PartialField


class Since(Filter):
    """A time, or a day, at or after which the field must be."""

    field_class = SinceField

    def __init__(self, field_name, help_text):
        words = f"{help_text}: a day (its beginning) or a moment in UTC, e.g. 2026-11-24T10:30:00Z."
        super().__init__(field_name, lookup_expr="gte", help_text=words, max_length=40)


class Setting(Filter):
    """A parameter that does not filter but affects the response."""

    field_class = OneField

    def __init__(self, *args, schema=None, field_class=None, **kwargs):
        self.schema = schema or self.schema
        self.field_class = field_class or self.field_class
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        return qs


def filter_of(field):
    """The filter for a model field, by its type; None if there is none (long texts, times)."""
    kind = holds(field)
    if kind == "choice":
        return Choices(field.choices, field_name=field.name)
    if kind == "reference":
        model = field.related_model
        return Slugs(model, field_name=field.name, key="slug" if hasattr(model, "slug") else "public_id")
    return BY_TYPE[kind](field_name=field.name) if kind in BY_TYPE else None


BY_TYPE = {"date": PartialDateFilter, "flag": FlagFilter, "number": NumberFilter, "text": Words}
