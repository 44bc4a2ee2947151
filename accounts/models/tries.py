"""Failed attempts to log in, counted by user name and address."""

from django.db import models


class Scope(models.TextChoices):
    """What a count belongs to."""

    PAIR = "pair", "a name from one address"
    NAME = "name", "a name from all addresses"
    ADDRESS = "address", "an address with all names"
    CODE = "code", "codes of the second factor"
    PASSWORD = "password", "the own password on a page"
    RESET = "reset", "new passwords for a mail address"
    RESETS = "resets", "new passwords asked for from an address"


class FailedTries(models.Model):
    """The number of consecutive failures since ``since`` (written by accounts/throttle.py).

    ``name`` is the typed user name in lower case, whether or not there is such a user; ``address`` is an IPv4 address or
    an IPv6 /64 network. Rows older than the window do not count and are deleted.
    """

    scope = models.CharField(max_length=8, choices=Scope)
    name = models.CharField("user name", max_length=150, blank=True)
    address = models.CharField(max_length=50, blank=True)
    count = models.PositiveSmallIntegerField("attempts")
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "failed log-in"
        verbose_name_plural = "failed log-ins"
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "name", "address"],
                name="accounts_tries_once",
                violation_error_message="These attempts are already counted.",
            )
        ]

    def __str__(self):
        return " from ".join(part for part in (self.name, self.address) if part)
