"""Filters of the admin's lists."""

from django.contrib import admin

from lib.admin.narrowing import TypedFilter
from lib.partialdates import PartialDateError, parse
from lib.partialdates.ranges import may_touch


class LacksFilter(admin.SimpleListFilter):
    """Records that lack something: ``gaps`` maps a value to (words, condition on the queryset)."""

    title = "what is missing"
    parameter_name = "lacks"
    gaps = {}

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _) in self.gaps.items()]

    def queryset(self, request, queryset):
        gap = self.gaps.get(self.value())
        return gap[1](queryset) if gap else queryset


def lacks(**gaps):
    """A LacksFilter for gaps ``value=(words, function from queryset to queryset)``."""
    return type("Lacks", (LacksFilter,), {"gaps": gaps})


class WhenFilter(TypedFilter):
    """Records that may fall within a typed partial date or a decade.

    Uses an index over the days that a date may span, and needs no query to be rendered.
    """

    title = "time"
    parameter_name = "when"
    hint = "Date or range, e.g. 2021-06, 1985/1991"
    first, last = "date_earliest", "date_latest"

    def lookups(self, request, model_admin):
        return [(f"{decade}/{decade + 9}", f"{decade}s") for decade in range(1980, 2030, 10)]

    def queryset(self, request, queryset):
        try:
            when = parse(self.value())
        except PartialDateError as error:
            self.problem = str(error)
            return queryset.none()
        if when is None:
            return queryset
        # Records without a date might match any time, and are left out.
        dated = queryset.exclude(**{f"{self.first.removesuffix('_earliest')}__isnull": True})
        return dated.filter(may_touch(self.first, self.last, when.earliest, when.latest))


def when(first, last):
    """A WhenFilter over two columns of bounds."""
    return type("When", (WhenFilter,), {"first": first, "last": last})
