"""Filters of the twin, by django-filter."""

import datetime

import django_filters
from django.db.models import FloatField, Max, Q, Value
from django.db.models.functions import Coalesce, Greatest

from experts.models import Expert
from lib.fulltext import worded
from lib.names import likeness, search_key, search_keys, spellings
from lib.visibility import Audience
from sources.models import Place
from summits.models import Event, EventTopic, Position, PositionHolder, PositionTopic
from topics.models import Topic


def day(text, last=False):
    """A day; a year stands for its first or last day."""
    if len(text) == 4:
        text += "-12-31" if last else "-01-01"
    return datetime.date.fromisoformat(text)


def subtree(slug):
    """The public topics in the subtree of a topic."""
    topic = Topic.objects.visible_to(Audience.PUBLIC).get(slug=slug)
    return Topic.objects.visible_to(Audience.PUBLIC).within(topic, Audience.PUBLIC)


class Dated(django_filters.FilterSet):
    date_from = django_filters.CharFilter(method="filter_from")
    date_to = django_filters.CharFilter(method="filter_to")
    dated = "date"

    def filter_from(self, queryset, name, value):
        return queryset.filter(**{f"{self.dated}_latest__gte": day(value)})

    def filter_to(self, queryset, name, value):
        return queryset.filter(**{f"{self.dated}_earliest__lte": day(value, last=True)})


class EventFilter(Dated):
    topic = django_filters.CharFilter(method="filter_topic")
    country = django_filters.CharFilter(method="filter_country")

    class Meta:
        model = Event
        fields = []

    def filter_topic(self, queryset, name, value):
        return queryset.filter(pk__in=EventTopic.objects.filter(topic__in=subtree(value)).values("event_id"))

    def filter_country(self, queryset, name, value):
        country = Place.objects.visible_to(Audience.PUBLIC).get(slug=value)
        places = Place.objects.visible_to(Audience.PUBLIC).filter(Q(pk=country.pk) | Q(country=country))
        return queryset.filter(place__in=places)


class PositionFilter(Dated):
    dated = "effective_date"
    topic = django_filters.CharFilter(method="filter_topic")
    expert = django_filters.CharFilter(method="filter_expert")
    stance = django_filters.CharFilter(method="filter_nothing")
    q = django_filters.CharFilter(method="filter_q")

    class Meta:
        model = Position
        fields = []

    def filter_topic(self, queryset, name, value):
        said = PositionTopic.objects.filter(topic__in=subtree(value))
        if stance := self.data.get("stance"):
            said = said.filter(stance__in=stance.split(","))
        return queryset.filter(pk__in=said.values("position_id"))

    def filter_nothing(self, queryset, name, value):
        """Applied together with the topic."""
        return queryset

    def filter_expert(self, queryset, name, value):
        expert = Expert.objects.visible_to(Audience.PUBLIC).get(slug=value)
        return queryset.filter(pk__in=PositionHolder.objects.filter(expert=expert).values("position_id"))

    def filter_q(self, queryset, name, value):
        return queryset.filter(search=worded(value))


class ExpertFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(method="filter_name")

    class Meta:
        model = Expert
        fields = []

    def filter_name(self, queryset, name, value):
        like = Q()
        if len(search_key(value).replace(" ", "")) < 4:
            for key in search_keys(value):
                like |= Q(name_key__contains=key) | Q(names__key__contains=key)
        else:
            for spelling in spellings(value):
                like |= Q(name_key__trigram_word_similar=spelling) | Q(names__key__trigram_word_similar=spelling)
        found = Expert.objects.filter(like).values("pk")
        nothing = Value(0.0, output_field=FloatField())
        best = Coalesce(Max(likeness(value, "names__key")), nothing)
        similarity = Greatest(likeness(value, "name_key"), best, output_field=FloatField())
        return queryset.filter(pk__in=found).annotate(similarity=similarity)
