"""Lists of the desk show all their columns in the width of a laptop: nothing has to be scrolled sideways."""

import pytest
from django.urls import reverse

from experts.models import Appointment, Expert, Organisation
from sources.models import Place, Source
from summits.models import Event, EventLink, Outcome, Panel, Participation, Position
from tests import factories as make
from tests.browser.sessions import log_in
from tests.browser.states import wait_until
from tests.desk.pages import address, researcher
from topics.models import Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# By how many pixels the table is wider than the place it has.
BEYOND = "one => one.scrollWidth - one.clientWidth"


def records():
    """Some of each kind with names as long as those on record."""
    country = make.country(name="United Kingdom of Great Britain and Northern Ireland")
    house = make.place(name="International Conference Centre, Geneva", country=country)
    body = make.organisation(name="Institute of World Economy and International Relations", place=house)
    topic = make.topic(name="Intermediate-range nuclear forces")
    vera = make.expert(name="Konstantin Konstantinovich Rokossovsky-Vasilyev", born="1954-12-21")
    make.appointment(expert=vera, organisation=body, post="Deputy Director for International Programmes", start="2012")
    event = make.event(
        name="Expert discussion on strategic stability and arms control in the Euro-Atlantic region",
        date="2021-06-16/2021-06-17",
        place=house,
        kind="multilateral_meeting",
        status="postponed",
        publication="submitted",
    )
    other = make.event(name="Second round of consultations on strategic stability", date="2021-07-28", place=house)
    make.participation(event=event, expert=vera, role="speaker", billing="Deputy Director for Programmes")
    make.panel(event=event, title="Intermediate-range nuclear forces and missile defence")
    make.position(event=event, summary="The treaty should be extended. " * 4, holders=[vera], topics=[topic])
    make.outcome(event=event, title="Joint statement on strategic stability and on the dialogue that is to follow")
    make.link(from_event=event, to_event=other)
    make.source(title="Report of an expert discussion on strategic stability, with remarks of all who took part")


LISTS = [
    Event,
    Expert,
    Organisation,
    Appointment,
    Place,
    Source,
    Participation,
    Position,
    Outcome,
    EventLink,
    Panel,
    Topic,
]


def test_no_list_is_wider_than_a_laptop(page):
    researcher(username="anna", password="enter-the-record")
    records()
    page.set_viewport_size({"width": 1280, "height": 800})
    log_in(page, "anna")
    beyond = {}
    for model in LISTS:
        page.goto(address(model, "changelist"))
        page.locator("#result_list tbody tr").first.wait_for()
        pixels = page.locator("#changelist .results").evaluate(BEYOND)
        if pixels > 0:
            beyond[model.__name__] = pixels
    assert not beyond


# Where each part of the first of its boxes begins: label, box and hint stand below each other.
LEFT = "[...document.querySelectorAll('.narrow p')[0].children].map(one => one.getBoundingClientRect().left)"


def test_what_narrows_a_queue_looks_as_on_the_home_page(page):
    researcher(username="anna", password="enter-the-record")
    make.event()
    log_in(page, "anna")
    for url in (reverse("admin:index"), reverse("admin:review_queue"), reverse("bulk:waiting")):
        page.goto(f"{url}?by=anna")
        page.locator(".narrow button").wait_for()
        wait_until(lambda: len(set(page.evaluate(LEFT))), 1)
