"""The drawing of a timeline in a browser: what is drawn, by keyboard, by finger, on a phone, in the dark, on paper."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.states import fits, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "/experts/anna/"
BOX = "e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"
# Colours as drawn, to measure contrast (WCAG 2): text and mark against what lies behind them.
CONTRAST = """([text, back]) => {
    const luminance = (colour) => {
        const parts = colour.match(/[\\d.]+/g).map((v) => v / 255);
        const [r, g, b] = parts.map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [a, b] = [text, back].map(luminance).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}"""


@pytest.fixture
def anna(transactional_db):
    """An expert with posts of every certainty and entries of every kind, one of them undated."""
    anna = make.expert(slug="anna", name="Anna Ivanova")
    club = make.organisation(name="The Club")
    source = make.source(title="A report")
    make.appointment(expert=anna, organisation=club, post="Known to the day", start="2012-03-01", end="2016-05-31")
    make.appointment(expert=anna, organisation=club, post="Known to the year", start="2014", end="2018")
    make.appointment(expert=anna, organisation=club, post="Still held", start="2019-01-01", end="..")
    make.appointment(expert=anna, organisation=club, post="End unknown", start="2013-01-01")
    seen = make.appointment(expert=anna, organisation=club, post="Only attested")
    seen.citations.create(source=source, attested_on="2021-06-16")
    make.appointment(expert=anna, organisation=club, post="Undated")
    summit = make.event(slug="summit", name="The summit", date="2021-06-16")
    month = make.event(slug="month", name="A month long", date="2020-02")
    make.outcome(event=summit, title="A treaty")
    discussion = make.event(slug="discussion", name="The discussion", kind="discussion", date="2021-06-16")
    make.participation(event=discussion, expert=anna, role="moderator")
    topic = make.topic(slug="arms", name="Arms")
    for stance in ("supports", "opposes", "mixed", "neutral", "unclear"):
        make.position(
            event=discussion, holders=[anna], about=[summit, month], topics=[topic], stance=stance,
            summary=f"A claim that {stance} it, in a sentence that is longer than a label can be.",
        )  # fmt: skip
    return anna


@pytest.fixture
def drawn(page, anna):
    """The page with its drawing."""
    page.goto(ADDRESS)
    page.locator("#drawing svg .item").first.wait_for()
    return page


def item(page, title):
    return page.locator(f'#drawing .item[aria-label*="{title}"]')


def focused(page, wanted):
    """Wait until the name of what has the focus passes a test, and return it."""
    return wait_until(lambda: page.evaluate("document.activeElement.getAttribute('aria-label') || ''"), wanted)


def drawn_again(page):
    """Wait until the drawing has followed what was done: it is drawn before the next picture of the page."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


FITS = (
    "() => document.querySelector('.canvas svg').getAttribute('width') == document.querySelector('.canvas').clientWidth"
)
STYLE = "(e, name) => getComputedStyle(e)[name]"
DAYS = """() => {
    const [a, b] = document.querySelector("[data-range]").textContent.split(" – ").map((text) => Date.parse(text));
    return (b - a) / 864e5;
}"""


def days_shown(page):
    """The number of days from one end of the axis to the other, by what stands beside the buttons."""
    return page.evaluate(DAYS)


def test_the_axis_names_days_before_months_at_every_zoom(drawn):
    tick = re.compile(r"[0-9]{1,4}|[A-Z][a-z]{2,8}|[1-9][0-9]? [A-Z][a-z]{2,3}|[0-9]{2}:[0-9]{2}")
    seen = set()
    for _ in range(25):
        texts = wait_until(
            drawn.locator("#drawing .tick text").all_text_contents,
            lambda texts: all(tick.fullmatch(text) for text in texts),
        )
        seen.update(texts)
        drawn.locator('[data-zoom="in"]').click()
        drawn_again(drawn)
    assert any(re.fullmatch("[1-9][0-9]? [A-Z][a-z]{2,3}", text) for text in seen), seen


def test_every_dated_entry_is_drawn_and_named(drawn):
    expect(drawn.locator(".entries > .entry")).to_have_count(15)
    items = drawn.locator("#drawing .item")
    expect(items).to_have_count(14)
    for name in (
        "Post, 2014 to 2018: Known to the year, The Club.",
        "Event spoken about, February 2020: A month long.",
    ):
        expect(drawn.locator(f'#drawing .item[aria-label="{name}"]')).to_have_count(1)
    opposing = item(drawn, "Position, 16 June 2021: A claim that opposes it")
    expect(opposing).to_have_attribute("aria-label", re.compile(r"Stance: opposes\.$"))
    expect(drawn.get_by_role("group", name="Timeline of Anna Ivanova, 14 entries")).to_be_visible()


def test_uncertain_sides_look_uncertain(drawn):
    for title, parts in {
        "Known to the day": {"sure": 1, "rough": 0, "fade": 0, "arrow": 0, "attested": 0},
        "Known to the year": {"sure": 1, "rough": 2, "fade": 0, "arrow": 0, "attested": 0},
        "Still held": {"sure": 1, "rough": 0, "fade": 0, "arrow": 1, "attested": 0},
        "End unknown": {"fade": 1, "arrow": 0},
        "Only attested": {"fade": 2, "attested": 1},
        "A month long": {"rough": 2},
        "The summit": {"rough": 0},
    }.items():
        expect(item(drawn, title)).to_have_count(1)
        for name, count in parts.items():
            expect(item(drawn, title).locator(f".{name}"), f"{title}: {name}").to_have_count(count)


def test_stances_are_signs_not_colour_alone(drawn):
    signs = drawn.locator("#drawing .item.position .signs")
    wait_until(lambda: sorted(signs.all_text_contents()), sorted(["+", "−", "±", "=", "?"]))
    shapes = [
        drawn.locator(f"#drawing .item.{kind} .shape").first
        for kind in ("event", "outcome", "position", "participation")
    ]
    wait_until(lambda: len({shape.get_attribute("d") for shape in shapes}), 4)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_labels_keep_clear_of_each_other_and_of_the_edge(drawn, width):
    drawn.set_viewport_size({"width": width, "height": 900})
    drawn.wait_for_function(FITS)
    edge = drawn.locator("#drawing .canvas").evaluate(BOX)
    labels = drawn.locator("#drawing .label")

    def clear(boxes):
        return (
            len(boxes) >= 8
            and all(edge[0] - 1 <= box[0] and box[2] <= edge[2] + 1 for box in boxes)
            and all(
                a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 3 or b[3] <= a[1] + 3
                for a, b in itertools.combinations(boxes, 2)
            )
        )

    wait_until(lambda: labels.evaluate_all(f"all => all.map({BOX})"), clear)
    fits(drawn)


def test_by_keyboard(drawn):
    """One stop for the tab key; arrows go through all entries; Enter opens the record."""
    drawn.get_by_role("button", name="Show all").focus()
    drawn.keyboard.press("Tab")
    first = item(drawn, "Known to the day")
    expect(first).to_be_focused()
    expect(drawn.locator(".details").get_by_text("Known to the day")).to_be_visible()
    drawn.keyboard.press("End")
    last = focused(drawn, lambda name: name.startswith("Position, 16 June 2021"))
    drawn.keyboard.press("ArrowRight")
    drawn_again(drawn)
    focused(drawn, last)
    seen = {last}
    for _ in range(13):
        drawn.keyboard.press("ArrowLeft")
        seen.add(focused(drawn, lambda name: name not in seen))
    expect(first).to_be_focused()
    drawn.keyboard.press("ArrowDown")
    expect(first).not_to_be_focused()
    drawn.keyboard.press("ArrowUp")
    drawn.keyboard.press("End")
    expect(first).not_to_be_focused()
    drawn.keyboard.press("Home")
    expect(first).to_be_focused()
    expect(drawn.locator('#drawing .item[tabindex="0"]')).to_have_count(1)
    drawn.keyboard.press("Tab")
    expect(drawn.locator("svg :focus")).to_have_count(0)
    expect(first).not_to_be_focused()
    item(drawn, "The summit").focus()
    drawn.keyboard.press("Enter")
    drawn.wait_for_url("**/events/summit/")


def test_the_details_are_the_entry_of_the_list(drawn):
    item(drawn, "A claim that mixed").focus()
    entry = drawn.locator(".entries .entry.position").filter(has_text="A claim that mixed it")
    wait_until(lambda: drawn.locator(".details").inner_text().split(), entry.inner_text().split())
    twice = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)"
    wait_until(lambda: drawn.evaluate(twice), [])


