"""The network of any filtered list of events: who was at which, in a drawing, in a table and as data."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.pictures.network import MOST, network
from pages.tied import Node
from tests import factories as make
from tests.page_reader import check, get


@pytest.fixture
def met(db):
    """Ann and Bo at “First”, Bo for Oz and Cy of Ministry at “Second”, nobody at “Alone”, Ann at “Off”, which was called off."""
    first, second, alone, off = (
        make.event(name=name, slug=name.lower(), date=date, kind=kind, status=status)
        for name, date, kind, status in (
            ("First", "2001-01", "summit", "held"), ("Second", "2002-02-03", "visit", "held"),
            ("Alone", "2003", "visit", "held"), ("Off", "2004", "visit", "cancelled"),
        )
    )  # fmt: skip
    ann, bo, cy = (make.expert(name=name, slug=name.lower()) for name in ("Ann", "Bo", "Cy"))
    oz, ministry = (make.organisation(name=name, slug=name.lower()) for name in ("Oz", "Ministry"))
    for event, expert, more in ((first, ann, {}), (first, bo, {}), (second, bo, {"on_behalf_of": oz}), (off, ann, {})):
        make.participation(event=event, expert=expert, role="speaker", **more)
    post = make.appointment(expert=cy, organisation=ministry, post="Minister")
    make.participation(event=second, expert=cy, role="speaker").appointments.add(post)
    return {"first": first, "second": second, "alone": alone, "ann": ann, "bo": bo}


def marks(page):
    return re.findall(r'<a href="([^"]*)" aria-label="([^"]*)" class="(\w+)"', page.html)


def test_the_drawing_has_a_mark_for_each_and_the_table_says_the_same(met, client):
    page = get(client, "/network/?utm_source=x")
    check(page)
    assert "3 people, 4 events, 2 organisations" in page.text
    assert marks(page) == [
        ("/experts/ann/", "Ann, 1 event", "expert"),
        ("/experts/bo/", "Bo, 2 events", "expert"),
        ("/experts/cy/", "Cy, 1 event", "expert"),
        ("/events/first/", "First, January 2001", "event"),
        ("/events/second/", "Second, 3 February 2002", "event"),
        ("/organisations/ministry/", "Ministry, 1 event", "organisation"),
        ("/organisations/oz/", "Oz, 1 event", "organisation"),
    ]
    table = page.text[page.text.index("Drawn here") :]
    for row in ("Bo 2 First, Second", "Ann 1 First", "Cy 1 Second", "Ministry 1 Second", "Oz 1 Second"):
        assert row in table
    # Six ties, each drawn from both of its ends; what is tied to nothing is counted and not drawn.
    assert page.html.count("C") and len(re.findall(r"M[\d.]+ \d+C", page.html)) == 12
    assert "Drawn are 3 of 3 people, 2 of 4 events, 2 of 2 organisations" in page.text
    assert get(client, "/network/").html.split("<figure")[1] == page.html.split("<figure")[1]


def test_it_is_that_of_the_filtered_list_and_its_files_are(met, client):
    for address in ("/events/", "/calendar/", "/map/"):
        assert "/network/?kind=summit" in get(client, f"{address}?kind=summit").links
    page = get(client, "/network/?kind=summit")
    assert [name for _, name, _ in marks(page)] == ["Ann, 1 event", "Bo, 1 event", "First, January 2001"]
    for name in ("gexf", "graphml"):
        link = next(one for one in page.links if f"format={name}" in one)
        data = b"".join(client.get(link).streaming_content).decode()
        assert "person:ann" in data and "event:first" in data and "event:second" not in data
    # Who could not come, and what was called off, where one asks for it.
    assert "Off" not in get(client, "/network/?expert=ann").text
    assert "Off, 2004, cancelled" in {name for _, name, _ in marks(get(client, "/network/?expert=ann&attendance=any"))}
    assert "Nobody is on record at this event" in get(client, "/network/?slug=alone").text
    assert "No event matches" in get(client, "/network/?q=nothing-of-this-name").text
    wrong = get(client, "/network/?kind=nonsense", 400)
    check(wrong)
    assert "kind" in wrong.text


def test_drafts_stay_hidden_and_few_statements_are_taken(met, client, admin_client):
    met["bo"].publication = "draft"
    met["bo"].save()
    assert "Bo" not in get(client, "/network/").text.split()
    assert "Bo" in get(admin_client, "/network/").text.split()
    make.on_topics(met["first"], make.topic(slug="peace"))
    with CaptureQueriesContext(connection) as sql:
        client.get("/network/?topic=peace")
    assert len(sql) <= 3


@pytest.mark.parametrize(("people", "events", "bodies"), [(40, 40, 40), (2, 40, 0), (40, 1, 3)])
def test_a_large_one_is_cut_to_what_can_be_read(people, events, bodies):
    nodes = [Node("expert", n, f"p{n:02}", f"P{n}", 40 - n) for n in range(people)]
    nodes += [Node("organisation", n, f"o{n:02}", f"O{n}", 40 - n) for n in range(bodies)]
    nodes += [Node("event", n, f"e{n:02}", "E" * 90, 1, status="held") for n in range(events)]
    ties = {("expert", n, e) for n in range(people) for e in range(events)}
    ties |= {("organisation", n, e) for n in range(bodies) for e in range(events)}
    drawn = network(nodes, ties, {"expert": people, "organisation": bodies, "event": 900})
    shown = [number for number, _, _ in drawn["shown"]]
    assert sum(shown) == min(MOST, people + events + bodies) and drawn["cut"]
    for (_, column), number in zip(drawn["columns"], shown, strict=True):
        heights = [mark.y for mark in column]
        assert len(heights) == number and all(b - a >= 24 for a, b in pairwise(heights))
        assert all(len(mark.label) <= 37 for mark in column)
    assert network(nodes, set(), {"expert": 0, "organisation": 0, "event": 900}) is None
