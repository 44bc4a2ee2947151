"""Query parameters of sources and places."""

from lib.api.filters import Choices, Exact, PartialDate, SearchKey, Slugs, StrictFilterSet, Words, among, reach
from sources.models import Place, PlaceKind, Source, SourceKind

ADDRESS = "the record's address: ask for it there"
BOOKKEEPING = "bookkeeping"
PUBLICATION = "the public sees published records only"
DERIVED = "derived from another field"


class SourceFilter(StrictFilterSet):
    """Parameters of the list of sources."""

    orderings = {
        "title": "title_order",
        "-title": "-title_order",
        "published": "published_earliest",
        "-published": "-published_earliest",
    }
    exempt = {
        "id": BOOKKEEPING,
        "created_at": BOOKKEEPING,
        "public_id": ADDRESS,
        "slug": ADDRESS,
        "publication": PUBLICATION,
        "archived_text": "long text: search the positions instead",
        "notes": "long text",
        "first_words": "technical: where paragraph 1 begins",
        "accessed": "says when somebody looked, not what the source is",
        "published_earliest": DERIVED,
        "accessed_earliest": DERIVED,
        "title_order": DERIVED,
        "published_latest": DERIVED,
    }
    q = Words(field_name="title", help_text="Words of the title.")
    kind = Choices(SourceKind)
    title = Words()
    author = Words()
    publisher = Words()
    address = Words(field_name="url", help_text="Part of the address where it is published.")
    published = PartialDate(help_text="The date of publication, as written.")
    language = Exact()
    licence = Words()

    class Meta:
        model = Source
        fields = []


class PlaceFilter(StrictFilterSet):
    """Parameters of the list of places."""

    orderings = {"name": "name_key", "-name": "-name_key"}
    exempt = {
        "id": BOOKKEEPING,
        "created_at": BOOKKEEPING,
        "public_id": ADDRESS,
        "slug": ADDRESS,
        "publication": PUBLICATION,
    }
    name = SearchKey(field_name="name_key", help_text="Part of the name, in any script.")
    kind = Choices(PlaceKind)
    parent = Slugs(Place, method="filter_parent", help_text="Places inside this one.")
    country = Slugs(Place, method="filter_parent", help_text="Places of this country.")
    address = Words()

    def filter_parent(self, queryset, name, value):
        return (
            queryset.filter(among("pk", reach(value))).exclude(pk__in=[one.pk for one in value]) if value else queryset
        )

    class Meta:
        model = Place
        fields = []


__all__ = ["PlaceFilter", "SourceFilter"]
