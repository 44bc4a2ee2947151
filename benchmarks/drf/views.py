"""The views of the twin."""

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from benchmarks.drf import filters, records
from benchmarks.drf.pagination import Keyset
from benchmarks.drf.related import related
from benchmarks.drf.timeline import timeline
from experts.models import Expert
from lib.visibility import Audience
from summits.models import Event


class Twin:
    """The usual settings of REST framework, not the product's."""

    renderer_classes = [JSONRenderer]
    filter_backends = [DjangoFilterBackend]
    pagination_class = Keyset


class EventViewSet(Twin, viewsets.ReadOnlyModelViewSet):
    lookup_field = "slug"
    filterset_class = filters.EventFilter
    sort = "date_earliest"

    def get_queryset(self):
        return records.whole_events() if self.action == "retrieve" else records.events()

    def get_serializer_class(self):
        return records.EventWholeSerializer if self.action == "retrieve" else records.EventRowSerializer

    @action(detail=True)
    def related(self, request, slug):
        event = get_object_or_404(Event.objects.visible_to(Audience.PUBLIC), slug=slug)
        return Response(related(event, {"request": request}))


class PositionViewSet(Twin, mixins.ListModelMixin, viewsets.GenericViewSet):
    filterset_class = filters.PositionFilter
    serializer_class = records.PositionRowSerializer
    sort = "effective_date_earliest"

    def get_queryset(self):
        return records.positions()


class ExpertViewSet(Twin, mixins.ListModelMixin, viewsets.GenericViewSet):
    lookup_field = "slug"
    filterset_class = filters.ExpertFilter
    serializer_class = records.ExpertRowSerializer
    sort = "similarity"

    def get_queryset(self):
        return records.experts()

    @action(detail=True)
    def timeline(self, request, slug):
        expert = get_object_or_404(Expert.objects.visible_to(Audience.PUBLIC), slug=slug)
        return Response(timeline(expert, {"request": request}))
