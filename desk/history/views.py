"""The pages of the history: a record's history, taking a change back, deleted records, redaction."""

import datetime

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import NoReverseMatch, path, reverse

from desk.history import redact, restore
from desk.history.read import Save, add_words, attribute, history_page
from desk.history.redacting import RedactForm
from desk.models import Redaction
from desk.paging import number_before
from desk.routes import bind
from lib.addresses import Publication
from lib.admin.pages import desk_page
from lib.digits import whole_number
from lib.history import history_of
from lib.publishing import TAKE_BACK, may, may_publish

REDACT = "desk.add_redaction"
# By what the change did: what taking it back does, in words, and the permissions that it needs.
DONE = {"insert": "was deleted again", "update": "is as it was before the change", "delete": "is back on record"}
NEEDED = {"insert": ("change", "delete"), "update": ("change",), "delete": ("change", "add")}
SHOWN = 100  # places that the preview of a redaction lists


def urls(site):
    """The routes, within the admin."""
    bound = bind(site)
    return [
        path("history/<str:app>/<str:name>/deleted/", bound(deleted), name="deleted"),
        path("history/<str:app>/<str:name>/<int:pgh_id>/", bound(revert), name="revert"),
        path("history/<str:app>/<str:name>/<int:pk>/redact/", bound(redaction), name="redact"),
    ]


def _pk(object_id):
    pk = whole_number(object_id)
    if pk is None:
        raise Http404
    return pk


def history(admin, request, object_id):
    """All changes of a record and its dependents, newest first; also of a deleted record."""
    pk = _pk(object_id)
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    record = admin.model._default_manager.filter(pk=pk).first()
    before = request.GET.get("before")
    try:
        before = datetime.datetime.fromisoformat(before.replace(" ", "+")) if before else None
    except ValueError:
        raise Http404("“before” is not a date and time.") from None
    saves, more = history_page(admin, pk, before)
    if not saves and not record:
        raise Http404
    own = next((c for s in saves for c in s.changes if c.model is admin.model and c.row["id"] == pk), None)
    _offer(admin.admin_site, request, [change for save in saves for change in save.changes])
    title = str(record or (own.title if own else f"no. {pk}"))
    return desk_page(
        admin.admin_site, request, "desk/history/history.html", f"History: {title}",
        opts=admin.opts, record=record, pk=pk, saves=saves, name=title, more=more, before=before,
        redactions=Redaction.objects.filter(kind=admin.opts.model_name, record=pk).select_related("by"),
        may_redact=request.user.has_perm(REDACT),
    )  # fmt: skip


def _model(app, name):
    try:
        model = apps.get_model(app, name)
    except LookupError:
        raise Http404 from None
    if history_of(model) is None:
        raise Http404
    return model


def _demand(request, model, *actions):
    """Raise PermissionDenied unless the user may do all of ``actions`` with a model."""
    if not may(request.user, model, *actions):
        raise PermissionDenied


def _may_take_back(site, request, change, record):
    """Whether the user may take a change of ``record`` (None: deleted) back, given its effect on public records."""
    if not (may(request.user, change.model, *NEEDED[change.label]) and request.user.has_perm(TAKE_BACK)):
        return False
    if change.label == "insert":
        # It deletes the record as it is now.
        if record is None or not site.is_registered(change.model):
            return True
        return site.get_model_admin(change.model).has_delete_permission(request, record)
    states = {(row or {}).get("publication") for row in (change.before, change.after)}
    return len(states) < 2 or Publication.PUBLISHED not in states or may_publish(request.user)


def _offer(site, request, changes):
    """Mark the changes that the user may take back (``offered``); at most two statements per model."""
    pks = {}
    for one in changes:
        if one.label == "insert" and site.is_registered(one.model):
            pks.setdefault(one.model, set()).add(one.row["id"])
    there = {}
    for model, wanted in pks.items():
        records = model._default_manager.in_bulk(wanted)
        site.get_model_admin(model).know_events(request, records.values())
        there |= {(model, pk): record for pk, record in records.items()}
    for one in changes:
        one.offered = _may_take_back(site, request, one, there.get((one.model, one.row["id"])))


