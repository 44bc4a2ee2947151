"""The lists of experts and organisations; their own pages stand in timelines/ and summits/views/."""

from django.db.models import Prefetch
from django.shortcuts import render

from experts.filters import ExpertFilter, OrganisationFilter
from experts.models import Appointment, Expert, Organisation
from sources.pages import Listing, citations_of


def posts_shown(user):
    """Appointments that ``user`` may see, with expert, organisation and citations."""
    return (
        Appointment.objects.visible_to(user)
        .select_related("expert", "organisation__parent")
        .prefetch_related(citations_of(Appointment, user))
    )


def experts(request):
    """The list of experts, by name."""
    posts = (
        Appointment.objects.visible_to(request.user).select_related("organisation").order_by("-start_earliest", "id")
    )
    rows = Expert.objects.prefetch_related(Prefetch("appointments", posts))
    listing = Listing(request, ExpertFilter, rows, ["name", "post", "on"])
    return render(request, "experts/experts.html", {"listing": listing}, status=listing.status)


def organisations(request):
    """The list of organisations, by name."""
    rows = Organisation.objects.select_related("parent", "place")
    listing = Listing(request, OrganisationFilter, rows, ["name", "kind"])
    return render(request, "experts/organisations.html", {"listing": listing}, status=listing.status)
