from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts: logging in, the second factor, API tokens, and whether reading needs an account."""

    name = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        """Add tokens to the OpenAPI description."""
        from accounts import schema  # noqa: F401 - registers itself with drf-spectacular
