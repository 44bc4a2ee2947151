from django.apps import AppConfig

from lib.admin import parts


class SummitsConfig(AppConfig):
    """Events and what hangs on them: panels, participations, positions, outcomes, links."""

    name = "summits"
    verbose_name = "Events and positions"

    def ready(self):
        """Count events in the lists of people and places."""
        from summits.part import EventsPart  # it imports models

        parts.register(EventsPart())
