"""What every page of a list shares: its filters, its rows, its form, and the way on."""

from django.http import Http404

from lib.api.cursors import CursorError

# Labels of list forms where the parameter's name says too little.
LABELS = {"q": "Words", "date_from": "From", "date_to": "To", "on": "Post held on", "post": "Post", "name": "Name"}


class Listing:
    """One page of a list: a filter set read from the request, and the rows it lets through.

    ``filters`` is the filter set; ``rows`` the records of this page in order (empty
    where a parameter is wrong); ``next``/``previous`` query strings or "". ``shown``
    names the parameters that the page's form offers; all others that are given are
    kept and named in ``kept``. What is no parameter (``utm_source``, ``fbclid``) is left
    out: people come with what other sites hang on an address.
    """

    def __init__(self, request, filterset, rows, shown):
        self.query = request.GET.copy()
        for name in [name for name in self.query if name not in filterset.base_filters]:
            del self.query[name]
        self.filters = filterset(self.query, request=request)
        self.shown = shown
        self.rows, self.next, self.previous = [], "", ""
        self.ok = self.filters.is_valid()
        if not self.ok:
            return
        try:
            cut = self.filters.page(self.filters.value("page_size"), self.filters.value("cursor"))
        except CursorError:
            raise Http404("There is no such page of this list.") from None
        found = {record.pk: record for record in rows.filter(pk__in=cut.ids)}
        self.rows = [found[pk] for pk in cut.ids if pk in found]
        self.next, self.previous = self._turned(cut.next_cursor), self._turned(cut.previous_cursor)

    def _turned(self, cursor):
        if cursor is None:
            return ""
        query = self.query.copy()
        query["cursor"] = cursor
        return f"?{query.urlencode()}"

    @property
    def as_json(self):
        """The query of the same list, from its start, as JSON in the API."""
        return self._as("json")

    @property
    def as_csv(self):
        """The query of the same list as CSV in the API."""
        return self._as("csv")

    def _as(self, name):
        query = self.query.copy()
        for key in ("cursor", "page_size", "count", "format"):
            query.pop(key, None)
        for key in [key for key in query if not any(query.getlist(key))]:
            del query[key]
        query["format"] = name
        return f"?{query.urlencode()}"

    @property
    def fields(self):
        """The form's fields on the page: (bound field, label, allowed values with words or [], given values)."""
        for name in self.shown:
            field = self.filters.form[name]
            choices = [(value, value.replace("_", " ")) for value in getattr(field.field, "allowed", [])]
            given = field.value() or ""
            label = LABELS.get(name, name.replace("_", " ").capitalize())
            yield field, label, choices, given if isinstance(given, list) else [given]

    @property
    def kept(self):
        """Parameters that are given but not in the form: (name, value)."""
        skip = {*self.shown, "cursor", "page_size", "ordering", "count", "format"}
        pairs = [
            (name, value) for name in self.filters.data if name not in skip for value in _all(self.filters.data, name)
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def errors(self):
        """What is wrong with the parameters: {name: [messages]}."""
        return {} if self.ok else dict(self.filters.errors)

    @property
    def status(self):
        """200, or 400 where a parameter is wrong."""
        return 200 if self.ok else 400


def _all(data, name):
    return data.getlist(name) if hasattr(data, "getlist") else [data[name]]
