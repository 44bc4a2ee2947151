"""The pages of organisations: what they stand in, who held which post, where they took part."""

from django.shortcuts import render

from experts.filters import OrganisationFilter
from experts.models import Organisation, OrganisationTerritory
from experts.models.appointments import held
from lib.trees import ancestors
from lib.visibility import may_see
from pages.addresses import record_page
from pages.listing import Listing
from pages.loading import SHOWN, citations_of, outcomes_shown, positions_shown, posts_shown, seen
from sources.disagreements import mark_disagreements
from sources.models import WITH_PLACE
from summits.models import Participation


def organisations(request):
    """The list of organisations, by name."""
    rows = Organisation.objects.select_related("parent", "place")
    listing = Listing(request, OrganisationFilter, rows, ["name", "kind"])
    return render(request, "pages/organisations.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Organisation.objects.select_related("predecessor", *WITH_PLACE))
def organisation(request, record):
    """An organisation with its parts, posts, events, positions and outcomes."""
    user = request.user
    rows = Organisation.objects.prefetch_related("names", "identifiers", citations_of(Organisation, user))
    whole = rows.get(pk=record.pk)
    territories = seen(OrganisationTerritory.objects.select_related("place"), user, "place").filter(organisation=record)
    there = Participation.objects.visible_to(user).select_related("event").filter(organisation=record)
    there = there.order_by("-event__date_earliest", "-id")
    here = posts_shown(user).filter(organisation=record)
    posts = list(here.held().order_by("-start_earliest", "expert__name_key", "id")[:SHOWN])
    not_held = list(here.exclude(held()).order_by("-appointed_earliest", "expert__name_key", "id")[:SHOWN])
    outcomes = list(
        outcomes_shown(user).filter(parties__organisation=record).order_by("-effective_date_earliest", "-id")[:SHOWN]
    )
    mark_disagreements([whole, *posts, *not_held, *outcomes], user)
    context = {
        "organisation": record,
        "names": whole.names.all(),
        "identifiers": whole.identifiers.all(),
        "place": record.place if may_see(record.place, user) else None,
        "above": ancestors(Organisation, "parent", [record.pk], user).get(record.pk, []),
        "predecessor": record.predecessor if may_see(record.predecessor, user) else None,
        "successors": Organisation.objects.visible_to(user).filter(predecessor=record).order_by("start_earliest", "id"),
        "parts": Organisation.objects.visible_to(user).filter(parent=record).order_by("name_key", "id")[:SHOWN],
        "territories": territories.order_by("period_earliest", "id"),
        "posts": posts,
        "not_held": not_held,
        "taking_part": there.taking_part()[:SHOWN],
        "not_taking_part": there.not_taking_part()[:SHOWN],
        "positions": positions_shown(user)
        .filter(holders__organisation=record)
        .order_by("-effective_date_earliest", "-id")[:SHOWN],
        "outcomes": outcomes,
        "shown": SHOWN,
        "citations": whole.citations.all(),
        "disagreements": whole.disagreements,
    }
    return render(request, "pages/organisation.html", context)
