"""Query parameters of topics."""

from lib.api.filters import BY_CHANGE, AnyName, Slugs, StrictFilterSet, Words, descendants
from lib.api.sql import among
from topics.models import Topic


class TopicFilter(StrictFilterSet):
    """Parameters of the list of topics."""

    orderings = {"name": "name_key", "-name": "-name_key", **BY_CHANGE}
    exempt = {
        "id": "bookkeeping",
        "created_at": "bookkeeping",
        "public_id": "the record's address: ask for it there",
        "slug": "the record's address: ask for it there",
        "publication": "the public sees published records only",
        "path": "derived from another field",
    }
    name = AnyName(field_name="name_key", help_text="Part of a label, or words of it, in any script.")
    broader = Slugs(Topic, method="filter_broader", help_text="Topics directly below this one.")
    within = Slugs(Topic, method="filter_within", help_text="This topic and all below it.")
    definition = Words()

    class Meta:
        model = Topic
        fields = []

    def filter_broader(self, queryset, name, value):
        return queryset.filter(broader__in=[one.pk for one in value]) if value else queryset

    def filter_within(self, queryset, name, value):
        return queryset.filter(among("pk", descendants(value))) if value else queryset
