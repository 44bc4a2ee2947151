"""Comparing experts: topics on which they agree, differ, changed; and who may be seen in it."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.holdings import Holding, consistency, holdings, side
from summits.models import Position, PositionTopic
from tests import factories as make
from tests.page_reader import check, get
from topics.models import Topic

ADDRESS = "/compare/?expert=anna&expert=boris"


@pytest.fixture
def two(db):
    """Anna and Boris agree on arms and differ on trade; Anna changed on gas; only Boris speaks of seas."""
    anna, boris = make.expert(slug="anna", name="Anna"), make.expert(slug="boris", name="Boris")
    topics = {name: make.topic(slug=name.lower(), name=name) for name in ("Arms", "Trade", "Gas", "Seas", "Ice")}

    def say(who, name, stance, date):
        event = make.event(date=date)
        return make.position(
            event=event, holders=[who], topics=[topics[name]], stance=stance, summary=f"{name} {date}."
        )

    say(anna, "Arms", "supports", "2010")
    say(boris, "Arms", "supports", "2012")
    say(anna, "Trade", "supports", "2010")
    say(boris, "Trade", "opposes", "2011")
    for date, stance in (("2010", "supports"), ("2012", "supports"), ("2014", "opposes"), ("2015", "neutral")):
        say(anna, "Gas", stance, date)
    say(boris, "Gas", "neutral", "2013")
    say(boris, "Seas", "opposes", "2013")
    return say


def section(text, title, following):
    return text[text.index(title) : text.index(following)]


def test_agree_differ_changed_and_only_one(two, client):
    page = get(client, ADDRESS)
    check(page)
    text = page.text[page.text.index("Topic by topic") :]
    assert "Trade" in section(text, "They differ 1", "They agree")
    assert "Arms" in section(text, "They agree 1", "Somebody changed")
    changed = section(text, "Somebody changed 1", "No two take a side")
    assert "Gas" in changed and "Anna: supports → opposes" in changed
    assert "Gas" in section(text, "No two take a side 1", "Only one speaks")
    assert "Seas" in text[text.index("Only one speaks of it 1") :]


def test_on_one_axis_with_how_consistent_each_is(two, client):
    text = get(client, ADDRESS).text
    axis = section(text, "On one axis", "Topic by topic")
    assert "Expert 2010 2011 2012 2013 2014 2015 Consistency" in axis
    assert "consistent in 2 of 3 changed: Gas: supports → opposes (2014)" in axis


def test_it_takes_few_statements_however_much_was_said(two, client):
    def statements():
        with CaptureQueriesContext(connection) as sql:
            client.get(ADDRESS)
        return len(sql)

    few = statements()
    for _ in range(5):
        two(make.expert(), "Ice", "supports", "2016")
    assert statements() == few <= 6


def test_drafts_are_not_compared(two, client, admin_client):
    Position.objects.filter(summary="Trade 2011.").update(publication="draft")
    assert "They differ 0" in get(client, ADDRESS).text
    assert "They differ 1" in get(admin_client, ADDRESS).text
    assert {one.expert for one in holdings(None, "topic", [Topic.objects.get(slug="trade").pk])} == {"anna"}


def test_what_several_hold_counts_once_for_each_that_may_be_seen(two, client):
    hidden = make.expert(slug="hidden", name="Hidden", publication="draft")
    topic, people = make.topic(slug="joint", name="Joint"), list(make.Expert.objects.filter(slug__in=["anna", "boris"]))
    make.position(event=make.event(date="2016"), holders=[*people, hidden], topics=[topic], stance="supports")
    assert sorted(one.expert for one in holdings(None, "topic", [topic.pk])) == ["anna", "boris"]
    held = holdings(None, "position__holders__expert", [people[0].pk])
    assert [one.expert for one in held if one.topic == "joint"] == ["anna"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 200, "Name two or three experts."),
        ("expert=anna", 200, "Compare experts"),
        ("expert=anna&expert=nobody", 404, "There is no expert “nobody”."),
        ("expert=anna&expert=anna&expert=boris&fbclid=1", 200, "Anna and Boris"),
        ("expert=anna&expert=%00", 200, "Compare experts"),
    ],
)
def test_whom_to_compare(two, client, query, status, words):
    page = get(client, f"/compare/?{query}", status)
    check(page)
    assert words in page.text


def test_experts_are_chosen_by_name(two, client):
    make.expert(slug="anna-b", name="Annabel Annesley"), make.expert(slug="anna-c", name="Annabel Carter")
    page = get(client, "/compare/?expert=anna&expert=Boris")
    assert "Anna and Boris" in page.text and "Who is meant" not in page.text
    assert "/compare/?expert=anna&expert=boris, printed on" in page.text
    page = get(client, "/compare/?expert=anna&expert=Annabel")
    check(page)
    assert "Who is meant by “Annabel”?" in page.text
    assert "?expert=anna&expert=anna-c" in page.links
    # Who has said most is offered until two are chosen, by links that keep who is chosen.
    assert "?expert=anna&expert=boris" in get(client, "/compare/?expert=anna").links
    assert "most statements" not in get(client, ADDRESS).text


def test_more_than_three_are_too_many(two, client):
    for name in ("clara", "dora"):
        make.expert(slug=name, name=name.title())
    text = get(client, ADDRESS + "&expert=clara&expert=dora").text
    assert "Anna, Boris and Clara" in text and "the first three are shown" in text


def test_what_is_consistent():
    def held(*stances):
        return [
            Holding("a", "A", "t", "T", stance, str(n), "", datetime.date(2000 + n, 1, 1))
            for n, stance in enumerate(stances)
        ]

    most, of, changes = consistency(held("supports", "neutral", "supports", "opposes", "supports", "supports"))
    assert (most, of, len(changes)) == (4, 5, 2)
    assert consistency(held("supports", "neutral")) is None
    assert side(held("neutral", "unclear")) is None and side(held("supports", "neutral")) == "supports"
    assert side(held("supports", "opposes")) == "mixed"
    # Two topics are no change of mind, nor is what was said on one day.
    others = [replace(one, topic="u") for one in held("opposes", "opposes")]
    assert consistency([*held("supports", "supports"), *others]) == (4, 4, [])
    one_day = [replace(one, day=datetime.date(2000, 1, 1)) for one in held("supports", "opposes")]
    assert consistency(one_day) == (1, 2, [])


def test_the_topics_page_has_the_matrix_of_experts_and_narrower_topics(two, client):
    broad = make.topic(slug="broad", name="Broad")
    for topic in PositionTopic.objects.values_list("topic", flat=True):
        make.Topic.objects.filter(pk=topic).update(broader=broad)
    page = get(client, "/topics/broad/")
    check(page)
    who = section(page.text, "Who holds what", "Who spoke on it")
    assert all(words in who for words in ("Anna", "Boris", "Arms", "Seas"))
    assert "consistent in 2 of 3" in get(client, "/topics/gas/").text
