from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps

from lib.admin import parts


class DeskConfig(AppConfig):
    """The desk: the admin's site, its home page, templates, style and scripts."""

    name = "desk"
    verbose_name = "Desk"
    default = True

    def ready(self):
        """Put the parts of the desk together."""
        # They import models, which are there by now.
        from desk.dates import DatesPart
        from desk.drafts import DraftsPart
        from desk.duplicates.part import DuplicatesPart
        from desk.history.part import HistoryPart
        from desk.home import HomePart
        from desk.many.part import ManyPart
        from desk.merge.part import MergePart
        from desk.review.part import ReviewPart
        from desk.sourcetext import SourceTextPart

        found = (
            HistoryPart,
            DuplicatesPart,
            MergePart,
            ReviewPart,
            ManyPart,
            DraftsPart,
            DatesPart,
            SourceTextPart,
            HomePart,
        )
        for part in found:
            parts.register(part())


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the desk as its site."""

    default = False
    default_site = "desk.site.DeskSite"
