"""The pages of places: what is inside them, and what happened there."""

from urllib.parse import urlencode

from django.shortcuts import render

from lib.api.sql import among
from lib.visibility import audience_of
from pages.addresses import record_page
from pages.differences import mark_differences
from pages.lines import newest
from pages.listing import Listing
from pages.loading import SHOWN
from pages.rows import catalogued, page_of, whole, with_passages
from pages.views.maps import the_map
from pages.wholes import PlacePage
from sources.filters import PlaceFilter
from sources.models import Place
from sources.models.places import SHOWN as SHOWN_OF_PLACE
from summits.models import Event, Position


def places(request):
    """The list of places, by name."""
    listing = Listing(request, PlaceFilter, Place.objects.select_related(*SHOWN_OF_PLACE), ["name", "kind"])
    return render(request, "pages/places.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Place.objects)
def place(request, record):
    """A place, what is inside it, and the events there or inside it."""
    user = request.user
    data = whole(PlacePage, record.pk, request)
    mark_differences([(Place, [data])], user, record)
    for one in [*data["above"], *data["parts"], *filter(None, [data["country"]])]:
        one["page"] = page_of("places", one["slug"])
    for one in data["organisations"]:
        one["page"] = page_of("organisations", one["slug"])
    with_passages(data, user)
    here = Event.objects.filter(among("place", data["descendants"]))
    events, _ = newest(here, Position.objects.none(), request)
    context = {
        "place": record,
        "data": data,
        "identifiers": catalogued(data),
        "above": data["above"],
        "events": events,
        "shown": SHOWN,
    }
    if events:
        context |= the_map(here.visible_to(user), audience_of(user), lambda **part: _part(record, part))
    return render(request, "pages/place.html", context)


def _part(record, part):
    """The query of the events at a place that ``part`` (parameters) narrows."""
    return f"?{urlencode({'place': record.slug, **part})}"
