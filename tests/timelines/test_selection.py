"""Entries by kind, period and topic, and addresses of before."""

import pytest

from experts.models import Expert
from lib.former import RecordDeleted
from lib.visibility import Audience
from summits.models import (
    Event,
    EventTopic,
    Participation,
    PositionEvent,
    PositionTopic,
)
from tests.timelines.world import ids, position
from timelines.entries import Moved, UnknownTopics, load
from timelines.parameters import KINDS, Filters
from topics.models import Topic


@pytest.mark.parametrize("kind", KINDS)
def test_kind(world, kind):
    found = load("anna", filters=Filters(kinds=(kind,))).entries
    assert found and {e.kind for e in found} == {kind}


def test_several_kinds(world):
    found = load("anna", filters=Filters(kinds=("outcome", "event"))).entries
    assert [e.kind for e in found] == ["event", "outcome"]


def days(first, last):
    from lib.partialdates import parse

    return Filters(first=first and parse(first).earliest, last=last and parse(last).latest)


def test_a_period_keeps_what_may_fall_into_it(world):
    # May 2021: the post is held since 2012, the other has no dates that rule it out.
    assert ids(load("anna", filters=days("2021-05", "2021-05"))) == ["apt-1", "pos-2", "apt-2"]
    assert ids(load("anna", filters=days(None, "2011-12-31"))) == ["apt-2"]
    assert "pos-2" not in ids(load("anna", filters=days("2021-06-01", None)))
    assert set(ids(load("anna", filters=days("2021-06-16", "2021-06-16")))) == set(ids(load("anna"))) - {"pos-2"}


def test_an_unknown_date_matches_every_period(world):
    Event.objects.filter(slug__in=["summit", "discussion"]).update(date=None)
    found = ids(load("anna", filters=days("1999", "1999")))
    assert found == ["apt-2", "part-1", world.summit.public_id, "out-1", "pos-1"]


def test_the_panels_date_is_held_against_the_period(world):
    world.panel.date = "2021-07"
    world.panel.save()
    assert "part-1" in ids(load("anna", filters=days("2021-07-10", "2021-07-10")))
    assert "part-1" not in ids(load("anna", filters=days("2021-06-16", "2021-06-16")))


def test_a_topic_brings_its_narrower_ones_and_leaves_out_posts(world):
    assert ids(load("anna", filters=Filters(topics=("arms",)))) == [world.summit.public_id, "pos-1"]
    assert ids(load("anna", filters=Filters(topics=("trade",)))) == ["part-1", "pos-1"]
    assert ids(load("anna", filters=Filters(topics=("missiles", "trade")))) == [
        "part-1", world.summit.public_id, "pos-1",
    ]  # fmt: skip


def topics(timeline, kind):
    return {topic["slug"] for e in timeline.entries if e.kind == kind for topic in e.topics}


def test_topics_are_those_that_the_person_spoke_of(world):
    """The summit was about trade and the Arctic too, of which nobody spoke when speaking about it."""
    arctic = Topic.objects.create(slug="arctic", name="Arctic", publication="published")
    EventTopic.objects.create(event=world.summit, topic=arctic)
    EventTopic.objects.create(event=world.summit, topic=world.wide)
    for slug in ("anna", "boris"):
        timeline = load(slug)
        # Missiles, and arms, which are broader.
        assert topics(timeline, "event") == {"missiles", "arms"} and topics(timeline, "outcome") == set()
        assert load(slug, filters=Filters(topics=("arctic",))).rows == []
    # She spoke of trade at the discussion, in a statement about the summit; the summit was not about trade.
    assert topics(load("anna"), "position") == {"missiles", "trade"}
    PositionTopic.objects.filter(topic=world.narrow).delete()
    assert topics(load("anna"), "event") == set()
    assert ids(load("anna", filters=Filters(topics=("arms",)))) == []


@pytest.mark.parametrize(
    ("status", "attendance", "took_part"),
    [
        ("held", "attended", True),
        ("planned", "planned", True),
        ("postponed", "planned", True),
        ("unknown", "attended", True),
        ("held", "unable", False),
        ("cancelled", "attended", False),
        ("cancelled", "unable", False),
    ],
)
def test_what_somebody_took_no_part_in_brings_no_topic(world, client, status, attendance, took_part):
    Event.objects.filter(slug="discussion").update(status=status)
    Participation.objects.update(attendance=attendance)
    # Her own statements bring their topics all the same.
    PositionTopic.objects.filter(topic=world.other).delete()
    assert topics(load("anna"), "participation") == ({"trade"} if took_part else set())
    assert ids(load("anna", filters=Filters(topics=("trade",)))) == (["part-1"] if took_part else [])
    offered = {slug for slug, _, _ in client.get("/experts/anna/").context["topics"]}
    assert ("trade" in offered) == took_part and "missiles" in offered
    assert "part-1" in ids(load("anna"))


def test_a_draft_statement_brings_no_topic(world):
    hidden = position(world, 3, world.anna, publication="draft")
    EventTopic.objects.create(event=world.summit, topic=world.other)
    PositionTopic.objects.filter(topic=world.other).delete()
    PositionTopic.objects.create(position=hidden, topic=world.other, stance="supports")
    PositionEvent.objects.create(position=hidden, event=world.summit, stance="supports")
    assert topics(load("anna"), "event") == {"missiles"}
    assert topics(load("anna", Audience.EDITORS), "event") == {"missiles", "trade"}


def test_a_former_slug_of_a_topic_still_leads_to_it(world):
    world.wide.slug = "weapons"
    world.wide.save()
    assert "pos-1" in ids(load("anna", filters=Filters(topics=("arms",))))


def test_a_hidden_narrower_topic_is_no_way_in(world):
    Topic.objects.filter(slug="missiles").update(publication="draft")
    assert ids(load("anna", filters=Filters(topics=("arms",)))) == []
    assert "pos-1" in ids(load("anna", Audience.EDITORS, Filters(topics=("arms",))))


@pytest.mark.parametrize("slug", ["nothing", "a\0b"])
def test_an_unknown_topic_is_named(world, slug):
    with pytest.raises(UnknownTopics, match="There is no topic"):
        load("anna", filters=Filters(topics=("arms", slug)))


def test_a_draft_topic_is_unknown_to_the_public(world):
    Topic.objects.filter(slug="trade").update(publication="draft")
    with pytest.raises(UnknownTopics):
        load("anna", filters=Filters(topics=("trade",)))


def test_posts_alone_on_a_topic_are_nothing(world):
    assert load("anna", filters=Filters(kinds=("appointment",), topics=("arms",))).rows == []


def test_a_former_slug_says_where_the_expert_is_now(world):
    world.anna.slug = "anna-ivanova"
    world.anna.save()
    with pytest.raises(Moved) as moved:
        load("anna")
    assert moved.value.slug == "anna-ivanova"


def test_a_former_slug_of_a_draft_says_nothing(world):
    world.anna.slug = "anna-ivanova"
    world.anna.publication = "draft"
    world.anna.save()
    with pytest.raises(Expert.DoesNotExist):
        load("anna")


def test_a_deleted_expert_is_gone(db):
    Expert.objects.create(slug="carl", name="Carl").delete()
    with pytest.raises(RecordDeleted):
        load("carl")


def test_an_unknown_expert(db):
    with pytest.raises(Expert.DoesNotExist, match="no expert “nobody”"):
        load("nobody")


def test_a_topic_that_only_the_event_has(world):
    EventTopic.objects.create(event=world.discussion, topic=world.wide)
    assert "part-1" in ids(load("anna", filters=Filters(topics=("arms",))))
