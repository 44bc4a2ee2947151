"""Related events: who is tied, in what order, and why. docs/related.md explains the score with the numbers checked here."""

import math
import re
from pathlib import Path

import pytest
from django.test import Client

from lib.visibility import Audience
from summits.models import Event, LinkCitation, LinkKind, Participation
from summits.related import COMMON, HALF, LIMIT, LIMIT_MAX, LINK, LINKS, OUTCOME, STEP, WEIGHTS, related_rows
from tests import factories as make

DOCS = Path(__file__).resolve().parents[2] / "docs" / "related.md"


def related(event, audience=Audience.PUBLIC, limit=LIMIT):
    """The related events of an event as {slug: row}, in order."""
    _, rows = related_rows(event.pk, audience, "http://testserver", limit)
    return {row["slug"]: row for row in rows}


def kinds(row):
    """The kinds of a row's reasons."""
    return [reason["kind"] for reason in row["reasons"]]


def sourced(link):
    """The same link, with a source."""
    LinkCitation.objects.create(record=link, source=make.source())
    return link


@pytest.fixture
def asked(db):
    """The event that is asked for."""
    return make.event(slug="asked")


def test_an_event_without_ties_has_no_related_ones(asked):
    make.event()
    assert related_rows(asked.pk, Audience.PUBLIC, "", 20) == (0, [])


# --- order ----------------------------------------------------------------------------------------------------


def test_a_link_outranks_any_number_of_shared_things(asked):
    linked = make.event(slug="linked")
    make.link(asked, linked, "follows")
    shared = make.event(slug="shared")
    for _ in range(40):
        topic, expert, organisation = make.topic(), make.expert(), make.organisation()
        for event in (asked, shared):
            make.on_topics(event, topic)
            make.participation(event=event, expert=expert)
            make.participation(event=event, organisation=organisation)
    make.position(event=asked, about=[shared])
    make.position(event=shared, about=[asked])
    found = related(asked)
    assert list(found) == ["linked", "shared"]
    assert len(found["shared"]["reasons"]) == 122 and found["shared"]["score"] < STEP <= found["linked"]["score"]


def test_the_strongest_link_counts_and_a_second_one_does_not_double_it(asked):
    twice, once, more = make.event(slug="twice"), make.event(slug="once"), make.event(slug="more")
    make.link(asked, twice, "prepares")
    make.link(twice, asked, "follows")
    make.link(asked, once, "prepares")
    make.link(more, asked, "prepares")
    topic = make.topic()
    for event in (asked, more):
        make.on_topics(event, topic)
    found = related(asked)
    assert list(found) == ["more", "once", "twice"]
    assert found["twice"]["score"] == found["once"]["score"]
    assert [reason["words"] for reason in found["twice"]["reasons"]] == ["prepares", "followed by"]


def test_parts_and_preparations_come_before_neighbours_in_time_in_both_directions(asked):
    for kind in LinkKind.values:
        sourced(make.link(asked, make.event(slug=f"out-{kind}"), kind))
        sourced(make.link(make.event(slug=f"in-{kind}"), asked, kind))
    scores = {slug: row["score"] for slug, row in related(asked).items()}
    assert scores == {f"{way}-{kind}": worth for kind, worth in LINKS.items() for way in ("in", "out")}
    assert LINKS["part_of"] > LINKS["prepares"] > LINKS["follows"] == LINKS["parallel_to"]


def test_an_unsourced_link_is_worth_half(asked):
    for kind in LinkKind.values:
        make.link(asked, make.event(slug=kind), kind)
    assert {slug: row["score"] for slug, row in related(asked).items()} == {k.value: w / 2 for k, w in LINKS.items()}
    # Even the weakest stands above anything that is only shared.
    assert min(LINKS.values()) / 2 >= STEP


def test_a_draft_source_makes_no_link_sourced_for_the_public(asked):
    link = make.link(asked, make.event(slug="other"), "follows")
    LinkCitation.objects.create(record=link, source=make.source(publication="draft"))
    assert related(asked)["other"]["score"] == LINKS["follows"] / 2
    assert related(asked, Audience.EDITORS)["other"]["score"] == LINKS["follows"]


