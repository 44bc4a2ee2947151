"""The lists of sources and places; their own pages stand in summits/views/, with what cites them."""

from django.shortcuts import render

from sources.filters import PlaceFilter, SourceFilter
from sources.models import Place, Source
from sources.pages import Listing


def sources(request):
    """The list of sources, by title."""
    listing = Listing(request, SourceFilter, Source.objects.defer("archived_text"), ["q", "kind"])
    return render(request, "sources/sources.html", {"listing": listing}, status=listing.status)


def places(request):
    """The list of places, by name."""
    listing = Listing(request, PlaceFilter, Place.objects.select_related("country", "parent"), ["name", "kind"])
    return render(request, "sources/places.html", {"listing": listing}, status=listing.status)
