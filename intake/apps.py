from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Takes reports and files in: record files, drafts, importers."""

    name = "intake"
    verbose_name = "Intake"

    def ready(self):
        """Put bad rows among the work that the desk's home page shows."""
        from intake.bulk.bad import gaps
        from lib.admin import work

        work.offer(gaps)
