"""The desk's queue of rows of data sets that wait for a person."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.views.decorators.http import require_GET

from intake import narrowing
from intake.bulk.access import may_import, on_desk
from intake.datasets.register import REGISTER
from intake.models import QueuedRow
from lib.admin.narrowing import context as narrowing_context
from lib.admin.pages import desk_page
from lib.admin.work import Gap, Queue, numbers_of

PER_PAGE = 50


def _rows(request):
    return narrowing.waiting(QueuedRow.objects.all(), request)


def _number(request):
    return numbers_of([_rows(request)])[0]


def gaps(request):
    """For the desk's home page."""
    if not may_import(request.user):
        return []
    return [Gap("rows of data sets that wait", "row of a data set that waits", _rows(request), reverse("bulk:waiting"))]


def queues(request):
    """The queue in the left column of the desk."""
    return (
        [Queue("Rows that wait", reverse("bulk:waiting"), partial(_number, request))]
        if may_import(request.user)
        else []
    )


@on_desk
@require_GET
def waiting(request):
    """The list of rows with their reasons and passages, filtered by ``dataset`` and ``q`` (words of either)."""
    if not may_import(request.user):
        raise PermissionDenied
    rows = narrowing.waiting(QueuedRow.objects.all(), request)
    found = dict(rows.order_by().values_list("dataset").annotate(Count("pk")))
    chosen, words = request.GET.get("dataset", ""), request.GET.get("q", "").replace("\0", "").strip()[:200]
    if chosen in found:
        rows = rows.filter(dataset=chosen)
    if words:
        rows = rows.filter(reason__icontains=words) | rows.filter(passage__icontains=words)
    page, context = Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), narrowing_context(request)
    return desk_page(
        admin.site,
        request,
        "datasets/waiting.html",
        "Rows of data sets that wait",
        page=page,
        **context,
        query=context["kept"] + urlencode({"dataset": chosen, "q": words}) + "&",
        others=urlencode({"dataset": chosen, "q": words}) + "&",
        other_values=[("dataset", chosen), ("q", words)],
        words=words,
        chosen=chosen,
        datasets=[{"name": name, "title": _title(name), "count": count} for name, count in sorted(found.items())],
    )


def _title(dataset):
    """The title of a data set; for formats of many data sets, with the name of this one."""
    name, _, part = dataset.partition(":")
    title = REGISTER[name].title if name in REGISTER else name
    return f"{title}: {part}" if part else title
