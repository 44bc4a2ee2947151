"""Names are matched with the record: by the structure of API 0.2, the right one, and drafts unseen."""

import json

import pytest
from django.test import Client

from tests import factories as make
from tests.register.reconcile.schemas import (
    HERE,
)

pytestmark = pytest.mark.django_db


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
