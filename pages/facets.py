"""What a filtered list of events can be narrowed to, each choice with the number of what it leaves."""

from collections import Counter

from django.db.models import Count
from django.db.models.functions import ExtractYear

from pages.families import FAMILIES
from summits.models import Event


def event_facets(listing):
    """Kinds and decades of a Listing of events: [(title, [(words, number, query, whether it is chosen, family)])].

    One statement. A number is that of the list behind the query; a decade counts what it must have touched.
    """
    if not listing.ok or not listing.total:
        return []
    counted = (
        Event.objects.filter(pk__in=listing.filters.qs.order_by().values("pk"))
        .order_by()
        .values_list("kind", ExtractYear("date_start_by"), ExtractYear("date_end_from"))
        .annotate(number=Count("pk"))
    )
    kinds, decades = Counter(), Counter()
    for kind, first, last, number in counted:
        kinds[kind] += number
        if first and last and first > 1 and last < 9999:
            decades.update(dict.fromkeys(range(first - first % 10, last + 1, 10), number))
    return [facet for facet in (_kinds(listing, kinds), _decades(listing, decades)) if facet[1]]


def _kinds(listing, kinds):
    chosen = listing.filters.value("kind") or []
    rows = []
    for family in FAMILIES:
        for kind in family.kinds:
            if kinds[kind]:
                to = None if chosen == [kind] else kind.value
                rows.append((kind.label, kinds[kind], listing.changed(kind=to), chosen == [kind], family))
    return "Kind", rows


def _decades(listing, decades):
    given = [listing.query.get(name, "") for name in ("date_from", "date_to")]
    rows = []
    for start in sorted(decades, reverse=True):
        ends = [f"{start:04}", f"{start + 9:04}"]
        if given == ends:
            to = {"date_from": None, "date_to": None, "date_match": None}
        else:
            to = {"date_from": ends[0], "date_to": ends[1], "date_match": "certain"}
        rows.append((f"{start}s", decades[start], listing.changed(**to), given == ends, None))
    return "Decade", rows
