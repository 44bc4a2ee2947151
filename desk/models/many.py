"""Bulk actions: deleting, publishing, submitting and withdrawing many records of a list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from lib.jobs import Job


class Act(models.TextChoices):
    """The kinds of bulk action."""

    DELETE = "delete", "delete"
    PUBLISH = "publish", "publish"
    SUBMIT = "submit", "submit for review"
    WITHDRAW = "withdraw", "back to draft"


class MassState(models.TextChoices):
    """The states of a bulk action."""

    PLANNED = "planned", "planned"
    RUNNING = "running", "being carried out"
    DONE = "done", "done"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"
    CANCELLED = "cancelled", "cancelled"
    FAILED = "failed", "failed"


class MassChange(Job):
    """A bulk action, from its preview to its end and undoing.

    The ids are stored, so that a form need not send thousands. The changes are the history rows with the ``context``.
    """

    STEPS: ClassVar = {"many.carry_out": MassState.RUNNING, "many.undo": MassState.UNDOING}
    LOCK = "parley many records"

    act = models.CharField(max_length=8, choices=Act)
    kind = models.CharField(max_length=20, help_text="Name of the records' model, e.g. event.")
    pks = models.JSONField(help_text="Their numbers.")
    left_out = models.JSONField(
        default=list, help_text="Kinds of drafts that they refer to and that are not published along."
    )
    mark = models.CharField(max_length=64, blank=True, help_text="Of the preview that the person agreed to.")
    keep = models.BooleanField(default=False, help_text="Undone with what was changed since left as it is.")
    state = models.CharField(max_length=12, choices=MassState, default=MassState.PLANNED)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())
    context = models.UUIDField(null=True, blank=True, help_text="Of its rows of history.")
    counts = models.JSONField(default=list, help_text="What was changed, in words: [[number, kind]].")
    kept = models.JSONField(default=list, help_text="What stayed as it was, and why: the first of [[name, why]].")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MassState.values, act__in=Act.values),
                name="masschange_known",
                violation_error_message="A step with many records is one of the known acts, in one of the known states.",
            )
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {len(self.pks):,} × {self.kind}"

    def cancelled(self):
        """Mark as cancelled; a cancelled undoing leaves it done."""
        self.end(MassState.DONE if self.state == MassState.UNDOING else MassState.CANCELLED)

    def failed(self, error):
        """Mark as failed; a failed undoing leaves it done."""
        self.end(MassState.DONE if self.state == MassState.UNDOING else MassState.FAILED, error)
