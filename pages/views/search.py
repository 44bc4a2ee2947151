"""The page of the search over everything."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_noop

from lib.languages import counted, gettext, several, translated
from lib.ranking import EXACT
from pages.found import lines
from pages.listing import page_number
from summits.relations.naming import named
from summits.search import IDENTIFIERS, LONGEST, MOST, SEARCHED, search

FOUND = 12
PER_PAGE = 50
WORDS = {**{name: kind.words for name, kind in SEARCHED.items()}, IDENTIFIERS: gettext_noop("Identifiers")}


def everything(request):
    """One search over all kinds of record; ``kind`` shows all that is found of one."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in WORDS else ""
    number, page = (PER_PAGE, page_number(request, MOST // PER_PAGE)) if kind else (FOUND, 1)
    found = search(request.user, text, (kind,) if kind else tuple(SEARCHED), (page - 1) * number, number)
    told = lines(found.hits, request)
    groups = [_Group(name, told[name], found.counts[name], name in found.capped) for name in found.hits if name in told]
    # The record whose name is what was typed stands first, of whichever kind it is; kinds in which nothing has all words last.
    groups.sort(key=lambda group: (group.rows[0]["hit"].fit != EXACT, group.rows[0]["hit"].loosely))
    if kind and groups:
        groups[0].paged = Paginator(range(min(found.counts[kind], MOST)), number).get_page(page)
    counts = [
        (name, translated(WORDS[name]), _counted(count, name in found.capped))
        for name, count in found.counts.items()
        if count
    ]
    # The records that have an identifier are counted already.
    total = _counted(
        sum(count for name, count in found.counts.items() if name != IDENTIFIERS), found.capped - {IDENTIFIERS}
    )
    return render(
        request,
        "pages/search.html",
        {
            "q": text,
            "kind": kind,
            "groups": groups,
            "found": found,
            "counts": counts,
            "total": total,
            "relation": sorted(named(text, request.user) or (), key=lambda state: state.slug),
        },
    )


def _counted(number, more):
    """A number in words: “more than 2,000” where it is not counted to the end."""
    return gettext("more than {number}").format(number=counted(number)) if more else counted(number)


class _Group:
    """What is shown of one kind: ``rows`` with their ``hit``, ``count``, and whether there are ``more``."""

    def __init__(self, name, rows, count, capped):
        self.name, self.title, self.count, self.paged, self.rows = name, translated(WORDS[name]), count, None, rows
        self.counted = _counted(count, capped)
        if count > MOST:
            self.link = gettext("More: {kind}").format(kind=self.title)
        else:
            self.link = gettext("All {things}").format(things=several(count, name.removesuffix("s")))

    @property
    def more(self):
        """Whether there are more than the page shows."""
        return self.count > len(self.rows) and self.paged is None
