"""Relations in the API: two states, and the pairs of states with the most events."""

import orjson
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from experts.models import Organisation
from lib import former
from lib.api.browsable import BrowsableRenderer
from lib.api.errors import BadParameters, Gone
from lib.api.renderers import JsonRenderer, RawJson
from lib.api.views import ReadOnlyView, Resource, check_parameters, number_parameter, site_address
from lib.visibility import audience_of
from summits.calendars import event_calendar
from summits.models.standing import of_event
from summits.relations.filters import RelationFilter
from summits.relations.finding import NoState, Relation, pairs, sides
from summits.relations.serializers import PairsAnswer, RelationAnswer, RelationRow, row_of
from summits.relations.summary import Summary, state_as_json
from summits.shapes import EVENT_LINKED, EVENT_NETWORK

PAIRS, PAIRS_MAX = 50, 500


class SameState(ValueError):
    """Both slugs lead to the same state."""


def find(first, second, user, query):
    """The filters of the relation of two states at their addresses, with the relation: (RelationFilter, Relation).

    ``query`` are the parameters; where they cannot be read, the filters have the errors and there is no relation
    (None). Three statements. Raises NoState, SameState.
    """
    filters = RelationFilter(query, audience=audience_of(user))
    together = filters.is_valid() and filters.value("predecessors") != "apart"
    found = sides(first, second, user, together)
    if found[0].state == found[1].state:
        raise SameState(first)
    if not filters.is_valid():
        return filters, None
    filters.relation = Relation(*found, user)
    return filters, filters.relation


def moved(slug, user):
    """The current slug of a state with this former slug, or None. Raises lib.former.RecordDeleted."""
    return former.present_slug(Organisation, slug, user)


class RelationResource(Resource):
    """What two states had to do with each other, event by event.

    An event stands here if both took part in it (as principals, delegates or parties), if one came to the other (to
    an event of which it was host, or on a visit to its territory), or if both are parties of one of its outcomes. An
    event that was cancelled and people who were unable to attend tie nobody.
    """

    filterset, list_serializer, detail_serializer = RelationFilter, RelationRow, RelationRow
    calendar = event_calendar
    linked, network = EVENT_LINKED, EVENT_NETWORK
    standing = staticmethod(of_event)

    def get_view_name(self):
        """The name of the page in the browsable API."""
        return "Relation"

    def read(self, request):
        """The filter set of a request with its relation; BadParameters, NotFound or Gone."""
        first, second = self.kwargs["first"], self.kwargs["second"]
        try:
            self.filters, self.relation = find(first, second, request.user, request.query_params)
        except SameState:
            raise NotFound("A relation is between two states: give another one.") from None
        if not self.filters.is_valid():
            raise BadParameters(self.filters.errors)
        self.list_serializer, self.basename = row_of(self.relation), f"{first}-{second}"
        return self.filters

    @extend_schema(
        operation_id="relation",
        summary="The relation of two states",
        tags=["relations"],
        responses={200: extend_schema_serializer(many=False)(RelationAnswer)},
    )
    def list(self, request, *args, **kwargs):
        """A page of the events of two states, with the relation as a whole; or all of them as a file."""
        try:
            return super().list(request, *args, **kwargs)
        except NoState as error:
            return self._elsewhere(request, error.args[0])

    def _elsewhere(self, request, slug):
        try:
            now = moved(slug, request.user)
        except former.RecordDeleted as deleted:
            raise Gone from deleted
        if now is None:
            raise NotFound(f"There is no state “{slug}”.")
        now = {name: now if value == slug else value for name, value in self.kwargs.items()}
        query = request.META.get("QUERY_STRING", "")
        address = f"{site_address(request)}{reverse('relation-api', kwargs=now)}"
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    def written(self):
        """What the formats read from this resource, with the values of this relation."""

        given = self.list_serializer

        class Written(type(self)):
            list_serializer = given

        return Written

    def beside(self, request, filters):
        """The relation as a whole."""
        return b'"relation":%s,' % orjson.dumps(Summary(self.relation, filters).as_json(site_address(request)))


class PairsView(ReadOnlyView):
    """The pairs of states with the most events together; predecessors count for their successors."""

    renderer_classes = [JsonRenderer, BrowsableRenderer]
    serializer_class = PairsAnswer
    queryset = Organisation.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="relations",
        summary="Pairs of states with most events",
        tags=["relations"],
        parameters=[
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": PAIRS_MAX, "default": PAIRS},
                description="How many pairs at most.",
            )
        ],
        responses=PairsAnswer,
    )
    def get(self, request):
        """Pairs of states, those with the most events first."""
        check_parameters(request, {"format", "limit"})
        limit = number_parameter(request, "limit", PAIRS, PAIRS_MAX)
        base = site_address(request)
        results = [
            {
                "url": f"{base}{reverse('relation-api', args=[first.slug, second.slug])}",
                "first": state_as_json(first, base),
                "second": state_as_json(second, base),
                "events": number,
            }
            for first, second, number in pairs(request.user, limit)
        ]
        return Response(RawJson(orjson.dumps({"results": results})))
