"""The map of any filtered list of events."""

from django.shortcuts import render
from django.urls import reverse

from lib.languages import gettext
from pages.listing import UnpagedListing
from pages.located import spots
from pages.pictures.map import box, drawn_map
from summits.filters import EventFilter


def map_of_events(request):
    """Where the events were that the parameters of their list leave."""
    listing = UnpagedListing(request, EventFilter, ["q", "kind", "date_from", "date_to"])
    context = {"listing": listing, "view": "map", "title": gettext("Map of events")}
    if listing.ok:
        context |= the_map(listing.filters.qs, listing.filters.audience, listing.changed)
    return render(request, "pages/map.html", context, status=listing.status)


def the_map(events, audience, changed):
    """What a template needs for the map of some events; ``changed(**parameters)`` gives the query of a part of them."""
    found, nowhere = spots(events, audience)
    return {
        "map": drawn_map(found, _leads(changed)),
        "places": len(found),
        "number": sum(spot.number for spot in found) + nowhere,
        "nowhere": nowhere,
        "without": changed(located="false"),
    }


def _leads(changed):
    """Where a mark leads: to the list of its events; of several places to their own map."""

    events, part = reverse("events"), reverse("map")

    def address(spots):
        if len(spots) == 1 and spots[0].alone:
            return events + changed(place=spots[0].slug)
        apart = len({(spot.latitude, spot.longitude) for spot in spots}) > 1
        return (part if apart else events) + changed(within=box(spots))

    return address
