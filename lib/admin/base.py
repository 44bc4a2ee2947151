"""The base of the admin of a kind of record, with its address and publication; inline rows are in cards.py."""

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
from lib.admin.inlines import FormFields, RecordInline
from lib.admin.labels import labels_of
from lib.admin.paging import CappedPaginator
from lib.admin.prepared import PreparedQuery, by_ids
from lib.admin.publishing import Publishing
from lib.admin.rejections import SaveRejected, refusing
from lib.admin.renaming import Renaming
from lib.admin.renderer import QUICK
from lib.admin.search import named, namesakes
from lib.admin.urls import admin_url
from lib.digits import whole_number
from lib.names import by_letters
from lib.publishing import forbid_visibility_change


class ByLetters(ChangeList):
    """Django's change list, which sorts columns of text by their letters."""

    def get_ordering_field(self, field_name):
        """The field by which the column is sorted."""
        return by_letters(self.model, super().get_ordering_field(field_name))


class RecordAdmin(FormFields, Publishing, Renaming, admin.ModelAdmin):
    """The pages of one kind of record: list, form, search, and its labels in autocomplete boxes."""

    form = RecordForm
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    show_facets = admin.ShowFacets.NEVER  # a count per choice is a scan per choice
    search_fields = ["pk"]  # enables the search, which search() defines
    actions = ["submit", "withdraw"]
    actions_selection_counter = True
    prefilled_by = ""  # the field that gets the text typed into a box when the record is added from there
    warn_of_namesakes = False
    deleted_listed = True  # whether the list links to the deleted records

    # -- boxes ----------------------------------------------------------------------------

    def choices(self, queryset):
        """``queryset`` with everything that ``choice`` shows, read in a constant number of statements."""
        return queryset

    def choice(self, record):
        """The label of a record in a box, enough to tell it from others: (text, detail)."""
        return str(record), ""

    def search(self, queryset, text):
        """The records of ``queryset`` that match the typed text, best match first."""
        return named(queryset, text)

    def get_search_results(self, request, queryset, search_term):
        """Search by search() instead of by columns."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found = self.search(queryset, term)
        # Best match first, unless the person has chosen a column.
        return (found.order_by(*queryset.query.order_by) if "o" in request.GET else found), False

    def get_changelist(self, request, **kwargs):
        """The class of the list."""
        return ByLetters

    def get_list_filter(self, request):
        """The filters of this kind, and those of all kinds."""
        return [*super().get_list_filter(request), *narrowing.filters()]

    def listed(self, queryset):
        """``queryset`` with everything that the columns of the list show."""
        return queryset

    def get_queryset(self, request):
        """The records; for the list, with what its columns show."""
        records = super().get_queryset(request)
        match = request.resolver_match
        in_list = match and match.url_name == f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return self.listed(records) if in_list else records

    def get_object(self, request, object_id, from_field=None):
        """The record of a page; for GET, with everything that its form shows, by a prepared statement."""
        if request.method != "GET" or from_field:
            return super().get_object(request, object_id, from_field)
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            return None
        # A number beyond the range of primary keys is no key.
        return next(iter(_record_reader(self)([pk])), None) if pk is not None and 0 < pk < 2**63 else None

    # -- forms ----------------------------------------------------------------------------

    def cards(self):
        """The inlines on the page of a record (RecordInline)."""
        return [inline(self.model, self.admin_site) for inline in self.inlines if issubclass(inline, RecordInline)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form class, which is created once for each set of fields, bound to the labels and errors of this request."""
        boxes = tuple(flatten(kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))))
        key = (self, boxes, change and not self.has_change_permission(request, obj))
        form = None if kwargs else _FORMS.get(key)
        if form is None:
            form = super().get_form(request, obj, change=change, fields=list(boxes), **kwargs)
            # The callback that makes fields is bound to this request, which must not be kept with the class.
            form.Meta.formfield_callback = form._meta.formfield_callback = None
            if not kwargs:
                _FORMS[key] = form
        # The class is shared; the context of this request is passed to each form.
        made = functools.partial(form, context=self._form_context(request))
        made.base_fields = form.base_fields
        return made

    def _form_context(self, request):
        return FormContext(labels_of(request, self.admin_site), getattr(request, "desk_refused", {}), request.user)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Django's arguments, and the context of this request for each form."""
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**found, "form_kwargs": {"context": self._form_context(request)}}

    def get_prepopulated_fields(self, request, obj=None):
        """The slug of a new record is filled from the name; that of a saved record stays."""
        if obj is None and issubclass(self.form, SluggedForm):
            return {"slug": (self.form.named_by,)}
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. If saving is refused, nothing is written and the reasons are shown as errors of fields.

        Concurrent edits are handled by the parts of the desk: ``form_context`` and ``conflict`` return what the
        page needs, the latter within the transaction that saves.
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
        """The response for a record that does not exist; a part of the desk may say what became of it."""
        gone = parts.first("gone", self, request, object_id)
        return gone or super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def response_add(self, request, obj, *args, **kwargs):
        """The response after a new record is saved; parts of the desk add buttons of their own."""
        return parts.first("after_save", self, request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        """The response after a record is saved; parts of the desk add buttons of their own."""
        return parts.first("after_save", self, request, obj) or super().response_change(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        """The history of the record, by a part of the desk."""
        page = parts.first("history", self, request, object_id)
        return super().history_view(request, object_id, extra_context) if page is None else page

    def render_change_form(self, request, context, *args, **kwargs):
        """Load the labels of all chosen records at once before the form is rendered."""
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
        """The inlines of the page, wrapped in Cards."""
        return [Cards.like(stock) for stock in super().get_inline_formsets(request, formsets, inline_instances, obj)]

    def save_model(self, request, obj, form, change):
        """Save the record; errors become SaveRejected."""
        with refusing(form), forbid_visibility_change(request.user, obj):
            form.prepare()
            super().save_model(request, obj, form, change)
        if change and "publication" in form.changed_data:
            parts.answers("publication_changed", self.model, [obj], obj.publication, request.user)

    def save_related(self, request, form, formsets, change):
        """Save the rows, then show warnings, and offer to keep the former name of a renamed record."""
        super().save_related(request, form, formsets, change)
        if change:
            self.offer_former_name(request, form)
        for warning in self.warnings(form.instance, form, change):
            messages.warning(request, warning)

    def warnings(self, record, form, change):
        """Warnings about a record that was just saved, as texts."""
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
        """The URL of the form of a record."""
        return admin_url(self.model, "change", record.pk)

    # -- namesakes ------------------------------------------------------------------------

    def namesakes(self, name, besides=None):
        """At most five records with a name similar to ``name``: [(record, text, detail)]; none for kinds without names."""
        if not hasattr(self.model, "names"):
            return []
        records = self.model._default_manager.exclude(pk=besides)
        pks = [pk for pk, *_ in namesakes(records, name, 5)]
        found = self.choices(records).in_bulk(pks)
        return [(found[pk], *self.choice(found[pk])) for pk in pks]

    def namesakes_view(self, request):
        """JSON of the records similar to the one being entered; a part of the desk may compare more than names."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        rows = parts.first("similar", self, request.GET)
        if rows is None:
            besides = request.GET.get("besides", "")
            close = self.namesakes(request.GET.get("name", "")[:300], whole_number(besides))
            rows = [{"id": r.pk, "text": t, "detail": d, "url": self.address(r)} for r, t, d in close]
        return JsonResponse({"results": rows})

    def get_urls(self):
        """Django's URLs and that of namesakes."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_namesakes"
        view = self.admin_site.admin_view(self.namesakes_view)
        return [path("namesakes/", view, name=name), *super().get_urls()]

    # -- lists ----------------------------------------------------------------------------

    def get_actions(self, request):
        """The actions of a list, including those of the parts of the desk."""
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET:
            added = parts.gathered("actions", self, request)
            actions.update((name, (function, name, description)) for function, name, description in added)
        return actions

    # -- columns --------------------------------------------------------------------------

    def action_checkbox(self, obj):
        """Django's check box for a row, rendered directly: fifty of them took a third of the page's time."""
        attrs = {"class": "action-select", "aria-label": f"Select this object for an action - {obj}"}
        return CheckboxInput(attrs, lambda value: False).render(
            helpers.ACTION_CHECKBOX_NAME, str(obj.pk), renderer=QUICK
        )

    @admin.display(description="publication", ordering="publication")
    def state(self, record):
        """The state of publication, as a badge."""
        return format_html('<span class="state state-{}">{}</span>', record.publication, record.publication)

    @admin.display(description="on the site")
    def on_site(self, record):
        """A link to the public page."""
        url = self.get_view_on_site_url(record)
        return format_html('<a href="{}" aria-label="View on site: {}">view</a>', url, record) if url else ""


# Form classes by what their fields depend on; see RecordAdmin.get_form.
_FORMS = {}


def read_with_record(admin):
    """Annotations that are read with a record when its form is opened: {name: expression}."""
    # Whether there are rows of each inline: most have none, and need no query.
    rows = {has_rows(cards.prefix): cards.some() for cards in admin.cards()}
    return {**admin.form.columns(admin.model), **parts.merged("columns", admin.model), **rows}


@functools.cache
def _record_reader(admin):
    return PreparedQuery(admin.model._default_manager.filter(by_ids("pk")).annotate(**read_with_record(admin)))
