"""The keys of the desk on one page, under "?"."""

import pytest
from playwright.sync_api import expect

from summits.models import Event
from tests.browser.sessions import log_in
from tests.browser.states import painted
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_question_mark_outside_of_boxes_shows_the_keys(page):
    researcher(username="anna", password="enter-the-record")
    desk = log_in(page, "anna")
    desk.goto(address(Event, "add"))
    painted(desk)
    keys = desk.get_by_role("dialog", name="Keys")
    desk.locator("#id_name").press("?")
    expect(desk.locator("#id_name")).to_have_value("?")
    expect(keys).to_be_hidden()
    desk.get_by_role("button", name="Keys").press("?")
    keys.wait_for()
    expect(keys.get_by_text("the marked suggestion").first).to_be_visible()
    desk.keyboard.press("Escape")
    keys.wait_for(state="hidden")
    desk.get_by_role("button", name="Keys").press("Enter")
    keys.get_by_role("button", name="Close").press("Enter")
    keys.wait_for(state="hidden")
    expect(desk.locator("#id_name"), "what is typed stays").to_have_value("?")
