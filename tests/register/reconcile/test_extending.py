"""Matches are extended with what is on record."""

import json

import pytest

from register.reconcile.kinds import TYPES, properties
from tests import factories as make
from tests.register.reconcile.schemas import (
    EXTENDED,
    HERE,
    valid,
)

pytestmark = pytest.mark.django_db


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


def test_what_was_not_held_is_no_fact_of_it(client, db):
    event = make.event(name="The Talks", status="cancelled", public_id="r-talks", date="2021-06-16")
    ada, bo = make.expert(name="Ada Berg", public_id="r-ada"), make.expert(name="Bo Ek")
    make.participation(event=event, expert=ada, attendance="unable")
    make.participation(event=event, expert=bo)
    make.appointment(expert=ada, post="Envoy", status="declined")
    asked = {"ids": ["r-talks", "r-ada"], "properties": [{"id": "participations"}, {"id": "appointments"}]}
    rows = valid(client.get(f"{HERE}/", {"extend": json.dumps(asked)}), EXTENDED)["rows"]
    assert [one["name"] for one in rows["r-talks"]["participations"]] == ["Bo Ek"]
    assert rows["r-ada"]["appointments"] == []
    queries = json.dumps({"q": {"query": "The Talks", "type": "events"}})
    (found,) = client.get(f"{HERE}/", {"queries": queries}).json()["q"]["result"]
    assert found["description"].endswith("; 2021-06-16; cancelled")


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
