"""Query parameters of topics."""

from lib.api.filters import SearchKey, Slugs, StrictFilterSet, Words, among, descendants
from lib.names import any_name, search_keys
from topics.models import Topic


class NameOrLabel(SearchKey):
    """Part of the preferred or an alternative label, in any script."""

    def apply(self, qs, value):
        keys = search_keys(value)
        return qs.filter(any_name(Topic, [("contains", key) for key in keys])) if keys else qs.none()


class TopicFilter(StrictFilterSet):
    """Parameters of the list of topics."""

    orderings = {"name": "name_key", "-name": "-name_key"}
    exempt = {
        "id": "bookkeeping",
        "created_at": "bookkeeping",
        "public_id": "the record's address: ask for it there",
        "slug": "the record's address: ask for it there",
        "publication": "the public sees published records only",
        "path": "derived from another field",
    }
    name = NameOrLabel(field_name="name_key", help_text="Part of a label, in any script.")
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
