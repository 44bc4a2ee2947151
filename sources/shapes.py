"""Sources and places in schema.org."""

from lib.api.formats import jsonld
from lib.api.formats.base import Shape
from lib.api.formats.references import authors
from sources.models import PlaceKind, SourceKind
from sources.serializers import PlaceRow, SourceRow, identifiers, names

WORKS = {
    SourceKind.REPORT: "Report",
    SourceKind.DATASET: "Dataset",
    SourceKind.NEWS_ARTICLE: "NewsArticle",
    SourceKind.BOOK: "Book",
    SourceKind.WEB_PAGE: "WebPage",
    SourceKind.ARCHIVE: "ArchiveComponent",
}
PLACES = {PlaceKind.COUNTRY: "Country", PlaceKind.CITY: "City", PlaceKind.REGION: "AdministrativeArea"}


class SourceShape(SourceRow):
    """A source with its identifiers."""

    identifiers = identifiers()

    class Meta(SourceRow.Meta):
        others = True


class PlaceShape(PlaceRow):
    """A place with names and identifiers."""

    names = names()
    identifiers = identifiers()

    class Meta(PlaceRow.Meta):
        others = True


def place_node(record, **properties):
    """A place as a Place of schema.org, with its city and country."""
    above = record.get("parent") or record.get("within") or record.get("country")
    return jsonld.node(
        PLACES.get(record["kind"], "Place"), record, containedInPlace=above and place_node(above), **properties
    )


def place(record, base):
    """A place in a list as a Place of schema.org."""
    geo = None
    if record["latitude"] is not None:
        geo = {"@type": "GeoCoordinates", "latitude": record["latitude"], "longitude": record["longitude"]}
    return place_node(record, address=record["address"], geo=geo, **jsonld.named(record))


def work(record, base):
    """A source as a CreativeWork of schema.org: the work itself, not Parley's record of it."""
    return jsonld.without_empty(
        {
            "@type": WORKS.get(record["kind"], "CreativeWork"),
            "@id": record["page"],
            "name": record["title"],
            # Whether an author is a person or an institution is not on record.
            "author": [{"name": name} for name in authors(record["author"])],
            "publisher": record["publisher"] and {"@type": "Organization", "name": record["publisher"]},
            "datePublished": jsonld.dated(record["published"]),
            "url": record["address"],
            "inLanguage": record["language"],
            "license": record["licence"],
            **jsonld.named(record),
        }
    )


SOURCE_LINKED = Shape(SourceShape, work)
PLACE_LINKED = Shape(PlaceShape, place)
