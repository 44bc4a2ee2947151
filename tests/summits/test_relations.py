"""What ties two states, and how the API tells it: meetings, visits, outcomes, each with its reason."""

import csv
import io
from types import SimpleNamespace

import jsonschema
import orjson
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator

from experts.models import Organisation, OrganisationTerritory
from sources.models import Place
from summits.models import Event, Outcome, Participation, ParticipationCitation
from summits.relations.finding import pairs
from tests import factories as make
from tests.api.conftest import Api, body
from tests.api.test_schema import strict

pytestmark = pytest.mark.django_db
PATH = "relations/north/south"


def state(slug, **fields):
    """A state."""
    return make.organisation(slug=slug, name=slug.title(), kind="state", **fields)


def sat(event, who, **fields):
    """Somebody (or a state itself) at an event as principal, for a state where it is a person."""
    return make.participation(event=event, **{"role": "principal", **fields, **make.actor(who)})


@pytest.fixture
def world():
    """North with a ministry; South, which goes on from Old; the land that both held, with a city; a person of each."""
    w = SimpleNamespace()
    w.north, w.old = state("north"), state("old", end="1991-12-26")
    w.south = state("south", predecessor=w.old, start="1991-12-25")
    w.ministry = make.organisation(slug="ministry", name="Ministry", kind="ministry", parent=w.north)
    w.land = make.country(slug="southland", name="Southland")
    w.city = make.place(slug="southtown", name="Southtown", country=w.land)
    OrganisationTerritory.objects.create(organisation=w.old, place=w.land, period="1922/1991-12-26")
    OrganisationTerritory.objects.create(organisation=w.south, place=w.land, period="1991-12-25/..")
    w.ada, w.bo = make.expert(slug="ada", name="Ada North"), make.expert(slug="bo", name="Bo South")
    return w


@pytest.fixture
def api():
    """The API as the public sees it."""
    return Api(Client())


