"""Routes of the desk's pages within the admin."""


def bind(site):
    """A function that makes a view of the desk, which is given ``(site, request, **kwargs)``, one that the admin guards."""

    def bound(view):
        return site.admin_view(lambda request, **kwargs: view(site, request, **kwargs))

    return bound
