"""App configuration."""

from django.apps import AppConfig


class TimelinesConfig(AppConfig):
    """An expert's record in the order of time: entries, drawing, formats, API."""

    name = "timelines"
