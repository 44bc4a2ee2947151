"""Model and form fields of partial dates."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from lib.partialdates.core import EXAMPLES, PartialDate, PartialDateError, parse, stored
from lib.partialdates.written import read

BOUNDS = {"earliest": 1, "start_by": 2, "end_from": 3, "latest": 4}


def _parse_or_invalid(value, parse=parse):
    try:
        return parse(value)
    except PartialDateError as error:
        raise ValidationError(str(error), code="partial_date") from error


class PartialDateWidget(forms.TextInput):
    """A text box wide enough for an interval, with a hint."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "size": 22,
                "placeholder": "2021-06-16 or 2021-06",
                "title": f"As far as known: 16 June 2021, {EXAMPLES}",
                "data-date": "",
                **(attrs or {}),
            }
        )


class PartialDateFormField(forms.CharField):
    """Accepts unambiguous dates as people write them (lib.partialdates.written); errors say what to write."""

    widget = PartialDateWidget

    def to_python(self, value):
        return _parse_or_invalid(value, read)

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        try:
            return read(initial) != read(data)
        except PartialDateError:
            return True

    def run_validators(self, value):
        # CharField's validators are for texts, not for parsed dates.
        return None


class PartialDateField(models.Field):
    """A partial date, stored as written (text), NULL where unknown.

    Values are PartialDate or None; text is parsed on assignment to the database.
    Put ``DateBound`` columns beside it (see ``bound``) to filter and sort.
    """

    description = "A partial date (subset of EDTF)"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self):
        return "CharField"

    def db_type(self, connection):
        return f"varchar({self.max_length})"

    def from_db_value(self, value, expression, connection):
        return stored(value)

    def to_python(self, value):
        return _parse_or_invalid(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if value is None or value == "":
            return None
        return str(_parse_or_invalid(value))

    def value_to_string(self, obj):
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class DateBound(models.Func):
    """One bound of a partial date, computed in SQL: ``DateBound("date", "latest")``."""

    function = "parley_date_bounds"
    output_field = models.DateField()

    def __init__(self, expression, bound, **extra):
        super().__init__(expression, **extra)
        self.bound = bound

    def as_sql(self, compiler, connection, **extra):
        index = BOUNDS[self.bound]
        return super().as_sql(compiler, connection, template=f"(%(function)s(%(expressions)s))[{index}]", **extra)


def bound(field, which):
    """A generated column with one bound of the partial date in ``field``."""
    return models.GeneratedField(expression=DateBound(field, which), output_field=models.DateField(), db_persist=True)
