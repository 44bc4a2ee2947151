"""Inline rows on the page of a record, and the form fields that records and rows have in common."""

import functools

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Exists, OuterRef
from django.forms import Select, TimeInput
from django.forms.models import _get_foreign_key

from lib.admin.autocomplete import AutocompleteSelect, RecordChoiceField
from lib.admin.forms import RecordForm
from lib.admin.formsets import RecordFormSet, sent_numbers
from lib.admin.prepared import PreparedQuery, by_ids
from lib.clocks import ClockFormField
from lib.digits import whole_number


class FormFields:
    """Form fields for model fields: autocomplete instead of long selects, the browser's input for times."""

    narrowed = {}  # {field: {parameter of its search: field of the same form that has the value}}
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3, "cols": 80})}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without RelatedFieldWidgetWrapper: the autocomplete box itself offers to add a record."""
        if isinstance(db_field, models.TimeField):
            kwargs["widget"] = TimeInput(attrs={"type": "time"}, format="%H:%M")
            return db_field.formfield(form_class=ClockFormField, **kwargs)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if (
            field
            and isinstance(field.widget, RelatedFieldWidgetWrapper)
            and isinstance(field.widget.widget, AutocompleteSelect)
        ):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """An autocomplete box, if the related model is registered."""
        if self.admin_site.is_registered(db_field.remote_field.model):
            kwargs["widget"] = AutocompleteSelect([db_field], narrow=self.narrowed.get(db_field.name))
            kwargs["form_class"] = RecordChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RecordInline(FormFields, admin.StackedInline):
    """Rows on the page of a record, shown as lines until they are opened; ``flat`` rows are always open."""

    template = "admin/cards.html"
    form = RecordForm
    formset = RecordFormSet
    extra = 0
    view_on_site = False
    flat = False
    open_link = False  # whether each row has a page of its own
    first_box = ""  # the field that gets the focus; by default the first
    line = ""  # the line of a row that was filled in and closed: names of fields in braces
    shown = None  # the number of rows of a long list that the page has, the last ones

    def rows(self):
        """The rows of all records, in the order of the page, with everything that their forms show."""
        return self.model._default_manager.annotate(**self.form.columns(self.model))

    def get_queryset(self, request):
        """The rows for a bound formset; for an unbound one see ``on_file``."""
        if request.method != "POST" or not self.has_view_or_change_permission(request):
            return self.model._default_manager.none()
        # The rows that were open, whatever has been added since.
        prefix = self.prefix
        posted = (request.POST.get(f"{prefix}-{number}-id", "") for number in sent_numbers(request.POST, prefix))
        return self.rows().filter(pk__in=[pk for text in posted if (pk := whole_number(text)) is not None])

    @property
    def _owner(self):
        return _get_foreign_key(self.parent_model, self.model, self.fk_name)

    @property
    def prefix(self):
        """The prefix of the formset."""
        return self._owner.remote_field.get_accessor_name(model=self.model)

    def warnings(self, record):
        """Warnings about the rows of a record that was just saved, as texts."""
        return ()

    def some(self):
        """An annotation for records: whether they have rows."""
        return Exists(self.model._default_manager.filter(**{self._owner.name: OuterRef("pk")}))

    def on_file(self):
        """The PreparedQuery for the rows of a record, by its id."""
        return _rows_reader(type(self), self.parent_model, self.admin_site)

    def _on_file(self):
        mine = by_ids(self._owner.attname)
        # Fields that cannot be edited are not in the form.
        fixed = [f.name for f in self.model._meta.concrete_fields if not f.editable and not f.primary_key]
        rows = self.rows().filter(mine).defer(*fixed)
        if self.shown is not None:
            last = self.model._base_manager.filter(mine).order_by(*self.last_first)
            rows = rows.filter(pk__in=last.values("pk")[: self.shown])
        return PreparedQuery(rows if rows.ordered else rows.order_by("pk"))

    last_first = ("-order", "-id")

    def get_formset(self, request, obj=None, **kwargs):
        """The formset class, created once for each inline and set of permissions.

        The context of a request is passed to each form (RecordAdmin.get_formset_kwargs).
        """
        owner = self.admin_site.get_model_admin(self.parent_model)
        may = [
            allowed(request, obj)
            for allowed in (
                self.has_view_permission, self.has_add_permission, self.has_change_permission,
                self.has_delete_permission, owner.has_change_permission,
            )
        ]  # fmt: skip
        key = (type(self), self.parent_model, self.admin_site, *may)
        if kwargs or key not in _FORMSETS:
            formset = super().get_formset(request, obj, **kwargs)
            may_see, may_change = may[0], may[2]
            formset.on_file = self.on_file() if may_see or may_change else None
            formset.locked = not (may_change and may[4])
            formset.folded = not self.flat
            if kwargs:
                return formset
            # The callback that makes fields is bound to this request, which must not be kept with the class.
            formset.form.Meta.formfield_callback = formset.form._meta.formfield_callback = None
            _FORMSETS[key] = formset
        return _FORMSETS[key]


_FORMSETS = {}


@functools.cache
def _rows_reader(cards, parent, site):
    return cards(parent, site)._on_file()


class NameInline(RecordInline):
    """Further names."""

    flat = True
    verbose_name = "further name"
    fieldsets = [(None, {"fields": ["text", "language", "script", "kind", "period"]})]


class IdentifierForm(RecordForm):
    """An identifier, which may be pasted as a URL."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("scheme") and cleaned.get("value"):
            cleaned["value"] = self._meta.model.plain(cleaned["scheme"], cleaned["value"])
        return cleaned


class IdentifierInline(RecordInline):
    """Identifiers in external catalogues."""

    form = IdentifierForm
    flat = True
    verbose_name = "identifier"
    fieldsets = [(None, {"fields": ["scheme", "value"]})]

    def warnings(self, record):
        """Warn about several identifiers of one scheme."""
        return self.model.several(record)


class FieldSelect(Select):
    """The fields of a record; one that no longer exists stays a choice where it is chosen."""

    def optgroups(self, name, value, attrs=None):
        known = {str(choice) for choice, _ in self.choices}
        lost = [text for text in value if text not in known]
        return [
            *super().optgroups(name, value, attrs),
            *((None, [self.create_option(name, text, text, True, len(known))], len(known)) for text in lost),
        ]


class CitationForm(RecordForm):
    """A citation, with a choice of the record's field that it supports."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cited = self._meta.model._meta.get_field("record").related_model
        fields = [f for f in cited._meta.concrete_fields if f.editable and f.name not in ("id", "publication", "slug")]
        self.fields["field"].widget = FieldSelect(
            choices=[("", "the whole record"), *((f.name, str(f.verbose_name)) for f in fields)]
        )


class CitationInline(RecordInline):
    """Citations of the record."""

    form = CitationForm
    flat = True
    verbose_name = "citation"
    fieldsets = [(None, {"fields": ["source", "paragraph", "sentence", "locator", "field", "value", "note"]})]
