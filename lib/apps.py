from django.apps import AppConfig


class LibConfig(AppConfig):
    """Shared machinery; its migrations carry the extensions and SQL functions that all tables need."""

    name = "lib"
    verbose_name = "Shared machinery"
