"""The sitemap for search engines: every public page with the time of its last change, in parts.

It is the same for everybody: users who are logged in get no drafts in it.
"""

import functools
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from lib.languages import path_in
from lib.visibility import Audience
from pages.rows import page_of
from register.kinds import KINDS
from summits.relations.finding import pairs

# Pages that are not of a record.
PAGES = (
    "home", "about", "events", "experts", "organisations", "places", "positions", "relations", "sources", "topics", "calendar",
    "compare",
)  # fmt: skip
# Relations, those with most events first.
PAIRS = 10_000
RECORDS = ("events", "experts", "organisations", "places", "positions", "sources", "topics")


class InEachLanguage(Sitemap):
    """Pages in every language, with their addresses in each.

    (Django's implementation reads all rows for each part.)
    """

    def get_urls(self, page=1, site=None, protocol=None):
        """The pages of a part."""
        urls = super().get_urls(page, site, protocol)
        if len(settings.LANGUAGES) > 1:
            for url in urls:
                path = urlsplit(url["location"]).path
                base = url["location"].removesuffix(path)
                url["alternates"] = [
                    {"lang_code": code, "location": base + path_in(path, code)} for code, _ in settings.LANGUAGES
                ]
        return urls


class Pages(InEachLanguage):
    """The start page, lists, what Parley is."""

    def items(self):
        """The names of their addresses."""
        return PAGES

    def location(self, name):
        """The path of a page."""
        return reverse(name)


class Records(InEachLanguage):
    """The pages of the public records of a kind, of which two columns are read, one part at a time."""

    limit = 10_000

    def __init__(self, kind):
        self.kind = kind

    def _public(self):
        return self.kind.model.objects.visible_to(Audience.PUBLIC)

    def items(self):
        """(address, moment of the last change) in the order of entry."""
        return self._public().order_by("pk").values_list(self.kind.key, "modified_at")

    def location(self, row):
        """The path of a record's page."""
        return page_of(self.kind.name, row[0])

    def lastmod(self, row):
        """When the record last changed."""
        return row[1]

    def get_latest_lastmod(self):
        """The time of the last change of any of them, without reading them."""
        return self._public().aggregate(last=Max("modified_at"))["last"]


class Relations(InEachLanguage):
    """The pages of relations between two states."""

    def items(self):
        """[(state, state, number of events)]."""
        return pairs(None, PAIRS)

    def location(self, pair):
        """The canonical address of the relation."""
        return reverse("relation", args=sorted(state.slug for state in pair[:2]))


SITEMAPS = {
    "pages": Pages,
    "relations": Relations,
    **{name: functools.partial(Records, KINDS[name]) for name in RECORDS},
}
