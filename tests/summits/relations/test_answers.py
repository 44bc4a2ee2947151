"""How the API tells a relation: its parameters, pages, formats, figures and pairs."""

import csv
import io

import jsonschema
import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator

from experts.models import Organisation
from summits.models import Event, Participation
from tests import factories as make
from tests.api.conftest import body
from tests.api.test_schema import strict
from tests.summits.relations.events import PATH, met, reasons, sat, state

pytestmark = pytest.mark.django_db


# -- parameters, pages, formats -------------------------------------------------------------------------------------


def test_parameters_of_events_and_of_the_relation(api, world):
    met(world, "summit", date="2000-05-01")
    met(world, "vague", date="2001", kind="dialogue")
    sat(make.event(slug="trip", kind="visit", date="2005", place=world.city), world.ada, on_behalf_of=world.north)
    assert set(reasons(api, reason="visit")) == {"trip"}
    assert set(reasons(api, reason="meeting,visit")) == {"summit", "vague", "trip"}
    assert set(reasons(api, kind="dialogue")) == {"vague"}
    assert set(reasons(api, date_from="2000-05", date_to="2001-06")) == {"summit", "vague"}
    assert set(reasons(api, date_from="2000-05", date_to="2001-06", date_match="certain")) == {"summit"}
    assert set(reasons(api, country="southland")) == {"trip"}
    assert set(reasons(api, expert="bo")) == {"summit", "vague"}
    assert api.keys(PATH, ordering="date") == ["summit", "vague", "trip"]
    assert api.json(PATH, kind="dialogue")["relation"]["kinds"] == [{"kind": "dialogue", "events": 1}]


def test_what_cannot_be_read_is_a_400_that_names_it(api, world):
    assert "no parameter" in api.faults(PATH, foo="1")["foo"]
    assert "meeting, visit, outcome" in api.faults(PATH, reason="quarrel")["reason"]
    assert "together, apart" in api.faults(PATH, predecessors="maybe")["predecessors"]
    assert "before" in api.faults(PATH, date_from="2001", date_to="2000")["date_to"]
    assert "cursor" in api.faults(PATH, cursor="nonsense")
    assert "1 to 500" in api.faults("relations", limit="0")["limit"]
    assert "no parameter" in api.faults("relations", foo="1")["foo"]


def test_pages_follow_each_other_and_files_hold_the_same(api, world):
    for year in range(2000, 2007):
        met(world, f"summit-{year}", date=str(year))
    found, address = [], "/api/v1/relations/north/south/?page_size=3&ordering=date"
    while address:
        answer = api.json(address)
        assert (answer["count"], answer["relation"]["reasons"]["meeting"]) == (7, 7)
        found += [row["slug"] for row in answer["results"]]
        address = answer["next"]
    assert found == [f"summit-{year}" for year in range(2000, 2007)]
    response = api(PATH, format="csv", ordering="date")
    assert response["Content-Disposition"] == 'attachment; filename="north-south.csv"'
    rows = list(csv.DictReader(io.StringIO(body(response).removeprefix("\ufeff"))))
    assert [row["slug"] for row in rows] == found
    assert (rows[0]["reasons"], rows[0]["first"]) == ("North and South took part", "Ada North / North (principal)")
    assert body(api(PATH, format="ics")).count("BEGIN:VEVENT") == 7
    assert body(api(PATH, format="ics", date_to="2001")).count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize(("chosen", "number"), [("json", 6), ("csv", 4), ("ics", 5)])
def test_as_many_statements_for_many_events_as_for_one(api, world, chosen, number):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            body(api(PATH, format=chosen))
        return len(captured)

    make.outcome(event=met(world, "one"), parties=[world.north, world.south])
    one = statements()
    for n in range(5):
        make.outcome(event=met(world, f"more-{n}"), parties=[world.ada, world.bo])
        sat(make.event(kind="visit", place=world.city), world.ada, on_behalf_of=world.north)
    assert statements() == one == number


def test_an_address_that_is_no_relation(api, world):
    make.organisation(slug="club", name="Club")
    assert api("relations/north/nowhere").status_code == 404
    assert api("relations/club/south").status_code == 404
    assert api("relations/north/north").status_code == 404
    Organisation.objects.filter(slug="south").update(slug="southern")
    response = api(PATH, kind="visit")
    assert response.status_code == 301
    assert response["Location"].endswith("/api/v1/relations/north/southern/?kind=visit")
    world.south.predecessor = None
    gone = state("short-lived")
    gone.delete()
    assert api("relations/north/short-lived").status_code == 410


