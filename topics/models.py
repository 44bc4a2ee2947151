"""Topics: concepts in a tree."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from lib.addresses import FormerSlug, SluggedRecord, address_triggers, publication_known
from lib.history import with_history
from lib.names import Name, SearchKeyField, name_constraints
from lib.texts import LongTextField
from lib.trees import TreeQuerySet, acyclic, refuse_cycle
from sources.models import Citation
from sources.models.citations import citation_constraints

# ``path`` holds the ids from the root down to the topic ("/3/17/"), so that a subtree is one prefix look-up. A trigger
# maintains it.
PATH_TRIGGERS = [
    pgtrigger.Trigger(
        name="path_set",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("broader_id"),
        func="""
            NEW.path := coalesce((SELECT path FROM topics_topic WHERE id = NEW.broader_id), '/') || NEW.id || '/';
            RETURN NEW;
        """,
    ),
    pgtrigger.Trigger(
        name="path_passed_on",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__path__df=pgtrigger.F("new__path")),
        func="""
            UPDATE topics_topic SET path = NEW.path || id || '/' WHERE broader_id = NEW.id;
            RETURN NEW;
        """,
    ),
]


@with_history(exclude=["path"])
class Topic(SluggedRecord):
    """A concept (SKOS: preferred label, broader, definition); alternative labels are its names."""

    name = models.CharField("preferred label", max_length=300)
    name_key = SearchKeyField(source="name")
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    definition = LongTextField(blank=True)
    path = models.TextField(editable=False, blank=True, default="")

    # SQL for the descendants of a topic ``t`` in filters, itself included, as an index range over the paths (":" is the
    # character after the digits and the slash).
    DESCENDANTS = "ARRAY(SELECT d.id FROM topics_topic d WHERE d.path ~>=~ t.path AND d.path ~<~ (t.path || ':'))"
    # For the public without drafts and their descendants.
    PUBLIC_DESCENDANTS = f"""{DESCENDANTS[:-1]} AND NOT EXISTS (
        SELECT 1 FROM topics_topic h WHERE h.publication <> 'published'
        AND h.path ~>=~ t.path AND h.path ~<~ (t.path || ':') AND starts_with(d.path, h.path)))"""

    objects = TreeQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        indexes = [
            models.Index(fields=["path"], opclasses=["text_pattern_ops"], name="topic_path"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="topic_name_key"),
        ]
        constraints = [
            publication_known(),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="topic_name", violation_error_message="A topic needs a label."
            ),
        ]
        triggers = [
            *address_triggers("topics_formertopicslug"),
            acyclic("topics_topic", "broader_id", new_rows=True),  # the path is derived from the parent
            *PATH_TRIGGERS,
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])

    def clean(self):
        """A topic is not below itself."""
        super().clean()
        refuse_cycle(self, "broader")


class FormerTopicSlug(FormerSlug):
    """A slug that a topic had before."""

    record = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class TopicName(Name):
    """An alternative label of a topic."""

    record = models.ForeignKey(Topic, models.CASCADE, related_name="names")

    class Meta(Name.Meta):
        constraints = name_constraints("topicname", "record")["constraints"]
        indexes = name_constraints("topicname", "record")["indexes"]


@with_history()
class TopicCitation(Citation):
    """A source for a topic."""

    record = models.ForeignKey(Topic, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("topiccitation")
