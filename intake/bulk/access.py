"""Who may import what."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth import get_permission_codename

from intake.records.format import KINDS


def forbidden(user, kinds):
    """The names of those kinds whose records the person may not both add and change."""
    found = []
    for kind in kinds:
        opts = kind.model._meta
        needed = [f"{opts.app_label}.{get_permission_codename(act, opts)}" for act in ("add", "change")]
        if not user.has_perms(needed):
            found.append(kind.name)
    return found


def may_import(user):
    """Whether the person may add and change records of any kind."""
    return len(forbidden(user, KINDS.values())) < len(KINDS)


def sees_all(user):
    """Whether the person sees the imports of others too."""
    return user.has_perm("intake.view_bulkimport")


def on_desk(view):
    """Decorator: only for users of the desk; others are asked to log in."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        return admin.site.admin_view(view)(request, *args, **kwargs)

    return inner
