"""The part of the desk for bulk actions: their pages, and the actions of lists that lead there."""

from desk.many import steps, views
from desk.models import Act
from desk.review.dependents import KINDS
from lib.admin.parts import Part
from lib.publishing import TAKE_BACK, has_publication, may


class ManyPart(Part):
    """See desk/many/views.py."""

    def urls(self, site):
        return views.urls(site)

    def tools(self, user):
        may_any = any(may(user, model, "change") for model in KINDS.values())
        return [("Changes of many", "many_list")] if may_any or user.has_perm(TAKE_BACK) else []

    def actions(self, admin, request):
        if admin.opts.model_name not in KINDS:
            return []
        found = []
        if admin.has_delete_permission(request):
            found.append((views.delete_selected, "delete_selected", "Delete selected %(verbose_name_plural)s …"))
        if has_publication(admin.model) and admin.has_change_permission(request):
            found += [(_moving(name), name, getattr(admin, name).short_description) for name in MOVES]
        return found


MOVES = {"submit": Act.SUBMIT, "withdraw": Act.WITHDRAW}


def _moving(name):
    def move(admin, request, queryset):
        if queryset.order_by()[: steps.FEW + 1].count() > steps.FEW:
            return views.planned(admin, request, MOVES[name], queryset)
        return getattr(admin, name)(request, queryset)

    return move
