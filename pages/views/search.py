"""The page of the search over everything."""

from django.core.paginator import Paginator
from django.shortcuts import render

from pages.loading import positions_shown
from sources.models import places
from summits import search as searching

FOUND = 12
PER_PAGE = 50
# So many are counted and can be paged through of one kind; who needs more says more.
MOST = 1000


def search(request):
    """One search over all kinds of record; ``kind`` shows all that is found of one."""
    text = request.GET.get("q", "").replace("\0", "").strip()[: searching.LONGEST]
    kind = request.GET.get("kind", "")
    found = [_Found(request, group) for group in searching.groups(request.user, text) if kind in ("", group.name)]
    if kind and not found:
        kind = ""
        found = [_Found(request, group) for group in searching.groups(request.user, text)]
    shown = [group.page(request) if kind else group.first() for group in found]
    shown = [group for group in shown if group.rows]
    # The record whose name is what was typed stands first, of whichever kind it is.
    shown.sort(key=lambda group: group.rows[0].fit != searching.EXACT)
    return render(request, "pages/search.html", {"q": text, "kind": kind, "groups": shown})


class _Found:
    """What was found of one kind, for the page: ``rows``, ``count``, and whether there are ``more``."""

    def __init__(self, request, group):
        self.user, self.title, self.name, self.found = request.user, group.title, group.name, group.rows
        self.rows, self.count, self.paged = [], 0, None

    def first(self):
        """The best, and how many there are."""
        self.rows = self._loaded(self.found[:FOUND])
        self.count = self.found.order_by().values("pk")[: MOST + 1].count() if self.rows else 0
        return self

    def page(self, request):
        """The page that is asked for."""
        pks = list(self.found.values_list("pk", flat=True)[:MOST])
        self.count = len(pks)
        self.paged = Paginator(pks, PER_PAGE).get_page(request.GET.get("page"))
        rows = {row.pk: row for row in self._loaded(self.found.filter(pk__in=self.paged.object_list))}
        self.rows = [rows[pk] for pk in self.paged.object_list if pk in rows]
        return self

    def _loaded(self, rows):
        if self.name == "positions":
            rows = positions_shown(self.user, rows)
        elif self.name == "places":
            rows = rows.select_related(*places.SHOWN)
        return list(rows)

    @property
    def more(self):
        """Whether there are more than the page shows."""
        return self.count > len(self.rows) and self.paged is None

    @property
    def counted(self):
        """The number in words: “more than 1,000” where it is not counted to the end."""
        return f"more than {MOST:,}" if self.count > MOST else str(self.count)
