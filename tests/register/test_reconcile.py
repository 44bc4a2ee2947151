"""Reconciliation as OpenRefine asks it: answers by the structure of API 0.2, the right record, and drafts unseen."""

import json

import jsonschema
import pytest
from django.test import Client

from register.reconcile.kinds import TYPES, properties
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "/api/v1/reconcile"

# The structures of the specification (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
# written down by hand.
TYPE = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
    "required": ["id", "name"],
    "additionalProperties": False,
}
SERVICE = {
    "type": "object",
    "properties": {
        "service_url": {"type": "string", "pattern": "^https?://"},
        "service_path": {"type": "string", "pattern": "^/"},
        "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"},
    },
    "required": ["service_url", "service_path"],
    "additionalProperties": False,
}
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": {"type": "string"}, "contains": {"const": "0.2"}},
        "name": {"type": "string"},
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "documentation": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "view": {
            "type": "object",
            "properties": {"url": {"type": "string", "pattern": r"\{\{id\}\}"}},
            "required": ["url"],
        },
        "preview": {
            "type": "object",
            "properties": {
                "url": {"type": "string", "pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
            "required": ["url", "width", "height"],
            "additionalProperties": False,
        },
        "suggest": {
            "type": "object",
            "properties": {"entity": SERVICE, "type": SERVICE, "property": SERVICE},
            "additionalProperties": False,
        },
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": SERVICE,
                "property_settings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "name": {"type": "string"},
                            "label": {"type": "string"},
                            "type": {"enum": ["number", "text", "checkbox", "select"]},
                            "default": {},
                            "help_text": {"type": "string"},
                        },
                        "required": ["name", "label", "type"],
                    },
                },
            },
        },
        "batchSize": {"type": "integer"},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "view"],
}
CANDIDATE = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "type": {"type": "array", "items": TYPE},
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "value": {"type": ["boolean", "number"]}},
                "required": ["id", "value"],
            },
        },
    },
    "required": ["id", "name", "score"],
    "additionalProperties": False,
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
        "required": ["result"],
        "additionalProperties": False,
    },
}
CELL = {
    "oneOf": [
        {"type": "object", "properties": {name: kind}, "required": [name], "additionalProperties": False}
        for name, kind in (
            ("str", {"type": "string"}),
            ("int", {"type": "integer"}),
            ("float", {"type": "number"}),
            ("date", {"type": "string"}),
            ("bool", {"type": "boolean"}),
        )
    ]
    + [TYPE]
}
EXTENDED = {
    "type": "object",
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "type": TYPE},
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        },
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": CELL}},
        },
    },
    "required": ["meta", "rows"],
    "additionalProperties": False,
}
SUGGESTED = {
    "type": "object",
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string"},
                    "description": {"type": "string"},
                    "notable": {"type": "array", "items": TYPE},
                },
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["result"],
    "additionalProperties": False,
}
PROPOSED = {
    "type": "object",
    "properties": {
        "limit": {"type": "integer"},
        "type": {"type": "string"},
        "properties": {"type": "array", "items": TYPE},
    },
    "required": ["properties"],
    "additionalProperties": False,
}


@pytest.fixture
def world(db):
    """One record of every kind with every field filled."""
    return make.world()


def valid(answer, schema):
    assert answer.status_code == 200, answer.content
    found = answer.json()
    jsonschema.validate(found, schema)
    return found


@pytest.fixture
def ask(client):
    """A function that sends a batch as OpenRefine does, and returns the candidates by query."""

    def send(reader=client, **queries):
        found = valid(reader.post(f"{HERE}/", {"queries": json.dumps(queries)}), RESULTS)
        return {name: one["result"] for name, one in found.items()}

    return send


@pytest.fixture
def people(db):
    """Two Kissingers, a Berg with a name in Cyrillic, and a draft."""
    institute = make.organisation(slug="iiss", name="International Institute for Strategic Studies")
    henry = make.expert(slug="henry", name="Henry Kissinger", born="1923-05-27", died="2023", public_id="r-henry")
    make.expert(slug="walter", name="Walter Kissinger", born="1924", public_id="r-walter")
    ada = make.expert(slug="ada", name="Ada Berg", born="1911~", public_id="r-ada")
    make.expert(slug="secret", name="Secret Kissinger", publication="draft", public_id="r-secret")
    ada.names.create(text="Ада Берг", language="ru", script="Cyrl")
    henry.identifiers.create(scheme="wikidata", value="Q66107")
    make.appointment(expert=ada, organisation=institute, post="Director")


# --- the manifest ------------------------------------------------------------------------------------------


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


# --- queries -----------------------------------------------------------------------------------------------


