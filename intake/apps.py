from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Takes reports and files in: record files, drafts, importers."""

    name = "intake"
    verbose_name = "Intake"
