"""Drafts of forms: typed and unsaved values."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from desk.models.sent import SentForm

DAYS = 30


class FormDraftQuerySet(models.QuerySet):
    """Drafts of forms."""

    def kept_by(self, user):
        """The drafts of a user, last first, without those that arrived after their form was saved."""
        saved = SentForm.objects.filter(user=OuterRef("user"), token=OuterRef("token"))
        return self.filter(~Exists(saved), user=user, updated_at__gte=oldest())


def oldest():
    """The time of the oldest drafts that are kept."""
    return timezone.now() - datetime.timedelta(days=DAYS)


class FormDraft(models.Model):
    """The changed boxes of an opened form, visible to its owner only.

    The record is named by its kind and number, so that the draft survives its deletion.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, help_text="Of the opened form, as in SentForm.")
    kind = models.CharField(max_length=40, help_text="Name of the record's model, e.g. event.")
    record = models.BigIntegerField(null=True, help_text="Its number; none for a new record.")
    values = models.JSONField(help_text="{name of a box: [values]}; a chosen record is [value, text, detail].")
    boxes = models.PositiveIntegerField(help_text="How many boxes a person would count.")
    sending = models.PositiveBigIntegerField(
        default=0, help_text="Number of the sending that was kept last: one that arrives late has a lower one."
    )
    updated_at = models.DateTimeField(default=timezone.now)

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "token"],
                name="form_draft_once",
                violation_error_message="There is already a draft of this form.",
            )
        ]

    def __str__(self):
        return self.token
