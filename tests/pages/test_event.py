"""The page of an event: its first screen, its pictures, and what it costs."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summits import models as s
from tests import factories as make
from tests.page_reader import check, get

# As long as on record: 250 letters with the number before it.
SUMMARY = (
    "after a low from which there was almost no return, the two countries may come back to a common agenda if their talks "
    "on strategic stability go on, though nobody should expect of one meeting that it changes what has grown in years."
)
NOTE = "The report has it in one sentence with the next."


@pytest.fixture
def talk(db):
    """A discussion of a summit with ``talk.say(n)``: so many statements by three speakers on four topics, of real length."""
    source = make.source(title="Report", archived_text="\n\n".join("One sentence. Another one." for _ in range(40)))
    summit = make.event(slug="summit", name="The summit", date="2021-06-16")
    event = make.event(slug="talk", name="Talk", kind="discussion", date="2021-06-16", place=make.place(name="Geneva"))
    make.link(event, summit, "discusses")
    club = make.organisation(name="The Club")
    people = [make.expert(name=name) for name in ("Anna", "Boris", "Clara")]
    panel = make.panel(event=event, number=1, title="First")
    for one in people:
        post = make.appointment(expert=one, organisation=club, post=f"Post of {one.name}")
        make.participation(event=event, panel=panel, expert=one, role="speaker", appointments=[post])
    topics = [make.topic(name=f"Topic {letter}") for letter in "ABCD"]

    def say(count):
        for n in range(count):
            said = make.position(
                event=event, panel=panel, order=n + 1, holders=[people[n // 3 % 3]], topics=[topics[n % 4]], about=[summit],
                stance=s.Stance.values[n % 5], verb="said", summary=f"Statement {n}: {SUMMARY}",
            )  # fmt: skip
            said.citations.create(source=source, paragraph=n % 40 + 1, sentence=1 + n // 40, note=NOTE)

    event.say = say
    return event


def test_the_first_screen_says_what_when_where_who_and_what_came_of_it(talk, client):
    make.outcome(event=talk, title="A treaty", status="signed")
    text = get(client, "/events/talk/").text
    head = text[: text.index("On this page")] if "On this page" in text else text[:1500]
    for words in (
        "Talk",
        "16 June 2021",
        "Geneva",
        "Anna, Post of Anna, The Club",
        "Discusses The summit",
        "A treaty signed",
    ):
        assert words in head, words


def test_a_journey_is_where_its_stops_were_and_names_who_was_at_all_of_them(db, client):
    journey = make.event(slug="journey", name="Journey", kind="journey", date="1959-12")
    traveller, host, passing = (make.expert(name=name) for name in ("Ada", "Bo", "Cy"))
    land = make.place(name="Northland", kind="country")
    for city, day, guest in (("Beta", 5, host), ("Alpha", 4, host), ("Gamma", 6, passing)):
        stop = make.event(kind="visit", date=f"1959-12-0{day}", place=make.place(name=city, country=land))
        for one in (traveller, guest):
            make.participation(event=stop, expert=one, role="principal", billing="President")
        make.link(stop, journey, "part_of")
    hidden = make.event(kind="visit", date="1959-12-01", place=make.place(name="Hidden"), publication="draft")
    make.link(hidden, journey, "part_of")
    with CaptureQueriesContext(connection) as sql:
        page = get(client, "/events/journey/")
    text = page.text
    head = text[: text.index("Has part")]
    assert "Alpha, Northland; Beta, Northland; Gamma, Northland" in head and "Hidden" not in text
    assert "Who Ada, President" in head and "Bo" not in head
    linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html).group(1))
    assert [one["name"] for one in linked["location"]] == ["Alpha", "Beta", "Gamma"]
    assert len(sql) <= 6, [one["sql"][:200] for one in sql]


def test_a_page_of_sixty_statements_is_small_and_takes_few_statements(talk, client):
    talk.say(60)
    client.get("/events/talk/")
    with CaptureQueriesContext(connection) as sql:
        response = client.get("/events/talk/")
    assert len(sql) <= 6, [one["sql"][:200] for one in sql]
    assert len(response.content) <= 100_000


@pytest.mark.parametrize("group", ["panel", "speaker", "topic", "nothing"])
def test_what_was_said_is_arranged(talk, client, group):
    talk.say(12)
    page = get(client, f"/events/talk/?group={group}")
    check(page)
    assert page.text.count("Statement 11:") >= 1
    missing = {link for link in page.links if link.startswith("#") and link[1:] not in page.ids}
    assert missing == set()


def test_held_by_several_a_statement_stands_with_each_and_is_anchored_once(talk, client):
    talk.say(3)
    speakers = [part.expert for part in s.Participation.objects.filter(event=talk)]
    both = make.position(event=talk, holders=speakers, summary="All of them hold it.")
    page = get(client, "/events/talk/?group=speaker")
    check(page)
    assert page.links.count(f"/positions/{both.public_id}/") == 3 and page.ids.count(both.public_id) == 1


def test_the_matrix_counts_stances(talk, client):
    talk.say(24)
    html = get(client, "/events/talk/").html
    assert "Topics by speakers" in html and "Topic D" in html
    cells = len(re.findall(r'aria-label="\d \w+">\d</a>', html))
    assert cells == 24 - html.count('aria-label="2 ')


def test_two_principals_face_each_other(db, client):
    event = make.event(slug="summit", date="2021-06-16")
    for name in ("Putin", "Biden"):
        make.participation(event=event, expert=make.expert(name=name), role="principal", billing="President")
    assert 'class="facing"' in get(client, "/events/summit/").html
    make.participation(event=event, expert=make.expert(name="A third"), role="principal")
    assert 'class="facing"' not in get(client, "/events/summit/").html


def test_who_was_not_there_is_said_wherever_a_person_is_named(db, client):
    event = make.event(slug="talks")
    first, second = (make.panel(event=event, number=number) for number in (1, 2))
    gone, late, host = (make.expert(name=name) for name in ("Ada Gone", "Bo Late", "Cy Host"))
    make.participation(event=event, panel=first, expert=gone, role="principal", attendance="unable")
    make.participation(event=event, expert=make.expert(name="Di Here"), role="principal")
    make.participation(event=event, panel=first, expert=late, role="speaker", attendance="unable")
    make.participation(event=event, panel=second, expert=late, role="speaker")
    make.participation(event=event, expert=host, role="host", attendance="planned")
    page = get(client, "/events/talks/")
    assert 'class="facing"' not in page.html, "who was not there faces nobody"
    for words in (
        "Host Cy Host (announced, attendance not known)",
        "Who Ada Gone (unable to attend) Di Here Bo Late",
        "Ada Gone, principal (unable to attend)",
        "Bo Late, speaker",
        "On it: Ada Gone (unable to attend), Bo Late (unable to attend).",
        "On it: Bo Late.",
    ):
        assert words in page.text, words
    assert "Bo Late, speaker (" not in page.text, "unable to be on one panel, there on the other"


def test_what_became_of_an_outcome_stands_beside_it(db, client):
    event = make.event(slug="summit", date="2021-06-16")
    later = make.event(name="A breach", date="2023", status="planned")
    made = make.outcome(event=event, title="A treaty")
    made.later_events.create(event=later, relation="breaks")
    page = get(client, "/events/summit/")
    assert "A breach breaks it (planned)" in page.text and 'class="broken"' in page.html
