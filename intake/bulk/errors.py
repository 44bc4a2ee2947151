"""Bad rows of uploaded files that nobody has dealt with yet."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.urls import reverse

from intake import narrowing
from intake.bulk.access import may_import, sees_all
from intake.models import BulkImport, BulkLine, BulkState
from lib.admin.work import Gap, Queue, numbers_of


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


def _rows(request):
    return narrowing.bad(bad_rows(request.user, sees_all(request.user)), request)


def _number(request):
    return numbers_of([_rows(request)])[0]


def gaps(request):
    """For the desk's home page."""
    if not may_import(request.user):
        return []
    words = "bad rows of uploaded tables", "bad row of an uploaded table"
    return [Gap(*words, _rows(request), reverse("bulk:bad"))]


def queues(request):
    """The queue in the left column of the desk."""
    return [Queue("Bad rows", reverse("bulk:bad"), partial(_number, request))] if may_import(request.user) else []
