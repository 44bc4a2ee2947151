from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """The tree of topics."""

    name = "topics"