def test_a_batch_gives_each_query_its_candidates_the_best_first(ask, people):
    found = ask(
        q0={"query": "Henry Kissinger", "type": "experts", "limit": 5},
        q1={"query": "Ада Берг", "type": "experts"},
        q2={"query": "Kissinger", "type": ["experts"]},
        q3={"query": "Nobody Whatsoever"},
        q4={"query": "IISS", "type": "organisations"},
        q5={"query": "Henri Kissinger", "type": "experts"},
    )
    best = found["q0"][0]
    assert (best["id"], best["name"], best["match"], best["score"]) == ("r-henry", "Henry Kissinger", True, 100)
    assert best["type"] == [{"id": "experts", "name": "Experts"}] and "1923-05-27" in best["description"]
    assert (found["q1"][0]["id"], found["q1"][0]["match"]) == ("r-ada", True)
    assert {one["id"] for one in found["q2"]} == {"r-henry", "r-walter"} and not any(
        one["match"] for one in found["q2"]
    )
    assert found["q3"] == []
    assert found["q4"][0]["name"].startswith("International Institute") and not found["q4"][0]["match"]
    assert found["q5"][0]["id"] == "r-henry" and not found["q5"][0]["match"] and found["q5"][0]["score"] < 100


def test_two_of_one_name_are_no_match_until_a_property_tells_them_apart(ask, db):
    for born, key in (("1857-09-15", "r-president"), ("1915", "r-ambassador")):
        make.expert(name="William Howard Taft", born=born, public_id=key)
    found = ask(
        plain={"query": "William Howard Taft", "type": "experts"},
        born={"query": "William Howard Taft", "type": "experts", "properties": [{"pid": "born", "v": "1915-08-07"}]},
        wrong={"query": "William Howard Taft", "type": "experts", "properties": [{"pid": "born", "v": "1700"}]},
    )
    assert len(found["plain"]) == 2 and not any(one["match"] for one in found["plain"])
    assert [(one["id"], one["match"]) for one in found["born"]] == [("r-ambassador", True), ("r-president", False)]
    assert found["born"][0]["score"] > found["born"][1]["score"]
    assert not any(one["match"] for one in found["wrong"])


def test_identifiers_and_permanent_ids_are_certain(ask, people):
    found = ask(
        scheme={
            "query": "Kissinger",
            "type": "experts",
            "properties": [{"pid": "identifiers.wikidata", "v": {"id": "Q66107"}}],
        },
        id={"query": "r-walter"},
        address={"query": "http://testserver/id/r-ada/"},
    )
    assert (found["scheme"][0]["id"], found["scheme"][0]["match"]) == ("r-henry", True)
    assert (found["id"][0]["id"], found["id"][0]["match"]) == ("r-walter", True)
    assert found["address"][0]["id"] == "r-ada"


def test_places_are_told_apart_by_their_country(ask, db):
    for name in ("Northland", "Southland"):
        make.place(name="Port", country=make.country(name=name), public_id=f"r-{name.lower()}")
    (best, _) = ask(q={"query": "Port", "type": "places", "properties": [{"pid": "country", "v": "Southland"}]})["q"]
    assert (best["id"], best["match"]) == ("r-southland", True)


def test_drafts_are_found_by_those_who_see_them_alone(ask, people, django_user_model):
    assert ask(q={"query": "Secret Kissinger", "type": "experts"})["q"][0]["id"] != "r-secret"
    assert ask(q={"query": "r-secret"})["q"] == []
    clerk = Client()
    clerk.force_login(django_user_model.objects.create_user("clerk", is_staff=True))
    answer = clerk.get(f"{HERE}/", {"queries": json.dumps({"q": {"query": "Secret Kissinger"}})})
    assert answer.json()["q"]["result"][0]["id"] == "r-secret"


