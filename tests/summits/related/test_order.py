"""Which related events are shown, in what order, to whom, with what reasons; the numbers of docs/related.md."""

import math
import re

import pytest
from django.test import Client

from lib.visibility import Audience
from summits.models import Event
from summits.related import HALF, LIMIT, LIMIT_MAX, LINK, LINKS, OUTCOME, STEP, WEIGHTS, related_rows
from tests import factories as make
from tests.summits.related.ties import DOCS, kinds, related, sourced


def test_equal_scores_stand_in_a_fixed_order_the_newest_record_first(asked):
    topic = make.topic()
    make.on_topics(asked, topic)
    slugs = [make.on_topics(make.event(slug=f"e{n}"), topic).slug for n in range(4)]
    assert list(related(asked)) == slugs[::-1]


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
