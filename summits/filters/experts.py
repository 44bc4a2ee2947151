"""Query parameters of experts, including those about their events and positions."""

from django.db.models import Q

from experts.filters import ExpertFilter
from lib.api.filters import Slugs, descendants
from lib.api.sql import among
from summits.filters.common import ANY, attendance_filter, there
from summits.filters.events import pks
from summits.models import Event, Position, PositionHolder, PositionTopic
from topics.models import Topic


class ActiveExpertFilter(ExpertFilter):
    """Parameters of the list of experts, all of them."""

    topic = Slugs(Topic, method="filter_topic", help_text="With a position on this topic or a narrower one.")
    event = Slugs(Event, method="later", help_text="Taking part in this event, or holding a position there.")
    attendance = attendance_filter("Of whom this is known, at the event if one is asked for.")

    def filter_topic(self, queryset, name, value):
        if not value:
            return queryset
        positions = Position.objects.visible_to(self.audience).filter(
            pk__in=PositionTopic.objects.filter(among("topic_id", descendants(value))).values("position_id")
        )
        return queryset.filter(positionholders__position__in=positions.values("pk")).distinct()

    def _others(self, queryset):
        queryset = super()._others(queryset)
        events, attendance = pks(self.value("event") or []), self.value("attendance") or []
        asked = attendance and ANY not in attendance
        if not (events or asked):
            return queryset
        rows = there(self.audience, attendance).filter(expert__isnull=False)
        if events:
            rows = rows.filter(event__in=events)
        found = Q(pk__in=rows.values("expert_id"))
        if not asked:
            said = PositionHolder.objects.filter(
                position__in=Position.objects.visible_to(self.audience).filter(event__in=events).values("pk"),
                expert__isnull=False,
            )
            found |= Q(pk__in=said.values("expert_id"))
        return queryset.filter(found)
