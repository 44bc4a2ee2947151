"""The start page: its numbers, its squares, the day, and the way through one discussion."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.pictures.years import years
from pages.views import home
from summits.models import Event
from tests import factories as make
from tests.page_reader import check, get


def test_an_empty_record(db, client):
    page = get(client, "/")
    check(page)
    assert "Nothing yet." in page.text and "A way through the record" not in page.text


def test_it_takes_at_most_six_statements(world, client):
    client.get("/")
    with CaptureQueriesContext(connection) as sql:
        client.get("/")
    assert len(sql) <= 6, [one["sql"][:200] for one in sql]


def test_each_square_leads_to_just_so_many_events(db, client):
    for kind, date in [
        ("summit", "1985-11-19"), ("visit", "1985"), ("summit", "1985-12-30/1986-01-02"), ("dialogue", "2021-07/.."),
        ("discussion", "1986-05~"), ("journey", "/1987"),
    ]:  # fmt: skip
        make.event(kind=kind, date=date)
    squares = re.findall(r'href="(/events/\?kind=[^"]*date_from[^"]*)"\s+aria-label="(\d+),', get(client, "/").html)
    assert len(squares) == 5
    for address, number in squares:
        rows = client.get(f"/api/v1{address.replace('&amp;', '&')}&page_size=1&count=exact").json()
        assert rows["count"] == int(number), address


def test_a_record_of_centuries_is_drawn_by_decades(db):
    for date in ("1866", "1999-05", "2021"):
        make.event(date=date)
    table = years(Event.objects.all())
    assert table["step"] == 10 and table["columns"][0][1] == 1860 and len(table["columns"]) == 17
    assert years(Event.objects.none()) is None


@pytest.mark.parametrize(
    ("first", "step", "squares"), [("1985", 1, 37), ("1980", 5, 9), ("1962", 5, 13), ("1921", 10, 11)]
)
def test_no_square_is_too_narrow_to_be_tapped(db, first, step, squares):
    make.event(date=first)
    make.event(date="2021")
    table = years(Event.objects.all())
    # On a large screen they have 950 pixels.
    assert (table["step"], len(table["columns"])) == (step, squares) and 950 / squares >= 24


@pytest.fixture
def on_28_november(monkeypatch):
    class Day(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 11, 28, 12, tzinfo=tz)

    monkeypatch.setattr(home.datetime, "datetime", Day)


def test_what_happened_on_this_day(db, client, on_28_november):
    make.event(name="Malta summit", date="1989-12-02")
    make.event(name="In the month", date="1990-11")
    text = get(client, "/").text
    assert "Nothing is on record for 28 November. Ahead: 2 December 1989 Malta summit" in text
    make.event(name="Tehran conference", date="1943-11-28")
    days = get(client, "/").text.split("The record at a glance")[0]
    assert (
        "On this day 28 November 1943 Tehran conference" in days and "Malta" not in days and "In the month" not in days
    )


def test_one_discussion_is_a_way_from_summit_to_outcome(db, client):
    summit = make.event(slug="summit", name="The summit", date="2021-06-16")
    later = make.event(name="The follow-up", date="2021-07-28")
    make.outcome(event=summit, title="A dialogue", status="agreed", later=[later])
    talk = make.event(slug="talk", name="The talk", kind="discussion", date="2021-06-17")
    make.link(talk, summit, "discusses")
    for n in range(4):
        make.position(
            event=talk, holders=[make.expert(name=f"Speaker {n}")], about=[summit], stance="supports", order=n
        )
    page = get(client, "/")
    check(page)
    way = page.text[page.text.index("A way through") :]
    places = [
        way.index(words) for words in ("The summit", "The talk", "4 positions", "A dialogue agreed", "The follow-up")
    ]
    assert places == sorted(places)
    assert {"/events/summit/#outcomes", "/events/talk/#said"} <= set(page.links)
