"""Sources, citations and places."""

from sources.models.citations import Citation
from sources.models.places import FormerPlaceSlug, Place, PlaceCitation, PlaceKind, PlaceName
from sources.models.sources import FormerSourceSlug, Source, SourceKind

__all__ = [
    "Citation",
    "FormerPlaceSlug",
    "FormerSourceSlug",
    "Place",
    "PlaceCitation",
    "PlaceKind",
    "PlaceName",
    "Source",
    "SourceKind",
]
