"""What has the focus is seen: no bar covers it, its ring stands out on every ground; errors are listed and led to."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.browser.sessions import log_in
from tests.browser.states import fits, painted, wait_until
from tests.browser.test_rows import opened, row, save
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What covers the focused element at its middle and near its corners, and the contrast of its ring with the ground.
LOOK = """() => {
    const one = document.activeElement;
    if (one === document.body) { return null; }
    const box = one.getBoundingClientRect();
    const points = (from, to) => {
        const edge = Math.min(4, (to - from) / 2);
        return [from + edge, (from + to) / 2, to - edge];
    };
    const bars = [...document.querySelectorAll('.submit-row, .form-index')].filter(bar => !bar.contains(one));
    const covered = points(box.top, box.bottom)
        .flatMap(y => points(box.left, box.right).map(x => document.elementFromPoint(x, y)))
        .some(top => bars.some(bar => bar.contains(top)));
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const linear = c => c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
    const light = colour => {
        const [r, g, b] = parts(colour).map(linear);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle(one);
    let ground = parseFloat(style.outlineOffset) < 0 ? one : one.parentElement;
    while (ground && parts(getComputedStyle(ground).backgroundColor)[3] === 0) { ground = ground.parentElement; }
    const behind = ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)';
    const [a, b] = [light(style.outlineColor), light(behind)].sort((x, y) => y - x);
    return {
        name: one.outerHTML.slice(0, 110), covered, out: box.bottom <= 0 || box.top >= innerHeight,
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, contrast: (a + 0.05) / (b + 0.05),
    };
}"""


@pytest.fixture
def event():
    """An event with some rows."""
    event = f.event(name="Discussion", date="2021-06-16")
    f.panel(event=event, number=1)
    one = f.expert(name="Vera Novikova")
    f.participation(event=event, expert=one, role="speaker")
    for order in (1, 2):
        f.position(
            event=event, summary=f"No. {order}.", holders=[one], topics=[f.topic(name=f"Topic {order}")], order=order
        )
    return event


@pytest.fixture
def desk(page, event):
    """The page of the event, open for a researcher."""
    researcher(password="enter-the-record")
    log_in(page, "researcher").goto(address(event))
    return painted(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_stop_is_seen_and_not_covered(desk, scheme):
    desk.set_viewport_size({"width": 1280, "height": 600})
    desk.emulate_media(color_scheme=scheme)
    opened(desk, "No. 1.")
    desk.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    desk.evaluate("document.querySelector('#header a').focus()")
    stops, bad = 0, []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(130):
            desk.keyboard.press(key)
            found = desk.evaluate(LOOK)
            if found is None:
                break
            stops += 1
            if found["covered"] or found["out"] or not found["ring"] or found["contrast"] < 3:
                bad.append(found)
    assert stops > 120
    assert not {one["name"]: one for one in bad}


def test_errors_are_listed_with_links_and_the_first_has_the_focus(desk, event):
    desk.locator("#id_date").fill("last June")
    opened(desk, "No. 2.").get_by_label("Summary").fill("")
    desk.get_by_role("button", name="Add another Participant").press("Enter")
    # Touched, so that it is a row.
    desk.locator("#participations-1").get_by_label("Billing", exact=True).fill("Director")
    save(desk)
    told = desk.get_by_role("region", name="Not saved: 3 things to correct")
    told.wait_for()
    expect(told.get_by_role("link")).to_have_text(["Date", "Participant 2, Who", "Position 2, Summary"])
    expect(desk.locator(":focus")).to_have_attribute("id", "id_date")
    index = desk.get_by_role("navigation", name="Sections of this form")
    for name in ("Event", "Participants", "Positions"):
        expect(index.get_by_role("link", name=name).first).to_contain_text("1 to correct", use_inner_text=True)
    expect(index.get_by_role("link", name="Panels")).not_to_contain_text("to correct", use_inner_text=True)
    # A list is searched in a box of its own; a row may have been folded meanwhile.
    told.get_by_role("link", name="Participant 2, Who").press("Enter")
    expect(desk.locator(":focus")).to_have_attribute("id", "id_participations-1-who_search")
    desk.locator("#positions-1 > details.card").evaluate("card => { card.open = false; }")
    told.get_by_role("link", name="Position 2, Summary").press("Enter")
    expect(desk.locator(":focus")).to_have_attribute("id", "id_positions-1-summary")


def test_the_index_stays_in_view_and_counts(desk, event):
    desk.set_viewport_size({"width": 1280, "height": 600})
    index = desk.get_by_role("navigation", name="Sections of this form")
    positions = index.get_by_role("link", name="Positions")
    expect(positions).to_have_text(re.compile(r"^\s*Positions\s*2\s*$"))
    positions.press("Enter")
    expect(row(desk, "No. 1.")).to_be_visible()
    wait_until(lambda: index.evaluate("bar => bar.getBoundingClientRect().top"), 0)
    wait_until(lambda: desk.locator("#header").evaluate("column => column.getBoundingClientRect().bottom"), 600)
    heading = desk.locator("#positions-heading")
    wait_until(lambda: heading.bounding_box()["y"] - index.bounding_box()["height"], lambda below: below >= -1)
    desk.get_by_role("button", name="Add another Position").press("Enter")
    expect(positions).to_have_text(re.compile(r"^\s*Positions\s*3\s*$"))
    desk.locator("#positions-2 a.inline-deletelink").press("Enter")
    expect(positions).to_have_text(re.compile(r"^\s*Positions\s*2\s*$"))


def test_on_a_phone_header_and_tabs_leave_room_for_the_work(desk):
    desk.set_viewport_size({"width": 390, "height": 844})
    bottom = "bar => bar.getBoundingClientRect().bottom"
    wait_until(lambda: desk.locator(".desk-nav").evaluate(bottom), lambda found: found <= 100)
    # They are pushed sideways by themselves; the page is not.
    fits(desk)
    places = desk.get_by_role("link", name="Places", exact=True)
    places.focus()
    # The tab that has the focus is pushed into view.
    wait_until(places.bounding_box, lambda box: box["x"] >= 0 and box["x"] + box["width"] <= 390)
