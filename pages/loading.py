"""What is shown of a record beside its own row: prefetches within what the reader may see."""

from lib.visibility import Audience, audience_of

# The most that a page lists of one kind of thing; a link leads to the whole list.
SHOWN = 50


def seen(rows, user, *paths):
    """The rows whose records at ``paths`` (names of foreign keys, ``a__b``) ``user`` may see."""
    if audience_of(user) is Audience.EDITORS:
        return rows
    for path in paths:
        model = rows.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        rows = rows.filter(model._default_manager.all().public(f"{path}__"))
    return rows
