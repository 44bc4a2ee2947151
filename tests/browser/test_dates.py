"""Dates are shown as they are understood, beside the box, before they are saved."""

import re

import pytest
from playwright.sync_api import expect

from summits.models import Event
from tests import factories as f
from tests.browser.sessions import log_in
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_understood_stands_beside_the_box(page):
    researcher(password="enter-the-record")
    event = f.event(name="Discussion", date="2021-06-16")
    f.position(event=event, summary="So.", attribution="unattributed")
    log_in(page, "researcher").goto(address(event))
    box = page.locator("#id_date")
    said = page.locator("#id_date_read")
    for typed, told in (
        ("17 September 2021", "17 September 2021 (2021-09-17)"),
        ("17 September", "“17 September” has no year: write it too, as in 16 June 2021."),
        ("06/07/2021", "“06/07/2021” may be two days: write 2021-07-06 (6 July) or 2021-06-07 (7 June)."),
        ("2210", "2210. The year 2210 is far off: is it meant?"),
        ("", ""),
        ("since 17.9.2021", "17 September 2021 to date (2021-09-17/..)"),
        ("17.9.2021", "17 September 2021 (2021-09-17)"),
    ):
        box.fill(typed)
        expect(said).to_have_text(told)
    expect(box).to_have_attribute("aria-describedby", re.compile(r"\bid_date_read\b"))
    # In a row that was opened as well.
    row = page.locator("#positions-0")
    row.get_by_role("button").first.press("Enter")
    row.locator("details.more summary").press("Enter")
    row.get_by_label("Date").fill("June 2021")
    row.locator(".date-read", has_text="June 2021 (2021-06)").wait_for()
    page.get_by_role("button", name="Save and continue editing").press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    event = Event.objects.get()
    assert (str(event.date), str(event.positions.get().date)) == ("2021-09-17", "2021-06")
    expect(page.locator("#id_date")).to_have_value("2021-09-17")
