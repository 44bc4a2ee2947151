"""Positions: what somebody maintains, as a source reports it."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lib.addresses import Record, permanent_id, publication_known
from lib.choices import choices_constraint
from lib.fulltext import vector
from lib.history import with_history
from lib.partialdates.fields import PartialDateField, bound
from lib.partialdates.ranges import days_index
from lib.texts import LongTextField
from lib.visibility import VisibleQuerySet
from sources.models import Citation
from sources.models.citations import citation_constraints
from summits.models.events import DatedQuerySet, Event, Panel
from summits.models.kinds import Attribution, Basis, PositionKind, Stance
from summits.models.participations import Actor, check_panel, on_panel_of_another, on_public_panel, one_actor
from topics.models import Topic


def effective_date_trigger():
    """Trigger: ``effective_date`` is the row's own date or, without one, its event's."""
    return pgtrigger.Trigger(
        name="effective_date_set",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("date", "event_id"),
        func="""
            NEW.effective_date := coalesce(NEW.date, (SELECT date FROM summits_event WHERE id = NEW.event_id));
            RETURN NEW;
        """,
    )


class PositionQuerySet(VisibleQuerySet, DatedQuerySet):
    """Positions."""

    hangs_on = ("event", "panel")

    dated = "effective_date"

    @staticmethod
    def public(prefix=""):
        """Published positions at published events and panels, or at none."""
        at_event = Q(**{f"{prefix}event__isnull": True}) | Q(**{f"{prefix}event__publication": "published"})
        return Q(**{f"{prefix}publication": "published"}) & at_event & on_public_panel(prefix)

    def held_by(self, expert):
        """Positions that an expert holds (alone or with others)."""
        return self.filter(pk__in=PositionHolder.objects.filter(expert=expert).values("position_id"))

    def about(self, event):
        """Positions that are about an event."""
        return self.filter(pk__in=PositionEvent.objects.filter(event=event).values("position_id"))

    def on_topic(self, topic, stance=None, user=None):
        """Positions on a topic, or on a narrower one that ``user`` may see, optionally with a stance."""
        rows = PositionTopic.objects.filter(topic__in=Topic.objects.within(topic, user).values("pk"))
        if stance:
            rows = rows.filter(stance__in=stance)
        return self.filter(pk__in=rows.values("position_id"))


@with_history(exclude=["effective_date"])
class Position(Record):
    """What somebody maintains: our summary, the source's words, and how it is attributed."""

    kind = models.CharField(max_length=12, choices=PositionKind, default=PositionKind.STATEMENT)
    summary = LongTextField(help_text="In our own words.")
    quotation = LongTextField(blank=True, help_text="Exact words of the source, where the wording matters.")
    attribution = models.CharField(max_length=14, choices=Attribution, default=Attribution.PARAPHRASE)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.STATED)
    verb = models.CharField(
        "reporting verb", max_length=60, blank=True, help_text="As printed: noted, stressed, recalled."
    )
    date = PartialDateField(help_text="Only where it differs from the event's.")
    effective_date = PartialDateField(editable=False)
    effective_date_earliest = bound("effective_date", "earliest")
    effective_date_start_by = bound("effective_date", "start_by")
    effective_date_end_from = bound("effective_date", "end_from")
    effective_date_latest = bound("effective_date", "latest")
    # Indexed by position_event_order.
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, db_index=False, related_name="positions")
    panel = models.ForeignKey(Panel, models.CASCADE, null=True, blank=True, related_name="positions")
    in_reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replies")
    order = models.PositiveIntegerField(default=0, help_text="Its place in the order of the source.")
    topics = models.ManyToManyField(Topic, through="PositionTopic", related_name="positions")
    about_events = models.ManyToManyField(Event, through="PositionEvent", related_name="positions_about")
    search = models.GeneratedField(
        expression=vector("summary", "A") + vector("quotation", "B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_date_earliest", "-id"]
        indexes = [
            models.Index(fields=["-effective_date_earliest", "-id"], name="position_date"),
            days_index("effective_date", "position_days"),
            models.Index(fields=["event", "order", "id"], name="position_event_order"),
            GinIndex(fields=["search"], name="position_search"),
        ]
        constraints = [
            choices_constraint("kind", PositionKind, "The kind of a position"),
            choices_constraint("attribution", Attribution, "The attribution"),
            choices_constraint("basis", Basis, "The basis of an attribution"),
            publication_known(),
            models.CheckConstraint(
                condition=~Q(summary=""),
                name="position_summary",
                violation_error_message="A position needs a summary in our own words.",
            ),
            models.CheckConstraint(
                condition=~Q(attribution="verbatim") | ~Q(quotation=""),
                name="position_verbatim_quotes",
                violation_error_message="A verbatim position needs its quotation.",
            ),
            models.CheckConstraint(
                condition=Q(panel__isnull=True) | Q(event__isnull=False),
                name="position_panel_has_event",
                violation_error_message="A panel belongs to an event: give the event too.",
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True) | ~Q(date=".."),
                name="position_date_not_open",
                violation_error_message="“..” alone is not the date of a position.",
            ),
            models.CheckConstraint(
                condition=Q(in_reply_to__isnull=True) | ~Q(in_reply_to=models.F("id")),
                name="position_no_reply_to_itself",
                violation_error_message="A position cannot reply to itself.",
            ),
        ]
        triggers = [permanent_id(), effective_date_trigger()]

    def __str__(self):
        return self.summary if len(self.summary) <= 90 else f"{self.summary[:87]}…"

    def get_absolute_url(self):
        return reverse("position", args=[self.public_id])

    def clean(self):
        """The panel is one of the event."""
        super().clean()
        check_panel(self)

    @classmethod
    def bound_rows(cls, pks):
        """Those with a panel of another event, and the holders of what is attributed to nobody."""
        return [*on_panel_of_another(cls.objects.filter(pk__in=pks)), *PositionHolder.of_nobody(position__in=pks)]


