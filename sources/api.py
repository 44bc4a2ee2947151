"""Sources and places in the API."""

from lib.api.formats.references import authors, csl_date
from lib.api.views import Resource
from sources.filters import PlaceFilter, SourceFilter
from sources.models import SourceKind
from sources.serializers import PlaceRow, PlaceWhole, SourceRow, SourceWhole
from sources.shapes import PLACE_LINKED, SOURCE_LINKED

# The types of CSL 1.0.2 by kind of source.
REFERENCE_TYPES = {
    SourceKind.REPORT: "report",
    SourceKind.DATASET: "dataset",
    SourceKind.OFFICIAL_DOCUMENT: "document",
    SourceKind.TREATY: "treaty",
    SourceKind.NEWS_ARTICLE: "article-newspaper",
    SourceKind.BOOK: "book",
    SourceKind.WEB_PAGE: "webpage",
    SourceKind.ARCHIVE: "manuscript",
    SourceKind.OTHER: "document",
}


def source_reference(source, base):
    """The source itself as an item of CSL-JSON: the article, not Parley's record of it."""
    periodical = source["kind"] in (SourceKind.NEWS_ARTICLE, SourceKind.WEB_PAGE)
    return {
        "id": source["slug"],
        "type": REFERENCE_TYPES[source["kind"]],
        "title": source["title"],
        "author": [{"literal": name} for name in authors(source["author"])],
        "container-title" if periodical else "publisher": source["publisher"],
        "issued": csl_date(source["published"]),
        "accessed": csl_date(source["accessed"]),
        "URL": source["address"],
        "language": source["language"],
    }


class SourceResource(Resource):
    """Sources."""

    filterset, list_serializer, detail_serializer = SourceFilter, SourceRow, SourceWhole
    reference = staticmethod(source_reference)
    linked = SOURCE_LINKED


class PlaceResource(Resource):
    """Places."""

    filterset, list_serializer, detail_serializer = PlaceFilter, PlaceRow, PlaceWhole
    linked = PLACE_LINKED
