"""What two events share ties them: people, organisations, topics and statements."""

import math

import pytest

from lib.visibility import Audience
from summits.models import Event, Participation
from summits.related import COMMON, HALF, STEP, WEIGHTS, related_rows
from tests import factories as make
from tests.summits.related.ties import kinds, related


def test_one_man_counts_once_with_all_for_whom_he_speaks(asked):
    leader, state, party = make.expert(), make.organisation(), make.organisation()
    post = make.appointment(expert=leader, organisation=party)
    for event in (asked, make.event(slug="with-him")):
        make.participation(event=event, expert=leader, on_behalf_of=state, appointments=[post])
    found = related(asked)["with-him"]
    assert sorted(kinds(found)) == ["expert", "organisation", "organisation"]
    shared = WEIGHTS["expert"] / math.log(math.e)
    assert found["score"] == pytest.approx(STEP * shared / (shared + HALF), abs=0.01)


def test_a_state_counts_besides_him_where_somebody_else_speaks_for_it(asked):
    leader, minister, state = make.expert(), make.expert(), make.organisation()
    other = make.event(slug="other")
    for event in (asked, other):
        make.participation(event=event, expert=leader, on_behalf_of=state)
    make.participation(event=other, expert=minister, on_behalf_of=state)
    shared = WEIGHTS["expert"] + WEIGHTS["organisation"]
    assert related(asked)["other"]["score"] == pytest.approx(STEP * shared / (shared + HALF), abs=0.01)


def test_a_stranger_counts_once_for_the_two_that_he_speaks_for(asked):
    state, party, other = make.organisation(), make.organisation(), make.event(slug="other")
    for organisation in (state, party):
        make.participation(event=asked, organisation=organisation)
    post = make.appointment(organisation=party)
    make.participation(event=other, expert=post.expert, on_behalf_of=state, appointments=[post])
    shared = WEIGHTS["organisation"]
    assert related(asked)["other"]["score"] == pytest.approx(STEP * shared / (shared + HALF), abs=0.01)


@pytest.mark.parametrize("side", ["asked", "other"])
@pytest.mark.parametrize("way", ["unable", "cancelled"])
def test_who_was_not_there_met_nobody(asked, side, way):
    other = make.event(slug="other")
    there = make.event(slug="there")
    expert, body, state = make.expert(), make.organisation(), make.organisation()
    post = make.appointment(expert=expert)
    for event in (asked, other, there):
        absent = way == "unable" and event.slug == side
        for who in ({"expert": expert, "on_behalf_of": state, "appointments": [post]}, {"organisation": body}):
            make.participation(event=event, attendance="unable" if absent else "planned", **who)
    if way == "cancelled":
        Event.objects.filter(slug=side).update(status="cancelled")
    found = related(asked)
    if side == "asked":
        assert found == {}
    else:
        assert list(found) == ["there"] and sorted(kinds(found["there"])) == ["expert"] + ["organisation"] * 3
        # Nor does it make the tie more common.
        assert {reason["events"] for reason in found["there"]["reasons"]} == {1}


def test_one_day_of_two_is_enough_to_have_been_there(asked):
    expert, other = make.expert(), make.event(slug="other", status="unknown")
    panel = make.panel(event=other)
    make.participation(event=asked, expert=expert)
    make.participation(event=other, expert=expert, attendance="unable")
    make.participation(event=other, panel=panel, expert=expert)
    assert kinds(related(asked)["other"]) == ["expert"]


def test_what_was_called_off_is_still_tied_by_links_topics_and_words(asked):
    other, topic = make.event(slug="other", status="cancelled"), make.topic()
    make.link(asked, other, "prepares")
    make.position(event=asked, about=[other])
    for event in (asked, other):
        make.on_topics(event, topic)
    assert kinds(related(asked)["other"]) == ["link", "about", "topic"]


def test_a_rare_topic_outranks_a_common_one(asked):
    rare, common = make.topic(), make.topic()
    make.on_topics(asked, rare, common)
    make.on_topics(make.event(slug="rare"), rare)
    for n in range(5):
        make.on_topics(make.event(slug=f"common-{n}"), common)
    found = related(asked)
    assert list(found)[0] == "rare"
    assert found["rare"]["reasons"][0]["events"] == 1 and found["common-0"]["reasons"][0]["events"] == 5


