"""Places as other records name them: with the city and the country that they lie in."""

from sources.models import Place
from sources.serializers import PlaceRef


class PlaceUpper(PlaceRef):
    """What a place lies in, with what that lies in."""

    parent = PlaceRef(allow_null=True)


class PlaceAbove(PlaceRef):
    """A place with all that Place.lies_in() asks for."""

    parent = PlaceUpper(allow_null=True)
    country = PlaceRef(allow_null=True)


def made_place(row):
    """The unsaved place of a row of PlaceAbove, which can say where it lies; None for none.

    What the reader may not see is not in the row.
    """
    if row is None:
        return None
    above = {name: made_place(row[name]) for name in ("parent", "country") if row.get(name)}
    return Place(slug=row["slug"], name=row["name"], kind=row["kind"], publication="published", **above)
