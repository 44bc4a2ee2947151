"""Which entries an expert's timeline has, for whom, and in what order."""

from experts.models import Appointment, Expert
from lib.visibility import Audience
from sources.models import Source
from summits.models import (
    Event,
    EventLink,
    Participation,
    Position,
    PositionCitation,
    PositionEvent,
)
from tests.timelines.world import TEXT, entry, ids, position
from timelines.entries import load
from timelines.parameters import KINDS, Filters
from timelines.sources import SOURCES


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


def stop(number, *experts):
    """A visit in July 2021 in which some experts took part."""
    made = Event.objects.create(
        slug=f"stop-{number}", name=f"Stop {number}", kind="visit", date=f"2021-07-0{number}", publication="published"
    )
    for expert in experts:
        Participation.objects.create(
            public_id=f"{expert.slug}-{number}", event=made, expert=expert, publication="published"
        )
    return made


def test_stops_have_their_journey_and_entries_are_counted_by_month(world):
    journey = Event.objects.create(
        slug="journey", name="A journey", kind="journey", date="2021-07-01/2021-07-03", publication="published"
    )
    for made in (stop(1, world.anna, world.boris), stop(2, world.anna)):
        EventLink.objects.create(from_event=made, to_event=journey, kind="part_of")
    hidden = Event.objects.create(slug="hidden", name="Hidden", kind="visit")
    EventLink.objects.create(from_event=hidden, to_event=journey, kind="part_of")
    timeline = load("anna")
    assert entry(timeline, "anna-1").journey["slug"] == "journey" and entry(timeline, "part-1").journey is None
    assert [(one["slug"], one["count"], one["stops"]) for one in timeline.journeys] == [
        ("journey", 2, ["anna-1", "anna-2"])
    ]
    assert [(row["month"], row["count"]) for row in timeline.months] == [
        ("2012", 1), ("2021", 1), ("2021-05", 1), ("2021-06", 4), ("2021-07", 2),
    ]  # fmt: skip
    # Boris was met at one stop: it is not his journey, unless it says that he was on it.
    assert load("boris").journeys == []
    Participation.objects.create(public_id="on-it", event=journey, expert=world.boris, publication="published")
    assert [one["stops"] for one in load("boris").journeys] == [["boris-1"]]
    Event.objects.filter(pk=journey.pk).update(publication="draft")
    assert load("anna").journeys == [] and entry(load("anna"), "anna-1").journey is None
