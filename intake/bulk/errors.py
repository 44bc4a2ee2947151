"""Bad rows of uploaded files that nobody has dealt with yet."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from intake.bulk.access import may_import, sees_all
from intake.models import BulkImport, BulkLine, BulkState
from lib.admin.work import CAP, Gap


def bad_rows(user, everybodys):
    """Bad rows of the files of a person (or of everybody), the newest file first.

    A row is dealt with when its file is removed, or when its owner has uploaded a file of
    the same name again.
    """
    again = BulkImport.objects.filter(user=OuterRef("bulk__user"), name=OuterRef("bulk__name"), pk__gt=OuterRef("bulk"))
    ended = [BulkState.CHECKED, BulkState.FAILED, BulkState.CANCELLED]
    rows = BulkLine.objects.filter(~Exists(again), what=BulkLine.What.BAD, bulk__state__in=ended)
    if not everybodys:
        rows = rows.filter(bulk__user=user)
    return rows.order_by("-bulk_id", "pk")


def gaps(request):
    """For the desk's home page; one statement."""
    if not may_import(request.user):
        return []
    rows = bad_rows(request.user, sees_all(request.user)).order_by().values("pk")[: CAP + 1]
    return [Gap("bad rows of uploaded tables", "bad row of an uploaded table", rows.count(), reverse("bulk:bad"))]
