"""The pages of places: what is inside them, and what happened there."""

from django.shortcuts import render

from experts.models import Organisation
from lib.trees import ancestors
from lib.visibility import may_see
from pages.addresses import record_page
from pages.listing import Listing
from pages.loading import SHOWN, citations_of
from sources.disagreements import mark_disagreements
from sources.filters import PlaceFilter
from sources.models import WITH_PLACE, Place
from sources.models.places import SHOWN as SHOWN_OF_PLACE
from summits.models import Event


def places(request):
    """The list of places, by name."""
    listing = Listing(request, PlaceFilter, Place.objects.select_related(*SHOWN_OF_PLACE), ["name", "kind"])
    return render(request, "pages/places.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Place.objects.select_related("country"))
def place(request, record):
    """A place, what is inside it, and the events there or inside it."""
    user = request.user
    held = Place.objects.prefetch_related("names", "identifiers", citations_of(Place, user)).get(pk=record.pk)
    mark_disagreements([held], user)
    events = (
        Event.objects.visible_to(user).filter(place__in=Place.objects.within(record, user)).select_related(*WITH_PLACE)
    )
    context = {
        "place": record,
        "names": held.names.all(),
        "identifiers": held.identifiers.all(),
        "above": ancestors(Place, "parent", [record.pk], user).get(record.pk, []),
        "country": record.country if may_see(record.country, user) else None,
        "parts": Place.objects.visible_to(user).filter(parent=record).order_by("name_key", "id")[:SHOWN],
        "organisations": Organisation.objects.visible_to(user).filter(place=record).order_by("name_key", "id")[:SHOWN],
        "events": events.order_by("-date_earliest", "-id")[:SHOWN],
        "shown": SHOWN,
        "citations": held.citations.all(),
        "disagreements": held.disagreements,
    }
    return render(request, "pages/place.html", context)
