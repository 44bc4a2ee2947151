"""Forms of the admin: of records and of inline rows, including related rows that are edited in one field."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Case, F, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.forms.utils import ErrorDict

from lib.addresses import Publication
from lib.admin.autocomplete import AutocompleteSelect, OneOfField, RecordChoiceField, RowsField, foreign_keys
from lib.admin.rejections import refusing
from lib.admin.renderer import QUICK
from lib.admin.rows import one_list
from lib.names import slug_of
from lib.publishing import forbid_visibility_change, may_publish


class FormContext(NamedTuple):
    """What the forms of a request share."""

    labels: object = None  # lib.admin.labels.Labels
    refused: dict = {}  # errors from saving, by the prefix of the form: {prefix: {field: messages}}
    user: object = None


NO_CONTEXT = FormContext()


class _Kinds(NamedTuple):
    """Names of a form's fields by their kind; ``columns`` are those of the record's columns, as (name, attribute)."""

    rows: list
    ones: list
    picks: list
    columns: list


class RecordForm(forms.ModelForm):
    """A form of one record.

    ``stands_for`` maps a model field to the form field that shows its errors; ``filled`` names model fields that
    the form sets itself and that are validated like its own; ``carry`` names fields that a new row takes from the
    previous row ("copy", "ask": without the qualifiers, "until" another is chosen) or numbers on from it ("next").
    """

    default_renderer = QUICK
    stands_for = {}
    filled = ()
    carry = {}
    formset = None

    def __init__(self, *args, context=NO_CONTEXT, **kwargs):
        self.labels, self.refused, self.user = context
        super().__init__(*args, **kwargs)
        if "publication" in self.fields and not may_publish(self.user):
            # It is displayed, and changed only by the buttons of the review.
            self.fields["publication"].disabled = True
            if not self.instance.pk:
                self.initial["publication"] = self.instance.publication = Publication.DRAFT
        for name, field in self.fields.items():
            if isinstance(field.widget, AutocompleteSelect):
                field.widget.labels = self.labels
            if name in self.carry:
                field.widget.attrs["data-carry"] = self.carry[name]
        self.set_initial()

    def set_initial(self):
        """Set the initial values of fields that are not columns of the record."""
        if not self.instance.pk:
            return
        kinds = self._kinds()
        for name in kinds.rows:
            rows = self.fields[name].rows
            self.initial[name] = rows.tokens(self.instance, getattr(self.instance, f"rows_{name}", None))
        for name in kinds.ones:
            self.initial[name] = self.fields[name].token(self.instance)

    @classmethod
    def _kinds(cls):
        """The fields of the class by kind, found once: checking each field in each row would take most of the time."""
        if "_found" not in vars(cls):
            fields, meta = cls.base_fields.items(), cls._meta
            columns = [f for f in meta.model._meta.concrete_fields if f.editable and f.name in cls.base_fields]
            cls._found = _Kinds(
                [name for name, field in fields if isinstance(field, RowsField)],
                [name for name, field in fields if isinstance(field, OneOfField)],
                [name for name, field in fields if isinstance(field.widget, AutocompleteSelect)],
                [(f.name, f.attname) for f in columns],
            )
        return cls._found

    def bind_instance(self, record, initial=None):
        """Rebind the unbound form to another saved record of the same kind. Returns its initial values.

        The lines of a page are made with one form, rebound to each row in turn. ``initial`` is the result of an
        earlier call for the same record.
        """
        self.instance = record
        if initial is not None:
            self.initial = initial
            return initial
        self.initial = {name: getattr(record, attname) for name, attname in self._kinds().columns}
        self.initial[record._meta.pk.name] = record.pk
        self.set_initial()
        return self.initial

    def is_multipart(self):
        """Always: URL-encoded, a Cyrillic text would be three times as large."""
        return True

    @classmethod
    def columns(cls, model):
        """Annotations for a queryset of ``model`` with which the forms of its records need no statement each."""
        fields = cls.declared_fields.items()
        return {f"rows_{name}": field.rows.column() for name, field in fields if isinstance(field, RowsField)}

    def chosen(self):
        """The records chosen in its autocomplete boxes: [(foreign key, pk)]."""
        found = []
        for name, widget in self.picks():
            value = self[name].value() if self.is_bound else self.get_initial_for_field(self.fields[name], name)
            found += [(key, pk) for _, key, pk, _ in widget.chosen(value)]
        return found

    def picks(self):
        """Its autocomplete boxes: [(name, widget)]."""
        return [(name, self.fields[name].widget) for name in self._kinds().picks]

    def values(self):
        """The values of its fields for the script that fills them, without empty ones.

        {name: text, choice, True, or [token]}
        """
        said = {}
        for name, field in self.fields.items():
            value = field.prepare_value(self.initial.get(name))
            if isinstance(field.widget, AutocompleteSelect):
                value = [token for token, *_ in field.widget.chosen(value)]
            elif not isinstance(field.widget, forms.CheckboxInput | forms.Select):
                value = field.widget.format_value(value)
            if value not in (None, "", False, []):
                said[name] = value
        return said

    def row_title(self):
        """The title of a closed row. (In a template, ``form.title`` would be a field.)"""
        return str(self.instance)

    def facts(self):
        """Further texts in the line of a closed row."""
        return []

    def identity(self, name):
        """The value of a column, by which equal rows of a page are found."""
        return getattr(self.instance, self.instance._meta.get_field(name).attname)

    def warnings(self):
        """Warnings about this row, shown beside it."""
        return []

    def footnote(self):
        """A text about the row below its fields."""
        return ""

    def full_clean(self):
        # An unchanged row is not written, so it is not validated again:
        # otherwise each save of an event would validate all its rows.
        if self.formset is not None and self.instance.pk and self.is_bound and self.prefix not in self.refused:
            if not self.has_changed():
                self._errors = ErrorDict(renderer=self.renderer)
                self.cleaned_data = {}
                return
        super().full_clean()
        for name, messages in self.refused.get(self.prefix, {}).items():
            self.add_error(None if name == NON_FIELD_ERRORS else name, ValidationError(messages))

    def _post_clean(self):
        for name, field in self.fields.items():
            if isinstance(field, OneOfField) and name in self.cleaned_data:
                field.set(self.instance, self.cleaned_data[name])
        super()._post_clean()

    def _get_validation_exclusions(self):
        left_out = super()._get_validation_exclusions() - set(self.filled)
        for name, field in self.fields.items():
            # One message is enough if nobody was chosen.
            if isinstance(field, OneOfField) and name in self._errors:
                left_out |= set(field.names)
        return left_out

    def add_error(self, field, error):
        """Add errors; those of a field that is not in the form are shown at its substitute, or at the top."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(None if name == NON_FIELD_ERRORS else name, ValidationError(errors))
            return
        field = self.stands_for.get(field, field)
        super().add_error(field if field in self.fields else None, error)

    def prepare(self):
        """Set values that are known only while saving."""

    def save(self, commit=True):
        if not commit:
            return super().save(commit=False)
        with refusing(self), forbid_visibility_change(self.user, self.instance):
            self.prepare()
            return super().save()

    def _save_m2m(self):
        super()._save_m2m()
        self.save_rows()

    def save_rows(self):
        """Save the related rows; each error is shown at its field."""
        for name, field in self.fields.items():
            if isinstance(field, RowsField) and name in self.cleaned_data and name in self.changed_data:
                with refusing(self, name):
                    field.rows.save(self.instance, self.cleaned_data[name])


