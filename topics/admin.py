"""Topics in the admin."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, OuterRef, TextField
from django.db.models.expressions import RawSQL
from django.utils.html import format_html

from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks
from lib.admin.forms import SluggedForm
from lib.admin.inlines import CitationInline, NameInline
from topics.models import Topic, TopicCitation, TopicName

# The names from the root down to the topic, looked up by the ids in ``path``.
NAMES = """ARRAY(
    SELECT above.name FROM unnest(string_to_array(trim(both '/' from topics_topic.path), '/')::bigint[])
        WITH ORDINALITY AS step(id, level)
    JOIN topics_topic above ON above.id = step.id ORDER BY step.level
)"""

# The position of a topic in the tree, siblings by label. The tree is traversed once and the positions are looked up by
# id: concatenating and comparing the names of each topic takes three times as long.
PLACE = """(
    WITH RECURSIVE tree(id, names) AS (
        SELECT id, name_key FROM topics_topic WHERE broader_id IS NULL
        UNION ALL
        SELECT t.id, tree.names || chr(1) || t.name_key FROM topics_topic t JOIN tree ON t.broader_id = tree.id
    ), placed AS (
        SELECT id, row_number() OVER (ORDER BY names, id) AS place FROM tree
    )
    SELECT array_agg(coalesce(place, 0) ORDER BY number)
    FROM generate_series(1, (SELECT max(id) FROM topics_topic)) number LEFT JOIN placed ON placed.id = number
)[topics_topic.id]"""


def with_names(queryset):
    """Topics with ``names_down``: the names from the root of the tree down to the topic."""
    return queryset.annotate(names_down=RawSQL(NAMES, [], output_field=ArrayField(TextField())))


class TopicNameInline(NameInline):
    """Alternative labels."""

    model = TopicName
    verbose_name = "alternative label"


class TopicCitationInline(CitationInline):
    """Sources for a topic."""

    model = TopicCitation


def topics_without_source(topics):
    """Topics without a citation."""
    return topics.filter(~Exists(TopicCitation.objects.filter(record=OuterRef("pk"))))


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    """The tree of topics."""

    form = SluggedForm
    prefilled_by = "name"
    warn_of_namesakes = True
    fieldsets = [(None, {"fields": ["name", "slug", "broader", "definition", "publication"]})]
    inlines = [TopicNameInline, TopicCitationInline]
    list_display = ["in_tree", "state", "on_site"]
    list_filter = [
        "publication",
        lacks(
            source=("a source", topics_without_source),
            definition=("a definition", lambda topics: topics.filter(definition="")),
        ),
    ]

    def listed(self, queryset):
        """In the order of the tree."""
        return with_names(queryset)

    def get_ordering(self, request):
        """The list in the order of the tree."""
        match = request.resolver_match
        in_list = match and match.url_name == "topics_topic_changelist"
        return [RawSQL(PLACE, [], output_field=BigIntegerField())] if in_list else super().get_ordering(request)

    @admin.display(description="topic")
    def in_tree(self, topic):
        """The label, indented by its level; screen readers get the broader topics."""
        level = min(len(topic.names_down) - 1, 6)
        above = " › ".join(topic.names_down[:-1])
        hidden = format_html('<span class="visually-hidden"> in {}</span>', above) if above else ""
        return format_html('<span class="level level-{}">{}{}</span>', level, topic.name, hidden)

    def choices(self, queryset):
        """The queryset with the broader topics that a choice shows."""
        return with_names(queryset.only("name"))

    def choice(self, topic):
        """Label; the broader topics."""
        return topic.name, " › ".join(topic.names_down[:-1])
