"""Where a public id leads: on to its record, of whatever kind that is."""

import re

from django.db.models import Value
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from lib.former import survivor
from lib.history import history_of
from lib.withheld import gone as is_gone
from pages.addresses import gone
from register.kinds import KINDS

PUBLIC_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")


@require_safe
def by_id(request, public_id):
    """Lead to the page of the record, or to its answer in the API where JSON is asked for (``Accept``, ``format=json``).

    The id of a record that was merged leads to the one that stays. That of one that was deleted
    while it was public answers 410; what is unknown, or not to be seen, 404.
    """
    if not PUBLIC_ID.fullmatch(public_id):
        raise Http404("No record has such an id.")
    found = _rows(public_id, "pk", lambda model: model.objects.visible_to(request.user))
    for name, pk in found:
        kind = KINDS[name]
        return _on(request, kind, kind.model.objects.get(pk=pk))
    deleted = False
    for name, _ in _rows(public_id, "pgh_obj_id", lambda model: history_of(model)._base_manager):
        kind = KINDS[name]
        if record := survivor(kind.model, public_id, request.user):
            return _on(request, kind, record)
        deleted = deleted or is_gone(kind.model, "public_id", public_id)
    if deleted:
        return gone(request)
    raise Http404(f"There is no record “{public_id}”.")


def _rows(public_id, pk, of):
    """The rows of all kinds that have an id, in one statement: [(name of the kind, ``pk``)]. ``of``: the rows of a model."""
    first, *others = (
        of(kind.model).filter(public_id=public_id).order_by().annotate(named=Value(kind.name)).values_list("named", pk)
        for kind in KINDS.values()
    )
    return list(first.union(*others))


def _on(request, kind, record):
    """The redirect to a record. No lasting one: a merge may be undone, and then the id has a record of its own again."""
    asked = request.get_preferred_type(["text/html", "application/json"])
    if asked == "application/json" or request.GET.get("format") == "json":
        to = reverse(f"{kind.name}-detail", kwargs={"key": getattr(record, kind.key)})
    else:
        to = record.get_absolute_url()
    response = HttpResponseRedirect(to)
    patch_vary_headers(response, ["Accept"])
    return response
