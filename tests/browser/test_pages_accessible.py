"""Every public page passes axe-core, in light and in dark, with all that is folded open, and fits a magnified window."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories as make
from tests.browser.states import wait_until
from tests.browser.test_pages import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FURTHER = [
    "/about/", "/compare/?expert=mark-expert&expert=mark-endorser", "/events/mark-event/?group=topic",
    "/experts/mark-expert/", "/nothing-here/", "/relations/", "/relations/north/south/",
    "/calendar/?year=2001", "/calendar/?year=2001&month=6", "/map/", "/network/", "/api/v1/", "/api/v1/docs/",
    "/api/v1/docs/events/", "/api/v1/events/", "/api/v1/events/mark-event/",
]  # fmt: skip

# By how many pixels a page is wider than the window.
# An archive's host has a longer name than that of the tests, on which alone a permanent address would fit or not by chance.
LONG_HOST = """document.querySelectorAll('.cite-box a[href*="/id/"]').forEach(one => {
    one.textContent = one.textContent.replace(/localhost:[0-9]+/, 'records.archive-of-diplomacy.example.org'); })"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def meetings(world):
    """Seven meetings of two states, with what came of the last and what was said about it."""
    north, south = (make.organisation(slug=name, name=name.title(), kind="state") for name in ("north", "south"))
    for date in ("1990", "1991-05", "2001-06-16", "2001-07", "2001-08", "2001-09", "2001-10"):
        last = make.met(north, south, date=date)
    make.outcome(event=last, parties=[north, south])
    make.position(event=world.event, holders=[world.expert], about=[last], stance="opposes")


@pytest.fixture
def reader(browser, live_server, request):
    """A reader's page, in a context that lets axe-core put its styles into pages."""
    context = browser.new_context(base_url=live_server.url, bypass_csp=True, color_scheme=request.param)
    yield context.new_page()
    context.close()


def test_every_page_fits_a_window_magnified_four_times(browser, live_server, transactional_db):
    """At 400 % a window of 1280 pixels has room for 320: nothing is wider, whether folded or open."""
    world = make.world()
    meetings(world)
    third = make.expert(slug="third-expert", name="Konstantin Konstantinovich Rokossovsky")
    make.position(event=world.event, holders=[third], topics=[world.topic], stance="opposes")
    context = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 640})
    page = context.new_page()
    three = "/compare/?expert=mark-expert&expert=mark-endorser&expert=third-expert"
    for address in [*SCREENS, *FURTHER, three]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate(LONG_HOST)
        wait_until(lambda: (page.evaluate(BEYOND), page.url), lambda found: not found[0])
    context.close()


@pytest.mark.parametrize("reader", ["light", "dark"], indirect=True)
def test_no_page_has_a_violation(reader, transactional_db):
    meetings(make.world())
    found = {}
    for address in [*SCREENS, *FURTHER]:
        reader.goto(address)
        reader.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for one in Axe().run(reader).response["violations"]:
            nodes = [node["html"][:160] for node in one["nodes"][:3]]
            found.setdefault(f"{one['id']}: {one['help']}", {})[address] = (len(one["nodes"]), nodes)
    assert not found, "\n".join(f"{rule}\n  {pages}" for rule, pages in found.items())
