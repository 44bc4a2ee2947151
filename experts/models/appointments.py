"""Posts that experts hold at organisations."""

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_noop

from experts.models.experts import Expert
from experts.models.organisations import Organisation, period_message
from experts.periods import NO_LIMIT, limit, others_held
from lib.addresses import FormerId, Record, merged_into, permanent_id, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.names import order_of
from lib.partialdates.fields import DateBound, PartialDateField, bound
from lib.visibility import Audience, VisibleQuerySet, audience_of
from sources.models import Citation
from sources.models.citations import citation_constraints


class AppointmentStatus(models.TextChoices):
    """The status of an appointment; only people who served held the post."""

    SERVED = "served", gettext_noop("served")
    NOMINATED = "nominated", gettext_noop("nominated, not appointed")
    APPOINTED = "appointed", gettext_noop("appointed, did not serve")
    DECLINED = "declined", gettext_noop("declined")


def held(prefix=""):
    """Condition: the appointment at ``prefix`` is of a post that was held."""
    return Q(**{f"{prefix}status": AppointmentStatus.SERVED.value})


class AppointmentQuerySet(VisibleQuerySet):
    """Appointments."""

    hangs_on = ("expert", "organisation")

    def held(self):
        """Posts that were held at some time: no mere nominations or declined appointments."""
        return self.filter(held())

    @staticmethod
    def public(prefix=""):
        """Published appointments of published experts at published organisations."""
        return Q(
            **{
                f"{prefix}publication": "published",
                f"{prefix}expert__publication": "published",
                f"{prefix}organisation__publication": "published",
            }
        )

    def held_on(self, first, last=None, match="possible", user=None):
        """Posts held at some time between two days (the same day if ``last`` is left out).

        ``possible``: nothing rules it out: neither its dates, the life of its holder, the existence of the organisation
        nor, without a recorded end, a successor in a seat with one holder. ``certain``: its dates say so and nothing
        contradicts them, or a source that ``user`` may see attests it on such a day.
        """
        last = last or first
        there = self.held().filter(
            expert__born_earliest__lte=last,
            expert__died_latest__gte=first,
            organisation__start_earliest__lte=last,
            organisation__end_latest__gte=first,
        )
        attested = AppointmentCitation.objects.filter(
            attested_on__isnull=False, attested_start_by__lte=last, attested_end_from__gte=first
        )
        if audience_of(user) is Audience.PUBLIC:
            attested = attested.filter(source__publication="published")
        in_time = there.filter(start_earliest__lte=last, end_latest__gte=first)
        unbounded = in_time.filter(Q(end__isnull=True) | Q(end="..") | Q(start__isnull=True))
        try:
            bodies = unbounded.order_by().values("organisation_id").query.sql_with_params()
        except EmptyResultSet:  # Django knows that there are none
            return self.none()
        others = RawSQL(*others_held(first, last, bodies, public=audience_of(user) is Audience.PUBLIC))
        there = there.filter(~Q(pk__in=others) | Q(pk__in=attested.values("record_id")))
        if match == "possible":
            return there.filter(start_earliest__lte=last, end_latest__gte=first)
        # Unknown dates of a life or an organisation do not contradict those of the post.
        borne_out = (
            (Q(expert__born__isnull=True) | Q(LessThanOrEqual(DateBound("expert__born", "latest"), last)))
            & (Q(expert__died__isnull=True) | Q(GreaterThanOrEqual(DateBound("expert__died", "earliest"), first)))
            & (Q(organisation__start__isnull=True) | Q(organisation__start_by__lte=last))
            & (Q(organisation__end__isnull=True) | Q(organisation__end_from__gte=first))
        )
        said = Q(start__isnull=False, start_by__lte=last, end_from__gte=first) & borne_out
        return there.filter(said | Q(pk__in=attested.values("record_id")))

    def out_of_time(self):
        """Posts whose dates lie before a birth or foundation, or after a death or dissolution."""
        return self.filter(
            Q(start_by__lt=F("expert__born_earliest"))
            | Q(end_latest__lt=F("expert__born_earliest"))
            | Q(end_from__gt=F("expert__died_latest"))
            | Q(start_earliest__gt=F("expert__died_latest"))
            | Q(start_by__lt=F("organisation__start_earliest"))
            | Q(end_latest__lt=F("organisation__start_earliest"))
            | Q(end_from__gt=F("organisation__end_latest"))
            | Q(start_earliest__gt=F("organisation__end_latest"))
        )


