"""Resolving addresses: to a record, by redirect to its present address, or to the page about a deleted one."""

import functools

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from lib.former import RecordDeleted, present_slug
from lib.withheld import gone as is_gone


def record_page(rows, key="slug"):
    """Decorator: the view gets the record instead of its address.

    ``rows()`` returns the queryset, before visibility is applied. A former slug redirects
    permanently (301) to the record's present page, the slug of a record deleted while it was
    public answers 410, and anything unknown or not public answers 404.
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
    """The response for an address that no visible record has: redirect or 410. Raises Http404."""
    if key == "slug":
        try:
            now = present_slug(model, address, request.user)
        except RecordDeleted:
            return gone(request)
        if now:
            return moved(request, now)
    elif is_gone(model, key, address):
        return gone(request)
    raise Http404(f"There is no {model._meta.verbose_name} “{address}”.")


def moved(request, slug):
    """A permanent redirect to the same page with another slug and the same parameters."""
    address = reverse(request.resolver_match.url_name, args=[slug])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def gone(request):
    """The 410 page of a deleted record."""
    return render(request, "410.html", status=410)
