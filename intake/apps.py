from django.apps import AppConfig

from lib.admin import parts


class IntakeConfig(AppConfig):
    """Takes reports and files in: record files, drafts, importers."""

    name = "intake"
    verbose_name = "Intake"

    def ready(self):
        """Add its part to the desk."""
        from intake.part import IntakePart  # it imports models

        parts.register(IntakePart())
