"""Reads typed dates for the script that shows the interpretation beside the box (desk/dates.js)."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from lib.admin.parts import Part
from lib.partialdates.core import PartialDateError
from lib.partialdates.written import far, read
from lib.publishing import on_desk

LONGEST = 100


class DatesPart(Part):
    """The URL that reads dates."""

    def urls(self, site):
        return [path("date/", site.admin_view(require_GET(understood)), name="date")]


def understood(request):
    """JSON: ``words`` and ``date`` as stored, a question about it, or an error."""
    if not on_desk(request.user):
        raise PermissionDenied
    try:
        date = read(request.GET.get("text", "")[:LONGEST])
    except PartialDateError as error:
        return JsonResponse({"wrong": str(error)})
    return JsonResponse({"words": date.words(), "date": str(date), "ask": far(date)} if date else {})
