"""Forms of the admin: whole pages and the rows of a page, with their rows beside them."""

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Case, F, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.forms.models import BaseInlineFormSet, model_to_dict
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from lib.addresses import Publication
from lib.admin.pick import OneOfField, Pick, RowsField, foreign_keys
from lib.admin.refusals import refusing
from lib.admin.renderer import QUICK
from lib.names import search_key
from lib.publishing import as_public_as_before, may_delete_rows, may_publish


class DeskForm(forms.ModelForm):
    """A form of one record.

    ``stands_for``: form field that shows the errors of a model field; ``filled``: model
    fields that the form sets by itself, to be validated like its own; ``carry``: fields
    that a new row takes from the row before ("copy") or counts on from it ("next").
    """

    default_renderer = QUICK
    stands_for = {}
    filled = ()
    carry = {}
    # Set on the class that the admin makes for a request.
    labels = None
    refused = {}
    user = None
    formset = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "publication" in self.fields and not may_publish(self.user):
            # It is shown, and moved on by the buttons of the review alone.
            self.fields["publication"].disabled = True
            if not self.instance.pk:
                self.initial["publication"] = self.instance.publication = Publication.DRAFT
        for name, field in self.fields.items():
            if isinstance(field.widget, Pick):
                field.widget.labels = self.labels
            if name in self.carry:
                field.widget.attrs["data-carry"] = self.carry[name]
        self.take()

    def take(self):
        """Set those values of boxes that stand in no column of the record itself."""
        if not self.instance.pk:
            return
        for name, field in self.fields.items():
            if isinstance(field, RowsField):
                self.initial[name] = field.rows.tokens(self.instance, getattr(self.instance, f"rows_{name}", None))
            elif isinstance(field, OneOfField):
                self.initial[name] = field.token(self.instance)

    def show(self, record, initial=None):
        """Stand for another record of the same kind on file, unsent. Returns the values of its boxes.

        A page of many rows is drawn with one form that shows each in turn: to make a form
        for each row takes ten times as long as to draw it. ``initial``: what this returned before.
        """
        self.instance = record
        if initial is not None:
            self.initial = initial
            return initial
        self.initial = model_to_dict(record, self._meta.fields, self._meta.exclude)
        self.initial[record._meta.pk.name] = record.pk
        self.take()
        return self.initial

    @classmethod
    def columns(cls, model):
        """Columns for a queryset of records of ``model``, so that their forms need no statement each."""
        fields = cls.declared_fields.items()
        return {f"rows_{name}": field.rows.column() for name, field in fields if isinstance(field, RowsField)}

    @property
    def media(self):
        """Scripts and styles; boxes of a class ask for the same."""
        boxes = {type(field.widget): field.widget for field in self.fields.values()}
        return sum((box.media for box in boxes.values()), forms.Media())

    def chosen(self):
        """The records that the boxes with search name: [(foreign key, pk)]."""
        found = []
        for name, field in self.fields.items():
            if isinstance(field.widget, Pick):
                value = self[name].value() if self.is_bound else self.get_initial_for_field(field, name)
                found += [(key, pk) for _, key, pk, _ in field.widget.chosen(value)]
        return found

    def row_title(self):
        """The line for a closed row: what the record is. (A template would read ``form.title`` as a field.)"""
        return str(self.instance)

    def identity(self, name):
        """The value of a column, to find rows of a page that are the same."""
        return getattr(self.instance, self.instance._meta.get_field(name).attname)

    def cautions(self):
        """Warnings that concern this row, shown beside it."""
        return []

    def remark(self):
        """What there is to know about the row that its boxes do not show."""
        return ""

    def full_clean(self):
        # A row that was not touched is not written, so it need not be checked again:
        # else each save of an event would check all its rows.
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
            # One message is enough where nobody was chosen.
            if isinstance(field, OneOfField) and name in self._errors:
                left_out |= set(field.names)
        return left_out

    def add_error(self, field, error):
        """Add errors; those of a field that is not in the form go to the one that stands for it, or to the top."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(None if name == NON_FIELD_ERRORS else name, ValidationError(errors))
            return
        field = self.stands_for.get(field, field)
        super().add_error(field if field in self.fields else None, error)

    def prepare(self):
        """Set what can be known only while saving."""

    def save(self, commit=True):
        if not commit:
            return super().save(commit=False)
        with refusing(self), as_public_as_before(self.user, self.instance):
            self.prepare()
            return super().save()

    def _save_m2m(self):
        super()._save_m2m()
        self.save_rows()

    def save_rows(self):
        """Write the rows beside the record; each refusal goes to its field."""
        for name, field in self.fields.items():
            if isinstance(field, RowsField) and name in self.cleaned_data and name in self.changed_data:
                with refusing(self, name):
                    field.rows.save(self.instance, self.cleaned_data[name])


class AddressedForm(DeskForm):
    """A form of a record with a slug: left empty, the slug is made from the name."""

    named_by = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and not self.instance.pk:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The record's address. Left empty, it is made from the name."

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = search_key(cleaned.get(self.named_by)).replace(" ", "-")[:120].strip("-")
            if not cleaned["slug"]:
                self.add_error("slug", "Give an address, in small letters, digits and hyphens.")
        return cleaned


class CitedForm(DeskForm):
    """A row whose first citation (source and place in it) is entered in the row itself."""

    cite_source = forms.ModelChoiceField(None, required=False, label="Source", widget=Pick([]))
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

    def take(self):
        super().take()
        if self.instance.pk and (found := self._cited()):
            self.initial |= {"cite_source": found[0]["source_id"]}
            self.initial |= {f"cite_{name}": found[0][name] for name in self.CITED[1:]}

    def remark(self):
        """How many citations there are, if more than the row shows."""
        number = len(self._cited())
        return f"The source here is the first of {number}; all are in the full form." if number > 1 else ""

    @staticmethod
    def citations(model):
        """The table of citations of a kind of record."""
        return model.citations.rel.related_model

    @classmethod
    def columns(cls, model):
        rows = cls._in_order(cls.citations(model)._base_manager.filter(record=OuterRef("pk")))
        row = JSONObject(source_id=F("source_id"), **{name: F(name) for name in cls.CITED[1:]})
        return {**super().columns(model), "cited_at": ArraySubquery(rows.values(row=row))}

    @staticmethod
    def _in_order(citations):
        """Those of the whole record before those of one field."""
        return citations.order_by(Case(When(field="", then=Value(0)), default=Value(1)), "id")

    def _cited(self):
        if hasattr(self.instance, "cited_at"):
            return self.instance.cited_at
        return list(self._in_order(self.instance.citations.all()).values("source_id", *self.CITED[1:]))

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        place = [cleaned.get(f"cite_{name}") for name in self.CITED[1:]]
        if any(place) and not cleaned.get("cite_source") and "cite_source" not in self.errors:
            self.add_error("cite_source", "A place is given, but no source: choose one, or empty the place.")
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
        first = self._in_order(self.instance.citations.all()).first()
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


class DeskFormSet(BaseInlineFormSet):
    """The rows of a page; each form knows its formset, each row its record."""

    # Set by a page whose rows name each other's panels.
    panels = None
    # Whether its user may only look at the rows; set on the class that the admin makes for a request.
    locked = False

    def __init__(self, *args, **kwargs):
        self.renderer = QUICK
        super().__init__(*args, **kwargs)

    def _construct_form(self, i, **kwargs):
        return self._equip(super()._construct_form(i, **kwargs))

    @cached_property
    def empty_form(self):
        """The form of a new row."""
        return self._equip(super().empty_form)

    def _equip(self, form):
        form.formset = self
        setattr(form.instance, self.fk.name, self.instance)
        if self.locked and form.instance.pk:
            for field in form.fields.values():
                field.disabled = True
        return form

    def __getitem__(self, index):
        """A form by its number. A template asks for every name so before it looks for an attribute."""
        if isinstance(index, str):
            raise KeyError(index)
        return super().__getitem__(index)

    @property
    def initial_forms(self):
        """The forms of rows on file; none where one shows them all."""
        return [] if self.specimen else super().initial_forms

    @cached_property
    def specimen(self):
        """A form that shows each row in turn; None where something was sent, or there is no row."""
        return None if self.is_bound or not self.initial_form_count() else self._construct_form(0)

    @cached_property
    def rows(self):
        """The rows on file with the values of their boxes, where nothing was sent: [(record, initial)]."""
        found = []
        for record in self.get_queryset() if self.specimen else ():
            setattr(record, self.fk.name, self.instance)
            found.append((record, self.specimen.show(record)))
        return found

    def is_multipart(self):
        """Whether a box takes a file: forms of a kind are alike."""
        return self.empty_form.is_multipart()

    def each_form(self):
        """A form for each row and for a new one; the same again and again where one can show them all."""
        if self.specimen:
            for record, initial in self.rows:
                self.specimen.show(record, initial)
                yield self.specimen
        else:
            yield from self.forms
        yield self.empty_form

    def clean(self):
        """Refuse to delete rows that the public sees, to those who may not."""
        super().clean()
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        if gone and not may_delete_rows(self.form.user, self.instance, gone):
            name = self.model._meta.verbose_name
            raise ValidationError(
                f"“{gone[0]}” is public: a reviewer can withdraw this {name}, an administrator delete it."
            )

    def validate_unique(self):
        """Say it at the row where two rows of the page are the same.

        The stock check compares what the boxes sent; here a box may stand for other columns.
        """
        constraints = [c for c in self.model._meta.total_unique_constraints if self.fk.name in c.fields]
        seen = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.has_changed() or not form.is_valid():
                continue
            for constraint in constraints:
                key = tuple(form.identity(name) for name in constraint.fields)
                if None in key and constraint.nulls_distinct is not False:
                    continue
                if (constraint.name, key) in seen:
                    form.add_error(None, constraint.get_violation_error_message())
                seen.add((constraint.name, key))

    def next_order(self):
        """The next number in the order of the rows."""
        if not hasattr(self, "_order"):
            rows = self.model._base_manager.filter(**{self.fk.name: self.instance.pk})
            last = rows.order_by("-order").values_list("order", flat=True).first() if self.instance.pk else 0
            given = [form.data.get(form.add_prefix("order"), "") for form in self.forms if self.is_bound]
            self._order = max([last or 0, *(int(text) for text in given if text.isdecimal() and len(text) < 9)])
        self._order += 1
        return self._order

    def delete_existing(self, obj, commit=True):
        form = next(form for form in self.initial_forms if form.instance.pk == obj.pk)
        with refusing(form):
            super().delete_existing(obj, commit)


__all__ = ["AddressedForm", "CitedForm", "DeskForm", "DeskFormSet", "foreign_keys"]
