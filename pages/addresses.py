"""Where an address leads: to its record, to the record's present address, or to the page of what was deleted."""

import functools

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from lib.former import Gone, present_slug
from lib.withheld import gone as is_gone


def record_page(rows, key="slug"):
    """Decorator: the view gets the record at its address instead of the address.

    ``rows()`` gives the queryset (before visibility). A former slug leads to the
    record's present page for ever (301), that of a record deleted while it was public
    answers 410, and what is unknown or not public answers 404.
    """

    def decorate(view):
        @functools.wraps(view)
        def found(request, address):
            known = rows()
            if "\0" in address:
                raise Http404("No record has such an address.")
            record = known.visible_to(request.user).filter(**{key: address}).first()
            if record is not None:
                return view(request, record)
            return elsewhere(request, known.model, key, address)

        return found

    return decorate


def elsewhere(request, model, key, address):
    """The answer for an address that no visible record has: redirect, 410, or Http404."""
    if key == "slug":
        try:
            now = present_slug(model, address, request.user)
        except Gone:
            return gone(request)
        if now:
            return moved(request, now)
    elif is_gone(model, key, address):
        return gone(request)
    raise Http404(f"There is no {model._meta.verbose_name} “{address}”.")


def moved(request, slug):
    """A lasting redirect to the same page under another slug, with the same parameters."""
    address = reverse(request.resolver_match.url_name, args=[slug])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def gone(request):
    """The page that says that a record was deleted."""
    return render(request, "410.html", status=410)