class SluggedForm(RecordForm):
    """The form of a record with a slug; if left empty, the slug is made from the name."""

    named_by = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and not self.instance.pk:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The record's address. If empty, it is made from the name."

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = slug_of(cleaned.get(self.named_by))
            if not cleaned["slug"]:
                self.add_error("slug", "Give an address, in small letters, digits and hyphens.")
        return cleaned


class CitedForm(RecordForm):
    """The form of a row that includes its first citation (source and place in it)."""

    cite_source = RecordChoiceField(None, required=False, label="Source", widget=AutocompleteSelect([]))
    cite_paragraph = forms.IntegerField(required=False, min_value=1, label="Paragraph")
    cite_sentence = forms.IntegerField(required=False, min_value=1, label="Sentence")
    cite_locator = forms.CharField(required=False, max_length=200, label="Other place in it")

    CITED = ("source", "paragraph", "sentence", "locator")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.citations(self._meta.model)._meta.get_field("source")
        self.fields["cite_source"].widget.fields = [field]
        self.fields["cite_source"].queryset = field.remote_field.model._default_manager.all()
        for name in ("cite_paragraph", "cite_sentence"):
            self.fields[name].widget.attrs["class"] = "short"

    def set_initial(self):
        super().set_initial()
        if self.instance.pk and (found := self._cited()):
            self.initial |= {"cite_source": found[0]["source_id"]}
            self.initial |= {f"cite_{name}": found[0][name] for name in self.CITED[1:]}

    def facts(self):
        """The place in the source."""
        cited = self._cited()
        place = (".".join(str(n) for n in (cited[0]["paragraph"], cited[0]["sentence"]) if n)) if cited else ""
        return [*super().facts(), *([place] if place else [])]

    def footnote(self):
        """The number of citations, if there are more than the row shows."""
        number = len(self._cited())
        return f"The source here is the first of {number}; all are in the full form." if number > 1 else ""

    @staticmethod
    def citations(model):
        """The citation model of a kind of record."""
        return model.citations.rel.related_model

    @classmethod
    def columns(cls, model):
        rows = cls.in_order(cls.citations(model)._base_manager.filter(record=OuterRef("pk")))
        row = JSONObject(source_id=F("source_id"), **{name: F(name) for name in cls.CITED[1:]})
        return {**super().columns(model), "cited_at": one_list(rows.values(row=row))}

    @staticmethod
    def in_order(citations):
        """Citations of the whole record before those of single fields."""
        return citations.order_by(Case(When(field="", then=Value(0)), default=Value(1)), "id")

    def _cited(self):
        if hasattr(self.instance, "cited_at"):
            return self.instance.cited_at
        if not self.instance.pk:
            return []
        return list(self.in_order(self.instance.citations.all()).values("source_id", *self.CITED[1:]))

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        place = [cleaned.get(f"cite_{name}") for name in self.CITED[1:]]
        if any(place) and not cleaned.get("cite_source") and "cite_source" not in self.errors:
            self.add_error(
                "cite_source", "A place in the source is given, but no source: choose one, or clear the place."
            )
        elif cleaned.get("cite_source"):
            self._try_citation(self.citations(self._meta.model)(**self._values(cleaned)))
        return cleaned

    def _values(self, cleaned):
        values = {name: cleaned.get(f"cite_{name}") for name in self.CITED}
        return {**values, "locator": values["locator"] or ""}

    def _try_citation(self, citation):
        try:
            citation.full_clean(exclude=["record"])
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                self.add_error(f"cite_{name}" if name in self.CITED else "cite_source", errors)

    def save_rows(self):
        super().save_rows()
        if not any(f"cite_{name}" in self.changed_data for name in self.CITED):
            return
        first = self.in_order(self.instance.citations.all()).first()
        with refusing(self, "cite_source"):
            if self.cleaned_data["cite_source"] is None:
                if first:
                    first.delete()
                return
            citation = first or self.citations(self._meta.model)(record=self.instance)
            for name, value in self._values(self.cleaned_data).items():
                setattr(citation, name, value)
            citation.full_clean()
            citation.save()


__all__ = ["CitedForm", "FormContext", "RecordForm", "SluggedForm", "foreign_keys"]
