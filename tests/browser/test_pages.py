"""The public pages in a browser: the walk from a summit to what came later, search, lists, phone, keyboard, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.states import fits, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = [
    "/", "/search/?q=mark", "/events/", "/events/mark-event/", "/experts/", "/organisations/",
    "/organisations/mark-organisation/", "/topics/", "/topics/mark-topic/", "/sources/", "/sources/mark-source/",
    "/places/", "/places/mark-hall/", "/positions/", "/positions/mark-position/",
]  # fmt: skip


@pytest.fixture
def world(transactional_db):
    return make.world()


@pytest.fixture
def site(page, world):
    return page


@pytest.mark.parametrize("address", SCREENS)
def test_each_screen_on_a_phone_in_the_dark_and_on_paper(site, address):
    site.set_viewport_size({"width": 390, "height": 844})
    site.goto(address)
    fits(site)
    body = site.locator("body")
    light = body.evaluate("e => getComputedStyle(e).backgroundColor")
    site.emulate_media(color_scheme="dark")
    expect(body).not_to_have_css("background-color", light)
    site.emulate_media(media="print", color_scheme="dark")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(site.get_by_role("heading", level=1)).to_be_visible()
    expect(site.get_by_role("navigation", name="Site")).to_be_hidden()


def test_from_the_summit_to_what_came_later(site, world):
    """Summit → the discussion of it → its panel's position → the outcome that a later event confirms."""
    made = make.outcome(event=world.other, title="A dialogue begins")
    made.later_events.create(event=world.third, relation="confirms")
    site.goto("/")
    site.get_by_role("link", name="Markother").first.click()
    ties = site.get_by_role("region", name="Before and after", exact=True)
    expect(ties).to_contain_text("Discussed by")
    ties.get_by_role("listitem").filter(has_text="Discussed by").get_by_role("link", name="Markevent").click()
    site.get_by_role("region", name=re.compile("Panel 1: Markpanel")).wait_for()
    site.locator("#mark-position").get_by_role("link", name="Markposition claimed.").click()
    site.get_by_role("heading", name="Markposition claimed.", level=1).wait_for()
    later = site.get_by_role("region", name="What came of it")
    expect(later).to_contain_text("A dialogue begins")
    later.get_by_role("link", name="Markthird").first.click()
    site.get_by_role("heading", name="Markthird", level=1).wait_for()
    expect(site.get_by_text("It confirms")).to_be_visible()


def test_search_in_another_script(site):
    site.goto("/")
    site.get_by_role("searchbox").fill("Маркова")
    site.keyboard.press("Enter")
    site.get_by_role("region", name="Experts").get_by_role("link", name="Markexpert Ivanova").click()
    site.get_by_role("heading", name="Markexpert Ivanova", level=1).wait_for()
    # The box is on every page.
    site.get_by_role("searchbox", name="Search").fill("claimed")
    site.get_by_role("button", name="Search").click()
    expect(
        site.get_by_role("region", name="Positions").get_by_role("link", name="Markposition claimed.")
    ).to_be_visible()


def test_a_list_is_filtered_and_leads_on(site):
    for number in range(60):
        make.event(name=f"Event {number:02}", date=f"19{number + 10}", kind="visit")
    site.goto("/events/")
    site.get_by_label("Kind", exact=True).select_option("visit")
    site.get_by_label("To", exact=True).fill("1969")
    site.get_by_role("button", name="Filter").click()
    listed = site.locator("main .rows a")
    expect(listed).to_have_text([f"Event {number:02}" for number in range(59, 9, -1)])
    site.get_by_role("link", name="Further in the list").click()
    expect(listed).to_have_text([f"Event {number:02}" for number in range(9, -1, -1)])
    expect(site.get_by_label("Kind", exact=True)).to_have_value("visit")


def test_the_keyboard_can_skip_to_the_content_and_sees_where_it_is(site):
    site.goto("/events/")
    site.keyboard.press("Tab")
    skip = site.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    wait_until(lambda: skip.evaluate("e => e.getBoundingClientRect().left"), lambda left: left >= 0)
    site.keyboard.press("Enter")
    site.keyboard.press("Tab")
    expect(site.locator("main :focus")).to_have_css("outline-style", "solid")


def test_the_map_and_the_network_by_keyboard_and_as_tables_on_a_phone(site):
    site.set_viewport_size({"width": 390, "height": 844})
    for address, name, there in (
        ("/map/", "Markhall: 1 event", "**/events/?place=mark-hall"),
        ("/network/", "Markevent, 16 June 2021", "**/events/mark-event/"),
    ):
        site.goto(address)
        fits(site)
        table = site.locator("figure table")
        expect(table).to_be_hidden()
        site.get_by_text("As a table").focus()
        site.keyboard.press("Enter")
        expect(table).to_be_visible()
        link = site.locator("figure svg").get_by_role("link", name=name)
        mark = link.locator("circle.reach, rect").first
        wait_until(mark.bounding_box, lambda box: min(box["width"], box["height"]) >= 23.9)
        before = link.evaluate("e => getComputedStyle(e.querySelector('path, .reach')).stroke")
        link.focus()
        # It is seen where one is, and which lines belong to it.
        expect(link.locator("path, .reach").first).not_to_have_css("stroke", before)
        site.keyboard.press("Enter")
        site.wait_for_url(there)


def test_the_citation_can_be_copied(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/events/mark-event/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()
    wait_until(
        lambda: page.evaluate("navigator.clipboard.readText()"),
        lambda text: (
            text.startswith("“Markevent”, Parley, record ") and f"{live_server.url}/events/mark-event/" in text
        ),
    )
    page.get_by_label("BibTeX").check()
    page.get_by_role("button", name="Copy").click()
    wait_until(
        lambda: page.evaluate("navigator.clipboard.readText()"), lambda text: text.startswith("@misc{mark-event,")
    )
    context.close()


def test_where_the_clipboard_is_closed_the_text_is_selected(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto("/events/mark-event/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Selected: copy it").wait_for()
    wait_until(lambda: page.evaluate("getSelection().toString()"), lambda text: text.startswith("“Markevent”, Parley"))
    context.close()


def test_without_scripts_everything_is_there_but_the_copy_button(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/events/mark-event/")
    expect(page.get_by_text("Cite this record")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    context.close()
