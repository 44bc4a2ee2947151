"""The only model of this app: records that strangers could see and no longer can."""

from django.db import models


class RemovalQuerySet(models.QuerySet):
    """Visible to everybody, since it has only records that were public."""

    def visible_to(self, user):
        """All removals, whoever the user is."""
        return self


class RemovalKind(models.TextChoices):
    """What became of a record that was public."""

    DELETED = "deleted", "deleted"
    WITHDRAWN = "withdrawn", "withdrawn"


class Removal(models.Model):
    """A record that is no longer public. Written only by trigger (lib/stamps.py).

    It is deleted when the record becomes public again.
    """

    source = models.CharField(max_length=63, editable=False, help_text="The table of the record.")
    record_id = models.BigIntegerField(editable=False)
    public_id = models.CharField(max_length=60, editable=False)
    slug = models.CharField(max_length=120, blank=True, editable=False)
    first_public_at = models.DateTimeField(editable=False)
    at = models.DateTimeField(editable=False)
    why = models.CharField(max_length=12, choices=RemovalKind, editable=False)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["source", "record_id"], name="removal_record")]
        indexes = [models.Index(fields=["at", "id"], name="removal_at")]

    def __str__(self):
        return f"{self.public_id}: {self.why}"
