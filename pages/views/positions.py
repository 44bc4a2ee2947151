"""The pages of positions."""

from django.shortcuts import render

from pages.addresses import record_page
from pages.differences import mark_differences
from pages.facets import position_facets, years
from pages.lines import lines
from pages.listing import Listing
from pages.rows import describe_event, describe_outcome, describe_position, earliest, whole, with_passages
from pages.wholes import PositionPage
from summits.filters import PositionFilter
from summits.models import Outcome, Position


def positions(request):
    """The list of positions, the newest first."""
    shown = ["q", "stance", "attribution", "date_from", "date_to"]
    listing = Listing(request, PositionFilter, Position.objects.only("pk"), shown)
    _, told = lines([], [position.pk for position in listing.rows], request)
    with_passages(told, request.user)
    mark_differences([(Position, told)], request.user)
    facets, counted = position_facets(listing)
    found = {"facets": facets, "years": years(listing, "effective_date", counted)}
    return render(
        request, "pages/positions.html", {"listing": listing, "positions": told, **found}, status=listing.status
    )


@record_page(lambda: Position.objects, key="public_id")
def position(request, record):
    """A position: who holds it, where it was taken, what it is about, and what came later."""
    data = describe_position(whole(PositionPage, record.pk, request))
    with_passages(data, request.user)
    outcomes, later = [], []
    for row in data["about"]:
        about = row["event"]
        outcomes += [describe_outcome(outcome) for outcome in about["outcomes"]]
        later += [(link, about) for link in about["later"]]
    for link, _ in later:
        describe_event(link["event"])
    for reply in data["replies"]:
        describe_position(reply)
    mark_differences([(Position, [data, *data["replies"]]), (Outcome, outcomes)], request.user)
    later.sort(key=lambda one: str(earliest(one[0]["event"])))
    context = {"position": record, "p": data, "outcomes": outcomes, "later": later}
    return render(request, "pages/position.html", context)
