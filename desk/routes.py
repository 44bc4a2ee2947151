"""Routing of the desk's pages within the admin."""


def bind(site):
    """Return a decorator that guards a view of the desk, called with ``(site, request, **kwargs)``, by ``admin_view``."""

    def bound(view):
        return site.admin_view(lambda request, **kwargs: view(site, request, **kwargs))

    return bound
