"""Sources, citations and places."""

from sources.models.citations import Citation, place_in_words
from sources.models.identifiers import Identifier, IdentifierScheme, with_several
from sources.models.places import (
    WITH_PLACE,
    FormerPlaceSlug,
    Place,
    PlaceCitation,
    PlaceIdentifier,
    PlaceKind,
    PlaceName,
    found_by_address,
)
from sources.models.sources import FormerSourceSlug, Source, SourceIdentifier, SourceKind

__all__ = [
    "WITH_PLACE",
    "Citation",
    "FormerPlaceSlug",
    "FormerSourceSlug",
    "Identifier",
    "IdentifierScheme",
    "Place",
    "PlaceCitation",
    "PlaceIdentifier",
    "PlaceKind",
    "PlaceName",
    "Source",
    "SourceIdentifier",
    "SourceKind",
    "found_by_address",
    "place_in_words",
    "with_several",
]
