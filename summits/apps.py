from django.apps import AppConfig


class SummitsConfig(AppConfig):
    """Events and what hangs on them: panels, participations, positions, outcomes, links."""

    name = "summits"
    verbose_name = "Events and positions"
