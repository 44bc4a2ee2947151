"""Fields of SQL serializers: each has an SQL expression and, as a DRF field, a schema.

A field's ``expression(prefix)`` returns the SQL expression of its value; ``prefix`` is the lookup from the
queried model to the row, e.g. ``"place__country__"``.
"""

import datetime

from django.db.models import Case, DateField, F, Func, TextField, Value, When
from django.db.models.functions import Cast, NullIf
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lib.fields import holds
from lib.partialdates.core import EXAMPLES, FIRST_DAY, LAST_DAY

# The placeholder in compiled statements for the address of the site (see serializers.py).
BASE = "\x02base"
API_ROOT = "/api/v1"


class Joined(Func):
    """Texts joined in SQL (NULL if one of them is NULL)."""

    function = ""
    arg_joiner = " || "
    template = "(%(expressions)s)"
    output_field = TextField()


class Text(serializers.CharField):
    """A text column."""

    def expression(self, prefix):
        return F(prefix + self.source.replace(".", "__"))


class Number(serializers.IntegerField):
    """An integer column."""

    expression = Text.expression


class Decimal(serializers.FloatField):
    """A column of decimal numbers."""

    expression = Text.expression


class Flag(serializers.BooleanField):
    """A boolean column."""

    expression = Text.expression


class Choice(serializers.ChoiceField):
    """A column of an enumeration, given by its value."""

    def __init__(self, choices, **kwargs):
        # .choices includes the labels; a bare enumeration would use its values as labels.
        super().__init__(choices=getattr(choices, "choices", choices), **kwargs)

    expression = Text.expression


class Label(serializers.CharField):
    """The label for the value of an enumeration column; ``words`` maps values to labels."""

    def __init__(self, words, **kwargs):
        self.words = dict(words)
        super().__init__(**kwargs)

    def expression(self, prefix):
        column = prefix + self.source.replace(".", "__")
        cases = [When(**{column: value}, then=Value(str(text))) for value, text in self.words.items()]
        return Case(*cases, output_field=TextField())


class Partial(serializers.CharField):
    """A partial date as written."""

    def __init__(self, **kwargs):
        kwargs.setdefault("allow_null", True)
        kwargs.setdefault("help_text", f"Partial date: {EXAMPLES}. Null: unknown.")
        super().__init__(**kwargs)

    expression = Text.expression


class Bound(serializers.DateField):
    """The first or last possible day of a partial date, or null."""

    def __init__(self, **kwargs):
        super().__init__(allow_null=True, **kwargs)

    def expression(self, prefix):
        column = prefix + self.source.replace(".", "__")
        limit = FIRST_DAY if column.endswith("earliest") else LAST_DAY
        return NullIf(F(column), Cast(Value(limit.isoformat()), self._date()))

    @staticmethod
    def _date():
        return DateField()


# Not the format "time" of JSON Schema, which asks for an offset: the zone stands in a field of its own.
@extend_schema_field({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"})
class Clock(serializers.TimeField):
    """A time of day, HH:MM:SS; null if unknown."""

    def __init__(self, **kwargs):
        super().__init__(allow_null=True, **kwargs)

    expression = Text.expression


class Moment(serializers.DateTimeField):
    """A date and time in UTC."""

    expression = Text.expression


class Address(serializers.URLField):
    """The record's address: in the API (``kind``: the resource) or, with ``page=True``, on the site."""

    def __init__(self, kind, key="slug", page=False, suffix="", **kwargs):
        self.kind, self.key, self.page, self.suffix = kind, key, page, suffix
        kwargs.setdefault("help_text", "The page for people." if page else "The record's address in this API.")
        super().__init__(source="*", **kwargs)

    def expression(self, prefix):
        root = f"/{self.kind}/" if self.page else f"{API_ROOT}/{self.kind}/"
        return Joined(Cast(Value(BASE), TextField()), Value(root), F(prefix + self.key), Value(f"/{self.suffix}"))


BY_TYPE = {
    "date": Partial,
    "time": Clock,
    "flag": Flag,
    "number": Number,
    "decimal": Decimal,
    "text": Text,
    "long text": Text,
}


def field_of(field):
    """The serializer field for a model field, by its type; None if there is none (foreign keys)."""
    words = {"help_text": str(field.help_text)} if field.help_text else {}
    kind = holds(field)
    if kind == "choice":
        return Choice(choices=field.choices, **words)
    if kind in ("number", "decimal"):
        words["allow_null"] = field.null
    return BY_TYPE[kind](**words) if kind in BY_TYPE else None


def today():
    """The current date in UTC."""
    return datetime.datetime.now(datetime.UTC).date()
