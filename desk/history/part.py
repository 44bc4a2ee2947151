"""The history's part of the desk: history pages, concurrent editors, deleted records."""

from desk.history import deleted, editors, views
from lib.admin.parts import Part


class HistoryPart(Part):
    """See desk/history/views.py and editors.py."""

    def urls(self, site):
        return views.urls(site)

    def form_context(self, admin, request, pk):
        if pk is None:
            return {}
        return {"opened_at": editors.mark(admin, pk), "opened_name": editors.NAME}

    def conflict(self, admin, request, pk):
        return editors.guard(admin, request, pk) or {}

    def history(self, admin, request, object_id):
        return views.history(admin, request, object_id)

    def gone(self, admin, request, object_id):
        return deleted.answer(admin, request, object_id)
