"""What the service says of itself, who may ask it, suggestions and previews."""

import pytest
from django.test import Client

from tests import factories as make
from tests.register.reconcile.schemas import HERE, MANIFEST, PROPOSED, SUGGESTED, valid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [HERE, f"{HERE}/"])
def test_the_manifest_says_what_the_service_can(client, address):
    answer = client.get(address, headers={"origin": "https://openrefine.example"})
    found = valid(answer, MANIFEST)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {one["id"] for one in found["defaultTypes"]} == {"experts", "organisations", "places", "topics", "events"}
    for what in ("entity", "type", "property"):
        service = found["suggest"][what]
        valid(client.get(service["service_url"] + service["service_path"], {"prefix": "a"}), SUGGESTED)
    service = found["extend"]["propose_properties"]
    valid(client.get(service["service_url"] + service["service_path"], {"type": "experts", "limit": "3"}), PROPOSED)


def test_pages_of_others_may_post(client):
    asked = {"origin": "https://openrefine.example", "access-control-request-method": "POST"}
    answer = client.options(f"{HERE}/", headers=asked)
    assert "POST" in answer["Access-Control-Allow-Methods"]
    answer = client.post(f"{HERE}/", {"queries": "{}"}, headers={"origin": "https://openrefine.example"})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{HERE}/", {"queries": "{}"}).status_code == 200


def test_unknown_parameters_are_refused(client):
    assert "Allowed: extend, queries" in client.get(f"{HERE}/", {"query": "x"}).json()["query"][0]


def test_suggestions_as_one_types(client, people):
    found = valid(client.get(f"{HERE}/suggest/entity/", {"prefix": "kissin"}), SUGGESTED)["result"]
    assert {one["id"] for one in found} == {"r-henry", "r-walter"}
    assert found[0]["notable"] == [{"id": "experts", "name": "Experts"}]
    assert [one["id"] for one in client.get(f"{HERE}/suggest/type/", {"prefix": "plac"}).json()["result"]] == ["places"]
    found = valid(client.get(f"{HERE}/suggest/property/", {"prefix": "wikidata"}), SUGGESTED)["result"]
    assert [one["id"] for one in found] == ["identifiers.wikidata"]
    assert client.get(f"{HERE}/suggest/entity/", {"prefix": "x", "cursor": "one"}).status_code == 400
    assert client.get(f"{HERE}/suggest/ships/").status_code == 404


def test_suggestions_are_narrowed_by_type_and_more_that_openrefine_sends_is_passed_over(client, people):
    make.place(slug="kissinger-hall", name="Kissinger Hall", kind="building")
    sent = {"prefix": "kissin", "type": "places", "type_strict": "should", "lang": "en", "_": "1"}
    found = valid(client.get(f"{HERE}/suggest/entity/", sent), SUGGESTED)["result"]
    assert [one["name"] for one in found] == ["Kissinger Hall"]
    found = valid(client.get(f"{HERE}/suggest/property/", {"prefix": "born", "type": "places"}), SUGGESTED)["result"]
    assert found == []
    assert client.get(f"{HERE}/flyout/", {"id": "r-ada", "lang": "en"}).status_code == 200
    assert client.get(f"{HERE}/properties/", {"type": "experts", "lang": "en"}).status_code == 200


def test_what_describes_a_record_stands_once(client, db):
    land = make.place(slug="land", name="Alba", kind="country")
    make.place(slug="town", name="Brava Town", kind="city", parent=land)
    found = client.get(f"{HERE}/suggest/entity/", {"prefix": "brava town"}).json()["result"]
    assert [one["description"] for one in found] == ["city; Alba"]


def test_a_record_is_previewed_in_a_frame_of_others(client, people):
    answer = client.get(f"{HERE}/preview/", {"id": "r-ada"})
    text = answer.content.decode()
    assert "Ada Berg" in text and "Ада Берг" in text and "1911~" in text
    assert "frame-ancestors *" in answer["Content-Security-Policy"] and "X-Frame-Options" not in answer
    assert client.get(f"{HERE}/preview/", {"id": "r-secret"}).status_code == 404
    found = client.get(f"{HERE}/flyout/", {"id": "r-ada"}).json()
    assert found["id"] == "r-ada" and "Ada Berg" in found["html"]
    assert client.get(f"{HERE}/flyout/", {"id": "nobody"}).status_code == 404


def test_a_closed_installation_asks_for_an_account(client, people, settings):
    settings.PARLEY_CLOSED = True
    for path in ("/", "/suggest/entity/", "/preview/?id=r-ada", "/flyout/?id=r-ada", "/properties/"):
        assert client.get(f"{HERE}{path}").status_code == 401, path
