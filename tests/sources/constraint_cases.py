"""A record that breaks each constraint of sources and places."""

from sources.models import Place, PlaceCitation, PlaceIdentifier, PlaceName, Source, SourceIdentifier
from tests import factories as make
from tests.lib.constraint_cases import BLANK, Case, citation_cases, identifier_cases, member_cases, name_cases

CASES = {
    "source_title": Case(lambda: Source(slug="s", title=""), "title", BLANK),
    "place_name": Case(lambda: Place(slug="p", name=""), "name", BLANK),
    "place_country_of_country": Case(lambda: Place(slug="p", name="Land", kind="country", country=make.country())),
    "place_latitude": Case(lambda: Place(slug="p", name="P", latitude=90.5, longitude=0)),
    "place_longitude": Case(lambda: Place(slug="p", name="P", latitude=0, longitude=-180.5)),
    "place_coordinates": Case(lambda: Place(slug="p", name="P", latitude=0)),
    **member_cases(make.source, Source, "kind", "publication"),
    **member_cases(make.place, Place, "kind", "publication"),
    **name_cases(PlaceName, make.place),
    **citation_cases(PlaceCitation, make.place),
    **identifier_cases(PlaceIdentifier, make.place),
    **identifier_cases(SourceIdentifier, make.source),
}
