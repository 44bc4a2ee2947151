"""The pages of relations: two states, and which pairs of states have most on record."""

import orjson
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from experts.models import Organisation
from lib import former
from lib.api.serializers import Given, fetch
from lib.api.views import site_address
from lib.languages import gettext
from lib.partialdates import parse
from pages import relation as described
from pages.addresses import gone
from pages.listing import Listing, known_parameters
from pages.pictures.histogram import histogram
from pages.pictures.meetings import meetings
from pages.serializers import EventOfBoth
from summits.relations.api import SameState, find, moved
from summits.relations.filters import RelationFilter
from summits.relations.finding import NoState, pairs

# Pairs in the index; states that an unknown address may have meant.
PAIRS, MEANT = 40, 8
SHOWN = ["kind", "reason", "date_from", "date_to"]


def relations(request):
    """Two states to choose, and the pairs of states with most events; ``first`` and ``second`` lead to a relation."""
    states = _states(request.user)
    first, second = (request.GET.get(name, "") for name in ("first", "second"))
    known = {slug for slug, _ in states}
    if first in known and second in known and first != second:
        return redirect("relation", *sorted((first, second)))
    unknown = [slug for slug in (first, second) if slug and slug not in known]
    return _index(request, states, (first, second), unknown, same=bool(first) and first == second and first in known)


def _states(user):
    """All states by name: [(slug, name)]."""
    return list(
        Organisation.objects.visible_to(user)
        .filter(kind="state")
        .order_by("name_key", "id")
        .values_list("slug", "name")
    )


def _index(request, states, chosen, unknown=(), same=False):
    names = dict(states)
    of = next((slug for slug in chosen if slug in names), "")
    # What is not there must not cost what the index does.
    found = [] if unknown else pairs(request.user, PAIRS, of)
    most = found[0][2] if found else 1
    context = {
        "states": states,
        "chosen": chosen,
        "unknown": [(slug, _meant(slug, states, chosen)) for slug in unknown],
        "same": same,
        "of": names.get(of, ""),
        "formats": [("json", f"{reverse('relations-api')}?format=json")],
        "pairs": [
            (*sorted((one, other), key=lambda state: state.slug), number, round(86 * number / most, 1))
            for one, other, number in found
        ],
    }
    return render(request, "pages/relations.html", context, status=404 if unknown else 200)


def _meant(slug, states, chosen):
    """The states that an unknown slug may have meant, each with the relation that it would lead to: [(name, address)]."""
    words = [word for word in slug.lower().split("-") if len(word) > 3] or [slug.lower()]
    other = next((one for one in chosen if one != slug), "")
    found = [(one, name) for one, name in states if one != other and any(word[:5] in one for word in words)]
    return [
        (name, reverse("relation", args=sorted((one, other))) if other else f"{reverse('relations')}?first={one}")
        for one, name in found[:MEANT]
    ]


class RelationListing(Listing):
    """The events of a relation as a list; ``events`` are all that the parameters leave, ``rows`` those of this page."""

    def __init__(self, request, address):
        query = known_parameters(request, RelationFilter)
        self.address, self.events = address, {}
        filters, self.relation = find(*address, request.user, query)
        self._set(query, filters, SHOWN)
        if self.ok:
            self._cut(None)
            ids = filters.qs.order_by("date_earliest", "pk").values_list("pk", flat=True)
            base, row = site_address(request), Given(EventOfBoth, self.relation.values)
            rows = described.describe_events([orjson.loads(text) for text in fetch(row, ids, filters.audience, base)])
            self.events = {row["id"]: row for row in rows}
            self.rows = [self.events[pk] for pk in self.rows if pk in self.events]

    def _rows(self, rows, ids):
        return ids

    @property
    def api(self):
        """The address of the relation in the API."""
        return reverse("relation-api", args=self.address)


def relation(request, first, second):
    """What two states had to do with each other, as far as the parameters leave it.

    Their order in the address is that of the alphabet; the other one, and former slugs, lead there.
    """
    try:
        listing = RelationListing(request, (first, second))
    except SameState:
        return _index(request, _states(request.user), (first, ""), same=True)
    except NoState as error:
        return _elsewhere(request, first, second, error.args[0])
    if first > second:
        return _moved(request, second, first)
    rows = list(listing.events.values())
    sides = [described.people(rows, side) for side in ("first", "second")]
    found = described.outcomes(rows)
    years = [year for year in map(described.first_year, rows) if year]
    names = [one.state.name for one in listing.relation.sides] if listing.ok else [first, second]
    context = {
        "listing": listing,
        "title": gettext("{first} and {last}").format(first=names[0], last=names[1]),
        "sides": listing.relation.sides if listing.ok else (),
        "predecessors": any(side.predecessors for side in listing.relation.sides) if listing.ok else False,
        "apart": listing.query.get("predecessors") == "apart",
        "together": listing.changed(predecessors=None),
        "separate": listing.changed(predecessors="apart"),
        "summits": sum(1 for row in rows if row["kind"] == "summit"),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "histogram": histogram([_touched(row) for row in rows], _of_years(listing)),
        "meetings": meetings(
            rows,
            [(name, described.terms(rows, side)) for name, side in zip(names, ("first", "second"), strict=True)],
            _of_mark(listing),
        ),
        "people": [
            (name, there[: described.PEOPLE], len(there) - described.PEOPLE)
            for name, there in zip(names, sides, strict=True)
        ],
        "outcomes": found,
        "fates": described.fates(found),
        "said": described.said(rows)[: described.DISCUSSIONS],
    }
    return render(request, "pages/relation.html", context, status=listing.status)


def _touched(row):
    """The years that an event must have touched: (first, last, 1); as the list counts with ``date_match=certain``."""
    date = parse(row["date"])
    return (date.start_by.year, date.end_from.year, 1) if date else (0, 0, 0)


def _of_years(listing):
    def address(first, last):
        return listing.changed(date_from=f"{first:04}", date_to=f"{last:04}", date_match="certain")

    return address


def _of_mark(listing):
    def address(family, first, last):
        kinds = ",".join(family.kinds)
        return listing.changed(kind=kinds, date_from=first.isoformat(), date_to=last.isoformat(), date_match="certain")

    return address


def _elsewhere(request, first, second, slug):
    """The answer where one of the states is unknown: its present address, 410, or the index with what may have been meant."""
    try:
        now = moved(slug, request.user)
    except former.RecordDeleted:
        return gone(request)
    if now is None:
        return _index(request, _states(request.user), (first, second), [slug])
    return _moved(request, *sorted(now if one == slug else one for one in (first, second)))


def _moved(request, first, second):
    address, query = reverse("relation", args=[first, second]), request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
