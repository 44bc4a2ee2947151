"""The second factor of an account: an app's secret (django-otp keeps it) and the recovery codes beside it."""

from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice


class SecondFactor(TOTPDevice):
    """The device of an account under its own name in the admin."""

    class Meta:
        proxy = True
        verbose_name = "second factor"
        default_permissions = ("view", "delete")

    def __str__(self):
        return f"second factor of {self.user}"


class RecoveryCode(models.Model):
    """A code that replaces one of the app once. Only its SHA-256 is stored: the code has 80 random bits."""

    device = models.ForeignKey(TOTPDevice, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["device", "digest"],
                name="accounts_recovery_code_once",
                violation_error_message="This account already has this recovery code.",
            )
        ]

    def __str__(self):
        return "recovery code"
