"""Work of the intake that is no record yet, narrowed by import, source and person as lists are (lib/admin/narrowing.py)."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from intake.models import LoadedRecord
from lib.admin.narrowing import asked, narrowed
from lib.digits import whole_number
from sources.called import sources_called
from summits.models import Event


def _person(request, name):
    """The condition that a person, in the column ``name``, is the one that the address asks for."""
    within, found = asked(request), Q()
    if "mine" in within:
        found &= Q(**{name: request.user})
    if "by" in within:
        found &= Q(**{f"{name}__in": get_user_model().objects.filter(username__iexact=within["by"])})
    return found


def _import(request, name):
    typed = asked(request).get("import")
    return Q() if typed is None else Q(**{name: whole_number(typed)}) if whole_number(typed) else Q(pk__in=())


def waiting(rows, request):
    """Those rows that wait which an import of this number left, or one by this person, or of data sets with this source."""
    rows = rows.filter(_person(request, "run__user") & _import(request, "run"))
    if typed := asked(request).get("source"):
        try:
            slugs = sources_called(typed).values("slug")
        except ValueError:
            return rows.none()
        loaded = LoadedRecord.objects.filter(kind="sources", key__in=slugs)
        rows = rows.filter(dataset__in=loaded.values("dataset"))
    return rows


def bad(lines, request):
    """Those bad rows that are in a file of this person, or of this import; files that are not imported have no source."""
    lines = lines.filter(_person(request, "bulk__user") & _import(request, "bulk__run"))
    return lines.none() if "source" in asked(request) else lines


def met(proposals, request):
    """Those people met whose event is among those that are asked for."""
    if not asked(request):
        return proposals
    return proposals.filter(event__in=narrowed(Event.objects.all(), request).order_by().values("slug"))
