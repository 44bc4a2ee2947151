"""The keys of the desk on one page, under "?"."""

import pytest

from summits.models import Event
from tests.browser.sessions import log_in
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_question_mark_outside_of_boxes_shows_the_keys(page):
    researcher(username="anna", password="enter-the-record")
    desk = log_in(page, "anna")
    desk.goto(address(Event, "add"))
    keys = desk.get_by_role("dialog", name="Keys")
    desk.locator("#id_name").press("?")
    assert desk.locator("#id_name").input_value() == "?" and not keys.is_visible()
    desk.get_by_role("button", name="Keys").press("?")
    keys.wait_for()
    assert keys.get_by_text("the marked suggestion").first.is_visible()
    desk.keyboard.press("Escape")
    keys.wait_for(state="hidden")
    desk.get_by_role("button", name="Keys").press("Enter")
    keys.get_by_role("button", name="Close").press("Enter")
    keys.wait_for(state="hidden")
    assert desk.locator("#id_name").input_value() == "?", "what is typed stays"