def test_zoom_by_keys_and_buttons(drawn):
    whole = days_shown(drawn)
    item(drawn, "The summit").focus()
    drawn.keyboard.press("+")
    wait_until(lambda: days_shown(drawn), lambda days: days < whole * 0.75)
    # What has the focus stays in view.
    shape = item(drawn, "The summit").locator(".shape")
    wait_until(
        lambda: (drawn.locator(".canvas").evaluate(BOX), shape.evaluate(BOX)),
        lambda boxes: boxes[0][0] < boxes[1][0] and boxes[1][2] < boxes[0][2],
    )
    for press in (lambda: drawn.keyboard.press("0"), lambda: drawn.get_by_role("button", name="Show all").click()):
        press()
        wait_until(lambda: days_shown(drawn), whole)
        drawn.get_by_role("button", name="Zoom in").click()
        wait_until(lambda: days_shown(drawn), lambda days: days < whole)
    before = drawn.locator("[data-range]").inner_text()
    drawn.get_by_role("button", name="Earlier").click()
    expect(drawn.locator("[data-range]")).not_to_have_text(before)
    drawn.get_by_role("button", name="Later").click()
    drawn.get_by_role("button", name="Zoom out").click()
    wait_until(lambda: days_shown(drawn), whole)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(drawn):
    whole = days_shown(drawn)
    drawn.locator("#drawing svg").hover()
    drawn.mouse.wheel(0, 120)
    wait_until(lambda: drawn.evaluate("scrollY"), lambda down: down > 0)
    drawn_again(drawn)
    wait_until(lambda: days_shown(drawn), whole)
    drawn.keyboard.down("Control")
    drawn.mouse.wheel(0, -300)
    drawn.keyboard.up("Control")
    wait_until(lambda: days_shown(drawn), lambda days: days < whole)


