"""Reviews: what was submitted, returned, published, withdrawn, approved; by whom, when, with which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Verdict(models.TextChoices):
    """What was done with a record in its review."""

    SUBMITTED = "submitted", "submitted for review"
    WITHDRAWN = "withdrawn", "taken back to draft"
    RETURNED = "returned", "returned"
    PUBLISHED = "published", "published"
    APPROVED = "approved", "changes approved"
    TAKEN_BACK = "taken_back", "changes taken back"


class Review(models.Model):
    """One step in the review of a record.

    A record is named by its kind and number, not by a foreign key: what was decided
    stays on file when the record is deleted, and is there again when it comes back.
    """

    kind = models.CharField(max_length=20, help_text="Name of the record's model, e.g. event.")
    record = models.BigIntegerField(help_text="Its number.")
    verdict = models.CharField(max_length=12, choices=Verdict)
    comment = models.TextField(blank=True)
    along = models.PositiveIntegerField(default=0, help_text="How many other records went with it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews_returned",
        help_text="To whom it is returned: who submitted it.",
    )  # fmt: skip
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "record", "-id"], name="review_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values),
                name="review_verdict",
                violation_error_message="A review has one of the known verdicts.",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(comment=""),
                name="review_return_says_why",
                violation_error_message="Say why it is returned: what is to be done.",
            ),
        ]
        permissions = [
            ("enter_desk", "Can enter the desk and see drafts"),
            ("publish_records", "Can publish and withdraw records, and review what others enter"),
            ("take_back_changes", "Can take changes back and bring deleted records back"),
            ("delete_public_records", "Can delete records that the public sees"),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}: {self.get_verdict_display()}"
