"""Who took part in an event or panel, in what role, with what billing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.lookups import Exact

from experts.models import Appointment, Expert, Organisation
from lib.addresses import FormerId, Record, merged_into, permanent_id, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.visibility import VisibleQuerySet
from sources.models import Citation
from sources.models.citations import citation_constraints
from summits.models.events import Event, OnEventQuerySet, Panel
from summits.models.kinds import Attendance, EventStatus, Role
from summits.models.standing import ABSENT, CALLED_OFF, standing


def one_actor(name):
    """Constraint: exactly one of ``expert`` and ``organisation`` is given."""
    return models.CheckConstraint(
        condition=Q(expert__isnull=False, organisation__isnull=True)
        | Q(expert__isnull=True, organisation__isnull=False),
        name=name,
        violation_error_message="Give either an expert or an organisation, and only one of them.",
    )


class ActorQuerySet(VisibleQuerySet):
    """Rows that name an expert or an organisation."""

    @staticmethod
    def public(prefix=""):
        """Rows whose expert or organisation is published."""
        return Q(**{f"{prefix}expert__publication": "published"}) | Q(
            **{f"{prefix}organisation__publication": "published"}
        )


class Actor(models.Model):
    """A row that names exactly one expert or organisation; the concrete table has the constraint."""

    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="%(class)ss")

    objects = ActorQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return str(self.actor or "nobody")

    @property
    def actor(self):
        """The expert or organisation."""
        return self.expert if self.expert_id else self.organisation


def on_public_panel(prefix=""):
    """Condition: the record is on no panel or on a published one.

    Each panel is looked up by its id: a join would read all panels when many records are counted.
    """
    state = Panel._base_manager.filter(pk=OuterRef(f"{prefix}panel_id")).order_by().values("publication")
    return Q(**{f"{prefix}panel__isnull": True}) | Q(Exact(Subquery(state), Value("published")))


def check_panel(record):
    """Raise a ValidationError if the record's panel belongs to another event."""
    if record.panel_id and record.event_id and record.panel.event_id != record.event_id:
        raise ValidationError({"panel": f"“{record.panel}” is not a panel of this event."})


def on_panel_of_another(records):
    """Those of ``records`` whose panel belongs to another event."""
    return records.filter(panel__isnull=False).exclude(panel__event=models.F("event")).select_related("panel", "event")


def not_there(prefix=""):
    """Condition: the participant was not there, being unable to attend or because the event was called off."""
    return Q(**{f"{prefix}attendance__in": ABSENT}) | Q(**{f"{prefix}event__status__in": CALLED_OFF})


class ParticipationQuerySet(OnEventQuerySet):
    """Participations."""

    hangs_on = ("event", "panel", "expert", "organisation")

    def taking_part(self):
        """Those of people who may have been there: not unable to attend, and the event was not called off."""
        return self.filter(~not_there())

    def not_taking_part(self):
        """Those of people who were not there."""
        return self.filter(not_there())

    @staticmethod
    def public(prefix=""):
        """Published participations of published actors at published events and panels."""
        return OnEventQuerySet.public(prefix) & ActorQuerySet.public(prefix) & on_public_panel(prefix)


@with_history()
class Participation(Record):
    """An expert or an organisation at an event or one of its panels, in a role."""

    # Indexed by participation_event_order.
    event = models.ForeignKey(Event, models.CASCADE, db_index=False, related_name="participations")
    panel = models.ForeignKey(Panel, models.CASCADE, null=True, blank=True, related_name="participations")
    # Indexed by participation_expert, which counts events without reading participations.
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, db_index=False, related_name="participations"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="participations")
    role = models.CharField(max_length=12, choices=Role, default=Role.SPEAKER)
    billing = models.CharField(max_length=500, blank=True, help_text="The post as printed in the source.")
    name_as_printed = models.CharField(max_length=300, blank=True)
    appointments = models.ManyToManyField(
        Appointment, through="ParticipationAppointment", related_name="participations"
    )
    on_behalf_of = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_in",
        help_text="For whom they speak.",
    )
    attendance = models.CharField(max_length=12, choices=Attendance, default=Attendance.ATTENDED)
    order = models.PositiveSmallIntegerField(default=0, help_text="Place in the list of participants.")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "order", "id"]
        indexes = [
            models.Index(fields=["event", "order", "id"], name="participation_event_order"),
            models.Index(fields=["expert", "event"], name="participation_expert"),
        ]
        constraints = [
            choices_constraint("role", Role, "A role"),
            choices_constraint("attendance", Attendance, "Attendance"),
            publication_known(),
            one_actor("participation_one_actor"),
            models.UniqueConstraint(
                fields=["event", "panel", "expert", "organisation", "role"],
                name="participation_once",
                nulls_distinct=False,
                violation_error_message="They already take part in this role.",
            ),
        ]
        triggers = [permanent_id()]

    def __str__(self):
        return f"{self.actor or 'nobody'}, {self.get_role_display()}"

    def get_absolute_url(self):
        return f"{self.event.get_absolute_url()}#{self.public_id}"

    @property
    def actor(self):
        """The participating expert or organisation."""
        return self.expert if self.expert_id else self.organisation

    @property
    def standing(self):
        """In words, that the event was not held or they did not attend; "" if they did."""
        return standing(self.event.status, self.attendance).words

    @property
    def presence(self):
        """The same about the participant alone."""
        return standing(EventStatus.HELD, self.attendance).words

    def clean(self):
        """The panel is one of the event."""
        super().clean()
        check_panel(self)

    @classmethod
    def bound_rows(cls, pks):
        """Those with a panel of another event, and the posts of others that billings resolve to."""
        resolved = ParticipationAppointment.of_another(participation__in=pks)
        return [*on_panel_of_another(cls.objects.filter(pk__in=pks)), *resolved]


class FormerParticipationId(FormerId):
    """The public id of a participation that was merged into another."""

    record = merged_into(Participation)


@with_history()
class ParticipationAppointment(models.Model):
    """An appointment that a billing resolves to."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="resolved")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="resolved")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "appointment"],
                name="participationappointment_once",
                violation_error_message="The billing already resolves to this appointment.",
            )
        ]

    def __str__(self):
        return str(self.appointment)

    def clean(self):
        """The post must be the participant's own."""
        super().clean()
        if self.appointment_id and self.participation_id:
            if self.appointment.expert_id != self.participation.expert_id:
                raise ValidationError(
                    {
                        "appointment": f"“{self.appointment}” is a post of {self.appointment.expert}, not of this participant."
                    }
                )

    @classmethod
    def of_another(cls, **which):
        """Rows with a post that is not the participant's."""
        rows = cls.objects.filter(**which).exclude(appointment__expert=models.F("participation__expert"))
        return rows.select_related("participation", "appointment__expert", "appointment__organisation")

    @classmethod
    def bound_rows(cls, pks):
        """The rows themselves, where the post is another person's."""
        return cls.of_another(pk__in=pks)


@with_history()
class ParticipationCitation(Citation):
    """A source for a participation."""

    record = models.ForeignKey(Participation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("participationcitation")