@with_history()
class PositionHolder(Actor):
    """A holder of a position, with the name as the source prints it. A position has any number of holders."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="holders")
    name_as_printed = models.CharField(max_length=300, blank=True)

    class Meta(Actor.Meta):
        constraints = [
            one_actor("positionholder_one_actor"),
            models.UniqueConstraint(
                fields=["position", "expert", "organisation"],
                name="positionholder_once",
                nulls_distinct=False,
                violation_error_message="They already hold this position.",
            ),
        ]
        indexes = [
            models.Index(fields=["expert", "position"], name="positionholder_expert"),
            models.Index(fields=["organisation", "position"], name="positionholder_organisation"),
        ]

    def clean(self):
        """An unattributed position has no holders."""
        super().clean()
        if self.position_id and self.position.attribution == Attribution.UNATTRIBUTED:
            raise ValidationError("An unattributed position has no holders: change the attribution or remove them.")

    @classmethod
    def of_nobody(cls, **which):
        """Holders of what is attributed to nobody."""
        rows = cls.objects.filter(position__attribution=Attribution.UNATTRIBUTED, **which)
        return rows.select_related("position", "expert", "organisation")

    @classmethod
    def bound_rows(cls, pks):
        """The holders themselves, where their position is attributed to nobody."""
        return cls.of_nobody(pk__in=pks)


@with_history()
class PositionEndorser(Actor):
    """Who agreed with a position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="endorsers")

    class Meta(Actor.Meta):
        constraints = [
            one_actor("positionendorser_one_actor"),
            models.UniqueConstraint(
                fields=["position", "expert", "organisation"],
                name="positionendorser_once",
                nulls_distinct=False,
                violation_error_message="They already endorse this position.",
            ),
        ]


@with_history()
class PositionTopic(models.Model):
    """The stance of a position towards a topic."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="position_topics")
    # Indexed by positiontopic_topic.
    topic = models.ForeignKey(Topic, models.PROTECT, db_index=False, related_name="position_topics")
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.UNCLEAR)

    class Meta:
        ordering = ["id"]
        constraints = [
            choices_constraint("stance", Stance, "A stance"),
            models.UniqueConstraint(
                fields=["position", "topic"],
                name="positiontopic_once",
                violation_error_message="The position already has this topic.",
            ),
        ]
        indexes = [models.Index(fields=["topic", "stance", "position"], name="positiontopic_topic")]

    def __str__(self):
        return f"{self.get_stance_display()}: {self.topic}"


@with_history()
class PositionEvent(models.Model):
    """An event that a position is about, and its stance towards it."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="position_events")
    # Indexed by positionevent_event.
    event = models.ForeignKey(Event, models.PROTECT, db_index=False, related_name="position_events")
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.UNCLEAR)

    class Meta:
        ordering = ["id"]
        constraints = [
            choices_constraint("stance", Stance, "A stance"),
            models.UniqueConstraint(
                fields=["position", "event"],
                name="positionevent_once",
                violation_error_message="The position is already about this event.",
            ),
        ]
        indexes = [models.Index(fields=["event", "position"], name="positionevent_event")]

    def __str__(self):
        return f"{self.get_stance_display()}: {self.event}"


@with_history()
class PositionCitation(Citation):
    """A source for a position."""

    record = models.ForeignKey(Position, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("positioncitation")
