"""Sources, places and citations as the API shows them."""

from lib.api.fields import Address, Bound, Choice, Number, Partial, Text
from lib.api.serializers import Many, SQLSerializer, Stamped
from lib.names import NameKind
from sources.models import (
    IdentifierScheme,
    Place,
    PlaceCitation,
    PlaceIdentifier,
    PlaceKind,
    PlaceName,
    Source,
    SourceKind,
)
from sources.models.places import around


class SourceRef(SQLSerializer):
    """A source in a few words."""

    url = Address("sources")
    slug = Text()
    title = Text()

    class Meta:
        model = Source


class CitationShape(SQLSerializer):
    """A citation; the same for every kind of record."""

    source = SourceRef()
    paragraph = Number(allow_null=True)
    sentence = Number(allow_null=True)
    locator = Text()
    field = Text(help_text="The field that it supports; empty: the whole record.")
    value = Text(help_text="What the source states.")
    note = Text()

    class Meta:
        model = PlaceCitation


def citations():
    """The citations of a record, in the order of the sources' places."""
    return Many(CitationShape(), relation="citations", order=("source_id", "paragraph", "sentence", "id"))


class NameShape(SQLSerializer):
    """A further name; the same for every kind of record."""

    text = Text()
    language = Text()
    script = Text()
    kind = Choice(choices=NameKind)
    period = Partial()

    class Meta:
        model = PlaceName


def names():
    """The further names of a record."""
    return Many(NameShape(), relation="names")


class Uri(Text):
    """The URI of a record in a catalogue, made from the scheme and value of its identifier."""

    def expression(self, prefix):
        return PlaceIdentifier.uri_expression(prefix)


class IdentifierShape(SQLSerializer):
    """An identifier; the same for every kind of record."""

    scheme = Choice(choices=IdentifierScheme)
    value = Text()
    uri = Uri(help_text="The identifier as a URI; empty where its value alone makes none.")

    class Meta:
        model = PlaceIdentifier


def identifiers():
    """The identifiers of a record in external catalogues."""
    return Many(IdentifierShape(), relation="identifiers", order=("scheme", "value", "id"))


def public_id():
    """The permanent id of a record, independent of its slug."""
    return Text(source="public_id", help_text="Its permanent id, given in “Cite this record”.")


class PlaceRef(SQLSerializer):
    """A place in a few words."""

    url = Address("places")
    slug = Text()
    name = Text()
    kind = Choice(choices=PlaceKind)

    class Meta:
        model = Place


class Within(PlaceRef):
    """The city of a place that is smaller than one."""

    paths = staticmethod(around)


class PlaceWithCountry(PlaceRef):
    """A place with its city and country."""

    within = Within(
        allow_null=True, source="*", help_text="Of what is smaller than a city: the city, else what it stands in."
    )
    country = PlaceRef(allow_null=True)


class PlaceRow(PlaceWithCountry, Stamped):
    """A place in a list."""

    page = Address("places", page=True)
    parent = PlaceRef(allow_null=True)
    address = Text()

    class Meta(PlaceRef.Meta):
        others = True


class PlaceWhole(PlaceRow):
    """A place with all that hangs on it."""

    id = public_id()
    names = names()
    identifiers = identifiers()
    parts = Many(PlaceRef(), relation="parts", order=("name_key", "id"))
    citations = citations()


class SourceRow(SourceRef, Stamped):
    """A source in a list."""

    page = Address("sources", page=True)
    kind = Choice(choices=SourceKind)
    author = Text()
    publisher = Text()
    address = Text(source="url", help_text="Where it is published.")
    published = Partial()
    published_earliest = Bound()
    published_latest = Bound()
    accessed = Partial()
    language = Text()
    licence = Text()

    class Meta(SourceRef.Meta):
        others = True
        left_out = ["first_words", "archived_text", "notes"]


class SourceWhole(SourceRow):
    """A source with all its details."""

    id = public_id()
    first_words = Text()
    notes = Text()
    identifiers = identifiers()
