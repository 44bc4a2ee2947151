from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    """People, organisations, and the posts that people hold there."""

    name = "experts"
    verbose_name = "Experts and organisations"