def test_what_carries_out_an_outcome_comes_before_a_neighbour_in_time(asked):
    before, after = make.event(slug="before"), make.event(slug="after")
    make.outcome(public_id="accord", title="Accord", event=asked, later=[after], relation="implements")
    make.outcome(public_id="pledge", title="Pledge", event=before, later=[asked], relation="breaks")
    sourced(make.link(asked, make.event(slug="neighbour"), "follows"))
    found = related(asked)
    assert list(found) == ["after", "before", "neighbour"]
    assert found["after"]["score"] == found["before"]["score"] == OUTCOME
    reason = found["after"]["reasons"][0]
    assert (reason["kind"], reason["relation"], reason["direction"]) == ("outcome", "implements", "in")
    assert reason["words"] == "it implements the outcome “Accord”"
    accord = {"url": "http://testserver/api/v1/outcomes/accord/", "id": "accord", "title": "Accord"}
    assert (reason["outcome"], reason["link"]) == (accord, None)
    assert found["before"]["reasons"][0]["words"] == "breaks its outcome “Pledge”"
    # Two outcomes carried out do not double either.
    make.outcome(event=asked, later=[after], relation="implements")
    assert related(asked)["after"]["score"] == OUTCOME


def test_an_outcome_that_the_event_itself_carries_out_ties_it_to_nothing(asked):
    make.outcome(event=asked, later=[asked], relation="confirms")
    make.outcome(event=asked, later=[make.event()], publication="draft")
    assert related(asked) == {}


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


def test_equal_scores_stand_in_a_fixed_order_the_newest_record_first(asked):
    topic = make.topic()
    make.on_topics(asked, topic)
    slugs = [make.on_topics(make.event(slug=f"e{n}"), topic).slug for n in range(4)]
    assert list(related(asked)) == slugs[::-1]


# --- reasons --------------------------------------------------------------------------------------------------


def test_links_give_their_words_as_read_from_the_asked_event(asked):
    for kind in ("discusses", "follows", "part_of"):
        make.link(asked, make.event(slug=f"out-{kind}"), kind)
        make.link(make.event(slug=f"in-{kind}"), asked, kind)
    found = related(asked)
    said = {slug: (row["reasons"][0]["words"], row["reasons"][0]["direction"]) for slug, row in found.items()}
    assert said == {
        "out-discusses": ("discusses", "out"),
        "in-discusses": ("discussed by", "in"),
        "out-follows": ("follows", "out"),
        "in-follows": ("followed by", "in"),
        "out-part_of": ("part of", "out"),
        "in-part_of": ("has part", "in"),
    }
    assert {row["reasons"][0]["link"] for row in found.values()} == {"discusses", "follows", "part_of"}


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


def test_several_reasons_come_strongest_first_and_each_once(asked):
    other, topic, expert = make.event(slug="other"), make.topic(), make.expert()
    make.link(asked, other, "discusses")
    for event in (asked, other):
        make.on_topics(event, topic)
        make.participation(event=event, expert=expert, role="speaker")
        make.participation(event=event, expert=expert, role="moderator")
    for _ in range(2):
        make.position(event=asked, about=[other])
    assert kinds(related(asked)["other"])[0] == "link"
    assert sorted(kinds(related(asked)["other"])) == ["about", "expert", "link", "topic"]


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


# --- drafts ---------------------------------------------------------------------------------------------------


def test_drafts_tie_nothing_and_do_not_count(asked):
    topic = make.topic()
    make.on_topics(asked, topic)
    make.on_topics(make.event(slug="seen"), topic)
    make.on_topics(make.event(slug="draft", publication="draft"), topic)
    make.link(asked, make.event(slug="by-draft-link"), "follows", publication="draft")
    make.position(event=asked, about=[make.event(slug="by-draft-position")], publication="draft")
    panel = make.panel(event=asked, publication="draft")
    make.position(event=asked, panel=panel, about=[make.event(slug="on-draft-panel")])
    hidden = make.topic(publication="draft")
    make.on_topics(asked, hidden)
    make.on_topics(make.event(slug="by-draft-topic"), hidden)
    found = related(asked)
    assert list(found) == ["seen"] and found["seen"]["reasons"][0]["events"] == 1
    assert set(related(asked, Audience.EDITORS)) == {
        "seen", "draft", "by-draft-link", "by-draft-position", "on-draft-panel", "by-draft-topic",
    }  # fmt: skip


# --- the answer -----------------------------------------------------------------------------------------------


def test_the_number_of_rows_is_limited_and_the_count_is_of_all(asked):
    topic = make.topic()
    make.on_topics(asked, topic)
    for _ in range(LIMIT + 2):
        make.on_topics(make.event(), topic)
    get = Client().get
    answer = get("/api/v1/events/asked/related/").json()
    assert (answer["count"], len(answer["results"])) == (LIMIT + 2, LIMIT)
    assert len(get("/api/v1/events/asked/related/", {"limit": 3}).json()["results"]) == 3
    assert len(get("/api/v1/events/asked/related/", {"limit": LIMIT_MAX}).json()["results"]) == LIMIT + 2


