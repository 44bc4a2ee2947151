"""What ties two states: meetings, visits, outcomes, each with its reason, for those who may see them."""

import pytest

from experts.models import Organisation, OrganisationTerritory
from sources.models import Place
from summits.models import Outcome, ParticipationCitation
from summits.relations.finding import pairs
from tests import factories as make
from tests.api.conftest import body
from tests.summits.relations.events import PATH, met, reasons, sat, state

pytestmark = pytest.mark.django_db


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
