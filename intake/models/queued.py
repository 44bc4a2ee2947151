"""Rows of data sets that did not become records, with the reason."""

from django.db import models
from django.db.models.functions import Now

from intake.models.bulk import ImportRun


class QueuedRow(models.Model):
    """A row of a data set that waits for a person: it is no record, and the reason says why.

    Each import of the data set writes them anew, so that what has become a record is gone from here.
    """

    dataset = models.CharField(max_length=40, help_text="Its name, e.g. hsg-pocom.")
    place = models.CharField(max_length=200, help_text="The place in the data set, as citations name it.")
    file = models.CharField(max_length=300)
    line = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    passage = models.TextField(blank=True, help_text="What the row says.")
    run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="queued",
        help_text="The import that first left it here.",
    )
    since = models.DateTimeField(db_default=Now(), help_text="When an import first left it here.")

    class Meta:
        ordering = ["dataset", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "place", "file", "line"],
                name="queuedrow_once",
                violation_error_message="This row already waits.",
            )
        ]

    def __str__(self):
        return f"{self.dataset}, {self.place}"
