"""Which entries an expert's timeline has, for whom, and in what order."""

import pytest

from experts.models import Appointment, Expert
from lib.former import Gone
from lib.visibility import Audience
from sources.models import Source
from summits.models import (
    Event,
    EventTopic,
    Outcome,
    Participation,
    Position,
    PositionCitation,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)
from tests.timelines.world import TEXT, position
from timelines.entries import Moved, UnknownTopics, load
from timelines.parameters import KINDS, Filters
from timelines.sources import SOURCES
from topics.models import Topic


def ids(timeline, kind=None):
    return [entry.id for entry in timeline.entries if kind in (None, entry.kind)]


def entry(timeline, ident):
    return next(entry for entry in timeline.entries if entry.id == ident)


def test_every_kind_has_a_source_and_every_source_a_kind():
    assert list(SOURCES) == list(KINDS)


def test_entries_in_the_order_of_time(world):
    timeline = load("anna")
    assert [(e.kind, e.id) for e in timeline.entries] == [
        ("appointment", "apt-1"),
        ("position", "pos-2"),
        ("appointment", "apt-2"),
        ("participation", "part-1"),
        ("event", world.summit.public_id),
        ("outcome", "out-1"),
        ("position", "pos-1"),
    ]


def test_unknown_dates_come_last(world):
    Event.objects.filter(pk=world.summit.pk).update(date=None)
    Appointment.objects.create(expert=world.anna, organisation=world.club, post="Member", public_id="apt-3")
    assert ids(load("anna"))[-3:] == ["apt-3", world.summit.public_id, "out-1"]


def test_a_post(world):
    post = entry(load("anna", site="http://h"), "apt-1")
    assert (str(post.start), str(post.end), post.date) == ("2012", "..", None)
    assert post.title == "Director, The Unit" and post.role == "Director"
    assert post.organisation["slug"] == "unit" and post.organisation["parent"]["name"] == "The Club"
    assert post.url == "http://h/api/v1/appointments/apt-1/"
    assert post.page == "http://h/experts/anna/#appointment-apt-1"
    assert post.when == "2012 to date" and not post.exact


def test_a_post_that_is_only_attested(world):
    post = entry(load("anna"), "apt-2")
    assert (post.start, post.end, [str(date) for date in post.attested]) == (None, None, ["2021-06-16"])
    assert post.when == "attested 16 June 2021"
    assert [day.isoformat() for day in post.span()] == ["2021-06-16", "2021-06-16"]


def test_a_participation(world):
    part = entry(load("anna"), "part-1")
    assert (part.title, part.text, part.role, part.status) == (
        "The discussion", "Director of the Unit", "moderator", "attended",
    )  # fmt: skip
    assert part.organisation["slug"] == "club" and part.event["slug"] == "discussion"
    assert [post["id"] for post in part.appointments] == ["apt-1"]
    assert [topic["slug"] for topic in part.topics] == ["trade"]


def test_the_panels_own_date_counts(world):
    world.panel.date = "2021-06-18"
    world.panel.save()
    assert str(entry(load("anna"), "part-1").date) == "2021-06-18"
    assert ids(load("anna"))[-1] == "part-1"


def test_a_position(world):
    first = entry(load("anna"), "pos-1")
    assert first.text == "Claim number 1." and str(first.date) == "2021-06-16"
    assert [(topic["slug"], topic["stance"]) for topic in first.topics] == [
        ("missiles", "supports"),
        ("trade", "opposes"),
    ]
    assert [(event["slug"], event["stance"]) for event in first.about] == [("summit", "mixed")]
    assert (first.attribution, first.basis, first.verb, first.quotation) == ("verbatim", "stated", "said", "twice")
    assert first.holders == [
        {"expert": "anna", "organisation": None, "name": "Anna Ivanova", "name_as_printed": "Anna Ivanova"}
    ]
    assert first.role == "holder" and first.citations[0]["words"] == "paragraph 1, sentence 2"


def test_a_long_summary_is_cut_in_the_title_only(world):
    Position.objects.filter(pk=world.first.pk).update(summary="x" * 91)
    first = entry(load("anna"), "pos-1")
    assert first.title == "x" * 87 + "…" and first.text == "x" * 91


