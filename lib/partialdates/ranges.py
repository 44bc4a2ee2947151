"""Finding dates that may touch some days, by an index over the days that they may span.

Two comparisons with the bounds would read half of a table at worst: all dates before the last day
are searched for those after the first. A GiST index over both bounds finds them directly.
"""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import BooleanField, F, Func, Q, Value


class Days(Func):
    """The range of days from one column to another, both included."""

    function = "daterange"
    arity = 2
    output_field = DateRangeField()

    def as_sql(self, compiler, connection, **extra):
        return super().as_sql(compiler, connection, template="%(function)s(%(expressions)s, '[]')", **extra)


class _Touch(Func):
    arg_joiner = " && "
    template = "(%(expressions)s)"
    output_field = BooleanField()
    conditional = True


def may_touch(earliest, latest, first=None, last=None):
    """Condition: a known date with these bounds (names of columns) may fall on one of the days first..last (dates or None).

    It is stated in two equivalent ways, so that either the index of ``days_index`` or the one over
    ``earliest``, by which lists are sorted, can be used.
    """
    days = DateRange(first, last, "[]")
    found = Q(_Touch(Days(F(earliest), F(latest)), Value(days, output_field=DateRangeField())))
    return found & Q(**{f"{earliest}__lte": last}) if last else found


def days_index(dated, name):
    """The index for ``may_touch`` over the bounds of a partial date, without unknown dates, which may be any day."""
    return GistIndex(
        Days(F(f"{dated}_earliest"), F(f"{dated}_latest")), condition=Q(**{f"{dated}__isnull": False}), name=name
    )


__all__ = ["Days", "days_index", "may_touch"]
