from django.apps import AppConfig

from lib.admin import parts


class IntakeConfig(AppConfig):
    """Records as files: loaded, imported, exported, undone; the jobs of the worker that do so."""

    name = "intake"
    verbose_name = "Intake"

    def ready(self):
        """Register the part of the desk that the intake adds."""
        from intake.part import IntakePart  # it imports models

        parts.register(IntakePart())
