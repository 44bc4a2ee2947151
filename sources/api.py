"""Sources and places in the API."""

from lib.api.views import Resource
from sources.filters import PlaceFilter, SourceFilter
from sources.serializers import PlaceRow, PlaceWhole, SourceRow, SourceWhole


class SourceResource(Resource):
    """Where claims come from."""

    filterset, list_serializer, detail_serializer = SourceFilter, SourceRow, SourceWhole


class PlaceResource(Resource):
    """Where things happen."""

    filterset, list_serializer, detail_serializer = PlaceFilter, PlaceRow, PlaceWhole
