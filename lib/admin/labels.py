"""What a form shows for the records chosen in it, read with one statement per kind of record."""

import functools

from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import mark_safe

from lib.admin.prepared import PreparedQuery, by_ids


@functools.cache
def _reader(admin):
    return PreparedQuery(admin.choices(admin.model._default_manager.filter(by_ids("pk"))))


@functools.cache
def _words(model, name):
    return {value: str(label) for value, label in model._meta.get_field(name).flatchoices}


def word(record, name):
    """The word for what a field of choices says; ``get_…_display()`` goes through all choices each time."""
    value = getattr(record, name)
    return _words(type(record), name).get(value, value)


class Labels:
    """Labels of chosen records, gathered first and read together.

    A form with fifty rows and ten fields each names hundreds of records; asking for each
    of them when its field is drawn would take as many statements.
    """

    def __init__(self, request, site):
        self.request = request
        self.site = site
        self._wanted = {}
        self._known = {}
        self._adding = {}
        # What the script of boxes with search needs to know, by their kinds: {kind: script element}.
        self.kinds = {}

    def want(self, model, pk):
        """Note that the label of a record will be asked for."""
        if (model, pk) not in self._known:
            self._wanted.setdefault(model, set()).add(pk)

    def load(self):
        """Read all labels noted so far."""
        wanted, self._wanted = self._wanted, {}
        for model, pks in wanted.items():
            admin = self.site.get_model_admin(model)
            for record in _reader(admin)(pks):
                self._known[model, record.pk] = admin.choice(record)
            for pk in pks:
                self._known.setdefault((model, pk), (f"(no longer on record: {pk})", ""))

    def get(self, model, pk):
        """(text, detail) of a record."""
        if (model, pk) not in self._known:
            self.want(model, pk)
            self.load()
        return self._known[model, pk]

    def note(self, pick):
        """Note that a box with search (lib.admin.autocomplete.AutocompleteSelect) is in the page."""
        if pick.kind not in self.kinds:
            self.kinds[pick.kind] = pick.script(self)

    def scripts(self):
        """``kinds`` for the page, behind its boxes: once, not in each box, of which a long page has a thousand."""
        return mark_safe("\n".join(self.kinds[kind] for kind in sorted(self.kinds)))

    def told(self):
        """All labels read, for the script that opens rows: {kind: {key: [text, detail]}}, as a script element."""
        found = {}
        for (model, pk), label in self._known.items():
            found.setdefault(model._meta.label_lower, {})[pk] = label
        return json_script(found, "row-labels")

    @functools.cached_property
    def may_be_added(self):
        """The kinds of record that the person of this request may add."""
        return frozenset(
            model for model, admin in self.site._registry.items() if admin.has_add_permission(self.request)
        )

    def adding(self, model):
        """Where a record of a kind is added, and into which of its fields goes what was typed; {} for who may not."""
        if model not in self._adding:
            self._adding[model] = {}
            if model in self.may_be_added:
                admin = self.site.get_model_admin(model)
                address = reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")
                self._adding[model] = {"add": address, "prefill": admin.prefilled_by}
        return self._adding[model]

    @functools.cached_property
    def search(self):
        """Where boxes with search ask."""
        return reverse("admin:autocomplete")


def labels_of(request, site):
    """The labels of this request, the same for all its forms."""
    if not hasattr(request, "desk_labels"):
        request.desk_labels = Labels(request, site)
    return request.desk_labels
