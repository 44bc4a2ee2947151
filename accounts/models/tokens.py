"""Tokens with which scripts read the API as their owner."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

PREFIX = "parley_"  # for people and secret scanners
USE_IS_NOTED = timedelta(hours=1)
SENT_AGAIN = timedelta(minutes=1)  # a form sent again within this time counts as sent twice


def digest(text):
    """The hash of a token. With 256 random bits, SHA-256 needs no salt."""
    return hashlib.sha256(text.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet):
    """API tokens."""

    def valid(self, now=None):
        """Tokens of active accounts that have not expired."""
        now = now or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), user__is_active=True)

    def make(self, user, name, expires_at=None):
        """Create a token; returns (row, text). The text is not stored."""
        text = PREFIX + secrets.token_urlsafe(32)
        row = self.create(
            user=user, name=name, digest=digest(text), start=text[: len(PREFIX) + 4], expires_at=expires_at
        )
        return row, text

    def make_again(self, user, name, expires_at=None, now=None):
        """Replace the text of a token that was created a moment ago and not used yet; returns (row, text) or None.

        For a form that was sent twice: the browser shows only the second response.
        """
        fresh = (now or timezone.now()) - SENT_AGAIN
        text = PREFIX + secrets.token_urlsafe(32)
        found = self.filter(user=user, name=name, expires_at=expires_at, last_used_at=None, created_at__gt=fresh)
        changed = found.update(digest=digest(text), start=text[: len(PREFIX) + 4])
        return (self.get(user=user, name=name), text) if changed else None

    def of(self, text, now=None):
        """The valid token with this text and its user, or None; one statement.

        The time of its last use is updated at most once an hour.
        """
        now = now or timezone.now()
        token = self.valid(now).select_related("user").filter(digest=digest(text)).first()
        if token and (token.last_used_at is None or token.last_used_at <= now - USE_IS_NOTED):
            self.model.objects.filter(pk=token.pk).update(last_used_at=now)
        return token


class ApiToken(models.Model):
    """A token of an account; only its SHA-256 and its first letters, for recognition, are stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60, help_text="What it is for, e.g. the script or the computer that uses it.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField("begins with", max_length=16, editable=False)
    created_at = models.DateTimeField("created", auto_now_add=True)
    expires_at = models.DateTimeField("expires", null=True, blank=True)
    last_used_at = models.DateTimeField("last used", null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        verbose_name_plural = "API tokens"
        default_permissions = ("view", "delete")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="accounts_token_name_once",
                violation_error_message=gettext_noop("You already have a token with this name."),
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.start}…)"

    @property
    def is_expired(self):
        """Whether it has expired."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def last_day(self):
        """The last day (UTC) of its validity, or None."""
        return (self.expires_at - timedelta(microseconds=1)).date() if self.expires_at else None