def test_an_entry_outside_the_window_comes_into_it_with_the_focus(drawn):
    first = item(drawn, "Known to the day")

    def in_view():
        edge, box = drawn.locator(".canvas").evaluate(BOX), first.evaluate(BOX)
        return box[2] > edge[0] and box[0] < edge[2]

    item(drawn, "The summit").focus()
    for _ in range(6):
        drawn.keyboard.press("+")
    wait_until(in_view, False)
    drawn.keyboard.press("Home")
    expect(first).to_be_focused()
    wait_until(in_view, True)


def test_filters_without_typing(drawn):
    drawn.get_by_label("posts (6)").check()
    drawn.get_by_role("button", name="Filter").click()
    drawn.wait_for_url(re.compile("kind=appointment"))
    expect(drawn.locator("#drawing .item")).to_have_count(5)
    expect(drawn.locator("#drawing .item.appointment")).to_have_count(5)
    expect(drawn.get_by_text("6 entries; 1 of unknown date, in the list only.")).to_be_visible()
    drawn.get_by_role("link", name="Show all").click()
    drawn.wait_for_url(re.compile(f"{ADDRESS}$"))
    drawn.get_by_label("Topic", exact=True).select_option("arms")
    drawn.get_by_role("button", name="Filter").click()
    expect(drawn.locator("#drawing .item.position")).to_have_count(5)
    expect(drawn.locator("#drawing .item")).to_have_count(5)
    drawn.get_by_label("From").fill("2022")
    drawn.get_by_role("button", name="Filter").click()
    expect(drawn.get_by_text("No entry matches.")).to_be_visible()
    expect(drawn.locator("#drawing")).to_be_hidden()