def test_one_who_endorses_has_the_position_too_marked_as_such(world):
    timeline = load("boris")
    assert entry(timeline, "pos-1").role == "endorser"
    assert ids(timeline, "position") == ["pos-1"]


def test_an_event_reached_twice_is_one_entry_with_both_reasons(world):
    timeline = load("anna")
    assert ids(timeline, "event") == [world.summit.public_id]
    summit = entry(timeline, world.summit.public_id)
    assert summit.slug == "summit"
    assert [(r["relation"], r["id"], r["stance"]) for r in summit.reasons] == [
        ("about", "pos-1", "mixed"),
        ("about", "pos-2", "neutral"),
    ]


def test_an_outcome_says_why_it_is_there(world):
    assert [r["relation"] for r in entry(load("anna"), "out-1").reasons] == ["outcome of"]
    # Boris is a party, and he endorses a position about the summit: one entry, both reasons.
    assert [r["relation"] for r in entry(load("boris"), "out-1").reasons] == ["party", "outcome of"]


def test_the_words_for_a_place_in_a_source_are_those_of_the_model(world):
    made = [
        PositionCitation(record=world.second, source=world.source, locator="page 3"),
        PositionCitation(record=world.second, source=world.source, paragraph=2, locator="p. 4"),
        PositionCitation(record=world.second, source=world.source),
    ]
    PositionCitation.objects.bulk_create(made)
    expected = [c.place_words() for c in world.second.citations.all()]
    assert [c["words"] for c in entry(load("anna"), "pos-2").citations] == expected and len(expected) == 4


def test_passages_where_the_text_is_attached(world):
    assert entry(load("anna"), "pos-1").citations[0]["passage"] is None
    Source.objects.update(archived_text=TEXT)
    timeline = load("anna")
    assert entry(timeline, "pos-1").citations[0]["passage"] == "Anna said it twice."
    assert entry(timeline, "apt-2").citations[0]["passage"] == "First words here. Anna said it twice."


def test_a_citation_beyond_the_text_has_no_passage(world):
    Source.objects.update(archived_text=TEXT)
    PositionCitation.objects.update(paragraph=9)
    assert entry(load("anna"), "pos-1").citations[0]["passage"] is None
    PositionCitation.objects.update(paragraph=1, sentence=9)
    assert entry(load("anna"), "pos-1").citations[0]["passage"] is None


def test_three_statements_at_most_however_many_entries(world, django_assert_num_queries):
    Source.objects.update(archived_text=TEXT)
    filters = Filters(topics=("arms", "trade"))
    with django_assert_num_queries(3):
        load("anna", filters=filters)
    for number in range(10, 20):
        position(world, number, world.anna)
    with django_assert_num_queries(3):
        load("anna", filters=filters)
    with django_assert_num_queries(3):
        assert len(load("anna").rows) == 17


# --- what may be seen ---------------------------------------------------------------------


def expected(audience):
    """By the models' own rules: the records of Anna's timeline."""
    held = PositionHolder.objects.filter(expert__slug="anna").values("position_id")
    positions = Position.objects.visible_to(audience).filter(pk__in=held)
    events = Event.objects.visible_to(audience).filter(position_events__position__in=positions)
    found = [
        Appointment.objects.visible_to(audience).filter(expert__slug="anna"),
        Participation.objects.visible_to(audience).filter(expert__slug="anna"),
        events,
        Outcome.objects.visible_to(audience).filter(event__in=events),
        positions,
    ]
    return {public_id for records in found for public_id in records.values_list("public_id", flat=True)}


HIDDEN = ["post", "unit", "club", "summit", "discussion", "panel", "part", "first", "second", "outcome"]


@pytest.mark.parametrize("state", ["draft", "submitted"])
@pytest.mark.parametrize("name", HIDDEN)
def test_the_public_sees_what_the_models_say_and_staff_see_all(world, name, state):
    everything = set(ids(load("anna")))
    record = getattr(world, name)
    type(record).objects.filter(pk=record.pk).update(publication=state)
    public = set(ids(load("anna")))
    assert public == expected(Audience.PUBLIC) and public < everything
    assert set(ids(load("anna", Audience.EDITORS))) == everything == expected(Audience.EDITORS)


