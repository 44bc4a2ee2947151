"""``identifier=``: the record with an identifier, however that is written, on API, pages and exports; what is none is named."""

import pytest

from experts.models import ExpertIdentifier
from sources.models import IdentifierScheme, SourceIdentifier
from summits.models import EventIdentifier
from tests import factories as make
from tests.api.conftest import body

# The world's records with identifiers.
OWN = {
    "events": ("event", "wikidata:Q5008"),
    "experts": ("expert", "viaf:77"),
    "organisations": ("organisation", "wikidata:Q1"),
    "places": ("place", "geonames:5007"),
    "sources": ("source", "doi:10.1000/182"),
}


@pytest.mark.parametrize("name", OWN)
def test_found_by_scheme_and_by_the_uri_that_the_api_gives(api, world, name):
    attribute, identifier = OWN[name]
    slug = getattr(world, attribute).slug
    uri = api.json(f"{name}/{slug}")["identifiers"][0]["uri"]
    for asked in (identifier, uri):
        assert api.keys(name, identifier=asked) == [slug], asked
        assert slug in body(api(name, identifier=asked, format="csv"))
        page = api.client.get(f"/{name}/", {"identifier": asked})
        assert page.status_code == 200 and page.content.decode().count(f'href="/{name}/{slug}/') == 1
    assert api.keys(name, identifier=f"{identifier}7") == []


@pytest.mark.parametrize("name", OWN)
def test_a_draft_is_found_by_the_desk_alone(api, staff, world, name):
    attribute, identifier = OWN[name]
    record = getattr(world, attribute)
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    assert api.keys(name, identifier=identifier) == []
    assert staff.keys(name, identifier=identifier) == [record.slug]


def test_a_scheme_does_not_answer_for_another(api, world):
    ExpertIdentifier.objects.create(record=world.endorser, scheme="other", value="77")
    assert api.keys("experts", identifier="viaf:77") == ["mark-expert"]
    assert api.keys("experts", identifier="other:77") == ["mark-endorser"]


def test_those_of_several_schemes_are_not_mixed(api, world):
    ExpertIdentifier.objects.create(record=world.endorser, scheme="isni", value="0000000121032683")
    ExpertIdentifier.objects.create(record=make.expert(slug="third"), scheme="other", value="77")
    both = api.keys("experts", identifier="viaf:77,isni:0000 0001 2103 2683,other:78")
    assert set(both) == {"mark-expert", "mark-endorser"}


@pytest.mark.parametrize(
    "asked",
    [
        {"identifier": "wikidata:Q5008,wikidata:Q7"},
        {"identifier": ["wikidata:Q5008", "https://www.wikidata.org/wiki/Q7"]},
    ],
)
def test_several_at_once(api, world, asked):
    EventIdentifier.objects.create(record=world.other, scheme="wikidata", value="Q7")
    assert set(api.keys("events", **asked)) == {"mark-event", "mark-other"}


def test_a_comma_within_an_identifier_stays(api, world):
    SourceIdentifier.objects.create(record=world.source, scheme="doi", value="10.1002/abc,d")
    other = make.source(slug="other-source")
    SourceIdentifier.objects.create(record=other, scheme="isbn", value="080442957X")
    assert api.keys("sources", identifier="doi:10.1002/ABC,d") == ["mark-source"]
    both = api.keys("sources", identifier="doi:10.1002/abc,d, ISBN:0-8044-2957-x")
    assert set(both) == {"mark-source", "other-source"}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "asked", ["Q5008", "lccn:n79", "wikidata:", "wikidata:Q1,nonsense", ":", "wikidata:Q1\0", "x" * 500]
)
def test_what_is_no_identifier_is_an_error_that_says_how_one_looks(api, world, name, asked):
    text = api.faults(name, identifier=asked)["identifier"]
    assert "identifier" in text
    if asked in ("Q5008", "lccn:n79"):
        assert all(scheme in text for scheme in IdentifierScheme.values)
    page = api.client.get(f"/{name}/", {"identifier": asked})
    assert page.status_code == 400 and "<strong>identifier</strong>" in page.content.decode()


def test_check_digits_are_checked(api, world):
    assert "check digits do not match" in api.faults("sources", identifier="isbn:9780306406158")["identifier"]


@pytest.mark.parametrize("name", ["topics", "positions", "panels"])
def test_kinds_without_identifiers_have_no_such_parameter(api, world, name):
    assert "no parameter" in api.faults(name, identifier="wikidata:Q1")["identifier"]


def test_the_description_has_it_as_a_list(api):
    parameters = api.json("/api/v1/schema/", format="json")["paths"]["/api/v1/experts/"]["get"]["parameters"]
    (found,) = [one for one in parameters if one["name"] == "identifier"]
    assert found["schema"]["type"] == "array" and "orcid" in found["description"]
