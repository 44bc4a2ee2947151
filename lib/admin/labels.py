"""What a form shows for the records chosen in it, read with one statement per kind of record."""

from django.urls import reverse


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
        self._made = {}

    def once(self, key, make):
        """What ``make`` returns, made once per request and key."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def want(self, model, pk):
        """Note that the label of a record will be asked for."""
        if (model, pk) not in self._known:
            self._wanted.setdefault(model, set()).add(pk)

    def load(self):
        """Read all labels noted so far."""
        wanted, self._wanted = self._wanted, {}
        for model, pks in wanted.items():
            admin = self.site.get_model_admin(model)
            for record in admin.choices(model._default_manager.filter(pk__in=pks)):
                self._known[model, record.pk] = admin.choice(record)
            for pk in pks:
                self._known.setdefault((model, pk), (f"(no longer on record: {pk})", ""))

    def get(self, model, pk):
        """(text, detail) of a record."""
        if (model, pk) not in self._known:
            self.want(model, pk)
            self.load()
        return self._known[model, pk]

    def adding(self, model):
        """Where a record of a kind is added, and into which of its fields goes what was typed; {} for who may not."""
        admin = self.site.get_model_admin(model)
        if not admin.has_add_permission(self.request):
            return {}
        address = reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")
        return {"add": address, "prefill": admin.prefilled_by}


def labels_of(request, site):
    """The labels of this request, the same for all its forms."""
    if not hasattr(request, "desk_labels"):
        request.desk_labels = Labels(request, site)
    return request.desk_labels
