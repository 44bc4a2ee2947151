"""Reviews: submitting, returning, publishing, withdrawing and approving; by whom, when and with which comment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lib.texts import LongTextField


class Verdict(models.TextChoices):
    """The kinds of step in a review."""

    SUBMITTED = "submitted", "submitted for review"
    WITHDRAWN = "withdrawn", "taken back to draft"
    RETURNED = "returned", "returned"
    PUBLISHED = "published", "published"
    APPROVED = "approved", "changes approved"
    TAKEN_BACK = "taken_back", "changes taken back"


class Review(models.Model):
    """A step in the review of a record.

    A record is named by its kind and number, not by a foreign key, so that decisions survive deletion and restoration.
    """

    kind = models.CharField(max_length=20, help_text="Name of the record's model, e.g. event.")
    record = models.BigIntegerField(help_text="Its number.")
    verdict = models.CharField(max_length=12, choices=Verdict)
    comment = LongTextField(blank=True)
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
                violation_error_message="A review needs one of the known verdicts.",
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


class Change(models.Model):
    """Changes to a public record by a user who may not publish, in one save.

    Found in the history, which has the details (desk/review/changes.py).
    """

    kind = models.CharField(max_length=20, help_text="Name of the record's model, e.g. event.")
    record = models.BigIntegerField(help_text="Its number.")
    context = models.UUIDField(help_text="The save: the context of its rows of history.")
    rows = models.JSONField(help_text="Its rows of history, the first of many: [[model, number]].")
    number = models.PositiveIntegerField(help_text="How many rows of history it has in all.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(
        max_length=12, blank=True, choices=[(v, v.label) for v in (Verdict.APPROVED, Verdict.TAKEN_BACK)]
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["at", "id"], condition=Q(verdict=""), name="change_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "context"],
                name="change_once",
                violation_error_message="This change is already in the queue.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | Q(verdict__in=["approved", "taken_back"], decided_at__isnull=False),
                name="change_decided",
                violation_error_message="A decision needs its time, and there is no time without a decision.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}, {self.at:%Y-%m-%d %H:%M}"


class ChangesRead(models.Model):
    """A save that was searched for changes to public records; only the last days are kept."""

    context = models.UUIDField(primary_key=True, help_text="The context of its rows of history.")
    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.context}, {self.at:%Y-%m-%d %H:%M}"
