"""People whom the texts of data sets name as having been met: proposed, until a person says what becomes of them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from intake.models.bulk import ImportRun
from lib.choices import choices_constraint


class Decision(models.TextChoices):
    """What a person said of a proposal."""

    OPEN = "open", "proposed, not confirmed"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class ProposedParticipation(models.Model):
    """Somebody who, as a parser read the text of a row, took part in the event of that row.

    Nothing of it is on record until a person accepts it; then ``run`` undoes it as one step. Records are named by
    their addresses, not by keys, so that a proposal never stands in the way of what happens to them.
    """

    dataset = models.CharField(max_length=40, help_text="Its name, e.g. hsg-travels.")
    place = models.CharField(max_length=200, help_text="The row, as citations name it.")
    event = models.CharField(max_length=120, help_text="The slug that the event was given by the import.")
    day = models.DateField()
    name_as_printed = models.CharField(max_length=300)
    office = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=80, blank=True, help_text="The data set's id of the country.")
    name = models.CharField(max_length=300, blank=True, help_text="In full, printed here or told by another row.")
    told_by = models.CharField(max_length=200, blank=True, help_text="The row that prints the full name.")
    passage = models.TextField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    person = models.CharField(max_length=120, blank=True, help_text="Who was accepted: a slug; empty: as printed.")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, blank=True, related_name="accepted")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["day", "id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["decision", "day", "id"], name="proposed_open"),
            models.Index(fields=["event"], name="proposed_event"),
        ]
        constraints = [
            choices_constraint("decision", Decision, "A decision"),
            models.UniqueConstraint(
                fields=["dataset", "place", "name_as_printed", "country"],
                name="proposedparticipation_once",
                violation_error_message="This participation is already proposed.",
            ),
        ]

    def __str__(self):
        return f"{self.name_as_printed}, {self.place}"
