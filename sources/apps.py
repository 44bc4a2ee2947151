from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Sources, places, and the base of citations."""

    name = "sources"
    verbose_name = "Sources and places"