def revert(site, request, app, name, pgh_id):
    """Preview taking a change back (GET), or do it (POST)."""
    model = _model(app, name)
    change = restore.find(model, pgh_id)
    if change is None:
        raise Http404
    record = model._base_manager.filter(pk=change.row["id"]).first() if change.label == "insert" else None
    if not _may_take_back(site, request, change, record):
        raise PermissionDenied
    add_words([change])
    refused, plan = [], None
    if request.method == "POST":
        expected = request.POST.get("latest", "")
        try:
            restore.take_back(change, whole_number(expected), request.user)
        except restore.NotPossible as error:
            refused = error.messages
        else:
            messages.success(request, f"The {change.kind} “{change.title}” {DONE[change.label]}.")
            return HttpResponseRedirect(_back(site, model, change))
    try:
        plan = restore.plan(change)
    except restore.NotPossible as error:
        refused = refused or error.messages
    save = Save(None, None, "")
    row = history_of(model)._base_manager.select_related("pgh_context").get(pgh_id=pgh_id)
    save.at, save.role, save.context = row.pgh_created_at, row.db_role, row.pgh_context and row.pgh_context.metadata
    attribute([save])
    title = "Bring back" if change.label == "delete" else "Take a change back"
    return desk_page(
        site, request, "desk/history/revert.html", title, 409 if refused and request.method == "POST" else 200,
        change=change, plan=plan, refused=refused, save=save, opts=model._meta,
        back=_page(site, model, change.row["id"]) or _list(site, model),
    )  # fmt: skip


def _page(site, model, pk):
    try:
        return reverse(f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_history", args=[pk])
    except NoReverseMatch:
        return None


def _list(site, model):
    try:
        return reverse(f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_changelist")
    except NoReverseMatch:
        return reverse(f"{site.name}:index")


def _back(site, model, change):
    """Where to continue: the history of the record, or of the record that a row belongs to."""
    if page := _page(site, model, change.row["id"]):
        return page
    for field in model._meta.local_concrete_fields:
        if field.remote_field and change.row.get(field.column) and not field.null:
            if page := _page(site, field.remote_field.model, change.row[field.column]):
                return page
    return reverse(f"{site.name}:index")


def deleted(site, request, app, name):
    """The deleted records of a model, newest first."""
    model = _model(app, name)
    _demand(request, model, "view")
    rows = restore.deleted(model, number_before(request), 51)
    changes = restore.read_changes({(model, row.pgh_id) for row in rows[:50]})
    add_words(changes.values())
    saves = []
    for row in rows[:50]:
        save = Save(row.pgh_created_at, row.pgh_context and row.pgh_context.metadata, row.db_role)
        save.changes = [changes[model, row.pgh_id]]
        saves.append(save)
    attribute(saves)
    opts = model._meta
    may_bring_back = may(request.user, model, *NEEDED["delete"]) and request.user.has_perm(TAKE_BACK)
    return desk_page(
        site, request, "desk/history/deleted.html", f"Deleted {opts.verbose_name_plural}", saves=saves, opts=opts,
        may=may_bring_back, list=_list(site, model), more=rows[49].pgh_id if len(rows) > 50 else None,
    )  # fmt: skip


def redaction(site, request, app, name, pk):
    """Preview a redaction of a record's history (POST), or carry it out (POST, confirmed)."""
    model = _model(app, name)
    if not site.is_registered(model) or not history_of(model)._base_manager.filter(pgh_obj_id=pk).exists():
        raise Http404
    if not request.user.has_perm(REDACT):
        raise PermissionDenied
    admin = site.get_model_admin(model)
    form = RedactForm(admin, request.POST or None)
    refused, plan = [], None
    if request.method == "POST" and form.is_valid():
        passage, only, why = (form.cleaned_data[key] for key in ("passage", "field", "why"))
        try:
            if "redact" in request.POST:
                done = redact.redact(admin, pk, request.user, why, passage, only, request.POST.get("agreed", ""))
                messages.success(request, f"Redacted: {done.what}. Nothing of it is left in this history.")
                return HttpResponseRedirect(_page(site, model, pk))
            with transaction.atomic():
                plan = redact.plan(admin, pk, passage, only)
        except restore.NotPossible as error:
            refused = error.messages
    return desk_page(
        site, request, "desk/history/redact.html", "Redact the history",
        409 if refused and "redact" in request.POST else 200,
        form=form, plan=plan, refused=refused, opts=model._meta, pk=pk, back=_page(site, model, pk), mark=redact.MARK,
        shown=plan.places[:SHOWN] if plan else [],
    )  # fmt: skip