@pytest.mark.parametrize("name", ["post", "discussion", "first", "summit", "outcome"])
def test_drafts_are_marked_for_staff(world, name):
    record = getattr(world, name)
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    marked = {e.id for e in load("anna", Audience.EDITORS).entries if e.draft}
    assert marked == {e.id for e in load("anna", Audience.EDITORS).entries} - set(ids(load("anna"))) - {
        # Known through a hidden position only, but public themselves.
        e for e in (world.summit.public_id, "out-1") if name in ("first", "discussion")
    }  # fmt: skip


def test_nested_records_that_are_drafts_are_left_out(world):
    for record in (world.place, world.club, world.source, world.narrow, world.other):
        type(record).objects.filter(pk=record.pk).update(publication="draft")
    PositionHolder.objects.create(position=world.first, expert=world.boris)
    Expert.objects.filter(slug="boris").update(publication="draft")
    Event.objects.filter(slug="summit").update(publication="draft")
    timeline = load("anna")
    first, part = entry(timeline, "pos-1"), entry(timeline, "part-1")
    assert first.topics == [] and first.citations == [] and first.about == []
    assert [holder["name"] for holder in first.holders] == ["Anna Ivanova"]
    assert part.organisation is None and part.topics == []
    assert entry(timeline, "apt-1").organisation["parent"] is None
    assert "apt-2" not in ids(timeline)
    staff = load("anna", Audience.EDITORS)
    assert len(entry(staff, "pos-1").holders) == 2 and entry(staff, world.summit.public_id).place["slug"] == "geneva"
    assert entry(staff, "apt-2").attested


def test_a_draft_expert_is_unknown_to_the_public(world):
    Expert.objects.filter(slug="anna").update(publication="draft")
    with pytest.raises(Expert.DoesNotExist):
        load("anna")
    assert load("anna", Audience.EDITORS).rows


# --- filters ------------------------------------------------------------------------------


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


def test_endorsers_and_whether_it_was_held(world):
    assert entry(load("anna"), "pos-1").endorsers == [{"expert": "boris", "organisation": None, "name": "Boris Smith"}]
    assert entry(load("anna"), "pos-1").event["status"] == "held" and entry(load("anna"), "part-1").standing == ""
    Event.objects.update(status="cancelled")
    Participation.objects.update(attendance="unable")
    timeline = load("anna")
    assert entry(timeline, "part-1").standing == "cancelled; unable to attend"
    assert entry(timeline, world.summit.public_id).standing == "cancelled"
    assert entry(timeline, "pos-1").standing == entry(timeline, "out-1").standing == "cancelled"
    # What was said is said all the same: its event was cancelled, not the statement.
    assert entry(timeline, "pos-1").held and entry(timeline, "pos-1").headline == entry(timeline, "pos-1").title
    assert not entry(timeline, "part-1").held
    Position.objects.update(event=None, panel=None)
    assert entry(load("anna"), "pos-1").standing is None
    Expert.objects.filter(slug="boris").update(publication="draft")
    assert entry(load("anna"), "pos-1").endorsers == []


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


# --- addresses ----------------------------------------------------------------------------


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
    with pytest.raises(Gone):
        load("carl")


def test_an_unknown_expert(db):
    with pytest.raises(Expert.DoesNotExist, match="no expert “nobody”"):
        load("nobody")


def test_a_topic_that_only_the_event_has(world):
    EventTopic.objects.create(event=world.discussion, topic=world.wide)
    assert "part-1" in ids(load("anna", filters=Filters(topics=("arms",))))


def test_who_holds_and_endorses_is_a_holder(world):
    world.first.endorsers.create(expert=world.anna)
    assert (
        entry(load("anna"), "pos-1").role == "holder"
        and ids(
            load(
                "anna",
            ),
            "position",
        ).count("pos-1")
        == 1
    )


def test_a_position_without_an_event(world):
    Position.objects.filter(pk=world.second.pk).update(event=None, panel=None)
    second = entry(load("anna"), "pos-2")
    assert second.event is None and str(second.date) == "2021-05"


def test_an_event_that_only_a_hidden_position_is_about(world):
    PositionEvent.objects.create(position=world.second, event=world.discussion, stance="opposes")
    Position.objects.filter(pk=world.second.pk).update(publication="draft")
    assert world.discussion.public_id not in ids(load("anna"))
    assert world.discussion.public_id in ids(load("anna", Audience.EDITORS))