@pytest.fixture
def staff():
    """The API as staff see it."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    return Api(client)


def met(w, slug, **fields):
    """A summit of Ada for North and Bo for South."""
    event = make.event(slug=slug, **{"date": "2000-05-01", **fields})
    sat(event, w.ada, on_behalf_of=w.north)
    sat(event, w.bo, on_behalf_of=w.south)
    return event


def reasons(api, path=PATH, **parameters):
    """{slug of an event: [(reason, visitor)]} of a relation."""
    rows = api.rows(path, **parameters)
    return {row["slug"]: [(one["reason"], one["visitor"]) for one in row["reasons"]] for row in rows}


# -- what ties two states ------------------------------------------------------------------------------------------


def test_both_took_part_whether_for_the_state_or_a_part_of_it_or_by_their_post(api, world):
    met(world, "summit")
    post = make.appointment(expert=world.ada, organisation=world.ministry, post="Minister")
    by_post = make.event(slug="by-post", date="2001")
    sat(by_post, world.ada, role="delegate", appointments=[post])
    sat(by_post, world.south, role="party")
    by_ministry = make.event(slug="by-ministry", date="2002")
    sat(by_ministry, world.ministry)
    sat(by_ministry, world.bo, on_behalf_of=world.south)

    assert reasons(api) == {slug: [("meeting", None)] for slug in ("by-ministry", "by-post", "summit")}
    row = api.rows(PATH, slug="by-post")[0]
    assert [(one["expert"]["slug"], one["appointments"][0]["post"]) for one in row["first"]] == [("ada", "Minister")]
    assert row["reasons"][0]["words"] == "North and South took part"
    assert row["reasons"][0]["shown_by"] == ["first", "second"]


def test_who_only_speaks_listens_or_is_there_for_another_ties_nobody(api, world):
    for role in ("speaker", "attendee", "observer", "moderator", "interpreter"):
        event = make.event()
        sat(event, world.ada, on_behalf_of=world.north, role=role)
        sat(event, world.bo, on_behalf_of=world.south)
    # A post in North counts for nothing where somebody speaks for another.
    for_another = make.event()
    post = make.appointment(expert=world.ada, organisation=world.ministry)
    sat(for_another, world.ada, on_behalf_of=state("west"), appointments=[post])
    sat(for_another, world.bo, on_behalf_of=world.south)
    assert api.rows(PATH) == []


def test_one_came_to_the_other_as_its_guest(api, world):
    visit = make.event(slug="reception", kind="visit", date="2001")
    sat(visit, world.south, name_as_printed="President Bo South")
    sat(visit, world.north, role="host")
    assert reasons(api) == {"reception": [("visit", "south")]}
    assert reasons(api, "relations/south/north") == {"reception": [("visit", "south")]}
    reason = api.rows(PATH)[0]["reasons"][0]
    assert reason["words"] == "South came to North, which was host"
    assert reason["shown_by"] == ["second", "first"]


def test_one_came_to_the_other_by_the_place_and_the_day(api, world):
    for slug, kind, date in (
        ("now", "visit", "2005-03-01"),
        ("then", "visit", "1972-05-22/1972-05-30"),
        ("other-kind", "multilateral_meeting", "2005-04-01"),
    ):
        sat(make.event(slug=slug, kind=kind, date=date, place=world.city), world.ada, on_behalf_of=world.north)
    # A visit is no meeting: nobody of the other side is on record there. A meeting held in a country is no visit to it.
    assert reasons(api) == {"now": [("visit", "north")], "then": [("visit", "north")]}
    words = {row["slug"]: row["reasons"][0]["words"] for row in api.rows(PATH)}
    assert words["then"] == "North came to Old, in its territory"
    assert words["now"] == "North came to South, in its territory"
    assert api.rows(PATH)[0]["reasons"][0]["shown_by"] == ["first", "citations"]


def test_a_state_is_no_visitor_before_it_existed(api, world):
    OrganisationTerritory.objects.filter(organisation=world.south).update(period=None)
    sat(
        make.event(slug="then", kind="visit", date="1972", place=world.city),
        world.ada,
        on_behalf_of=world.north,
    )
    assert [one["second"] for one in api.rows(PATH)[0]["reasons"]] == ["old"]


def test_both_are_parties_of_an_outcome_as_states_or_by_who_sat_there(api, world):
    talks = make.event(slug="talks", date="2003")
    make.outcome(public_id="pact", event=talks, parties=[world.north, world.south])
    make.outcome(event=talks, parties=[world.north])
    both = met(world, "summit")
    make.outcome(public_id="word", event=both, parties=[world.ada, world.bo])
    assert reasons(api) == {
        "talks": [("outcome", None)],
        "summit": [("meeting", None), ("outcome", None)],
    }
    assert [[one["id"] for one in row["outcomes"]] for row in api.rows(PATH)] == [["pact"], ["word"]]
    assert api.json(PATH)["relation"]["outcomes"] == 2


def test_nobody_met_at_what_was_called_off_nor_did_who_was_unable_to_come(api, world):
    met(world, "cancelled", status="cancelled")
    met(world, "postponed", status="postponed")
    met(world, "planned", status="planned")
    alone = make.event(slug="alone")
    sat(alone, world.ada, on_behalf_of=world.north)
    sat(alone, world.bo, on_behalf_of=world.south, attendance="unable")
    assert set(reasons(api)) == {"postponed", "planned"}
    assert {row["slug"]: row["status"] for row in api.rows(PATH)} == {"postponed": "postponed", "planned": "planned"}


def test_predecessors_together_or_apart(api, world):
    met(world, "new")
    before = make.event(slug="before", date="1985")
    sat(before, world.ada, on_behalf_of=world.north)
    sat(before, world.old)
    assert set(reasons(api)) == {"new", "before"}
    assert set(reasons(api, predecessors="apart")) == {"new"}
    assert set(reasons(api, "relations/north/old")) == {"before"}
    assert [one["slug"] for one in api.json(PATH)["relation"]["second"]["predecessors"]] == ["old"]
    # Between a state and the one that it goes on from each stands for itself.
    both = make.event(slug="handing-over", date="1991-12-25")
    sat(both, world.old)
    sat(both, world.south)
    assert set(reasons(api, "relations/south/old")) == {"handing-over"}
    assert set(reasons(api, "relations/old/south")) == {"handing-over"}


# -- who may see what ----------------------------------------------------------------------------------------------


def hide(record):
    """Make a record a draft."""
    type(record).objects.filter(pk=record.pk).update(publication="draft")


@pytest.mark.parametrize("what", ["event", "participation", "expert"])
def test_a_draft_ties_nobody_for_the_public(api, staff, world, what):
    event = met(world, "summit")
    part = event.participations.get(expert=world.bo)
    hide({"event": event, "participation": part, "expert": world.bo}[what])
    assert reasons(api) == {}
    assert api.json(PATH)["relation"]["years"] == [] and pairs(None, 10) == []
    assert reasons(staff) == {"summit": [("meeting", None)]}


def test_drafts_between_are_no_way_and_their_names_stay_hidden(api, staff, world):
    sat(make.event(slug="trip", kind="visit", date="2005", place=world.city), world.ada, on_behalf_of=world.north)
    by_ministry = make.event(slug="by-ministry", date="1985")
    sat(by_ministry, world.ministry)
    sat(by_ministry, world.old)
    assert set(reasons(api)) == {"trip", "by-ministry"}
    for one in (world.ministry, world.land):
        hide(one)
    assert reasons(api) == {} and set(reasons(staff)) == {"trip", "by-ministry"}
    Organisation.objects.update(publication="published")
    Place.objects.update(publication="published")
    hide(world.old)
    assert set(reasons(api)) == {"trip"}
    assert api.json(PATH)["relation"]["second"]["predecessors"] == []
    assert api("relations/north/old").status_code == 404


def test_a_draft_outcome_and_a_draft_source_are_not_told(api, staff, world):
    event = met(world, "summit")
    pact = make.outcome(event=event, parties=[world.north, world.south])
    source = make.source(slug="leaked", publication="draft")
    ParticipationCitation.objects.create(record=event.participations.get(expert=world.ada), source=source)
    Outcome.objects.filter(pk=pact.pk).update(publication="draft")
    row, whole = api.rows(PATH)[0], staff.rows(PATH)[0]
    assert (row["outcomes"], row["first"][0]["citations"]) == ([], [])
    assert [one["reason"] for one in row["reasons"]] == ["meeting"]
    assert [one["reason"] for one in whole["reasons"]] == ["meeting", "outcome"]
    assert whole["first"][0]["citations"][0]["source"]["slug"] == "leaked"
    assert "leaked" not in body(api(PATH, format="csv"))


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
