"""The resources of this app: each names its filters and its serializers."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from experts.serializers import ExpertMatched, ExpertRow, ExpertWhole
from experts.shapes import EXPERT_LINKED, EXPERT_POPOLO
from lib.api.browsable import BrowsableRenderer
from lib.api.renderers import JsonRenderer
from lib.api.views import Resource, check_parameters, number_parameter, site_address
from lib.visibility import audience_of
from summits.calendars import event_calendar
from summits.filters import (
    ActiveExpertFilter,
    EventFilter,
    LinkFilter,
    OutcomeFilter,
    PanelFilter,
    ParticipationFilter,
    PositionFilter,
)
from summits.models.standing import of_event, of_link, of_row
from summits.related import LIMIT, LIMIT_MAX, RelatedEvents, related
from summits.serializers.events import (
    EventRow,
    EventWhole,
    LinkRow,
    LinkWhole,
    PanelRow,
    PanelWhole,
    ParticipationRow,
    ParticipationWhole,
)
from summits.serializers.positions import OutcomeRow, OutcomeWhole, PositionRow, PositionWhole
from summits.shapes import EVENT_LINKED, EVENT_NETWORK, EXPERT_NETWORK, POSITION_LINKED


class EventResource(Resource):
    """Summits, meetings, discussions, and all else that is dated and diplomatic."""

    filterset, list_serializer, detail_serializer = EventFilter, EventRow, EventWhole
    calendar = event_calendar
    linked, network = EVENT_LINKED, EVENT_NETWORK
    standing = staticmethod(of_event)

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT},
                description="How many events at most.",
            )
        ],
        responses=RelatedEvents,
    )
    @action(detail=True, pagination_class=None)
    def related(self, request, key):
        """Other events tied to it by links, topics, experts and organisations, the strongest tie first."""
        check_parameters(request, {"format", "limit"})
        limit = number_parameter(request, "limit", LIMIT, LIMIT_MAX)
        found = self.find(request, key)
        if not isinstance(found, int):
            return found
        return Response(related(found, audience_of(request.user), site_address(request), limit))

    def get_renderers(self):
        if self.action == "related":
            return [JsonRenderer(), BrowsableRenderer()]
        return super().get_renderers()


class PanelResource(Resource):
    """Sessions of events."""

    filterset, list_serializer, detail_serializer, key = PanelFilter, PanelRow, PanelWhole, "public_id"
    standing = staticmethod(of_row)


class ParticipationResource(Resource):
    """Who took part, in what role, billed how."""

    filterset, list_serializer, detail_serializer, key = (
        ParticipationFilter,
        ParticipationRow,
        ParticipationWhole,
        "public_id",
    )
    standing = staticmethod(of_row)


class PositionResource(Resource):
    """What somebody holds."""

    filterset, list_serializer, detail_serializer, key = PositionFilter, PositionRow, PositionWhole, "public_id"
    linked = POSITION_LINKED
    standing = staticmethod(of_row)


class OutcomeResource(Resource):
    """What events produced."""

    filterset, list_serializer, detail_serializer, key = OutcomeFilter, OutcomeRow, OutcomeWhole, "public_id"
    standing = staticmethod(of_row)


class LinkResource(Resource):
    """How events stand to each other."""

    filterset, list_serializer, detail_serializer, key = LinkFilter, LinkRow, LinkWhole, "public_id"
    standing = staticmethod(of_link)


class ExpertResource(Resource):
    """Persons on record."""

    filterset, list_serializer, detail_serializer = ActiveExpertFilter, ExpertRow, ExpertWhole
    linked, popolo, network = EXPERT_LINKED, EXPERT_POPOLO, EXPERT_NETWORK
    beside_serializer = ExpertMatched