def test_a_finger_sees_the_details_before_it_follows_the_link(browser, live_server, anna):
    context = browser.new_context(base_url=live_server.url, has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(ADDRESS)
    item(page, "The summit").locator(".shape").tap()
    expect(page.locator(".details").get_by_text("The summit").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    # They stand beside the mark and within the screen, and leave the mark free.

    def beside(boxes):
        (_, mark_top, _, mark_bottom), (left, top, right, bottom) = boxes
        within = left >= 0 and right <= 390 and top >= 0 and bottom <= 844
        return within and 0 <= max(top - mark_bottom, mark_top - bottom) < 30

    places = (item(page, "The summit").locator(".shape"), page.locator(".details"))
    wait_until(lambda: [place.evaluate(BOX) for place in places], beside)
    page.keyboard.press("Escape")
    expect(page.locator(".details")).to_be_hidden()
    item(page, "Known to the day").locator(".target").tap()
    expect(page.locator(".details").get_by_text("Known to the day")).to_be_visible()
    page.get_by_role("heading", level=1).tap()
    expect(page.locator(".details")).to_be_hidden()
    item(page, "The summit").locator(".shape").tap()
    expect(page.locator(".details").get_by_text("The summit").first).to_be_visible()
    item(page, "The summit").locator(".shape").tap()
    page.wait_for_url("**/events/summit/")
    context.close()


def test_without_scripts_the_list_is_there(browser, live_server, anna):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    expect(page.locator(".entries > .entry")).to_have_count(15)
    expect(page.locator("#drawing")).to_be_hidden()
    page.get_by_label("Topic", exact=True).select_option("arms")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".entries > .entry")).to_have_count(5)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_can_be_read(drawn, scheme):
    drawn.emulate_media(color_scheme=scheme)
    panel, paper = ("#drawing .lane rect", "fill"), ("body", "backgroundColor")

    def stands_out(selector, name, ground, least):
        """Wait until a colour stands out against the ground that it lies on."""
        colours = [(selector, name), ground]
        wait_until(
            lambda: drawn.evaluate(CONTRAST, [drawn.locator(one).first.evaluate(STYLE, of) for one, of in colours]),
            lambda contrast: contrast >= least,
        )

    for kind in ("appointment", "event", "outcome", "position", "participation"):
        stands_out(f"#drawing .item.{kind}", "color", panel, 3)
    stands_out("#drawing .label", "fill", panel, 4.5)
    stands_out("#drawing .tick text", "fill", paper, 4.5)
    stands_out("#drawing .lane text", "fill", panel, 4.5)
    stances = [f".stances > .{stance}" for stance in ("supports", "opposes", "mixed", "neutral", "unclear")]
    for selector in [".date", ".quiet", "a", *stances]:
        stands_out(f".entries {selector}", "color", paper, 4.5)


def test_on_paper(drawn):
    drawn.emulate_media(media="print", color_scheme="dark")
    expect(drawn.locator("#drawing svg")).to_be_visible()
    expect(drawn.locator(".entries .entry").first).to_be_visible()
    for selector in (".tools", "nav", ".filters", "#drawing-keys", ".downloads"):
        expect(drawn.locator(selector).first, selector).to_be_hidden()
    expect(drawn.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_many_entries_on_one_day(page, anna):
    event = make.event(date="2021-06-16")
    for number in range(120):
        make.position(event=event, holders=[anna], summary=f"Claim {number}.")
    # The second page of its entries: fifty of one day, each with its words.
    page.goto(f"{ADDRESS}?page=2")
    page.locator("#drawing .item").first.wait_for()
    expect(page.locator("#drawing .item.position .label")).to_have_count(50)
    shapes = page.locator("#drawing .item.position .shape")
    wait_until(
        lambda: sorted(box[1] for box in shapes.evaluate_all(f"all => all.map({BOX})")),
        lambda tops: len(tops) == 50 and all(after - before >= 10 for before, after in itertools.pairwise(tops)),
    )


def test_the_first_century_is_drawn_in_its_own_place(page, anna):
    """Date.UTC() takes the years 0 to 99 for 1900 to 1999."""
    early, late = make.event(name="Early talks", date="0064-07-18"), make.event(name="Late talks", date="1964-07-18")
    make.position(event=late, holders=[anna], about=[early, late])
    page.goto(ADDRESS)
    page.locator("#drawing .item").first.wait_for()
    first, second = (item(page, name).locator(".shape") for name in ("Early talks", "Late talks"))
    # 1900 of some 1960 years lie between them.
    wait_until(
        lambda: [one.evaluate(BOX) for one in (first, second, page.locator(".canvas"))],
        lambda boxes: boxes[1][0] - boxes[0][0] > (boxes[2][2] - boxes[2][0]) * 0.7,
    )
    wait_until(
        lambda: int(page.locator("[data-range]").inner_text().split(" – ")[0].split()[-1]), lambda year: year < 64
    )


def test_what_was_not_held_is_crossed_out_and_named(page, anna):
    event = make.event(name="Called off", date="2021-05-01", status="cancelled")
    make.participation(event=event, expert=anna)
    page.goto(ADDRESS)
    page.locator("#drawing .item").first.wait_for()
    struck = page.locator("#drawing .item:has(.strike)")
    expect(struck).to_have_count(1)
    expect(struck).to_have_attribute("aria-label", "Participation, 1 May 2021: Called off (cancelled).")
    expect(page.locator("#drawing .label").get_by_text("Called off (cancelled)", exact=True)).to_have_count(1)
    shape = page.locator(".item.unheld .shape")
    expect(shape).not_to_have_css("fill", shape.evaluate(STYLE, "stroke"))