def test_of_equally_rare_ties_about_comes_first_then_experts_organisations_and_topics(asked):
    topic, expert, organisation = make.topic(), make.expert(), make.organisation()
    make.on_topics(asked, topic)
    make.on_topics(make.event(slug="topic"), topic)
    for event in (asked, make.event(slug="expert")):
        make.participation(event=event, expert=expert)
    for event in (asked, make.event(slug="organisation")):
        make.participation(event=event, organisation=organisation)
    make.position(event=asked, about=[make.event(slug="about")])
    assert list(related(asked)) == ["about", "expert", "organisation", "topic"]


def test_a_rare_topic_may_outrank_a_common_organisation(asked):
    rare, everywhere = make.topic(), make.organisation()
    make.on_topics(asked, rare)
    make.on_topics(make.event(slug="rare"), rare)
    make.participation(event=asked, organisation=everywhere)
    for n in range(30):
        make.participation(event=make.event(slug=f"common-{n}"), organisation=everywhere)
    assert list(related(asked, limit=1)) == ["rare"]


def test_shared_things_are_named_with_how_many_events_share_them(asked):
    topic, expert = make.topic(slug="arms", name="Arms control"), make.expert(slug="anna", name="Anna Ivanova")
    make.on_topics(asked, topic)
    for n in range(3):
        make.on_topics(make.event(slug=f"e{n}"), topic)
    for event in (asked, make.event(slug="with-anna")):
        make.participation(event=event, expert=expert)
    found = related(asked)
    reason = found["e0"]["reasons"][0]
    assert reason["words"] == "both have the topic Arms control (as have 2 more)"
    assert reason["topic"] == {"url": "http://testserver/api/v1/topics/arms/", "slug": "arms", "name": "Arms control"}
    assert (reason["expert"], reason["organisation"], reason["link"], reason["direction"]) == (None,) * 4
    reason = found["with-anna"]["reasons"][0]
    assert reason["words"] == "both have the expert Anna Ivanova (as has no other event)"
    assert reason["expert"]["slug"] == "anna" and reason["topic"] is None


def test_positions_about_an_event_tie_in_both_directions(asked):
    make.position(event=asked, about=[make.event(slug="spoken-of")])
    make.position(event=make.event(slug="speaking"), about=[asked])
    words = {slug: row["reasons"][0]["words"] for slug, row in related(asked).items()}
    assert words == {"spoken-of": "positions here are about it", "speaking": "positions there are about this event"}


@pytest.mark.parametrize("way", ["itself", "behalf", "post"])
def test_an_organisation_ties_by_itself_by_those_it_sends_and_by_posts(asked, way):
    organisation, other = make.organisation(slug="club"), make.event(slug="other")
    make.participation(event=asked, organisation=organisation)
    if way == "itself":
        make.participation(event=other, organisation=organisation, role="host")
    elif way == "behalf":
        make.participation(event=other, expert=make.expert(), on_behalf_of=organisation)
    else:
        post = make.appointment(organisation=organisation)
        make.participation(event=other, expert=post.expert, appointments=[post])
    row = related(asked)["other"]
    assert [reason["organisation"]["slug"] for reason in row["reasons"]] == ["club"]


def test_topics_of_positions_count_as_topics_of_the_asked_event(asked):
    topic = make.topic()
    make.position(event=asked, topics=[topic])
    make.on_topics(make.event(slug="other"), topic)
    assert kinds(related(asked)["other"]) == ["topic"]


def test_what_only_very_many_share_makes_no_event_worth_showing(asked):
    state = make.organisation()
    make.participation(event=asked, organisation=state)
    events = Event.objects.bulk_create(
        Event(slug=f"visit-{number}", name="Visit", kind="visit", publication="published") for number in range(COMMON)
    )
    Participation.objects.bulk_create(
        Participation(public_id=f"p-{event.slug}", event=event, organisation=state, publication="published")
        for event in events
    )
    assert related_rows(asked.pk, Audience.PUBLIC, "", 1)[0] == COMMON
    one = make.event(slug="one", name="One more")
    make.participation(event=one, organisation=state)
    assert related_rows(asked.pk, Audience.PUBLIC, "", 1) == (0, [])
    # A rarer tie makes it worth showing; what many share is a reason still. So does a link.
    expert = make.expert()
    for event in (asked, one):
        make.participation(event=event, expert=expert)
    make.link(asked, events[0], "follows")
    found = related(asked)
    assert list(found) == ["visit-0", "one"] and kinds(found["one"]) == ["expert", "organisation"]
    assert related_rows(asked.pk, Audience.PUBLIC, "", 1)[0] == 2
