"""The base of list pages: filters, rows, form, and pagination."""

from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import resolve, reverse
from django.utils.translation import gettext_noop

from lib.api.cursors import CursorError
from lib.api.formats import formats_of
from lib.api.pages import capped, count
from lib.digits import whole_number
from lib.languages import translated
from register.kinds import KINDS

# The name of the list of a model in the API.
NAMES = {kind.model: kind.name for kind in KINDS.values()}

# Labels of list forms, for parameters whose names are not enough.
LABELS = {
    "q": gettext_noop("Words"),
    "date_from": gettext_noop("From"),
    "date_to": gettext_noop("To"),
    "on": gettext_noop("Post held on"),
    "post": gettext_noop("Post"),
    "name": gettext_noop("Name"),
    "kind": gettext_noop("Kind"),
    "reason": gettext_noop("Reason"),
    "topic": gettext_noop("Topic"),
    "expert": gettext_noop("Expert"),
    "stance": gettext_noop("Stance"),
}

# Labels of orders; others have the name of the value.
ORDERS = {
    "-date": gettext_noop("newest first"),
    "date": gettext_noop("oldest first"),
    "name": gettext_noop("by name, A to Z"),
    "-name": gettext_noop("by name, Z to A"),
    "title": gettext_noop("by title, A to Z"),
    "-title": gettext_noop("by title, Z to A"),
    "published": gettext_noop("published first"),
    "-published": gettext_noop("published last"),
    "-modified": gettext_noop("latest changes first"),
    "modified": gettext_noop("oldest changes first"),
    "-similarity": gettext_noop("most similar first"),
    "order": gettext_noop("in the order of the source"),
    "-order": gettext_noop("in the order of the source, backwards"),
}

# Labels of values in forms, if not the value itself.
VALUES = (
    gettext_noop("unit"),
    gettext_noop("city"),
    gettext_noop("archive"),
    gettext_noop("dataset"),
    gettext_noop("meeting"),
)


class Listing:
    """One page of a list: a filter set for the request and the filtered rows.

    ``filters`` is the filter set; ``rows`` are the records of this page in order, empty
    if a parameter is invalid; ``next`` and ``previous`` are query strings or "". ``shown``
    names the parameters in the page's form; other given parameters are kept (``kept``).
    Unknown parameters such as ``utm_source`` or ``fbclid``, which other sites add to
    links, are ignored.
    """

    def __init__(self, request, filterset, rows, shown):
        query = known_parameters(request, filterset)
        self._set(query, filterset(query, request=request), shown)
        if self.ok:
            self._cut(rows)

    def _set(self, query, filters, shown):
        self.query, self.filters, self.shown, self._stays = query, filters, shown, {}
        self.rows, self.next, self.previous = [], "", ""
        self.total, self.exact = 0, True
        self.ok = self.filters.is_valid()

    def _cut(self, rows):
        try:
            cut = self.filters.page(self.filters.value("page_size"), self.filters.value("cursor"))
        except CursorError:
            raise Http404("There is no such page of this list.") from None
        if cut.total is not None:
            self.total, self.exact = capped(cut.total)
        elif not self.filters.value("cursor") and cut.next_cursor is None:
            self.total = len(cut.ids)
        else:
            self.total, self.exact = count(self.filters.qs)
        self.rows = self._rows(rows, cut.ids)
        self.next, self.previous = self._turned(cut.next_cursor), self._turned(cut.previous_cursor)

    def _rows(self, rows, ids):
        found = {record.pk: record for record in rows.filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]

    def _turned(self, cursor):
        if cursor is None:
            return ""
        query = self.query.copy()
        query["cursor"] = cursor
        return f"?{query.urlencode()}"

    @property
    def api(self):
        """The address of the API's list."""
        return reverse(f"{NAMES[self.filters._meta.model]}-list")

    @cached_property
    def formats(self):
        """All formats of the filtered list: [(name, address in the API)]."""
        return formats_at(self.api, self._plain())

    def formats_with(self, **values):
        """The formats with some parameters replaced."""
        return formats_at(self.api, self._plain(**values))

    @property
    def permanent(self):
        """The query string of this list without the page and unknown parameters."""
        query = self._plain()
        return f"?{query.urlencode()}" if query else ""

    @property
    def orders(self):
        """The orders: [(value, words, whether it is chosen)]; the first is the default."""
        chosen = self.filters.value("ordering") if self.ok else ""
        orders = list(self.filters.orderings)
        return [
            (one, translated(ORDERS.get(one, one.replace("_", " "))), one == (chosen or orders[0])) for one in orders
        ]

    def changed(self, **values):
        """The query string of the first page with some parameters replaced; None removes one."""
        # What stays is put together once for the parameters that change: a map asks hundreds of times.
        if (names := tuple(values)) not in self._stays:
            self._stays[names] = self._plain(**dict.fromkeys(names)).urlencode()
        given = urlencode([(name, value) for name, value in values.items() if value is not None])
        return f"?{'&'.join(part for part in (self._stays[names], given) if part)}"

    def _plain(self, **values):
        query = self.query.copy()
        for key in ("cursor", "page_size", "count", "format"):
            query.pop(key, None)
        for key in [key for key in query if not any(query.getlist(key))]:
            del query[key]
        for name, value in values.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return query

    @property
    def fields(self):
        """The fields of the form: (bound field, label, allowed values with words or [], given values)."""
        for name in self.shown:
            field = self.filters.form[name]
            choices = [(value, translated(value.replace("_", " "))) for value in getattr(field.field, "allowed", [])]
            given = field.value() or ""
            label = translated(LABELS.get(name, name.replace("_", " ").capitalize()))
            yield field, label, choices, given if isinstance(given, list) else [given]

    @property
    def kept(self):
        """The given parameters that are not in the form: (name, value)."""
        skip = {*self.shown, "cursor", "page_size", "ordering", "count", "format"}
        pairs = [
            (name, value) for name in self.filters.data if name not in skip for value in _all(self.filters.data, name)
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def in_use(self):
        """The number of filters given."""
        return sum(any(given) for *_, given in self.fields) + len({name for name, _ in self.kept})

    @property
    def errors(self):
        """The errors of the parameters: {name: [messages]}."""
        return {} if self.ok else dict(self.filters.errors)

    @property
    def status(self):
        """The status code: 400 if a parameter is invalid, else 200."""
        return 200 if self.ok else 400


class UnpagedListing(Listing):
    """A filtered list that is shown as a whole, without pagination."""

    def __init__(self, request, filterset, shown):
        query = known_parameters(request, filterset)
        self._set(query, filterset(query, request=request), shown)


def formats_at(address, query=()):
    """All formats of the API's list at ``address``: [(name, address with ``query``, a QueryDict)]."""
    names = ["json", *(one.name for one in formats_of(resolve(address).func.cls, "list"))]
    plain = query.urlencode() if query else ""
    return [(name, f"{address}?{plain}&format={name}" if plain else f"{address}?format={name}") for name in names]


def known_parameters(request, filterset):
    """A mutable copy of those parameters of a request that a filter set has."""
    query = request.GET.copy()
    for name in [name for name in query if name not in filterset.base_filters]:
        del query[name]
    return query


def _all(data, name):
    return data.getlist(name) if hasattr(data, "getlist") else [data[name]]


def page_number(request, last):
    """The number of the page in the request, clipped to 1..``last``; 1 for anything that is not a number."""
    return max(1, min(whole_number(request.GET.get("page", "")) or 1, last))
