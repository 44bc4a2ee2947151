"""Accepted forms, so that none is accepted twice."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SentForm(models.Model):
    """An accepted form with the response to it, kept as long as a session lasts."""

    token = models.CharField(max_length=40, help_text="Stands in the form, another each time that it is opened.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, help_text="Of what was sent.")
    location = models.CharField(max_length=2000, blank=True, help_text="Where the answer led to.")
    popup = models.TextField(blank=True, help_text="What the answer in a popup told the page that opened it.")
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "token"],
                name="sent_once",
                violation_error_message="This form has already been accepted.",
            )
        ]

    def __str__(self):
        return self.token
