"""What has been taken in, so that it can be told from what people edited since."""

from django.db import models

from intake.models.bulk import ImportRun


class LoadedRecord(models.Model):
    """A record as a file last gave it: the third side of the comparison file, database, as loaded.

    It outlives its record: one that a person deleted is not created again.
    """

    dataset = models.CharField(
        max_length=40, blank=True, help_text="The data set that it came from; empty: record files."
    )
    kind = models.CharField(max_length=20, help_text="As in record files: events, experts ...")
    key = models.CharField(max_length=120, help_text="The slug or id that the file gives.")
    public_id = models.CharField(max_length=60, help_text="Of the record; it never changes, as a slug may.")
    values = models.JSONField(help_text="By key of the file, as loaded.")
    file = models.CharField(max_length=255, help_text="Name of the file.")
    loaded_at = models.DateTimeField(auto_now=True)
    run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="loaded",
        help_text="The import of a data set that noted it last.",
    )
    borrowed = models.BooleanField(
        default=False, help_text="The record came from elsewhere: the data set adds to it and never overwrites."
    )
    earlier = models.JSONField(
        null=True, blank=True, help_text="Its values before that import; empty: there were none."
    )

    class Meta:
        ordering = ["dataset", "kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "kind", "key"],
                name="loadedrecord_once",
                violation_error_message="This record is already noted as loaded.",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
