"""The queue of suspected duplicates, and the decision that a pair is not one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse

from desk.duplicates import tasks
from desk.duplicates.finding import KINDS, STEP, refresh, waiting
from desk.duplicates.queue import counts, suspicions
from desk.kinds import KINDS as MERGED
from desk.models import DuplicateDismissal
from desk.paging import LAST, page_number, page_of
from desk.routes import bind
from lib.admin import narrowing
from lib.admin.narrowing import link
from lib.admin.pages import desk_page
from lib.admin.work import CAP
from lib.digits import whole_number
from lib.worker import worker_lives

PAGE = 25


def urls(site):
    """The routes, within the admin."""
    bound = bind(site)
    return [
        path("duplicates/", bound(first), name="duplicates"),
        path("duplicates/<str:name>/", bound(queue), name="duplicates_queue"),
        path("duplicates/<str:name>/waiting/", bound(progress), name="duplicates_waiting"),
        path("duplicates/<str:name>/decided/", bound(decided), name="duplicates_decided"),
        path("duplicates/<str:name>/decide/", bound(decide), name="duplicates_decide"),
    ]


def _kind(request, name):
    if name not in KINDS:
        raise Http404(f"There is no queue of duplicates of “{name}”.")
    if not MERGED[name].may_change(request.user):
        raise PermissionDenied
    return MERGED[name]


def first(site, request):
    """Redirect to the first non-empty queue that the user may see."""
    allowed = [name for name in KINDS if MERGED[name].may_change(request.user)]
    if not allowed:
        raise PermissionDenied
    found = counts(allowed, request)
    return HttpResponseRedirect(
        link(reverse("admin:duplicates_queue", args=[max(allowed, key=lambda n: found[n] > 0)]), request)
    )


def queue(site, request, name):
    """Pairs that may be one record, the likeliest first.

    A few uncompared records are compared now; more are left to the worker, if it runs.
    """
    kind = _kind(request, name)
    left, worker = waiting(name), True
    if left > STEP and (worker := worker_lives()):
        tasks.start(name)
    elif left:
        left = refresh(name, STEP)
    page = page_of(suspicions(name, request), page_number(request), PAGE)
    shown = kind.shown(site, [pk for row in page.rows for pk in row.ids])
    pairs = [
        {"ids": row.ids, "records": [shown[pk] for pk in row.ids], "reasons": row.reasons, "number": number}
        for number, row in enumerate(page.rows, (page.number - 1) * PAGE + 1)
        if all(pk in shown for pk in row.ids)
    ]
    return _with_tabs(
        site, request, "queue", f"Suspected duplicates: {kind.plural}", kind,
        pairs=pairs, left=left, total=kind.model.objects.count() if left else 0, worker=worker, page=page,
        may_merge=kind.may_merge(request.user),
    )  # fmt: skip


def progress(site, request, name):
    """The number of uncompared records, as JSON for the script of the queue."""
    kind = _kind(request, name)
    return JsonResponse({"left": waiting(name), "total": kind.model.objects.count(), "worker": worker_lives()})


def decided(site, request, name):
    """The dismissed pairs: by whom, when, why."""
    kind = _kind(request, name)
    found = DuplicateDismissal.objects.of(name).on_record(kind.model).select_related("by").order_by("-pk")
    page = page_of(found, page_number(request), PAGE)
    shown = kind.shown(site, [pk for row in page.rows for pk in row.ids])
    pairs = [{"ids": row.ids, "records": [shown[pk] for pk in row.ids], "decision": row} for row in page.rows]
    return _with_tabs(site, request, "decided", f"Not duplicates: {kind.plural}", kind, pairs=pairs, page=page)


def decide(site, request, name):
    """Dismiss a pair, or withdraw the dismissal."""
    kind = _kind(request, name)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    pks = [whole_number(request.POST.get(side)) for side in ("first", "second")]
    if None in pks or pks[0] == pks[1]:
        raise Http404("A decision needs two records.")
    pair = DuplicateDismissal.pair(name, *pks)
    if "_again" in request.POST:
        DuplicateDismissal.objects.filter(**pair).delete()
        messages.success(request, "The decision was taken back: the two may be suspected again.")
        return HttpResponseRedirect(reverse("admin:duplicates_decided", args=[name]))
    why = " ".join(request.POST.get("why", "").split())[:500]
    back = HttpResponseRedirect(_back(request, name))
    if not why:
        messages.error(request, "Nothing was saved: say in a few words why the two are not the same.")
        return back
    with transaction.atomic():
        # Locked, so that neither is merged or deleted in the meantime.
        if kind.model.objects.select_for_update().filter(pk__in=pks).order_by("pk").count() != 2:
            messages.error(request, "Nothing was saved: one of the two is no longer on record.")
            return back
        _, made = DuplicateDismissal.objects.get_or_create(**pair, defaults={"why": why, "by": request.user})
    messages.success(request, "Saved: they are not the same." if made else "This has already been decided.")
    return back


def _back(request, name):
    page = whole_number(request.POST.get("page"))
    query = f"?page={page}" if page and page <= LAST else ""
    return link(reverse("admin:duplicates_queue", args=[name]) + query, request)


def _with_tabs(site, request, template, title, kind, **context):
    """A page of one kind, with tabs for all kinds that the user may change."""
    allowed = [name for name in KINDS if MERGED[name].may_change(request.user)]
    tabs = [
        {
            "words": MERGED[name].plural, "number": f"{CAP:,}+" if number > CAP else f"{number:,}",
            "url": link(reverse("admin:duplicates_queue", args=[name]), request), "here": name == kind.name,
        }
        for name, number in counts(allowed, request).items()
    ]  # fmt: skip
    return desk_page(
        site, request, f"desk/duplicates/{template}.html", title,
        kind=kind, tabs=tabs, **narrowing.context(request), **context,
    )  # fmt: skip