@with_history()
class Appointment(Record):
    """A post that an expert holds, or was to hold, at an organisation. Several at once are normal."""

    # Indexed by appointment_latest, which finds the latest post of an expert at once.
    expert = models.ForeignKey(Expert, models.PROTECT, db_index=False, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=300)
    status = models.CharField(
        max_length=20,
        choices=AppointmentStatus,
        default=AppointmentStatus.SERVED,
        help_text="Whether the post was held. Who was only nominated or appointed, or declined, never held it.",
    )
    appointed = PartialDateField(help_text="The day of the appointment; of a mere nomination, of that.")
    appointed_earliest = bound("appointed", "earliest")
    appointed_latest = bound("appointed", "latest")
    arrived = PartialDateField(help_text="The day of arrival at the post, where that is another than “from”.")
    start = PartialDateField("from")
    post_order = order_of("post")
    start_earliest = bound("start", "earliest")
    start_by = bound("start", "start_by")
    end = PartialDateField("to", help_text="“..” if it is still held; empty if not known.")
    end_from = bound("end", "end_from")
    end_latest = bound("end", "latest")
    commission = models.CharField(
        max_length=100,
        blank=True,
        help_text="For posts that one commission joined, as for an envoy accredited to several states: "
        "the same words at each of them.",
    )
    note = models.CharField(max_length=500, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-start_earliest", "id"]
        indexes = [
            models.Index(fields=["-start_earliest", "id"], name="appointment_start"),
            models.Index(fields=["expert", "-end_latest", "-start_earliest", "-id"], name="appointment_latest"),
        ]
        constraints = [
            publication_known(),
            choices_constraint("status", AppointmentStatus, "The status of an appointment"),
            models.CheckConstraint(
                condition=held() | Q(start__isnull=True, end__isnull=True),
                name="appointment_held",
                violation_error_message="Only a post that was held has “from” and “to”: "
                "give the day of the nomination or appointment as “appointed”.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | (~Q(**{f"{name}__contains": "/"}) & ~Q(**{name: ".."})),
                    name=f"appointment_{name}_single",
                    violation_error_message=f"“{name.capitalize()}” is one date, without / or “..”.",
                )
                for name in ("appointed", "arrived")
            ),
            models.CheckConstraint(
                condition=~Q(post=""), name="appointment_post", violation_error_message="An appointment needs a post."
            ),
            models.CheckConstraint(
                condition=Q(end_latest__gte=F("start_earliest")),
                name="appointment_period",
                violation_error_message="The appointment ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | (~Q(start__contains="/") & ~Q(start="..")),
                name="appointment_start_single",
                violation_error_message="“From” is one date, without / or “..”.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | ~Q(end__contains="/"),
                name="appointment_end_single",
                violation_error_message="“To” is one date, or “..” if the post is still held.",
            ),
            models.UniqueConstraint(
                fields=["expert", "organisation", "post", "status", "appointed", "start", "end"],
                name="appointment_once",
                nulls_distinct=False,
                violation_error_message="This appointment is already on record.",
            ),
        ]
        triggers = [permanent_id()]

    def __str__(self):
        return f"{self.post}, {self.organisation}"

    def get_absolute_url(self):
        return reverse("expert", args=[self.expert.slug])

    @property
    def standing(self):
        """In words, that the post was not held; "" if it was."""
        return "" if self.status == AppointmentStatus.SERVED else self.get_status_display()

    @property
    def until(self):
        """The Limit of a post without a recorded end (experts/periods.py)."""
        if self.status != AppointmentStatus.SERVED:
            return NO_LIMIT
        return limit(self.end, self.expert.died, self.organisation.end)

    def time_doubt(self):
        """The contradiction in the dates of a post that is out_of_time(), in words."""
        expert, organisation = self.expert, self.organisation
        life = [f"{word} {date.words()}" for word, date in (("born", expert.born), ("died", expert.died)) if date]
        time = [
            f"{word} {date.words()}"
            for word, date in (("founded", organisation.start), ("dissolved", organisation.end))
            if date and str(date) != ".."
        ]
        known = "; ".join(
            f"{name}: {', '.join(words)}" for name, words in ((expert.name, life), (organisation.name, time)) if words
        )
        dates = f"{self.start or '?'} to {self.end or '?'}"
        return f"The dates of the post “{self.post}” ({dates}) do not fit what is on record ({known}). Which is right?"

    def clean(self):
        """The appointment does not end before it starts."""
        super().clean()
        if message := period_message(self):
            raise ValidationError({"end": message})


class FormerAppointmentId(FormerId):
    """The public id of an appointment that was merged into another."""

    record = merged_into(Appointment)


@with_history()
class AppointmentCitation(Citation):
    """A source for an appointment, with the day on which it attests the post."""

    record = models.ForeignKey(Appointment, models.CASCADE, related_name="citations")
    attested_on = PartialDateField(help_text="A date on which the source shows the post as held.")
    attested_start_by = bound("attested_on", "start_by")
    attested_end_from = bound("attested_on", "end_from")

    class Meta(Citation.Meta):
        constraints = citation_constraints("appointmentcitation")
