"""The pages of merging: choose the other record, preview, result with its undo, the list of merges."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse

from desk import duplicates
from desk.kinds import KINDS, kind_of, kind_or_404
from desk.merge.engine import MergeRejected, merge, preview
from desk.merge.twins import remarks
from desk.merge.undo import undo
from desk.merge.words import changes, describe_merge
from desk.models import Merge
from desk.paging import number_before
from desk.routes import bind
from lib.admin.autocomplete import TYPED, AutocompleteSelect
from lib.admin.labels import Labels
from lib.admin.pages import desk_page
from lib.digits import whole_number
from lib.references import references

PAGE = 50


def urls(site):
    """The routes, within the admin."""
    bound = bind(site)
    return [
        path("merge/", bound(merges), name="merge_list"),
        path("merge/<int:pk>/", bound(result), name="merge_result"),
        path("merge/<int:pk>/undo/", bound(undo_it), name="merge_undo"),
        path("merge/<str:name>/<int:pk>/", bound(choose), name="merge_choose"),
        path("merge/<str:name>/<int:survivor>/<int:absorbed>/", bound(prepare), name="merge_preview"),
    ]


class _Labels(Labels):
    """Labels without the option to add a record."""

    may_be_added = frozenset()


def _demand(request, kind):
    if not kind.may_merge(request.user):
        raise PermissionDenied


def _record(kind, pk):
    record = kind.model._base_manager.filter(pk=pk).first()
    if record is None:
        raise Http404(f"There is no {kind.words} with the number {pk}.")
    return record


def _box(site, request, kind):
    """The form with the search for the other record."""
    found = (k for r in references(kind.model) for k in r.fields if not r.model.__name__.startswith("Former"))
    key = next(key for key in found if not key.remote_field.limit_choices_to)
    widget = AutocompleteSelect([key])
    widget.labels = _Labels(request, site)
    form = type("ChooseForm", (forms.Form,), {"other": forms.CharField(label=f"The other {kind.words}", widget=widget)})
    return form(request.GET if "other" in request.GET or f"other{TYPED}" in request.GET else None)


def choose(site, request, name, pk):
    """Choose the other record: a suspected duplicate, or any by search."""
    kind = kind_or_404(name)
    _demand(request, kind)
    record = _record(kind, pk)
    form = _box(site, request, kind)
    if form.is_bound and form.is_valid():
        other = form.cleaned_data["other"]
        if other == str(pk):
            form.add_error("other", f"This is the same {kind.words}: choose another one.")
        elif not kind.model._base_manager.filter(pk=whole_number(other)).exists():
            form.add_error("other", f"This {kind.words} is not on record: choose one from the list.")
        else:
            return HttpResponseRedirect(reverse("admin:merge_preview", args=[name, pk, other]))
    suspected = duplicates.suspected_of(name, pk)
    shown = kind.shown(site, [other for other, _, _ in suspected])
    return desk_page(site, request, "desk/merge/choose.html", f"Merge with another {kind.words}",
        kind=kind, record=record, form=form, labels=form.fields["other"].widget.labels,
        back=reverse(kind.url("change"), args=[pk]), media=form.media,
        suspected=[{"pk": other, "record": shown[other], "reasons": reasons} for other, _, reasons in suspected],
        queued=name in duplicates.KINDS,
    )  # fmt: skip


def prepare(site, request, name, survivor, absorbed):
    """The preview with the fields to settle (GET); the merge itself (POST)."""
    kind = kind_or_404(name)
    _demand(request, kind)
    choices, refused = _choices(request), None
    if request.method == "POST" and "_again" not in request.POST:
        try:
            expected = request.POST.get("fingerprint", "") or "none"
            done = merge(kind, survivor, absorbed, choices=choices, user=request.user, expected=expected)
        except MergeRejected as error:
            refused = error
        else:
            messages.success(request, f"Merged: {done.merge}.")
            return HttpResponseRedirect(reverse("admin:merge_result", args=[done.merge.pk]))
    stays, goes = (kind.model._base_manager.filter(pk=pk).first() for pk in (survivor, absorbed))
    shown = None
    try:
        shown = preview(kind, survivor, absorbed, choices=choices)
    except MergeRejected as error:
        refused = refused or error
    refused = refused or shown.refused
    for choice in shown.choices if shown else ():
        choice.errors = refused.errors.get(choice.name, []) if refused else []
    can_mend = shown is not None and (shown.refused is None or bool(shown.choices or shown.twins))
    return desk_page(site, request, "desk/merge/preview.html", f"Merge two {kind.plural}",
        kind=kind, stays=stays, goes=goes, shown=shown, refused=refused, can_mend=can_mend,
        told=describe_merge(kind, survivor, absorbed, shown.steps) if shown and not shown.refused else None,
        survivor_url=reverse(kind.url("change"), args=[survivor]),
        absorbed_url=reverse(kind.url("change"), args=[absorbed]),
        swap=reverse("admin:merge_preview", args=[name, absorbed, survivor]),
    )  # fmt: skip


def _choices(request):
    return {k.removeprefix("field-"): v for k, v in request.POST.items() if k.startswith("field-")}


def _demand_view(request, kind):
    if not (request.user.has_perm("desk.view_merge") or kind.may_merge(request.user)):
        raise PermissionDenied


def _merge_or_404(pk):
    made = Merge.objects.select_related("merged_by", "undone_by").filter(pk=pk).first()
    if made is None:
        raise Http404(f"There is no merge with the number {pk}.")
    return made, KINDS[made.kind]


def result(site, request, pk, refused=None):
    """The result of a merge, with the button that undoes it."""
    made, kind = _merge_or_404(pk)
    _demand_view(request, kind)
    records = {r.public_id: r for r in kind.model._base_manager.filter(public_id__in=[made.survivor, made.absorbed])}
    survivor, absorbed = records.get(made.survivor), records.get(made.absorbed)
    own = kind.model._meta.label
    steps = made.log["steps"]
    fields = [s for s in steps if s["op"] == "set" and (s["model"], s["id"]) == (own, made.log["survivor"])]
    return desk_page(site, request, "desk/merge/result.html", f"Merge {made.pk}: {made}",
        made=made, kind=kind, refused=refused,
        survivor_url=reverse(kind.url("change"), args=[survivor.pk]) if survivor else "",
        absorbed_url=reverse(kind.url("change"), args=[absorbed.pk]) if absorbed else "",
        told=describe_merge(kind, made.log["survivor"], made.log["absorbed"], steps),
        changes=[row for step in fields for row in changes(kind.model, step)],
        remarks=remarks(kind, survivor.pk) if survivor and not made.undone_at else [],
        may_undo=kind.may_merge(request.user) and not made.undone_at,
    )  # fmt: skip


def undo_it(site, request, pk):
    """Undo a merge; if rejected, show the result page with the reason."""
    made, kind = _merge_or_404(pk)
    _demand(request, kind)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        undo(pk, user=request.user)
    except MergeRejected as error:
        return result(site, request, pk, refused=error)
    messages.success(request, f"Undone: “{made.absorbed_words}” is a separate record again.")
    return HttpResponseRedirect(reverse("admin:merge_result", args=[pk]))


def merges(site, request):
    """All merges, last first."""
    user = request.user
    allowed = [kind.name for kind in KINDS.values() if user.has_perm("desk.view_merge") or kind.may_merge(user)]
    if not allowed:
        raise PermissionDenied
    rows = Merge.objects.filter(kind__in=allowed).defer("log").select_related("merged_by", "undone_by").order_by("-pk")
    before = number_before(request)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return desk_page(site, request, "desk/merge/list.html", "Merges", merges=found[:PAGE], more=more, before=before,
        may_compare=any(KINDS[name].may_change(user) for name in duplicates.KINDS),
    )  # fmt: skip


def may_merge(admin, request):
    """Whether the user may merge records of an admin's model."""
    kind = kind_of(admin.model)
    return kind is not None and kind.may_merge(request.user)


def merge_selected(admin, request, queryset):
    """The action of lists: preview merging the two selected records, with the older one as the survivor."""
    pks = sorted(queryset.values_list("pk", flat=True)[:3])
    if len(pks) != 2:
        words = "Select exactly two records to merge; more than two have to be merged one after the other."
        admin.message_user(request, words, messages.WARNING)
        return None
    return HttpResponseRedirect(reverse("admin:merge_preview", args=[kind_of(admin.model).name, *pks]))
