"""The rows of one kind on the page of a record, as forms."""

from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from lib.admin.rejections import refusing
from lib.admin.renderer import QUICK
from lib.publishing import may_delete_rows, may_publish


def has_rows(prefix):
    """The attribute of a record that says whether it has rows of a kind, where it was read with it."""
    return f"has_{prefix}"


class Unread:
    """Stands for the query set of rows that come from elsewhere: those of a page that is opened from ``on_file``."""

    def filter(self, **conditions):
        """Itself: Django asks for the rows of one record, which takes it a millisecond."""
        return self

    none = filter  # noqa: A003 - Django calls both


class RecordFormSet(BaseInlineFormSet):
    """The rows of a page; each form knows its formset, each row its record."""

    # Set by a page whose rows name each other's panels.
    panels = None
    # Whether its user may only look at the rows; set on the class that the admin makes.
    locked = False
    # Where all rows are listed, if the page has only the last of them.
    more = ""
    # Boxes of its forms that differ from page to page, by more than their values.
    varying = ()
    # What reads the rows of a record, for a page that is opened (see RecordInline.on_file).
    on_file = None
    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "missing_management_form": (
            "How many rows there are did not arrive as the page had it (%(field_names)s), so nothing is saved. "
            "Open the page anew, and enter at most some hundred rows at once."
        ),
    }

    def __init__(self, *args, **kwargs):
        self.renderer = QUICK
        super().__init__(*args, **kwargs)

    @cached_property
    def management_form(self):
        """The numbers of rows. Numbers that no page sends are an error, and stand for no rows at all."""
        form = super().management_form
        if self.is_bound:
            total, on_file = (form.cleaned_data[name] for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT))
            if not form.is_valid() or not 0 <= on_file <= total <= self.absolute_max:
                if form.is_valid():
                    form.add_error(TOTAL_FORM_COUNT, "This is not a number of rows of this page.")
                form.cleaned_data = {TOTAL_FORM_COUNT: 0, INITIAL_FORM_COUNT: 0}
        return form

    def get_queryset(self):
        """The rows: a list by the kept statement where the page is opened, a query set where it is sent."""
        if not hasattr(self, "_queryset") and not self.is_bound:
            some = (
                self.on_file and self.instance.pk and getattr(self.instance, has_rows(self.get_default_prefix()), True)
            )
            self._queryset = self.on_file([self.instance.pk]) if some else []
        return super().get_queryset()

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
        return [] if self.alike else super().initial_forms

    @property
    def alike(self):
        """Whether the rows differ in their numbers, values and words only: nothing was sent."""
        return not self.is_bound

    @cached_property
    def specimen(self):
        """A form that shows each row in turn; None where something was sent, or there is no row.

        Its boxes are those of a form that is kept, but for what differs from page to page: to
        copy them all takes longer than to read the rows.
        """
        if not self.alike or not self.initial_form_count():
            return None
        cls, context = type(self), self.form_kwargs["context"]
        key = "_detached_publishing" if may_publish(context.user) else "_detached"
        kept = vars(cls).get(key)
        if kept is None:
            kept = super()._construct_form(0, **self.get_form_kwargs(0)).detach(self.varying)
            setattr(cls, key, kept)
        form = kept.clone(context, self.get_queryset()[0])
        self.add_fields(form, 0)
        return self._equip(form)

    def whole(self):
        """A form of the first row with boxes of its own."""
        return self._construct_form(0, **self.get_form_kwargs(0))

    @cached_property
    def rows(self):
        """The rows on file with the values of their boxes, where nothing was sent: [(record, initial)]."""
        found = []
        for record in self.get_queryset() if self.specimen else ():
            setattr(record, self.fk.name, self.instance)
            found.append((record, self.specimen.bind_instance(record)))
        return found

    @classmethod
    def media_of(cls):
        """Scripts and styles of the forms, kept with this class."""
        if "_media" not in vars(cls):
            cls._media = cls.form.media_of()
        return cls._media

    def is_multipart(self):
        """Whether a box takes a file: forms of a kind are alike."""
        return any(field.widget.needs_multipart_form for field in self.form.base_fields.values())

    def each_form(self):
        """A form for each row; the same again and again where one can show them all."""
        if self.alike:
            for record, initial in self.rows:
                self.specimen.bind_instance(record, initial)
                yield self.specimen
        else:
            yield from self.forms

    def clean(self):
        """Refuse to delete rows that the public sees, to those who may not; say what was refused while deleting.

        A row that is to be deleted is not asked for errors of its own, so they are told above the rows.
        """
        super().clean()
        for form in self.deleted_forms:
            if refused := form.refused.get(form.prefix):
                raise ValidationError([f"“{form.instance}”: {text}" for texts in refused.values() for text in texts])
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        if gone and not may_delete_rows(self.form_kwargs["context"].user, self.instance, gone):
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
