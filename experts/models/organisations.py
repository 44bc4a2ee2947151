"""Institutions, ministries, states, periodicals, alliances."""

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from lib.addresses import FormerSlug, SluggedRecord, address_triggers, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.names import Name, SearchKeyField, name_constraints
from lib.partialdates import known
from lib.partialdates.fields import PartialDateField, bound
from lib.ranking import Initials
from lib.texts import LongTextField
from lib.trees import TreeQuerySet, acyclic, inside, refuse_cycle, upwards
from sources.models import Citation, Identifier, Place
from sources.models.citations import citation_constraints
from sources.models.identifiers import identifier_constraints


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    STATE = "state", gettext_noop("state")
    GOVERNMENT = "government", gettext_noop("government")
    MINISTRY = "ministry", gettext_noop("ministry")
    INTERNATIONAL_ORGANISATION = "international_organisation", gettext_noop("international organisation")
    ALLIANCE = "alliance", gettext_noop("alliance")
    INSTITUTE = "institute", gettext_noop("institute")
    THINK_TANK = "think_tank", gettext_noop("think tank")
    UNIVERSITY = "university", gettext_noop("university")
    UNIT = "unit", gettext_noop("unit of an organisation")
    CLUB = "club", gettext_noop("club")
    PERIODICAL = "periodical", gettext_noop("periodical")
    COMPANY = "company", gettext_noop("company")
    PARTY = "party", gettext_noop("political party")
    OTHER = "other", gettext_noop("other")


def period_message(record):
    """The message for a period that ends before it starts, naming both dates; "" if it does not."""
    start, end = known(record.start), known(record.end)
    if start and end and end.latest < start.earliest:
        return f"It ends ({end}) before it starts ({start})."
    return ""


@with_history()
class Organisation(SluggedRecord):
    """An organisation, perhaps part of another. A state is one too, with its dates and territories."""

    kind = models.CharField(max_length=30, choices=OrganisationKind, default=OrganisationKind.INSTITUTE)
    name = models.CharField(max_length=300)
    name_key = SearchKeyField(source="name")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="inside"
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        help_text="What it goes on from under another name or order: of Russia, the Soviet Union.",
    )
    start = PartialDateField("founded")
    start_earliest = bound("start", "earliest")
    start_by = bound("start", "start_by")
    end = PartialDateField("dissolved", help_text="“..” if it still exists.")
    end_from = bound("end", "end_from")
    end_latest = bound("end", "latest")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="seat"
    )
    website = models.URLField(max_length=1000, blank=True)
    notes = LongTextField(blank=True)

    # SQL for the descendants of an organisation ``t`` in filters, itself included.
    DESCENDANTS = inside("experts_organisation", "parent_id", public=False)
    PUBLIC_DESCENDANTS = inside("experts_organisation", "parent_id", public=True)

    objects = TreeQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        indexes = [
            models.Index(fields=["name_key", "id"], name="organisation_name_order"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="organisation_name_key"),
            models.Index(Initials("name_key"), name="organisation_initials"),
        ]
        constraints = [
            choices_constraint("kind", OrganisationKind, "The kind of an organisation"),
            publication_known(),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organisation_name",
                violation_error_message="An organisation needs a name.",
            ),
            models.CheckConstraint(
                condition=Q(end_latest__gte=F("start_earliest")),
                name="organisation_period",
                violation_error_message="It ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | ~Q(start=".."),
                name="organisation_start_not_open",
                violation_error_message="“..” can only be an end.",
            ),
        ]
        triggers = [
            *address_triggers("experts_formerorganisationslug"),
            acyclic("experts_organisation", "parent_id"),
            acyclic("experts_organisation", "predecessor_id", what="go on from itself"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])

    def clean(self):
        """An organisation is not part of itself, nor its own predecessor, and does not end before it starts."""
        super().clean()
        refuse_cycle(self, "parent")
        refuse_cycle(self, "predecessor", "go on from itself")
        if message := period_message(self):
            raise ValidationError({"end": message})

    def ancestors(self):
        """The organisations above it, nearest first."""
        return upwards(self, "parent")


class FormerOrganisationSlug(FormerSlug):
    """A slug that an organisation had before."""

    record = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class OrganisationName(Name):
    """A further name of an organisation."""

    record = models.ForeignKey(Organisation, models.CASCADE, related_name="names")

    class Meta(Name.Meta):
        constraints = name_constraints("organisationname", "record")["constraints"]
        indexes = [
            *name_constraints("organisationname", "record")["indexes"],
            models.Index(Initials("key"), name="organisationname_initials"),
        ]


@with_history()
class OrganisationTerritory(models.Model):
    """A place that a state (or other organisation) held, with the period."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="territories")
    place = models.ForeignKey(Place, models.PROTECT, related_name="territory_of")
    period = PartialDateField(help_text="From/to, e.g. 1922-12-30/1991-12-26 or 1991-12-26/..")
    period_earliest = bound("period", "earliest")
    period_latest = bound("period", "latest")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "territories"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "place", "period"],
                name="organisationterritory_once",
                nulls_distinct=False,
                violation_error_message="This territory is already on the record.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.place}"


@with_history()
class OrganisationIdentifier(Identifier):
    """An identifier of an organisation."""

    record = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")

    class Meta(Identifier.Meta):
        constraints = identifier_constraints("organisationidentifier")


@with_history()
class OrganisationCitation(Citation):
    """A source for an organisation."""

    record = models.ForeignKey(Organisation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("organisationcitation")
