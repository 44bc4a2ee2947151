"""Limiting related records to those that the user may see."""

from lib.visibility import Audience, audience_of

# The most records of one kind on a page; a link leads to the whole list.
SHOWN = 50


def seen(rows, user, *paths):
    """The rows whose records at ``paths`` (lookups of foreign keys, ``a__b``) are visible to ``user``."""
    if audience_of(user) is Audience.EDITORS:
        return rows
    for path in paths:
        model = rows.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        rows = rows.filter(model._default_manager.all().public(f"{path}__"))
    return rows
