"""What events produced."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from lib.addresses import Record, permanent_id, publication_known
from lib.choices import choices_constraint
from lib.fulltext import vector
from lib.history import with_history
from lib.names import order_of
from lib.partialdates.fields import PartialDateField, bound
from lib.partialdates.ranges import days_index
from lib.texts import LongTextField
from sources.models import Citation
from sources.models.citations import citation_constraints
from summits.models.events import DatedQuerySet, Event, OnEventQuerySet
from summits.models.kinds import OutcomeKind, OutcomeRelation, OutcomeStatus
from summits.models.participations import Actor, one_actor
from summits.models.positions import effective_date_trigger


class OutcomeQuerySet(OnEventQuerySet, DatedQuerySet):
    """Outcomes."""

    dated = "effective_date"


@with_history(exclude=["effective_date"])
class Outcome(Record):
    """What an event produced: agreement, decision, joint statement; what became of it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=16, choices=OutcomeKind, default=OutcomeKind.AGREEMENT)
    title = models.CharField(max_length=300)
    title_order = order_of("title")
    summary = LongTextField(blank=True)
    status = models.CharField(max_length=12, choices=OutcomeStatus, default=OutcomeStatus.AGREED)
    date = PartialDateField(help_text="Only where it differs from the event's.")
    effective_date = PartialDateField(editable=False)
    effective_date_earliest = bound("effective_date", "earliest")
    effective_date_start_by = bound("effective_date", "start_by")
    effective_date_end_from = bound("effective_date", "end_from")
    effective_date_latest = bound("effective_date", "latest")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_date_earliest", "-id"]
        indexes = [
            models.Index(fields=["-effective_date_earliest", "-id"], name="outcome_date"),
            days_index("effective_date", "outcome_days"),
            # Used by the search (VECTORS in summits/search/kinds.py).
            GinIndex(vector("title", "A") + vector("summary", "B"), name="outcome_words"),
        ]
        constraints = [
            choices_constraint("kind", OutcomeKind, "The kind of an outcome"),
            choices_constraint("status", OutcomeStatus, "The status of an outcome"),
            publication_known(),
            models.CheckConstraint(
                condition=~Q(title=""), name="outcome_title", violation_error_message="An outcome needs a title."
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True) | ~Q(date=".."),
                name="outcome_date_not_open",
                violation_error_message="“..” alone is not the date of an outcome.",
            ),
        ]
        triggers = [permanent_id(), effective_date_trigger()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.event.get_absolute_url()}#{self.public_id}"


@with_history()
class OutcomeParty(Actor):
    """A party to an outcome."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="parties")

    class Meta(Actor.Meta):
        verbose_name_plural = "outcome parties"
        constraints = [
            one_actor("outcomeparty_one_actor"),
            models.UniqueConstraint(
                fields=["outcome", "expert", "organisation"],
                name="outcomeparty_once",
                nulls_distinct=False,
                violation_error_message="They are already a party.",
            ),
        ]


@with_history()
class OutcomeEvent(models.Model):
    """A later event that confirms, implements or breaks an outcome."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="later_events")
    event = models.ForeignKey(Event, models.PROTECT, related_name="outcome_events")
    relation = models.CharField(max_length=12, choices=OutcomeRelation)

    class Meta:
        ordering = ["id"]
        constraints = [
            choices_constraint("relation", OutcomeRelation, "What a later event does to an outcome"),
            models.UniqueConstraint(
                fields=["outcome", "event", "relation"],
                name="outcomeevent_once",
                violation_error_message="This is already on the record.",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.get_relation_display()} it"


@with_history()
class OutcomeCitation(Citation):
    """A source for an outcome."""

    record = models.ForeignKey(Outcome, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("outcomecitation")
