"""What every public page shares: finding its record, cutting its list, its address for citing."""

import functools

from django.db import connection
from django.db.models import Prefetch
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from lib.api.cursors import CursorError
from lib.visibility import Audience, audience_of
from lib.withheld import gone as is_gone

# Labels of list forms where the parameter's name says too little.
LABELS = {"q": "Words", "date_from": "From", "date_to": "To", "on": "Post held on", "post": "Post", "name": "Name"}
# The most that a page lists of one kind of thing; a link leads to the whole list.
SHOWN = 50


def record_page(rows, key="slug"):
    """Decorator: the view gets the record at its address instead of the address.

    ``rows()`` gives the queryset (before visibility). A former slug leads to the
    record's present page for ever (301), that of a record deleted while it was public
    answers 410, and what is unknown or not public answers 404.
    """

    def decorate(view):
        @functools.wraps(view)
        def found(request, address):
            known = rows()
            if "\0" in address:
                raise Http404("No record has such an address.")
            record = known.visible_to(request.user).filter(**{key: address}).first()
            if record is not None:
                return view(request, record)
            return elsewhere(request, known.model, key, address)

        return found

    return decorate


def elsewhere(request, model, key, address):
    """The answer for an address that no visible record has: redirect, 410, or Http404."""
    if key == "slug":
        former = model._meta.get_field("former_slugs").related_model.objects.filter(slug=address)
        old = former.select_related("record").first()
        if old and old.record is None and is_gone(model, key, address):
            return gone(request)
        if old and model.objects.visible_to(request.user).filter(pk=old.record_id).exists():
            return moved(request, old.record.slug)
    elif is_gone(model, key, address):
        return gone(request)
    raise Http404(f"There is no {model._meta.verbose_name} “{address}”.")


def moved(request, slug):
    """A lasting redirect to the same page under another slug, with the same parameters."""
    address = reverse(request.resolver_match.url_name, args=[slug])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def gone(request):
    """The page that says that a record was deleted."""
    return render(request, "410.html", status=410)


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


def may_see(record, user):
    """Whether there is a record and ``user`` may see it (by its own publication)."""
    return record is not None and (audience_of(user) is Audience.EDITORS or record.publication == "published")


def seen(rows, user, *paths):
    """The rows whose records at ``paths`` (names of foreign keys, ``a__b``) ``user`` may see."""
    if audience_of(user) is Audience.EDITORS:
        return rows
    for path in paths:
        model = rows.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        rows = rows.filter(model._default_manager.all().public(f"{path}__"))
    return rows


def citations_of(model, user):
    """A prefetch of the citations of ``model`` that ``user`` may see; each source is read once."""
    rows = model._meta.get_field("citations").related_model.objects.all()
    return Prefetch("citations", seen(rows, user, "source").prefetch_related("source"))


def ancestors(model, column, starts, user):
    """The records above some records of a tree: {id: [nearest, …, root]}, in two statements.

    ``column`` names the foreign key to the parent, ``starts`` are ids. A parent that
    ``user`` may not see ends the chain.
    """
    table, parent = model._meta.db_table, model._meta.get_field(column).column
    seen = "" if audience_of(user) is Audience.EDITORS else "AND t.publication = 'published'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE above(start, id, depth) AS (
                    SELECT t.id, t.{parent}, 1 FROM {table} t WHERE t.id = ANY (%s)
                    UNION ALL
                    SELECT above.start, t.{parent}, depth + 1 FROM above JOIN {table} t ON t.id = above.id {seen}
                    WHERE t.{parent} IS NOT NULL
                ) SELECT above.start, t.id FROM above JOIN {table} t ON t.id = above.id {seen} ORDER BY start, depth""",
            [list(starts)],
        )
        pairs = cursor.fetchall()
    records = model.objects.in_bulk({pk for _, pk in pairs})
    chains = {}
    for start, pk in pairs:
        chains.setdefault(start, []).append(records[pk])
    return chains
