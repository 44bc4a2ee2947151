"""Redactions of the history: by whom, when and why, without the text itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Redaction(models.Model):
    """Texts that were removed from the history of a record.

    The record is named by its kind and number, not by a foreign key, so that the redaction survives its deletion.
    """

    kind = models.CharField(max_length=20, help_text="Name of the record's model, e.g. event.")
    record = models.BigIntegerField(help_text="Its number.")
    what = models.CharField(max_length=200, help_text="In which fields, and whether a passage or all former texts.")
    why = models.CharField(max_length=500)
    places = models.PositiveIntegerField(help_text="How many texts of the history were changed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="redactions")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        default_permissions = ("add",)
        indexes = [models.Index(fields=["kind", "record", "-id"], name="redaction_record")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""), name="redaction_why", violation_error_message="Say why it is redacted."
            ),
            models.CheckConstraint(
                condition=Q(places__gt=0),
                name="redaction_somewhere",
                violation_error_message="A redaction changes at least one text.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}: {self.what}"
