"""The labels of records chosen in a form, read in one statement per kind of record."""

import functools

from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import mark_safe

from lib.admin.prepared import PreparedQuery, by_ids
from lib.admin.urls import admin_url


@functools.cache
def _reader(admin):
    return PreparedQuery(admin.choices(admin.model._default_manager.filter(by_ids("pk"))))


@functools.cache
def _words(model, name):
    return {value: str(label) for value, label in model._meta.get_field(name).flatchoices}


def word(record, name):
    """The label of a choice, faster than ``get_…_display()``, which goes through all choices each time."""
    value = getattr(record, name)
    return _words(type(record), name).get(value, value)


class Labels:
    """Labels of chosen records, collected first and then read together.

    A form with fifty rows of ten fields each refers to hundreds of records; reading each label
    when its field is rendered would take as many statements.
    """

    def __init__(self, request, site):
        self.request = request
        self.site = site
        self._wanted = {}
        self._known = {}
        self._adding = {}
        # Configuration for the script of autocomplete boxes, by their kinds: {kind: script element}.
        self.kinds = {}

    def want(self, model, pk):
        """Request the label of a record for the next load()."""
        if (model, pk) not in self._known:
            self._wanted.setdefault(model, set()).add(pk)

    def load(self):
        """Read all requested labels."""
        wanted, self._wanted = self._wanted, {}
        for model, pks in wanted.items():
            admin = self.site.get_model_admin(model)
            for record in _reader(admin)(pks):
                self._known[model, record.pk] = admin.choice(record)
            for pk in pks:
                self._known.setdefault((model, pk), (f"(no longer on record: {pk})", ""))

    def get(self, model, pk):
        """The label of a record: (text, detail)."""
        if (model, pk) not in self._known:
            self.want(model, pk)
            self.load()
        return self._known[model, pk]

    def note(self, pick):
        """Register an AutocompleteSelect of the page."""
        if pick.kind not in self.kinds:
            self.kinds[pick.kind] = pick.script(self)

    def scripts(self):
        """``kinds`` as HTML for the end of the page: once, not in each of a thousand boxes."""
        return mark_safe("\n".join(self.kinds[kind] for kind in sorted(self.kinds)))

    def told(self):
        """All labels for the script that opens rows: {kind: {key: [text, detail]}}, as a script element."""
        found = {}
        for (model, pk), label in self._known.items():
            found.setdefault(model._meta.label_lower, {})[pk] = label
        return json_script(found, "row-labels")

    @functools.cached_property
    def may_be_added(self):
        """The models whose records the user of this request may add."""
        return frozenset(
            model for model, admin in self.site._registry.items() if admin.has_add_permission(self.request)
        )

    def adding(self, model):
        """The URL at which a record is added, and the field for the typed text; {} without permission."""
        if model not in self._adding:
            self._adding[model] = {}
            if model in self.may_be_added:
                prefilled_by = self.site.get_model_admin(model).prefilled_by
                self._adding[model] = {"add": admin_url(model, "add"), "prefill": prefilled_by}
        return self._adding[model]

    @functools.cached_property
    def search(self):
        """The URL that autocomplete boxes query."""
        return reverse("admin:autocomplete")


def labels_of(request, site):
    """The Labels of a request, shared by all its forms."""
    if not hasattr(request, "desk_labels"):
        request.desk_labels = Labels(request, site)
    return request.desk_labels