# -- the whole ------------------------------------------------------------------------------------------------------


def test_years_kinds_and_people_of_the_whole(api, world):
    post = make.appointment(expert=world.ada, organisation=world.north, post="President")
    for slug, date in (("a", "2000-05-01"), ("b", "2000-12/2001-02"), ("c", None)):
        event = make.event(slug=slug, date=date)
        sat(event, world.ada, on_behalf_of=world.north, appointments=[post])
        sat(event, world.bo, on_behalf_of=world.south, billing="Chancellor")
    visit = make.event(slug="d", kind="visit", date="2001-04")
    sat(visit, world.south, name_as_printed="King Cy")
    sat(visit, world.north, role="host")
    whole = api.json(PATH)["relation"]
    assert [(one["year"], one["events"], one["certain"], one["meeting"], one["visit"]) for one in whole["years"]] == [
        (2000, 2, 2, 2, 0),
        (2001, 1, 1, 0, 1),
        (None, 1, 0, 1, 0),
    ]
    assert whole["kinds"] == [{"kind": "summit", "events": 3}, {"kind": "visit", "events": 1}]
    assert whole["reasons"] == {"meeting": 3, "visit": 1, "outcome": 0}
    ada = whole["first_people"][0]
    assert (ada["expert"]["slug"], ada["posts"], ada["events"]) == ("ada", ["President"], 3)
    assert [(one["name"], one["expert"] and one["expert"]["slug"], one["posts"]) for one in whole["second_people"]] == [
        ("Bo South", "bo", ["Chancellor"]),
        ("King Cy", None, []),
    ]
    assert (whole["second_people"][1]["first_day"], whole["second_people"][1]["last_day"]) == (
        "2001-04-01",
        "2001-04-30",
    )


def test_a_year_is_certain_only_where_the_date_says_so(api, world):
    met(world, "about", date="2000~")
    met(world, "long", date="2010/2012")
    (about, long) = api.json(PATH)["relation"]["years"]
    assert (about["year"], about["events"], about["certain"]) == (2000, 1, 0)
    assert (long["year"], long["events"], long["certain"]) == (2010, 1, 1)


def test_pairs_with_most_events_come_first_and_predecessors_count_with_them(api, world):
    met(world, "new")
    before = make.event(slug="before", date="1985")
    sat(before, world.ada, on_behalf_of=world.north)
    sat(before, world.old)
    west = state("west")
    sat(Event.objects.get(slug="new"), west)
    answer = api.json("relations")["results"]
    found = [({one["first"]["slug"], one["second"]["slug"]}, one["events"]) for one in answer]
    assert found[0] == ({"north", "south"}, 2)
    assert sorted((sorted(states), number) for states, number in found[1:]) == [
        (["north", "west"], 1),
        (["south", "west"], 1),
    ]
    assert len(api.json("relations", limit="1")["results"]) == 1
    assert api.json(answer[0]["url"])["count"] == 2
    # Every address that is given leads somewhere.
    addresses = [value for one in answer for value in one.values() if isinstance(value, str)]
    assert [address for address in addresses if api(address).status_code != 200] == []


# -- the description ------------------------------------------------------------------------------------------------


def test_answers_are_as_the_schema_says(api, world):
    make.outcome(event=met(world, "summit", place=world.city), parties=[world.north, world.south])
    visit = make.event(slug="d", kind="visit", date="2001-04")
    sat(visit, world.south, name_as_printed="King Cy")
    sat(visit, world.north, role="host")
    schema = orjson.loads(orjson.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str))
    parts = {
        name: strict(one) for name, one in schema["components"]["schemas"].items() if not name.startswith("Timeline")
    }
    for path, address in (
        ("/api/v1/relations/{first}/{second}/", PATH),
        ("/api/v1/relations/", "relations"),
    ):
        told = schema["paths"][path]["get"]
        content = told["responses"]["200"]["content"]["application/json"]["schema"]
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator({**content, "components": {"schemas": parts}}, format_checker=checker).validate(
            api.json(address)
        )
    names = {one["name"] for one in schema["paths"]["/api/v1/relations/{first}/{second}/"]["get"]["parameters"]}
    assert {"first", "second", "reason", "predecessors", "kind", "date_match", "cursor", "format"} <= names
    assert Participation.objects.count() == 4


def test_a_relation_is_a_feed_of_its_events(api, world):
    met(world, "talks")
    answer = api(PATH, format="atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert b"/api/v1/events/talks/" in answer.content
