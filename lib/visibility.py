"""Who may see what: the public sees published records only, staff see drafts as well."""

import enum


class Viewer(enum.Enum):
    """For whom something is read. Queries are compiled once per viewer."""

    PUBLIC = "public"
    STAFF = "staff"


def viewer_of(user):
    """The viewer that a request's user is; accepts a Viewer, a user, or None (public)."""
    if isinstance(user, Viewer):
        return user
    if user is not None and user.is_authenticated and user.is_active and user.is_staff:
        return Viewer.STAFF
    return Viewer.PUBLIC
