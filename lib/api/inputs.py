"""Form fields that read single query parameters, strictly."""

import re

from django import forms

from lib.api.asof import MomentError, parse_moment
from lib.api.pages import PAGE_SIZE, PAGE_SIZE_MAX
from lib.languages import gettext
from lib.partialdates.core import PartialDateError, parse
from lib.partialdates.written import read

SLUG_MAX = 120


class SplitWidget(forms.TextInput):
    """Reads ``a,b`` and repeated parameters as one list."""

    comma = re.compile(",")

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return [part.strip() for value in values for part in self.comma.split(value) if part.strip()]

    def format_value(self, value):
        return ",".join(value) if isinstance(value, list) else value


class OneWidget(forms.TextInput):
    """Reads a parameter that may be given only once."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return values if len(values) > 1 else (values[0] if values else None)


def not_one_of(value, allowed):
    """The message for a value that is not allowed."""
    return gettext("“{value}” is not one of: {allowed}.").format(value=value, allowed=", ".join(allowed))


class SlugsField(forms.Field):
    """One or several slugs, separated by commas or repeated."""

    widget = SplitWidget

    def clean(self, value):
        for slug in value or []:
            if len(slug) > SLUG_MAX or "\x00" in slug:
                raise forms.ValidationError(gettext("This cannot be the address of a record."))
        return list(dict.fromkeys(value or []))


class ChoicesField(forms.Field):
    """One or several values of an enumeration, separated by commas or repeated."""

    widget = SplitWidget

    def __init__(self, choices, **kwargs):
        self.allowed = [value for value, _ in getattr(choices, "choices", choices)]
        super().__init__(**kwargs)

    def clean(self, value):
        for one in value or []:
            if one not in self.allowed:
                raise forms.ValidationError(not_one_of(one, self.allowed))
        return list(dict.fromkeys(value or []))


class OneField(forms.CharField):
    """A text that may be given only once; invalid values are errors."""

    widget = OneWidget

    def clean(self, value):
        if isinstance(value, list):
            raise forms.ValidationError(gettext("Give it only once."))
        # As in the API's description: surrounding blanks count towards the length.
        self.run_validators(value)
        return super().clean(value)


class OneChoiceField(OneField):
    """One value of an enumeration."""

    def __init__(self, choices, **kwargs):
        self.allowed = [value for value, _ in getattr(choices, "choices", choices)]
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value and value not in self.allowed:
            raise forms.ValidationError(not_one_of(value, self.allowed))
        return value


class DayField(OneField):
    """A day, or a month or year, which stand for their first (or, with ``last=True``, last) day, as people write it."""

    def __init__(self, last=False, **kwargs):
        self.last = last
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            date = read(text)
        except PartialDateError as error:
            raise forms.ValidationError(str(error)) from error
        if date is None or date.precision not in ("day", "month", "year") or date.qualifier:
            raise forms.ValidationError(
                gettext("Give a day, a month or a year, e.g. 2021-06-16; not {text}.").format(text=text)
            )
        return date.latest if self.last else date.earliest


class SinceField(OneField):
    """A time, or a day, which stands for its start, in UTC."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return parse_moment(text, end=False) if text else None
        except MomentError as error:
            raise forms.ValidationError(str(error)) from error


class PartialField(OneField):
    """A partial date, as one value."""

    def clean(self, value):
        text = super().clean(value)
        try:
            date = parse(text)
        except PartialDateError as error:
            raise forms.ValidationError(str(error)) from error
        return str(date) if date else None


class SizeField(OneField):
    """A number of rows, 1 to PAGE_SIZE_MAX."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return PAGE_SIZE
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= PAGE_SIZE_MAX:
            raise forms.ValidationError(gettext("Give a whole number from 1 to {most}.").format(most=PAGE_SIZE_MAX))
        return int(text[:9])


class NumberField(OneField):
    """A non-negative integer."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise forms.ValidationError(gettext("Give a whole number."))
        return int(text)
