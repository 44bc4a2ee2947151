"""Two people with an event open in two browsers: the second to save is told, keeps what they typed, and decides."""

import pytest
from playwright.sync_api import expect

from summits.models import Event, Panel, PositionHolder
from tests import factories as f
from tests.browser.sessions import log_in
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The rows of a page are lines that open, and those that were refused closed cards.
OPEN = """() => {
    document.querySelectorAll('.line[data-row] > a').forEach(title => title.click());
    document.querySelectorAll('details.card').forEach(card => { card.open = true; });
}"""


@pytest.fixture
def editors(page, browser, live_server):
    """The pages of two people, each in a browser context of their own; both have the event open."""
    for name in ("anna", "boris"):
        researcher(username=name, password="enter-the-record")
    event = f.event(name="Geneva meeting", summary="Old summary.", date="2021-06-16")
    f.panel(event=event, title="Old title", number=1)
    f.position(event=event, summary="They agree.", holders=[f.expert(name="Vera Novikova")], order=1)
    other = browser.new_context(base_url=live_server.url)
    anna, boris = log_in(page, "anna"), log_in(other.new_page(), "boris")
    for one in (anna, boris):
        one.goto(address(event))
        one.get_by_label("Name:", exact=True).first.wait_for()
    yield event, anna, boris
    other.close()


def first_saves(anna):
    """Anna changes a field of her own, one that Boris types in, a panel and a position, and saves."""
    anna.locator("#id_name").fill("Geneva summit")
    anna.locator("#id_summary").fill("New summary.")
    anna.evaluate(OPEN)
    anna.locator("#id_panels-0-title").fill("Anna's title")
    anna.locator("#id_positions-0-summary").fill("They agree in principle.")
    anna.get_by_role("button", name="Save and continue editing").press("Enter")
    anna.get_by_text("was changed successfully").wait_for()


def second_sends(boris):
    """Boris types and saves; the section that tells him what Anna did."""
    boris.evaluate(OPEN)
    boris.locator("#id_name").fill("The Geneva talks")
    boris.locator("#id_panels-0-title").fill("Boris's title")
    boris.get_by_role("button", name="Save and continue editing").press("Enter")
    told = boris.get_by_role("alert").filter(has_text="Changed while you had it open")
    told.wait_for()
    return told


def test_the_second_is_told_and_saves_theirs_anyway(editors):
    event, anna, boris = editors
    first_saves(anna)
    told = second_sends(boris)
    for words in (
        "by anna",
        "Geneva meeting",
        "Geneva summit",
        "New summary.",
        "Anna's title",
        "They agree in principle.",
    ):
        expect(told).to_contain_text(words)
    event.refresh_from_db()
    assert event.name == "Geneva summit"
    expect(boris.locator("#id_name")).to_have_value("The Geneva talks")
    expect(boris.locator("#id_panels-0-title")).to_have_value("Boris's title")
    expect(boris.locator("#id_summary")).to_have_value("New summary.")
    expect(boris.locator("#id_positions-0-summary")).to_have_value("They agree in principle.")
    told.get_by_role("button", name="Save mine anyway").press("Enter")
    boris.get_by_text("was changed successfully").wait_for()
    event.refresh_from_db()
    assert (event.name, event.summary) == ("The Geneva talks", "New summary.")
    assert Panel.objects.get().title == "Boris's title"
    assert event.positions.get().summary == "They agree in principle."
    assert PositionHolder.objects.get().expert.name == "Vera Novikova"


def test_a_row_that_was_not_opened_is_shown_as_it_is_now(editors):
    event, anna, boris = editors
    first_saves(anna)
    boris.locator("#id_name").fill("The Geneva talks")
    boris.get_by_role("button", name="Save and continue editing").press("Enter")
    told = boris.get_by_role("alert").filter(has_text="Changed while you had it open")
    expect(told).to_contain_text("stays on record in any case", use_inner_text=True)
    expect(boris.locator("#positions-0.line")).to_contain_text("They agree in principle.", use_inner_text=True)
    told.get_by_role("button", name="Save mine anyway").press("Enter")
    boris.get_by_text("was changed successfully").wait_for()
    assert event.positions.get().summary == "They agree in principle."


def test_the_second_takes_theirs(editors):
    event, anna, boris = editors
    first_saves(anna)
    link = second_sends(boris).get_by_role("link", name="Use theirs")
    steps = []
    boris.on("request", lambda asked: steps.append("page") if asked.is_navigation_request() else None)
    boris.on("response", lambda one: steps.append("discarded") if one.request.post_data == '{"values":{}}' else None)
    link.press("Enter")
    boris.get_by_role("alert").wait_for(state="detached")
    # The page is asked for when the draft is gone, or it would still offer it.
    assert steps[:2] == ["discarded", "page"]
    expect(boris.locator("#id_name")).to_have_value("Geneva summit")
    # It was discarded on purpose.
    expect(boris.get_by_text("You typed this on")).to_have_count(0)
    expect(boris.locator("#id_panels-0-title")).to_have_value("Anna's title")
    assert Event.objects.get(pk=event.pk).name == "Geneva summit"
    # The history tells it all, and takes a change back.
    boris.get_by_role("link", name="History", exact=True).click()
    boris.get_by_role("heading").filter(has_text="by anna").first.wait_for()
    boris.get_by_role("link", name="Take back").filter(has_text="panel Anna's title").first.press("Enter")
    boris.get_by_role("button", name="Take the change back").press("Enter")
    boris.get_by_text("is as it was before the change").wait_for()
    assert Panel.objects.get().title == "Old title"
