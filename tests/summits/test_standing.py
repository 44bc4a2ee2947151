"""One mapping of status and attendance, for every member of both."""

import itertools

import pytest
from django.db import connection
from django.test import Client

from summits.models import Attendance, EventStatus
from summits.models.standing import CALENDAR, standing, words_sql
from tests import factories as make
from tests.page_reader import Page

PAIRS = list(itertools.product(EventStatus, Attendance))


def test_only_what_was_held_and_attended_needs_no_words():
    assert {pair for pair in PAIRS if not standing(*pair).words} == {(EventStatus.HELD, Attendance.ATTENDED)}
    assert {pair for pair in PAIRS if standing(*pair).calendar == "CONFIRMED"} == {
        (EventStatus.HELD, Attendance.ATTENDED)
    }


@pytest.mark.parametrize(("status", "attendance"), PAIRS)
def test_every_pair_has_words_and_a_calendar_status(status, attendance):
    both, event, person = standing(status, attendance), standing(status), standing(EventStatus.HELD, attendance)
    assert event.words in both.words and person.words in both.words
    assert both.calendar == min(event.calendar, person.calendar, key=CALENDAR.index)
    assert both.calendar == "CANCELLED" or (status != EventStatus.CANCELLED and attendance != Attendance.UNABLE)


def test_no_two_have_the_same_words():
    assert len({standing(*pair).words for pair in PAIRS}) == len(PAIRS)


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "attendance"), PAIRS)
def test_the_database_says_the_same(status, attendance):
    with connection.cursor() as cursor:
        both, event = words_sql("v.status", "v.attendance"), words_sql("v.status")
        cursor.execute(f"SELECT {both}, {event} FROM (VALUES (%s, %s)) v(status, attendance)", [status, attendance])
        assert cursor.fetchone() == (standing(status, attendance).words, standing(status).words)


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "attendance"), PAIRS)
def test_the_pages_of_events_say_it(status, attendance):
    event, other = make.event(slug="talks", name="Talks", status=status), make.event(slug="other", name="Other")
    make.link(other, event, "follows")
    make.participation(event=event, expert=make.expert(name="Anna"), attendance=attendance)
    make.position(event=event, about=[other], public_id="claim")
    words, person = standing(status).words, standing(EventStatus.HELD, attendance).words
    page = Page(Client().get("/events/talks/").content.decode())
    assert f"({person})" in page.text if person else "Anna, speaker for" not in page.text
    assert page.html.count(f'<strong class="status unknown">{words}</strong>') == bool(words)
    assert page.html.count('<strong class="status unknown">') == bool(words)
    for address in ("/events/", "/events/other/", "/positions/claim/"):
        text = Page(Client().get(address).content.decode()).text
        assert "Talks" in text and (f"({words})" in text if words else "held" not in text), address


@pytest.mark.django_db
def test_a_list_of_what_was_held_has_nothing_else():
    for status in EventStatus:
        make.event(slug=f"s-{status.value}", status=status, date="2021-06-16")
    rows = Client().get("/api/v1/events/?status=held&date_from=2021&date_to=2021&date_match=certain").json()["results"]
    assert [row["slug"] for row in rows] == ["s-held"]
