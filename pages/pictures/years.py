"""The number of events by year and kind; each square links to the list of its events."""

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_noop

from lib.languages import gettext
from pages.families import FAMILIES, FAMILY

# The most squares in a row, so that each is 24 pixels wide; if there are more years, a square is five, ten or a hundred.
MOST = 38
# Up to so many squares, each has its year above it; else every fifth.
LABELLED = 20
CAPTIONS = {
    1: gettext_noop("Events by year and kind"),
    5: gettext_noop("Events by five years and kind"),
    10: gettext_noop("Events by decade and kind"),
    100: gettext_noop("Events by century and kind"),
}


def years(events):
    """The table of ``events`` (a queryset), read in one statement; None if none has a date.

    {"columns": [(words or "", first year)], "rows": [(family, kinds, number of all, [(number, first, last)])], "step"}.
    An event is counted in each year that it must have touched, as by the list's filter with ``date_match=certain``:
    otherwise one with an unknown start would be counted in all of them.
    """
    counted = (
        events.filter(date__isnull=False)
        .order_by()
        .values_list("kind", ExtractYear("date_start_by"), ExtractYear("date_end_from"))
        .annotate(number=Count("pk"))
    )
    rows = list(counted)
    # An open side (date.max) does not count for the range of years.
    known = [year for _, first, last, _ in rows for year in (first, last) if 1 < year < 9999]
    if not known:
        return None
    first, last = min(known), max(known)
    span = last - first
    step = 1 if span < MOST else 5 if span < 100 else 10 if span < MOST * 10 else 100
    starts = range(first - first % step, last + 1, step)
    labelled = (
        starts if len(starts) <= LABELLED else {starts[0], *(start for start in starts if not start % (5 * step))}
    )
    squares = {family.name: [0] * len(starts) for family in FAMILIES}
    totals = dict.fromkeys(squares, 0)
    for kind, begin, end, number in rows:
        name = FAMILY[kind].name
        totals[name] += number
        for index, start in enumerate(starts):
            if begin < start + step and end >= start:
                squares[name][index] += number
    return {
        "step": step,
        "caption": gettext(CAPTIONS[step]),
        "columns": [(str(start) if start in labelled else "", start) for start in starts],
        "rows": [
            (
                family,
                ",".join(family.kinds),
                totals[family.name],
                [(number, start, start + step - 1) for number, start in zip(squares[family.name], starts, strict=True)],
            )
            for family in FAMILIES
        ],
    }