def test_a_batch_takes_as_many_statements_however_much_is_found(client, people, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    batch = {"queries": json.dumps({"q": {"query": "Kissinger", "properties": [{"pid": "born", "v": "1923"}]}})}
    with CaptureQueriesContext(connection) as few:
        client.get(f"{HERE}/", batch)
    for number in range(8):
        make.expert(name=f"Kissinger {number}").names.create(text=f"K. {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(f"{HERE}/", batch).json()["q"]["result"]) > 8
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("queries", "words"),
    [
        ("{", "not JSON"),
        ("[]", "queries by name"),
        ('{"q": "Berg"}', "a query is an object"),
        ('{"q": {"query": 7}}', "at most 300 letters"),
        ('{"q": {"query": "x", "type": "ships"}}', "type is one or several of"),
        ('{"q": {"query": "x", "limit": 0}}', "limit is a whole number"),
        ('{"q": {"query": "x", "properties": [{"v": 1}]}}', "has a pid and a v"),
        ('{"q": {"query": "x", "properties": [{"pid": "shoe", "v": 1}]}}', "no property “shoe”"),
        ('{"q": {"query": "a\\u0000b"}}', "NUL"),
        (json.dumps({str(n): {"query": "x"} for n in range(51)}), "at most 50"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(client, queries, words):
    answer = client.get(f"{HERE}/", {"queries": queries})
    assert answer.status_code == 400 and words in " ".join(answer.json()["queries"])


def test_unknown_parameters_are_refused(client):
    assert "Allowed: extend, queries" in client.get(f"{HERE}/", {"query": "x"}).json()["query"][0]


def test_odd_values_are_answered(ask, people):
    for said in (
        {},
        {"query": ""},
        {"query": "  "},
        {"query": "%_\\"},
        {"query": "x", "type": []},
        {"query": "!", "properties": []},
    ):
        assert isinstance(ask(q=said)["q"], list)
    asked = [{"pid": "born", "v": [None, "", 1923, {"id": None}, {"name": "x"}]}]
    assert ask(q={"query": "Henry Kissinger", "properties": asked})["q"][0]["id"] == "r-henry"


# --- extending ---------------------------------------------------------------------------------------------


def test_matches_are_extended_with_what_is_on_record(client, world):
    expert, organisation = world.expert, world.organisation
    asked = {
        "ids": [expert.public_id, organisation.public_id, "r-none"],
        "properties": [
            {"id": "born"},
            {"id": "names"},
            {"id": "identifiers.viaf"},
            {"id": "appointments", "settings": {"limit": "1"}},
            {"id": "parent"},
        ],
    }
    found = valid(client.post(f"{HERE}/", {"extend": json.dumps(asked)}), EXTENDED)
    assert [one["id"] for one in found["meta"]] == ["born", "names", "identifiers.viaf", "appointments", "parent"]
    assert found["meta"][-1]["type"] == {"id": "organisations", "name": "Organisations"}
    row = found["rows"][expert.public_id]
    assert row["born"] == [{"str": str(expert.born)}] and row["identifiers.viaf"] == [{"str": "77"}]
    assert len(row["appointments"]) == 1 and row["names"]
    assert found["rows"][organisation.public_id]["parent"] == [
        {"id": world.parent.public_id, "name": world.parent.name}
    ]
    assert found["rows"]["r-none"] == {one["id"]: [] for one in asked["properties"]}


@pytest.mark.parametrize("name", TYPES)
def test_every_property_of_every_type_can_be_asked(client, world, name):
    ids = list(TYPES[name].model.objects.values_list("public_id", flat=True))
    asked = {"ids": ids, "properties": [{"id": pid} for pid in properties(name)]}
    found = valid(client.get(f"{HERE}/", {"extend": json.dumps(asked)}), EXTENDED)
    proposed = client.get(f"{HERE}/properties/", {"type": name}).json()["properties"]
    assert [one["id"] for one in proposed] == list(properties(name))
    assert any(cells for row in found["rows"].values() for cells in row.values())


def test_a_merged_record_is_extended_by_what_it_became(client, db):
    from desk.kinds import KINDS
    from desk.merge.engine import merge

    kept, gone = make.expert(name="Ada Berg", born="1911"), make.expert(name="A. Berg", public_id="r-gone")
    merge(KINDS["expert"], kept.pk, gone.pk)
    asked = {"ids": ["r-gone"], "properties": [{"id": "born"}]}
    found = valid(client.get(f"{HERE}/", {"extend": json.dumps(asked)}), EXTENDED)
    assert found["rows"]["r-gone"]["born"] == [{"str": "1911"}]


@pytest.mark.parametrize(
    "asked",
    [
        "{}",
        "[]",
        '{"ids": "r", "properties": []}',
        '{"ids": [1], "properties": []}',
        '{"ids": [], "properties": [{"id": "shoe"}]}',
    ],
)
def test_extensions_that_cannot_be_read_are_refused(client, asked):
    assert client.get(f"{HERE}/", {"extend": asked}).status_code == 400


# --- suggestions and previews ------------------------------------------------------------------------------


def test_suggestions_as_one_types(client, people):
    found = valid(client.get(f"{HERE}/suggest/entity/", {"prefix": "kissin"}), SUGGESTED)["result"]
    assert {one["id"] for one in found} == {"r-henry", "r-walter"}
    assert found[0]["notable"] == [{"id": "experts", "name": "Experts"}]
    assert [one["id"] for one in client.get(f"{HERE}/suggest/type/", {"prefix": "plac"}).json()["result"]] == ["places"]
    found = valid(client.get(f"{HERE}/suggest/property/", {"prefix": "wikidata"}), SUGGESTED)["result"]
    assert [one["id"] for one in found] == ["identifiers.wikidata"]
    assert client.get(f"{HERE}/suggest/entity/", {"prefix": "x", "cursor": "one"}).status_code == 400
    assert client.get(f"{HERE}/suggest/ships/").status_code == 404


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
