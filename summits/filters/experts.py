"""Query parameters of experts, with those about where they were and what they said."""

from django.db.models import Q

from experts.filters import ExpertFilter
from lib.api.filters import Slugs, among, descendants
from summits.filters.events import pks
from summits.models import Event, Participation, Position, PositionHolder, PositionTopic
from topics.models import Topic


class ActiveExpertFilter(ExpertFilter):
    """Parameters of the list of experts, all of them."""

    topic = Slugs(Topic, method="filter_topic", help_text="With a position on this topic or a narrower one.")
    event = Slugs(Event, method="filter_event", help_text="At this event.")

    def filter_topic(self, queryset, name, value):
        if not value:
            return queryset
        positions = Position.objects.visible_to(self.audience).filter(
            pk__in=PositionTopic.objects.filter(among("topic_id", descendants(value))).values("position_id")
        )
        return queryset.filter(positionholders__position__in=positions.values("pk")).distinct()

    def filter_event(self, queryset, name, value):
        if not value:
            return queryset
        ids = pks(value)
        there = Participation.objects.visible_to(self.audience).filter(event__in=ids, expert__isnull=False)
        said = PositionHolder.objects.filter(
            position__in=Position.objects.visible_to(self.audience).filter(event__in=ids).values("pk"),
            expert__isnull=False,
        )
        return queryset.filter(Q(pk__in=there.values("expert_id")) | Q(pk__in=said.values("expert_id")))
