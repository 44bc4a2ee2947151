"""The pages of bulk actions: preview, progress, result, undoing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from desk.many import steps
from desk.many.acts import ACTS, words_for
from desk.models import MassChange, MassState
from desk.paging import page_number, page_of
from desk.review.dependents import KINDS
from desk.routes import bind
from lib import undone
from lib.admin.pages import desk_page
from lib.admin.urls import admin_url
from lib.jobs import JobRejected, cancel
from lib.publishing import TAKE_BACK
from lib.worker import worker_lives

PAGE = 50


def urls(site):
    """The routes, within the admin."""
    bound = bind(site)
    return [
        path("many/", bound(listed), name="many_list"),
        path("many/<int:pk>/", bound(show), name="many"),
        path("many/<int:pk>/state/", bound(state), name="many_state"),
        path("many/<int:pk>/cancel/", bound(stop), name="many_cancel"),
        path("many/<int:pk>/undo/", bound(undo), name="many_undo"),
    ]


def planned(admin, request, act, queryset):
    """The response to an action of a list: a redirect to the preview of the selection."""
    if not ACTS[act].allowed(request.user, admin.model):
        raise PermissionDenied
    pks = list(queryset.order_by().values_list("pk", flat=True))
    return HttpResponseRedirect(_address(steps.plan(act, admin.model, pks, request.user)))


def delete_selected(admin, request, queryset):
    """The action of lists that deletes."""
    return planned(admin, request, "delete", queryset)


def _address(change):
    return reverse("admin:many", args=[change.pk])


def _found(request, pk):
    """The change, if it is the user's own or they may take changes back."""
    change = get_object_or_404(MassChange.objects.select_related("user", "undone_by"), pk=pk)
    if change.user_id != request.user.pk and not request.user.has_perm(TAKE_BACK):
        raise Http404
    return change


def _title(change):
    number = len(change.pks)
    return f"{ACTS[change.act].title}: {number:,} {words_for(KINDS[change.kind], number)}"


def listed(site, request):
    """The bulk actions so far, latest first: the user's own, or all for users who may take changes back."""
    changes = MassChange.objects.exclude(state=MassState.PLANNED).select_related("user")
    if not request.user.has_perm(TAKE_BACK):
        changes = changes.filter(user=request.user)
    page = page_of(changes, page_number(request), PAGE)
    rows = [(change, _title(change)) for change in page.rows]
    return desk_page(site, request, "desk/many/list.html", "Changes of many records", rows=rows, page=page)


def show(site, request, pk):
    """Preview an action (GET) and start it (POST); afterwards its progress and result."""
    change = _found(request, pk)
    refused = None
    if request.method == "POST":
        try:
            left = [kind for kind in request.POST.getlist("named") if kind not in request.POST.getlist("along")]
            if "_again" in request.POST:
                MassChange.objects.filter(pk=pk, state__in=steps.BEGUN).update(left_out=left)
            else:
                steps.begin(change, request.user, request.POST.get("mark", "")[:64], left)
            return HttpResponseRedirect(_address(change))
        except JobRejected as error:
            refused = str(error)
    context = {"change": change, "act": ACTS[change.act], "back": admin_url(KINDS[change.kind], "changelist")}
    if change.state in steps.BEGUN:
        try:
            steps.demand(change, request.user)
            context["preview"] = ACTS[change.act].preview(change, request.user)
        except JobRejected as error:
            refused = str(error)
    context["few"] = steps.few(change)
    context["without_worker"] = change.under_way and not worker_lives()
    context["may_undo"] = request.user.has_perm(TAKE_BACK)
    return desk_page(
        site, request, "desk/many/one.html", _title(change), 409 if refused else 200, refused=refused, **context
    )


def state(site, request, pk):
    """The progress as JSON, for the script of the page."""
    change = _found(request, pk)
    return JsonResponse(change.progress())


def stop(site, request, pk):
    """Cancel the worker's job."""
    change = _found(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    cancel(change)
    return HttpResponseRedirect(_address(change))


def undo(site, request, pk):
    """Preview undoing (GET), or do it (POST)."""
    change = _found(request, pk)
    if not request.user.has_perm(TAKE_BACK):
        raise PermissionDenied
    refused = []
    if request.method == "POST":
        try:
            steps.begin_undo(change, request.user, request.POST.get("mark", "")[:64], "keep" in request.POST)
        except JobRejected as error:
            refused = [str(error)]
        else:
            messages.success(request, "It was undone." if steps.few(change) else "It is being undone.")
            return HttpResponseRedirect(_address(change))
    if change.state != MassState.DONE:
        return HttpResponseRedirect(_address(change))
    made = undone.look(change.context, request.user)
    told = undone.describe(made)
    refused = refused or undone.forbidden(request.user, made)
    return desk_page(
        site, request, "desk/many/undo.html", f"Undo: {_title(change)}", 409 if refused else 200, change=change, refused=refused,
        told=told, empty=made.empty, mark=made.mark(),
        parts=[("Deleted again", told.going), ("Set back", told.back), ("Entered again", told.returning)],
    )  # fmt: skip