# --- the explanation ------------------------------------------------------------------------------------------


def test_the_score_is_the_one_that_is_explained(asked):
    topic, expert, other = make.topic(), make.expert(), make.event(slug="other")
    for event in (asked, other, make.event(), make.event()):
        make.on_topics(event, topic)
    for event in (asked, other):
        make.participation(event=event, expert=expert)
    shared = WEIGHTS["topic"] / math.log(math.e - 1 + 3) + WEIGHTS["expert"] / math.log(math.e - 1 + 1)
    part = STEP * shared / (shared + HALF)
    assert related(asked)["other"]["score"] == pytest.approx(part, abs=0.01)
    sourced(make.link(asked, other, "follows"))
    assert related(asked)["other"]["score"] == pytest.approx(LINKS["follows"] + part, abs=0.01)


def test_the_page_that_explains_it_gives_the_numbers_in_use():
    text = DOCS.read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (\d+) \|$", text, re.MULTILINE))
    above = {kind.value: worth for kind, worth in LINKS.items() if worth != LINK}
    expected = {**WEIGHTS, **above, "link": LINK, "outcome": OUTCOME}
    assert {kind: float(weight) for kind, weight in rows.items()} == expected
    assert f"{STEP} · S / (S + {HALF:.0f})" in text
    for n, share in re.findall(r"^ *\| (\d+) \| (\d\.\d\d) \|$", text, re.MULTILINE):
        assert float(share) == pytest.approx(1 / math.log(math.e - 1 + int(n)), abs=0.005)
    assert len(re.findall(r"^ *\| (\d+) \| (\d\.\d\d) \|$", text, re.MULTILINE)) >= 4


def test_it_says_whether_the_other_was_held(asked, client):
    make.link(asked, make.event(slug="called-off", name="Called off", status="cancelled"), "follows")
    (_, [row]) = related_rows(asked.pk, Audience.PUBLIC, "", 20)
    assert row["status"] == "cancelled"
    page = client.get("/events/asked/").content.decode()
    related = page[page.index("Related events") :]
    assert "Called off</a> (cancelled)" in related


# --- nearness, and what is worth showing -------------------------------------------------------------------------


def test_of_equal_scores_the_nearer_in_time_and_place_stands_first(db):
    austria, france = make.country(name="Austria"), make.country(name="France")
    vienna, graz = (make.place(name=name, country=austria, parent=austria) for name in ("Vienna", "Graz"))
    paris = make.place(name="Paris", country=france, parent=france)
    asked = make.event(date="1961-06-03/1961-06-04", place=vienna)
    others = [
        ("undated", None, vienna),
        ("years-later", "1966-06", paris),
        ("years-later-here", "1966-06", vienna),
        ("months-before", "1961-02-10", paris),
        ("next-day", "1961-06-05", paris),
        ("same-days-elsewhere", "1961-06-04", paris),
        ("same-days-in-the-country", "1961-06-04", graz),
        ("same-days-here", "1961-06-03", vienna),
        ("next-day-too", "1961-06-05", paris),
    ]
    expert = make.expert()
    for slug, date, place in others:
        make.participation(event=make.event(slug=slug, date=date, place=place), expert=expert)
    make.participation(event=asked, expert=expert)
    assert list(related(asked)) == [
        "same-days-here", "same-days-in-the-country", "same-days-elsewhere",
        "next-day-too", "next-day",  # alike in all: the one that was recorded later
        "months-before", "years-later-here", "years-later", "undated",
    ]  # fmt: skip
    near = make.event(slug="last", date="1999", place=paris)
    make.participation(event=near, expert=expert)
    make.on_topics(near, topic := make.topic())
    make.on_topics(asked, topic)
    assert list(related(asked))[0] == "last", "nearness breaks ties and no more"


def test_the_place_of_a_draft_breaks_no_tie_for_the_public(asked):
    hidden = make.place(publication="draft")
    Event.objects.filter(pk=asked.pk).update(place=hidden, date="1961-06-03")
    expert = make.expert()
    for slug, place in (("there", hidden), ("elsewhere", make.place())):
        make.participation(event=make.event(slug=slug, date="1961-06-03", place=place), expert=expert)
    make.participation(event=asked, expert=expert)
    assert list(related(asked)) == ["elsewhere", "there"]
    assert list(related(asked, Audience.EDITORS)) == ["there", "elsewhere"]


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
