"""Rows of a page are lines until they are opened: what is read, opened, sent, refused, restored."""

import re

import pytest
from playwright.sync_api import expect

from summits.models import Event, Participation, Position
from tests import factories as f
from tests.browser.sessions import log_in
from tests.browser.states import has_values, painted
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event():
    """A discussion with two speakers and three statements."""
    event, source = f.event(name="Discussion", date="2021-06-16"), f.source(title="Report")
    vera, ivan = f.expert(name="Vera Novikova"), f.expert(name="Ivan Petrov")
    for order, one in enumerate((vera, ivan), 1):
        f.participation(event=event, expert=one, role="speaker", order=order)
    for order, (words, one) in enumerate((("First.", vera), ("Second.", ivan), ("Third <b>.", ivan)), 1):
        said = f.position(
            event=event,
            summary=words,
            holders=[one],
            topics=[f.topic(name=f"Topic {order}")],
            verb="noted",
            order=order,
        )
        said.citations.create(source=source, paragraph=4, sentence=order)
    return event


@pytest.fixture
def desk(page, event):
    """The page of the event, open for a researcher."""
    researcher(password="enter-the-record")
    log_in(page, "researcher").goto(address(event))
    return painted(page)


def row(page, words):
    """The row of a position, closed or open."""
    found = page.locator("#positions-group .inline-related").filter(has_text=words).first
    return page.locator(f"#{found.get_attribute('id')}")


def opened(page, words):
    """Open the row of a position."""
    found = row(page, words)
    found.get_by_role("button").filter(has_text=words).press("Enter")
    found.locator(".card-body").wait_for()
    return found


def sent(page, act):
    """What is sent when something is done: the text of the request."""
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/change/")) as told:
        act()
    return told.value.post_data


def save(page):
    page.get_by_role("button", name="Save and continue editing").press("Enter")


def test_a_row_is_opened_in_its_place_and_only_it_is_sent(desk, event):
    found = opened(desk, "Second.")
    expect(found.locator(":focus")).to_have_count(1)
    expect(found.get_by_label("Summary")).to_have_value("Second.")
    expect(found.get_by_label("Sentence")).to_have_value("2")
    expect(found.locator(".pick-chip .pick-text")).to_have_text(["Topic 2", "Ivan Petrov", "Report"])
    full_form = found.get_by_role("link", name="Full form")
    expect(full_form).to_have_attribute("href", address(Position.objects.get(order=2)))
    found.get_by_label("Summary").fill("Second, changed.")
    body = sent(desk, lambda: save(desk))
    desk.get_by_text("was changed successfully").wait_for()
    names = set(re.findall(r'name="(positions|participations)-(\d+)-', body))
    assert {kind for kind, _ in names} == {"positions"} and len(names) == 1
    assert list(event.positions.order_by("order").values_list("summary", flat=True)) == [
        "First.", "Second, changed.", "Third <b>.",
    ]  # fmt: skip
    assert Participation.objects.count() == 2


def test_what_is_refused_comes_back_open_and_the_rest_as_lines(desk, event):
    found = opened(desk, "Third")
    found.get_by_label("Summary").fill("")
    save(desk)
    wrong = desk.locator("#positions-2")
    wrong.get_by_text("This field is required").wait_for()
    expect(wrong.get_by_label("Summary")).to_be_visible()
    expect(desk.locator("#positions-group .line")).to_have_count(2)
    # Another row is opened beside it, and a new one added: each keeps its own number.
    opened(desk, "First.").get_by_label("Summary").fill("First, changed.")
    wrong.get_by_label("Summary").fill("Third, changed.")
    desk.get_by_role("button", name="Add another Position").press("Enter")
    new = desk.locator("#positions-3")
    new.get_by_label("Summary").fill("Fourth.")
    new.locator(".pick-qualifier").select_option("neutral")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert list(event.positions.order_by("order").values_list("summary", flat=True)) == [
        "First, changed.", "Second.", "Third, changed.", "Fourth.",
    ]  # fmt: skip


def test_a_new_row_takes_over_from_a_closed_one(desk, event):
    desk.get_by_role("button", name="Add another Position").press("Enter")
    new = desk.locator("#positions-3")
    expect(new.locator(".pick-chip .pick-text")).to_have_text(["Topic 3", "Ivan Petrov", "Report"])
    has_values(new, {"No.": "4", "Sentence": "4", "Reporting verb": "noted"})
    expect(new.get_by_label("Delete")).to_have_count(0)


def test_a_row_on_file_is_deleted_in_its_form(desk, event):
    opened(desk, "First.").get_by_label("Delete").check()
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert sorted(event.positions.values_list("summary", flat=True)) == ["Second.", "Third <b>."]


def test_a_new_row_that_is_removed_leaves_the_numbers_of_the_others(desk, event):
    for _ in range(2):
        desk.get_by_role("button", name="Add another Position").press("Enter")
    desk.locator("#positions-4").get_by_label("Summary").fill("Fourth.")
    desk.locator("#positions-4 .pick-qualifier").select_option("neutral")
    opened(desk, "Second.").get_by_label("Summary").fill("Second, changed.")
    desk.locator("#positions-3 a.inline-deletelink").press("Enter")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert list(event.positions.order_by("order", "id").values_list("summary", flat=True)) == [
        "First.", "Second, changed.", "Third <b>.", "Fourth.",
    ]  # fmt: skip


def test_participants_of_closed_rows_come_first(desk, event):
    for n in range(12):
        f.expert(name=f"Ivan Petrov the {n}th")
    found = opened(desk, "First.")
    found.get_by_role("combobox", name="Held by").press_sequentially("Petrov")
    option = found.locator(".pick-list [role=option]").first
    option.wait_for()
    expect(option.locator(".pick-text")).to_have_text("Ivan Petrov")


def test_without_scripts_each_row_is_read_and_has_a_page_of_its_own(browser, live_server, event):
    researcher(password="enter-the-record")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = log_in(context.new_page(), "researcher")
    page.goto(address(event))
    group = page.locator("#positions-group")
    said = group.locator(".line").nth(1)
    expect(said.locator("a")).to_have_text("2. Ivan Petrov noted: Second.")
    expect(said.locator(".facts")).to_have_text("4.2 · supports Topic 2")
    expect(group.locator(".empty-form")).to_be_hidden()
    # The record itself is saved, its rows stay.
    page.locator("#id_name").fill("Renamed")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("was changed successfully").wait_for()
    assert Event.objects.get(pk=event.pk).name == "Renamed" and len(event.positions.all()) == 3
    page.get_by_role("link", name="Second.").click()
    page.wait_for_url(f"**{address(Position.objects.get(order=2))}*")
    page.locator("#id_summary").fill("Second, changed.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert Position.objects.get(order=2).summary == "Second, changed."
    context.close()
