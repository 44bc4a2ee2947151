"""Sources and places in the admin."""

from django.contrib import admin
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q

from lib.admin import parts
from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks, when
from lib.admin.forms import SluggedForm
from lib.admin.inlines import CitationInline, IdentifierInline, NameInline
from lib.admin.labels import word
from lib.admin.search import named
from lib.names import occurs, search_key
from lib.visibility import Audience
from sources.models import (
    Place,
    PlaceCitation,
    PlaceIdentifier,
    PlaceKind,
    PlaceName,
    Source,
    SourceIdentifier,
    found_by_address,
    with_several,
)


class SourceForm(SluggedForm):
    """A source; its address follows its title."""

    named_by = "title"


class SourceIdentifierInline(IdentifierInline):
    """Identifiers of a source in external catalogues."""

    model = SourceIdentifier


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Sources, with their texts where available."""

    form = SourceForm
    prefilled_by = "title"
    fieldsets = [
        (None, {"fields": ["publication", "title", "slug", "kind", "author", "publisher", "url"]}),
        (None, {"fields": [("published", "accessed"), ("language", "licence"), "notes"]}),
        (
            "The text itself",
            {
                "fields": ["first_words", "archived_text"],
                "description": "If the text is attached, every citation shows the words that it cites.",
            },
        ),
    ]
    inlines = [SourceIdentifierInline]
    list_display = ["title", "kind", "publisher", "published", "has_text", "state", "on_site"]
    list_filter = [
        "kind",
        "publication",
        when("published_earliest", "published_latest"),
        lacks(single=("one identifier per catalogue", with_several)),
    ]

    def listed(self, queryset):
        """Without the attached texts, which can be long."""
        return queryset.defer("archived_text").annotate(with_text=~Q(archived_text=""))

    @admin.display(description="text", boolean=True)
    def has_text(self, source):
        """Whether the text is attached."""
        return source.with_text

    def search(self, queryset, text):
        """By title, author, publisher, address."""
        for part in text.split():
            queryset = queryset.filter(
                Q(occurs("title", part))
                | Q(occurs("author", part))
                | Q(occurs("publisher", part))
                | Q(url__icontains=part)
                | Q(slug__icontains=part)
            )
        return queryset.order_by(TrigramWordSimilarity(text, "title").desc(), "title_order", "pk")

    def choices(self, queryset):
        """The queryset without the attached texts, which no choice shows."""
        return queryset.only("title", "kind", "publisher", "published")

    def choice(self, source):
        """Title; kind, publisher, year."""
        parts = [word(source, "kind"), source.publisher, source.published.words() if source.published else ""]
        return source.title, " · ".join(filter(None, parts))


class PlaceNameInline(NameInline):
    """Further names of a place."""

    model = PlaceName


class PlaceIdentifierInline(IdentifierInline):
    """Identifiers of a place in external catalogues."""

    model = PlaceIdentifier


class PlaceCitationInline(CitationInline):
    """Sources for a place."""

    model = PlaceCitation


class InCountry(admin.SimpleListFilter):
    """Places in a country."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request, model_admin):
        return Place.objects.filter(kind=PlaceKind.COUNTRY).order_by("name_key").values_list("slug", "name")[:300]

    def queryset(self, request, queryset):
        return queryset.filter(Q(country__slug=self.value()) | Q(slug=self.value())) if self.value() else queryset


def places_without_source(places):
    """Places without a citation."""
    return places.filter(~Exists(PlaceCitation.objects.filter(record=OuterRef("pk"))))


def whereabouts(place):
    """A place with its city and country, for lists; None without a place."""
    return ", ".join(one.name for one in [place, *place.lies_in(Audience.EDITORS)]) if place else None


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    """Places."""

    form = SluggedForm
    prefilled_by = "name"
    warn_of_namesakes = True
    fieldsets = [
        (None, {"fields": [("name", "kind"), "slug", ("parent", "country"), "address"]}),
        (None, {"fields": [("latitude", "longitude"), "publication"]}),
    ]
    inlines = [PlaceNameInline, PlaceIdentifierInline, PlaceCitationInline]
    list_display = ["name", "kind", "parent", "country", "event_count", "state", "on_site"]
    list_select_related = ["parent__country", "country"]
    list_filter = [
        "kind",
        InCountry,
        "publication",
        lacks(
            source=("a source", places_without_source),
            single=("one identifier per catalogue", with_several),
        ),
    ]

    def listed(self, queryset):
        """With the number of events there (summits/part.py)."""
        return queryset.annotate(**parts.merged("counts", Place))

    @admin.display(description="events", ordering="event_count")
    def event_count(self, place):
        """The number of events there."""
        return place.event_count

    def search(self, queryset, text):
        """By any of its names, by street and city."""
        if not search_key(text):
            return queryset.filter(occurs("address", text, joined=False))
        return named(queryset, text, words=found_by_address(text))

    def choices(self, queryset):
        """The queryset with the city and country that a choice shows."""
        return queryset.select_related("parent", "country").only(
            "name", "kind", "address", "parent__name", "country__name"
        )

    def choice(self, place):
        """Name; kind, city, country."""
        above = dict.fromkeys(p.name for p in (place.parent, place.country) if p)
        return place.name, " · ".join(filter(None, [word(place, "kind"), ", ".join(above), place.address]))
