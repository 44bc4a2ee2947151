"""“Go on where you stopped”: a user's unsaved drafts, and the records that they changed last."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from desk.models import FormDraft
from lib.admin.base import RecordAdmin
from lib.admin.urls import admin_url
from register.kinds import kind_of

MOST = 5  # of each
LOOKED_AT = 60  # entries of the log; a record that is saved again and again has many


def stopped(request, site):
    """(drafts, changes) of the user, each {(model, pk or None): draft or when}, last first; two statements."""
    admins = {
        model: admin
        for model, admin in site._registry.items()
        if isinstance(admin, RecordAdmin) and admin.has_view_permission(request)
    }
    return _typed(request, admins), _logged(request.user, admins)


def context(typed, logged, records):
    """For the template ``desk/resume.html``: {drafts: [{words, url, at, boxes}], changed: [{kind, words, url, at}]}.

    ``typed`` and ``logged`` come from ``stopped()``, ``records`` from ``on_record()``. Drafts of deleted records are
    shown at their former URL (desk/history/deleted.py).
    """
    drafts = [
        {
            "words": records.get(key) or f"{key[0]._meta.verbose_name} that is no longer on record".capitalize()
            if key[1]
            else f"New {key[0]._meta.verbose_name}",
            "url": _url(*key),
            "at": draft.updated_at,
            "boxes": draft.boxes,
        }
        for key, draft in typed.items()
    ]
    changed = [
        {"kind": key[0]._meta.verbose_name, "words": records[key], "url": _url(*key), "at": at}
        for key, at in logged.items()
        if key in records and key not in typed
    ]
    return {"drafts": drafts[:MOST], "changed": changed[:MOST]}


def _typed(request, admins):
    """The last draft of each form that the user may save: {(model, pk or None): draft}, last first."""
    models = {model._meta.model_name: model for model in admins}
    found = {}
    for draft in FormDraft.objects.kept_by(request.user).only("kind", "record", "boxes", "updated_at"):
        model = models.get(draft.kind)
        if model is None:
            continue
        admin = admins[model]
        if admin.has_change_permission(request) if draft.record else admin.has_add_permission(request):
            found.setdefault((model, draft.record), draft)
    return found


def _logged(user, admins):
    """When the user last entered or changed each record: {(model, pk): when}, last first."""
    saved = LogEntry.objects.filter(user=user, action_flag__in=[ADDITION, CHANGE]).select_related("content_type")
    found = {}
    for entry in saved.order_by("-pk")[:LOOKED_AT]:
        model = entry.content_type and entry.content_type.model_class()
        if model in admins:
            found.setdefault((model, int(entry.object_id)), entry.action_time)
    return found


def on_record(keys):
    """The existing records of ``keys``, with the relations of their names: {(model, pk): record}; one statement per kind."""
    pks = {}
    for model, pk in keys:
        if pk is not None:
            pks.setdefault(model, set()).add(pk)
    return {
        (model, record.pk): record
        for model, wanted in pks.items()
        for record in model._base_manager.filter(pk__in=wanted).select_related(*_words_need(model))
    }


def _words_need(model):
    """The foreign keys that the name of a record needs."""
    kind = kind_of(model)
    return kind.words_need if kind else ()


def _url(model, pk):
    return admin_url(model, "change", pk) if pk else admin_url(model, "add")
