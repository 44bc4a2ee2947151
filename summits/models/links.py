"""Links between events."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from lib.addresses import FormerId, Record, merged_into, permanent_id, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.trees import one_by_one
from lib.visibility import VisibleQuerySet
from sources.models import Citation
from sources.models.citations import citation_constraints
from summits.models.events import Event
from summits.models.kinds import LinkKind


class LinkQuerySet(VisibleQuerySet):
    """Links."""

    hangs_on = ("from_event", "to_event")

    @staticmethod
    def public(prefix=""):
        """Published links between published events."""
        return Q(
            **{
                f"{prefix}publication": "published",
                f"{prefix}from_event__publication": "published",
                f"{prefix}to_event__publication": "published",
            }
        )


@with_history()
class EventLink(Record):
    """A link from one event to another, read as ``from_event`` kind ``to_event``, and back by the inverse name."""

    from_event = models.ForeignKey(Event, models.CASCADE, related_name="links_out", verbose_name="event")
    to_event = models.ForeignKey(Event, models.PROTECT, related_name="links_in", verbose_name="other event")
    kind = models.CharField(max_length=12, choices=LinkKind)
    note = models.CharField(max_length=500, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link"
        ordering = ["id"]
        constraints = [
            choices_constraint("kind", LinkKind, "The kind of a link"),
            publication_known(),
            models.CheckConstraint(
                condition=~Q(from_event=F("to_event")),
                name="eventlink_not_itself",
                violation_error_message="An event cannot be linked to itself.",
            ),
            models.UniqueConstraint(
                fields=["from_event", "to_event", "kind"],
                name="eventlink_once",
                violation_error_message="This link is already on record.",
            ),
            # "Parallel to" is symmetric, so each pair may occur once.
            models.UniqueConstraint(
                Least("from_event", "to_event"),
                Greatest("from_event", "to_event"),
                condition=Q(kind="parallel_to"),
                name="eventlink_parallel_once",
                violation_error_message="These events are already linked as parallel.",
            ),
        ]
        triggers = [
            permanent_id(),
            pgtrigger.Trigger(
                name="part_of_acyclic",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__kind="part_of"),
                func=f"""
                    {one_by_one("parts of events")}
                    IF EXISTS (
                        WITH RECURSIVE above(id) AS (
                            SELECT NEW.to_event_id
                            UNION
                            SELECT l.to_event_id FROM summits_eventlink l JOIN above ON l.from_event_id = above.id
                            WHERE l.kind = 'part_of' AND l.id <> NEW.id
                        ) SELECT 1 FROM above WHERE id = NEW.from_event_id
                    ) THEN
                        RAISE EXCEPTION 'an event would be part of itself' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.from_event} {self.get_kind_display()} {self.to_event}"

    def get_absolute_url(self):
        return self.from_event.get_absolute_url()

    def clean(self):
        """An event is not part of its own part."""
        super().clean()
        if self.kind != LinkKind.PART_OF or not (self.from_event_id and self.to_event_id):
            return
        above, seen = [self.to_event_id], set()
        while above:
            seen.update(above)
            if self.from_event_id in seen:
                raise ValidationError(
                    {
                        "to_event": f"“{self.to_event}” is already a part of this event, so this event cannot be a part of it."
                    }
                )
            rows = EventLink.objects.filter(kind=LinkKind.PART_OF, from_event__in=above).exclude(pk=self.pk)
            above = [pk for pk in rows.values_list("to_event_id", flat=True) if pk not in seen]


class FormerLinkId(FormerId):
    """The public id of a link that was merged into another."""

    record = merged_into(EventLink)


@with_history()
class LinkCitation(Citation):
    """A source for a link."""

    record = models.ForeignKey(EventLink, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("linkcitation")
