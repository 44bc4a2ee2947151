"""Responses for records that no longer exist: redirects to survivors of merges, and unsaved drafts."""

import re

from django.contrib import messages
from django.forms import CharField, HiddenInput
from django.forms.models import _get_foreign_key
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse

from desk.history.words import Names
from desk.merge.steps import describe
from desk.models import FormDraft
from lib.admin.autocomplete import AutocompleteSelect
from lib.admin.labels import labels_of
from lib.admin.pages import desk_page
from lib.digits import whole_number
from lib.history import history_of

DISCARD = "_discard"
PLAIN = CharField()


def answer(admin, request, object_id):
    """Redirect to the survivor of a merge; show what was typed into the form of a deleted record.

    The typed data is what was sent (POST), or the user's drafts (GET). None for a record that never existed, and for a
    deleted one without a draft.
    """
    pk, history = whole_number(object_id), history_of(admin.model)
    last = (
        pk is not None and history and history._base_manager.filter(pgh_obj_id=pk).order_by("-pgh_id").values().first()
    )
    if not last:
        return None
    drafts = FormDraft.objects.kept_by(request.user).filter(kind=admin.opts.model_name, record=pk)
    if DISCARD in request.POST:
        drafts.delete()
        return HttpResponseRedirect(reverse("admin:index"))
    said = [request.POST] if request.method == "POST" else [_as_sent(draft.values) for draft in drafts]
    survivor = _survivor(admin.model, last)
    if not said and survivor is None:
        return None
    names = Names()
    names.want(admin.model, last)
    names.load()
    name = names.row(admin.model, {**last, "id": pk})
    words = describe(admin.model, [survivor])[survivor] if survivor else ""
    url = admin.address(admin.model(pk=survivor)) if survivor else ""
    if not said:
        messages.info(request, f"“{name}” (number {pk}) was merged into “{words}”, which is shown here.")
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
    return desk_page(
        admin.admin_site, request, "desk/history/gone.html", f"No longer on record: {name}", 410, opts=admin.opts, pk=pk,
        survivor=words, survivor_url=url, deleted_listed=admin.deleted_listed, kept=request.method != "POST",
        discard=DISCARD, groups=[group for one in said for group in typed(admin, request, one)],
    )  # fmt: skip


def _survivor(model, last):
    """The id of the record to which the address of a deleted one leads, or None; ``last`` is its last history row."""
    for name, column in (("former_slugs", "slug"), ("former_ids", "public_id")):
        if hasattr(model, name) and last.get(column):
            former = getattr(model, name).rel.related_model._base_manager
            pk = former.filter(**{column: last[column]}).values_list("record_id", flat=True).first()
            if pk is not None and model._base_manager.filter(pk=pk).exists():
                return pk
    return None


def _as_sent(values):
    """The values of a draft as the form would send them."""
    sent = QueryDict(mutable=True)
    for name, found in values.items():
        # A chosen record is [value, text, detail].
        sent.setlist(name, [one if isinstance(one, str) else one[0] for one in found])
    return sent


def typed(admin, request, sent):
    """Submitted data in words: [(heading, [(label, text)])], the record's own boxes first, then each row.

    Chosen records appear by their labels, with one statement per model.
    """
    groups = [("", admin.get_form(request, None, change=True).base_fields, "")]
    for inline in admin.get_inline_instances(request):
        key = _get_foreign_key(admin.model, inline.model, inline.fk_name)
        prefix = key.remote_field.get_accessor_name(model=inline.model)
        fields = inline.get_formset(request).form.base_fields
        pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-")
        numbers = sorted({int(found[1]) for name in sent if (found := pattern.match(name))})
        heading = str(inline.verbose_name or inline.model._meta.verbose_name)
        groups += [(f"{heading} {n + 1}".capitalize(), fields, f"{prefix}-{n}-") for n in numbers]
    labels = labels_of(request, admin.admin_site)
    found = [(heading, list(_sent(sent, fields, prefix))) for heading, fields, prefix in groups]
    for _, boxes in found:
        for _, field, values in boxes:
            if isinstance(field.widget, AutocompleteSelect):
                for _, key, pk, _ in field.widget.chosen(values):
                    labels.want(key.remote_field.model, pk)
    labels.load()
    return [
        (heading, [(label, _text(field, values, labels)) for label, field, values in boxes])
        for heading, boxes in found
        if boxes
    ]


def _sent(post, fields, prefix):
    for name, field in fields.items():
        values = [value for value in post.getlist(prefix + name) if value.strip()]
        if values and not isinstance(field.widget, HiddenInput):
            yield _label(name, field), field, values
        # Text in a box with search without a choice (desk/static/desk/pick.js).
        if unchosen := [value for value in post.getlist(f"{prefix}{name}-typed") if value.strip()]:
            yield _label(name, field), PLAIN, unchosen


def _label(name, field):
    return str(field.label or name.replace("_", " ")).capitalize()


def _text(field, values, labels):
    if isinstance(field.widget, AutocompleteSelect):
        chosen = field.widget.chosen(values)
        told = [(labels.get(key.remote_field.model, pk)[0], qualifier) for _, key, pk, qualifier in chosen]
        return "; ".join(f"{text} ({qualifier})" if qualifier else text for text, qualifier in told)
    choices = {}
    for value, label in getattr(field, "choices", ()):
        # Choices may be grouped.
        choices |= {str(v): str(w) for v, w in label} if isinstance(label, (list, tuple)) else {str(value): str(label)}
    return "; ".join(choices.get(value, value) for value in values)
