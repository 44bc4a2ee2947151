"""The part of the desk for merging: its pages, the action of lists, the button of forms."""

from desk.kinds import KINDS, kind_of
from desk.merge import views
from lib.admin.parts import Part


class MergePart(Part):
    """See desk/merge/views.py."""

    def urls(self, site):
        return views.urls(site)

    def tools(self, user):
        may = user.has_perm("desk.view_merge") or any(kind.may_merge(user) for kind in KINDS.values())
        return [("Merges", "merge_list")] if may else []

    def actions(self, admin, request):
        if not views.may_merge(admin, request):
            return []
        return [(views.merge_selected, "merge_selected", "Merge the two that are selected …")]

    def form_context(self, admin, request, pk):
        if pk is None:
            return {}
        return {"merge_kind": kind_of(admin.model), "may_merge": views.may_merge(admin, request)}
