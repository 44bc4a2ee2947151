"""The network of any filtered list of events: who met whom."""

from django.shortcuts import render

from lib.languages import gettext, noun
from pages.listing import UnpagedListing
from pages.pictures.network import COLUMNS, KINDS, network
from pages.tied import tied
from summits.filters import EventFilter

# What networks are read from as data.
FILES = ("gexf", "graphml")


def network_of_events(request):
    """People and organisations of the events that the parameters of their list leave."""
    listing = UnpagedListing(request, EventFilter, ["q", "kind", "date_from", "date_to"])
    context = {"listing": listing, "view": "network", "title": gettext("Network of events")}
    if listing.ok:
        nodes, ties, totals = tied(listing.filters)
        context |= {
            "network": network(nodes, ties, totals),
            "number": totals["event"],
            "totals": [(totals[of], noun(totals[of], KINDS[of])) for of in COLUMNS],
            "files": [(name, address) for name, address in listing.formats if name in FILES],
        }
    return render(request, "pages/network.html", context, status=listing.status)
