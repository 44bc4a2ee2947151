"""In two browsers, by keyboard: submitted, returned with a comment, submitted again, published; changed, taken back."""

import pytest
from playwright.sync_api import expect

from summits.models import Event
from tests import factories as make
from tests.browser.sessions import log_in
from tests.browser.states import all_named, fits, wait_until
from tests.browser.test_admin_entry import CUT_OFF
from tests.desk.pages import address
from tests.roles import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(page, browser, live_server):
    """An editor's page and a reviewer's, each in a browser of their own."""
    other = browser.new_context(base_url=live_server.url)
    pages = page, other.new_page()
    for one, role in zip(pages, ("Editor", "Reviewer"), strict=True):
        log_in(one, person(role).username)
    yield pages
    other.close()


def sound(page):
    """Nothing without a name, nothing cut off on a phone."""
    all_named(page)
    page.set_viewport_size({"width": 390, "height": 800})
    fits(page)
    wait_until(lambda: page.evaluate(CUT_OFF), [])
    page.set_viewport_size({"width": 1280, "height": 800})


def test_an_event_goes_through_review(people):
    editor, reviewer = people
    event = make.event(name="Geneva summit", slug="geneva", publication="draft")
    expert = make.expert(name="Fyodor Lukyanov", publication="draft")
    make.participation(event=event, expert=expert, publication="draft")

    editor.goto(address(event))
    expect(editor.locator("#id_publication")).to_be_disabled()
    editor.get_by_role("button", name="Save and submit for review").press("Enter")
    editor.get_by_text("a reviewer will look at it").wait_for()

    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="submitted, waiting for a reviewer").press("Enter")
    reviewer.get_by_role("button", name="Publish the ticked ones").wait_for()
    sound(reviewer)
    reviewer.get_by_role("link", name="Review Geneva summit").press("Enter")
    reviewer.get_by_label("Return it, because").wait_for()
    sound(reviewer)
    reviewer.get_by_label("Return it, because").fill("Name the place, please.")
    reviewer.get_by_role("button", name="Return with this comment").press("Enter")
    reviewer.get_by_text("Returned with your comment.").wait_for()

    editor.goto("/admin/")
    returned = editor.get_by_role("region", name="Returned to you")
    expect(returned.get_by_text("Name the place, please.")).to_be_visible()
    sound(editor)
    returned.get_by_role("link", name="Geneva summit").press("Enter")
    editor.get_by_role("link", name="Open the event").press("Enter")
    editor.get_by_role("region", name="Review").get_by_text("Name the place, please.").wait_for()
    sound(editor)
    editor.get_by_label("Summary:").fill("At Villa La Grange.")
    editor.get_by_role("button", name="Save and submit for review").press("Enter")
    editor.get_by_text("a reviewer will look at it").wait_for()
    assert reviewer.goto("/api/v1/events/geneva/").status == 200
    assert editor.request.get("/api/v1/events/geneva/").ok

    reviewer.goto("/admin/review/")
    mark = reviewer.get_by_role("checkbox", name="Mark Geneva summit")
    mark.focus()
    mark.press("Space")
    reviewer.get_by_role("button", name="Publish the ticked ones").press("Enter")
    reviewer.get_by_role("heading", name="What the public will see").wait_for()
    expect(reviewer.get_by_label("Fyodor Lukyanov")).to_be_checked()
    sound(reviewer)
    reviewer.get_by_role("button", name="Publish", exact=True).press("Enter")
    reviewer.get_by_text("Published: Geneva summit").wait_for()
    reviewer.context.clear_cookies()
    answer = reviewer.request.get("/api/v1/participations/?event=geneva").json()
    assert [row["expert"]["name"] for row in answer["results"]] == ["Fyodor Lukyanov"]
    assert Event.objects.get().summary == "At Villa La Grange."


def test_a_change_to_what_is_public_is_taken_back(people):
    editor, reviewer = people
    event = make.event(name="Geneva summit", slug="geneva")
    make.topic(name="Arms control")
    editor.goto(address(event))
    editor.get_by_label("Name:", exact=True).fill("Geneva meeting")
    editor.get_by_role("button", name="Save and continue editing").press("Enter")
    editor.get_by_text("was changed successfully").wait_for()
    assert editor.request.get("/api/v1/events/geneva/").json()["name"] == "Geneva meeting"

    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="changed after publication").press("Enter")
    change = reviewer.get_by_role("region", name="Geneva meeting")
    change.get_by_label("Take back, because").fill("The source says summit.")
    sound(reviewer)
    change.get_by_role("button", name="Take back").press("Enter")
    reviewer.get_by_text("readers now see what was there before").wait_for()
    assert reviewer.request.get("/api/v1/events/geneva/").json()["name"] == "Geneva summit"

    editor.goto(address(event))
    editor.get_by_role("region", name="Review").get_by_text("The source says summit.").wait_for()
