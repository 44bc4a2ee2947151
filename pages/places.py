"""Places as shown for other records: with their city and country."""

from sources.models import Place
from sources.serializers import PlaceRef


class PlaceUpper(PlaceRef):
    """A containing place with its own containing place."""

    parent = PlaceRef(allow_null=True)


class PlaceAbove(PlaceRef):
    """A place with everything that Place.lies_in() needs."""

    parent = PlaceUpper(allow_null=True)
    country = PlaceRef(allow_null=True)


def made_place(row):
    """An unsaved place from a row of PlaceAbove, for Place.lies_in(); None for none.

    Places that are hidden from the user are not in the row.
    """
    if row is None:
        return None
    above = {name: made_place(row[name]) for name in ("parent", "country") if row.get(name)}
    return Place(slug=row["slug"], name=row["name"], kind=row["kind"], publication="published", **above)
