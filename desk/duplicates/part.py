"""The part of the desk for suspected duplicates: the queue, its numbers, similar records while a name is typed."""

from django.urls import reverse

from desk.duplicates import KINDS as COMPARED
from desk.duplicates import counts, similar, suspicions, views
from desk.kinds import KINDS
from lib.admin.parts import Part
from lib.admin.work import Gap, Queue


def _allowed(user):
    return [name for name in COMPARED if KINDS[name].may_change(user)]


class DuplicatesPart(Part):
    """See desk/duplicates/views.py and similar.py."""

    def urls(self, site):
        return views.urls(site)

    def queues(self, request):
        allowed = _allowed(request.user)
        if not allowed:
            return []
        return [
            Queue("Possible duplicates", reverse("admin:duplicates"), lambda: sum(counts(allowed, request).values()))
        ]

    def gaps(self, request):
        allowed = _allowed(request.user)
        return [
            Gap(
                f"pairs of {KINDS[name].plural} that may be the same",
                f"pair of {KINDS[name].plural} that may be the same",
                suspicions(name, request),
                reverse("admin:duplicates_queue", args=[name]),
            )
            for name in allowed
        ]

    def similar(self, admin, values):
        return similar.similar_records(admin.admin_site, admin.model, values)
