"""The base of the admin's pages: one record with its address and publication; its rows are in cards.py."""

import functools
from contextlib import nullcontext
from itertools import chain

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import CheckboxInput
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from lib.admin import narrowing, parts
from lib.admin.cards import Cards
from lib.admin.errors import all_wrong
from lib.admin.forms import FormContext, RecordForm, SluggedForm
from lib.admin.formsets import has_rows
from lib.admin.inlines import Boxes, RecordInline
from lib.admin.labels import labels_of
from lib.admin.paging import CappedPaginator
from lib.admin.prepared import PreparedQuery, by_ids
from lib.admin.publishing import Publishing
from lib.admin.rejections import SaveRejected, refusing
from lib.admin.renaming import Renaming
from lib.admin.renderer import QUICK
from lib.admin.search import named, namesakes
from lib.digits import whole_number
from lib.names import by_letters
from lib.publishing import forbid_visibility_change


class ByLetters(ChangeList):
    """The stock list; a click on the head of a column of text sorts it by its letters."""

    def get_ordering_field(self, field_name):
        """What the column is sorted by."""
        return by_letters(self.model, super().get_ordering_field(field_name))


class RecordAdmin(Boxes, Publishing, Renaming, admin.ModelAdmin):
    """The pages of one kind of record: list, form, search, what boxes show of it."""

    form = RecordForm
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    show_facets = admin.ShowFacets.NEVER  # a count per choice is a scan per choice
    search_fields = ["pk"]  # that there is a search at all; how, says search()
    actions = ["submit", "withdraw"]
    actions_selection_counter = True
    prefilled_by = ""  # the field into which what was typed in a box goes, when it is added
    warn_of_namesakes = False
    deleted_listed = True  # whether the list leads to the records that were deleted

    # -- boxes ----------------------------------------------------------------------------

    def choices(self, queryset):
        """``queryset`` with all that ``choice`` shows, by a constant number of statements."""
        return queryset

    def choice(self, record):
        """What a box shows of a record, enough to tell it from others: (text, detail)."""
        return str(record), ""

    def search(self, queryset, text):
        """Records that match what was typed, best first."""
        return named(queryset, text)

    def get_search_results(self, request, queryset, search_term):
        """Search as the domain does it, instead of by columns."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found = self.search(queryset, term)
        # Best first, unless the person has chosen a column.
        return (found.order_by(*queryset.query.order_by) if "o" in request.GET else found), False

    def get_changelist(self, request, **kwargs):
        """The list that sorts by letters."""
        return ByLetters

    def get_list_filter(self, request):
        """The filters of the kind, and those of every kind."""
        return [*super().get_list_filter(request), *narrowing.filters()]

    def listed(self, queryset):
        """``queryset`` with all that the columns of the list show."""
        return queryset

    def get_queryset(self, request):
        """The records; in the list with what its columns show."""
        records = super().get_queryset(request)
        match = request.resolver_match
        in_list = match and match.url_name == f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return self.listed(records) if in_list else records

    def get_object(self, request, object_id, from_field=None):
        """The record of a page; where it is only shown, with all that its form shows, by a kept statement."""
        if request.method != "GET" or from_field:
            return super().get_object(request, object_id, from_field)
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            return None
        # A number beyond what a key can be is none.
        return next(iter(_record_reader(self)([pk])), None) if pk is not None and 0 < pk < 2**63 else None

    # -- forms ----------------------------------------------------------------------------

    def cards(self):
        """The kinds of row on the page of a record (RecordInline)."""
        return [inline(self.model, self.admin_site) for inline in self.inlines if issubclass(inline, RecordInline)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """What makes the form: a class per boxes, made once, with the labels and refusals of this request."""
        boxes = tuple(flatten(kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))))
        key = (self, boxes, change and not self.has_change_permission(request, obj))
        form = None if kwargs else _FORMS.get(key)
        if form is None:
            form = super().get_form(request, obj, change=change, fields=list(boxes), **kwargs)
            # What has made its boxes is bound to this request, which is not to be kept with them.
            form.Meta.formfield_callback = form._meta.formfield_callback = None
            if not kwargs:
                _FORMS[key] = form
        # The class is the same for all; what this request knows comes to its forms as they are made.
        made = functools.partial(form, context=self._form_context(request))
        made.base_fields = form.base_fields
        return made

    def _form_context(self, request):
        return FormContext(labels_of(request, self.admin_site), getattr(request, "desk_refused", {}), request.user)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """The stock ones, and for each form what this request knows."""
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**found, "form_kwargs": {"context": self._form_context(request)}}

    def get_prepopulated_fields(self, request, obj=None):
        """A new slug follows the name; that of a record on file stays."""
        if obj is None and issubclass(self.form, SluggedForm):
            return {"slug": (self.form.named_by,)}
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what is refused while saving comes back as errors of their fields, nothing written.

        The parts of the desk see to two editors of one record: ``form_context`` and ``conflict``
        give what the page needs to know, the latter within the transaction that saves.
        """
        pk = whole_number(object_id)
        with transaction.atomic() if request.method == "POST" else nullcontext():
            context = {}
            if pk and request.method == "POST" and self.has_change_permission(request):
                context = parts.merged("conflict", self, request, pk)
            context = {**(extra_context or {}), **context, **parts.merged("form_context", self, request, pk)}
            try:
                return super().changeform_view(request, object_id, form_url, context)
            except SaveRejected as refused:
                request.desk_refused = {refused.prefix: refused.errors}
                del request.desk_labels
                return super().changeform_view(request, object_id, form_url, context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """The answer about a record that is not there: where it went, if a part of the desk knows."""
        gone = parts.first("gone", self, request, object_id)
        return gone or super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def response_add(self, request, obj, *args, **kwargs):
        """Where to go on after a new record is saved; parts of the desk have further buttons."""
        return parts.first("after_save", self, request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        """Where to go on after a record is saved; parts of the desk have further buttons."""
        return parts.first("after_save", self, request, obj) or super().response_change(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        """All changes of the record."""
        page = parts.first("history", self, request, object_id)
        return super().history_view(request, object_id, extra_context) if page is None else page

    def render_change_form(self, request, context, *args, **kwargs):
        """Read the labels of all chosen records together, before any is drawn."""
        labels = labels_of(request, self.admin_site)
        form, record = context["adminform"].form, context["original"]
        if self.warn_of_namesakes and "name" in form.fields:
            url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_namesakes")
            form.fields["name"].widget.attrs["data-namesakes"] = f"{url}?besides={record.pk if record else ''}"
        for key, pk in chain(form.chosen(), *(rows.formset.chosen() for rows in context["inline_admin_formsets"])):
            labels.want(key.remote_field.model, pk)
        labels.load()
        groups = context["inline_admin_formsets"]
        context |= {"labels": labels, "wrong": all_wrong(form, groups) if form.is_bound else []}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """The rows of the page, as they are drawn here."""
        return [Cards.like(stock) for stock in super().get_inline_formsets(request, formsets, inline_instances, obj)]

    def save_model(self, request, obj, form, change):
        """Save the record itself."""
        with refusing(form), forbid_visibility_change(request.user, obj):
            form.prepare()
            super().save_model(request, obj, form, change)
        if change and "publication" in form.changed_data:
            parts.answers("publication_changed", self.model, [obj], obj.publication, request.user)

    def save_related(self, request, form, formsets, change):
        """Save the rows, then say what looks doubtful; a record that was renamed offers to keep its former name."""
        super().save_related(request, form, formsets, change)
        if change:
            self.offer_former_name(request, form)
        for warning in self.warnings(form.instance, form, change):
            messages.warning(request, warning)

    def warnings(self, record, form, change):
        """What looks doubtful about a record just saved: texts."""
        if self.warn_of_namesakes and (not change or "name" in form.changed_data):
            close = self.namesakes(record.name, record.pk)
            if close:
                links = format_html_join(
                    ", ", '<a href="{}">{}</a>{}', [(self.address(r), t, f" ({d})" if d else "") for r, t, d in close]
                )
                kind = self.opts.verbose_name
                yield format_html("“{}” is close to {} on record: {}. Is it the same?", record, kind, links)
        for cards in self.cards():
            yield from cards.warnings(record)

    def address(self, record):
        """The address of the form of a record."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    # -- namesakes ------------------------------------------------------------------------

    def namesakes(self, name, besides=None):
        """Records with a name close to ``name``: [(record, text, detail)], at most five; none of a kind without names."""
        if not hasattr(self.model, "names"):
            return []
        records = self.model._default_manager.exclude(pk=besides)
        pks = [pk for pk, *_ in namesakes(records, name, 5)]
        found = self.choices(records).in_bulk(pks)
        return [(found[pk], *self.choice(found[pk])) for pk in pks]

    def namesakes_view(self, request):
        """JSON of the records close to the one being entered; a part may know by more than the name, with reasons."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        rows = parts.first("similar", self, request.GET)
        if rows is None:
            besides = request.GET.get("besides", "")
            close = self.namesakes(request.GET.get("name", "")[:300], whole_number(besides))
            rows = [{"id": r.pk, "text": t, "detail": d, "url": self.address(r)} for r, t, d in close]
        return JsonResponse({"results": rows})

    def get_urls(self):
        """The stock addresses and that of namesakes."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_namesakes"
        view = self.admin_site.admin_view(self.namesakes_view)
        return [path("namesakes/", view, name=name), *super().get_urls()]

    # -- lists ----------------------------------------------------------------------------

    def get_actions(self, request):
        """The actions of a list, those of the parts of the desk among them."""
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET:
            added = parts.gathered("actions", self, request)
            actions.update((name, (function, name, description)) for function, name, description in added)
        return actions

    # -- columns --------------------------------------------------------------------------

    def action_checkbox(self, obj):
        """The stock box that selects a row; by the stock renderer the fifty of a page take a third of its time."""
        attrs = {"class": "action-select", "aria-label": f"Select this object for an action - {obj}"}
        return CheckboxInput(attrs, lambda value: False).render(
            helpers.ACTION_CHECKBOX_NAME, str(obj.pk), renderer=QUICK
        )

    @admin.display(description="publication", ordering="publication")
    def state(self, record):
        """The state of publication, marked."""
        return format_html('<span class="state state-{}">{}</span>', record.publication, record.publication)

    @admin.display(description="on the site")
    def on_site(self, record):
        """A link to the public page."""
        url = self.get_view_on_site_url(record)
        return format_html('<a href="{}" aria-label="View on site: {}">view</a>', url, record) if url else ""


# Classes of forms by what their boxes depend on; see RecordAdmin.get_form.
_FORMS = {}


def read_with_record(admin):
    """What is read of a record together with it, when its form is opened: {name: expression}."""
    # Whether there are rows of a kind: of most there are none, and they need not be asked for.
    rows = {has_rows(cards.prefix): cards.some() for cards in admin.cards()}
    return {**admin.form.columns(admin.model), **parts.merged("columns", admin.model), **rows}


@functools.cache
def _record_reader(admin):
    return PreparedQuery(admin.model._default_manager.filter(by_ids("pk")).annotate(**read_with_record(admin)))
