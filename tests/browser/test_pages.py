"""The public pages in a browser: the walk from a summit to what came later, search, lists, phone, keyboard, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make

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
    assert site.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the phone"
    light = site.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    site.emulate_media(color_scheme="dark")
    assert site.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") != light
    site.emulate_media(media="print", color_scheme="dark")
    assert site.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert site.get_by_role("heading", level=1).is_visible()
    assert not site.get_by_role("navigation", name="Site").is_visible()


def test_from_the_summit_to_what_came_later(site, world):
    """Summit → the discussion of it → its panel's position → the outcome that a later event confirms."""
    made = make.outcome(event=world.other, title="A dialogue begins")
    made.later_events.create(event=world.third, relation="confirms")
    site.goto("/")
    site.get_by_role("link", name="Markother").first.click()
    ties = site.get_by_role("region", name="Before and after", exact=True)
    assert "Discussed by" in ties.inner_text()
    ties.get_by_role("listitem").filter(has_text="Discussed by").get_by_role("link", name="Markevent").click()
    site.get_by_role("region", name=re.compile("Panel 1: Markpanel")).wait_for()
    site.locator("#mark-position").get_by_role("link", name="Markposition claimed.").click()
    site.get_by_role("heading", name="Markposition claimed.", level=1).wait_for()
    later = site.get_by_role("region", name="What came of it")
    assert "A dialogue begins" in later.inner_text()
    later.get_by_role("link", name="Markthird").first.click()
    site.get_by_role("heading", name="Markthird", level=1).wait_for()
    assert site.get_by_text("It confirms").is_visible()


def test_search_in_another_script(site):
    site.goto("/")
    site.get_by_role("searchbox").fill("Маркова")
    site.keyboard.press("Enter")
    site.get_by_role("region", name="Experts").get_by_role("link", name="Markexpert Ivanova").click()
    site.get_by_role("heading", name="Markexpert Ivanova", level=1).wait_for()
    # The box is on every page.
    site.get_by_role("searchbox", name="Search").fill("claimed")
    site.get_by_role("button", name="Search").click()
    assert site.get_by_role("region", name="Positions").get_by_role("link", name="Markposition claimed.").is_visible()


def test_a_list_is_filtered_and_leads_on(site):
    for number in range(60):
        make.event(name=f"Event {number:02}", date=f"19{number + 10}", kind="visit")
    site.goto("/events/")
    site.get_by_label("Kind", exact=True).select_option("visit")
    site.get_by_label("To", exact=True).fill("1969")
    site.get_by_role("button", name="Filter").click()
    first = site.locator("main .rows a").all_text_contents()
    assert len(first) == 50 and first[0] == "Event 59"
    site.get_by_role("link", name="Further in the list").click()
    site.get_by_role("link", name="Earlier in the list").wait_for()
    second = site.locator("main .rows a").all_text_contents()
    assert len(second) == 10 and not set(first) & set(second)
    assert site.get_by_label("Kind", exact=True).input_value() == "visit"


def test_the_keyboard_can_skip_to_the_content_and_sees_where_it_is(site):
    site.goto("/events/")
    site.keyboard.press("Tab")
    skip = site.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    site.keyboard.press("Enter")
    site.keyboard.press("Tab")
    assert site.evaluate("!!document.activeElement.closest('main')")
    outline = site.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_map_and_the_network_by_keyboard_and_as_tables_on_a_phone(site):
    site.set_viewport_size({"width": 390, "height": 844})
    for address, mark, there in (
        ("/map/", "Markhall: 1 event", "**/events/?place=mark-hall"),
        ("/network/", "Markevent, 16 June 2021", "**/events/mark-event/"),
    ):
        site.goto(address)
        assert site.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the phone"
        table = site.locator("figure table")
        expect(table).to_be_hidden()
        site.get_by_text("As a table").focus()
        site.keyboard.press("Enter")
        expect(table).to_be_visible()
        link = site.locator("figure svg").get_by_role("link", name=mark)
        box = link.locator("circle.reach, rect").first.bounding_box()
        assert min(box["width"], box["height"]) >= 23.9
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
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Markevent”, Parley, record ") and f"{live_server.url}/events/mark-event/" in copied
    page.get_by_label("BibTeX").check()
    page.get_by_role("button", name="Copy").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('@misc{mark-event,')")
    context.close()


def test_where_the_clipboard_is_closed_the_text_is_selected(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto("/events/mark-event/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Selected: copy it").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("“Markevent”, Parley")
    context.close()


def test_without_scripts_everything_is_there_but_the_copy_button(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/events/mark-event/")
    assert (
        page.get_by_text("Cite this record").is_visible() and not page.get_by_role("button", name="Copy").is_visible()
    )
    context.close()
