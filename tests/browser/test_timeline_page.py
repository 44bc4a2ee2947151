"""The drawing of a timeline in a browser: what is drawn, by keyboard, by finger, on a phone, in the dark, on paper."""

import itertools
import re

import pytest

from tests import factories as make

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


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.tagName")


FITS = (
    "() => document.querySelector('.canvas svg').getAttribute('width') == document.querySelector('.canvas').clientWidth"
)
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
        texts = drawn.locator("#drawing .tick text").all_text_contents()
        assert all(tick.fullmatch(text) for text in texts), texts
        seen.update(texts)
        drawn.locator('[data-zoom="in"]').click()
    assert any(re.fullmatch("[1-9][0-9]? [A-Z][a-z]{2,3}", text) for text in seen), seen


def test_every_dated_entry_is_drawn_and_named(drawn):
    entries = drawn.locator(".entries > .entry").count()
    assert entries == 15 and drawn.locator("#drawing .item").count() == entries - 1
    names = drawn.locator("#drawing .item").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert "Post, 2014 to 2018: Known to the year, The Club." in names
    assert "Event spoken about, February 2020: A month long." in names
    opposing = [name for name in names if name.startswith("Position, 16 June 2021: A claim that opposes it")]
    assert len(opposing) == 1 and opposing[0].endswith("Stance: opposes.")
    assert drawn.get_by_role("group", name="Timeline of Anna Ivanova, 14 entries").is_visible()


def test_uncertain_sides_look_uncertain(drawn):
    names = ("sure", "rough", "fade", "arrow", "attested")
    titles = [
        "Known to the day",
        "Known to the year",
        "Still held",
        "End unknown",
        "Only attested",
        "A month long",
        "The summit",
    ]
    parts = {title: {name: item(drawn, title).locator(f".{name}").count() for name in names} for title in titles}
    assert parts["Known to the day"] == {"sure": 1, "rough": 0, "fade": 0, "arrow": 0, "attested": 0}
    assert parts["Known to the year"] == {"sure": 1, "rough": 2, "fade": 0, "arrow": 0, "attested": 0}
    assert parts["Still held"] == {"sure": 1, "rough": 0, "fade": 0, "arrow": 1, "attested": 0}
    assert parts["End unknown"]["fade"] == 1 and parts["End unknown"]["arrow"] == 0
    assert parts["Only attested"]["fade"] == 2 and parts["Only attested"]["attested"] == 1
    assert parts["A month long"]["rough"] == 2 and parts["The summit"]["rough"] == 0


def test_stances_are_signs_not_colour_alone(drawn):
    signs = drawn.locator("#drawing .item.position .signs").all_text_contents()
    assert sorted(signs) == sorted(["+", "−", "±", "=", "?"])
    kinds = ("event", "outcome", "position", "participation")
    assert len({drawn.locator(f"#drawing .item.{kind} .shape").first.get_attribute("d") for kind in kinds}) == 4


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_labels_keep_clear_of_each_other_and_of_the_edge(drawn, width):
    drawn.set_viewport_size({"width": width, "height": 900})
    drawn.wait_for_function(FITS)
    edge = drawn.locator("#drawing .canvas").evaluate(BOX)
    boxes = drawn.locator("#drawing .label").evaluate_all(f"all => all.map({BOX})")
    assert len(boxes) >= 8
    for box in boxes:
        assert edge[0] - 1 <= box[0] and box[2] <= edge[2] + 1
    for index, a in enumerate(boxes):
        for b in boxes[index + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 3 or b[3] <= a[1] + 3
            assert apart, (a, b)
    assert drawn.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_by_keyboard(drawn):
    """One stop for the tab key; arrows go through all entries; Enter opens the record."""
    drawn.get_by_role("button", name="Show all").focus()
    drawn.keyboard.press("Tab")
    assert "Known to the day" in focused(drawn)
    assert drawn.locator(".details").get_by_text("Known to the day").is_visible()
    drawn.keyboard.press("End")
    last = focused(drawn)
    assert last.startswith("Position, 16 June 2021")
    drawn.keyboard.press("ArrowRight")
    assert focused(drawn) == last
    seen = {last}
    for _ in range(13):
        drawn.keyboard.press("ArrowLeft")
        seen.add(focused(drawn))
    assert len(seen) == 14 and "Known to the day" in focused(drawn)
    drawn.keyboard.press("ArrowDown")
    assert "Known to the day" not in focused(drawn)
    drawn.keyboard.press("ArrowUp")
    drawn.keyboard.press("End")
    drawn.keyboard.press("Home")
    assert "Known to the day" in focused(drawn)
    assert drawn.locator('#drawing .item[tabindex="0"]').count() == 1
    drawn.keyboard.press("Tab")
    assert drawn.evaluate("!document.activeElement.closest('svg')")
    item(drawn, "The summit").focus()
    drawn.keyboard.press("Enter")
    drawn.wait_for_url("**/events/summit/")


def test_the_details_are_the_entry_of_the_list(drawn):
    item(drawn, "A claim that mixed").focus()
    entry = drawn.locator(".entries .entry.position").filter(has_text="A claim that mixed it")
    assert drawn.locator(".details").inner_text().split() == entry.inner_text().split()
    ids = drawn.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_zoom_by_keys_and_buttons(drawn):
    whole = days_shown(drawn)
    item(drawn, "The summit").focus()
    drawn.keyboard.press("+")
    drawn.wait_for_function(f"() => ({DAYS})() < {whole} - 1")
    assert days_shown(drawn) < whole * 0.75
    # What has the focus stays in view.
    edge, box = drawn.locator(".canvas").evaluate(BOX), item(drawn, "The summit").locator(".shape").evaluate(BOX)
    assert edge[0] < box[0] and box[2] < edge[2]
    for press in (lambda: drawn.keyboard.press("0"), lambda: drawn.get_by_role("button", name="Show all").click()):
        press()
        drawn.wait_for_timeout(150)
        assert days_shown(drawn) == whole
        drawn.get_by_role("button", name="Zoom in").click()
        drawn.wait_for_timeout(150)
        assert days_shown(drawn) < whole
    before = drawn.locator("[data-range]").inner_text()
    drawn.get_by_role("button", name="Earlier").click()
    drawn.wait_for_timeout(150)
    assert drawn.locator("[data-range]").inner_text() != before
    drawn.get_by_role("button", name="Later").click()
    drawn.get_by_role("button", name="Zoom out").click()
    drawn.wait_for_timeout(150)
    assert days_shown(drawn) == whole


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(drawn):
    whole = days_shown(drawn)
    drawn.locator("#drawing svg").hover()
    drawn.mouse.wheel(0, 120)
    drawn.wait_for_timeout(200)
    assert days_shown(drawn) == whole and drawn.evaluate("scrollY") > 0
    drawn.keyboard.down("Control")
    drawn.mouse.wheel(0, -300)
    drawn.keyboard.up("Control")
    drawn.wait_for_timeout(200)
    assert days_shown(drawn) < whole


def test_an_entry_outside_the_window_comes_into_it_with_the_focus(drawn):
    item(drawn, "The summit").focus()
    for _ in range(6):
        drawn.keyboard.press("+")
    drawn.wait_for_timeout(150)
    drawn.keyboard.press("Home")
    drawn.wait_for_timeout(150)
    assert "Known to the day" in focused(drawn)
    edge, box = drawn.locator(".canvas").evaluate(BOX), item(drawn, "Known to the day").evaluate(BOX)
    assert box[2] > edge[0] and box[0] < edge[2]


def test_filters_without_typing(drawn):
    drawn.get_by_label("posts (6)").check()
    drawn.get_by_role("button", name="Filter").click()
    drawn.wait_for_url(re.compile("kind=appointment"))
    assert drawn.locator("#drawing .item").count() == 5 == drawn.locator("#drawing .item.appointment").count()
    assert drawn.get_by_text("6 entries; 1 of unknown date, in the list only.").is_visible()
    drawn.get_by_role("link", name="Show all").click()
    drawn.get_by_label("Topic", exact=True).select_option("arms")
    drawn.get_by_role("button", name="Filter").click()
    assert drawn.locator("#drawing .item").count() == 5
    drawn.get_by_label("From").fill("2022")
    drawn.get_by_role("button", name="Filter").click()
    assert drawn.get_by_text("No entry matches.").is_visible() and not drawn.locator("#drawing").is_visible()


def test_a_finger_sees_the_details_before_it_follows_the_link(browser, live_server, anna):
    context = browser.new_context(base_url=live_server.url, has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(ADDRESS)
    item(page, "The summit").locator(".shape").tap()
    assert page.locator(".details").get_by_text("The summit").first.is_visible() and page.url.endswith(ADDRESS)
    item(page, "The summit").locator(".shape").tap()
    page.wait_for_url("**/events/summit/")
    context.close()


def test_without_scripts_the_list_is_there(browser, live_server, anna):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    assert not page.locator("#drawing").is_visible()
    assert page.locator(".entries > .entry").count() == 15
    page.get_by_label("Topic", exact=True).select_option("arms")
    page.get_by_role("button", name="Filter").click()
    assert page.locator(".entries > .entry").count() == 5
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_can_be_read(drawn, scheme):
    drawn.emulate_media(color_scheme=scheme)
    style = "(e, name) => getComputedStyle(e)[name]"
    panel = drawn.locator("#drawing .lane rect").first.evaluate(style, "fill")
    paper = drawn.locator("body").evaluate(style, "backgroundColor")
    for kind in ("appointment", "event", "outcome", "position", "participation"):
        mark = drawn.locator(f"#drawing .item.{kind}").first.evaluate(style, "color")
        assert drawn.evaluate(CONTRAST, [mark, panel]) >= 3, kind
    for selector, back in [
        ("#drawing .label", panel), ("#drawing .tick text", paper), ("#drawing .lane text", panel),
    ]:  # fmt: skip
        assert drawn.evaluate(CONTRAST, [drawn.locator(selector).first.evaluate(style, "fill"), back]) >= 4.5, selector
    stances = [f".stance.{stance}" for stance in ("supports", "opposes", "mixed", "neutral", "unclear")]
    for selector in [".date", ".quiet", "a", *stances]:
        colour = drawn.locator(f".entries {selector}").first.evaluate(style, "color")
        assert drawn.evaluate(CONTRAST, [colour, paper]) >= 4.5, selector


def test_on_paper(drawn):
    drawn.emulate_media(media="print", color_scheme="dark")
    assert drawn.locator("#drawing svg").is_visible() and drawn.locator(".entries .entry").first.is_visible()
    for selector in (".tools", "nav", ".filters", "#drawing-keys", ".downloads"):
        assert not drawn.locator(selector).first.is_visible(), selector
    assert drawn.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_many_entries_on_one_day(page, anna):
    event = make.event(date="2021-06-16")
    for number in range(120):
        make.position(event=event, holders=[anna], summary=f"Claim {number}.")
    # The second page of its entries: fifty of one day, each with its words.
    page.goto(f"{ADDRESS}?page=2")
    page.locator("#drawing .item").first.wait_for()
    assert page.locator("#drawing .item.position .label").count() == 50
    boxes = page.locator("#drawing .item.position .shape").evaluate_all(f"all => all.map({BOX})")
    tops = sorted(box[1] for box in boxes)
    assert all(after - before >= 10 for before, after in itertools.pairwise(tops))


def test_the_first_century_is_drawn_in_its_own_place(page, anna):
    """Date.UTC() takes the years 0 to 99 for 1900 to 1999."""
    early, late = make.event(name="Early talks", date="0064-07-18"), make.event(name="Late talks", date="1964-07-18")
    make.position(event=late, holders=[anna], about=[early, late])
    page.goto(ADDRESS)
    page.locator("#drawing .item").first.wait_for()
    first, second = (item(page, name).locator(".shape").evaluate(BOX) for name in ("Early talks", "Late talks"))
    drawing = page.locator(".canvas").evaluate(BOX)
    # 1900 of some 1960 years lie between them.
    assert second[0] - first[0] > (drawing[2] - drawing[0]) * 0.7
    assert int(page.locator("[data-range]").inner_text().split(" – ")[0].split()[-1]) < 64


def test_what_was_not_held_is_crossed_out_and_named(page, anna):
    event = make.event(name="Called off", date="2021-05-01", status="cancelled")
    make.participation(event=event, expert=anna)
    page.goto(ADDRESS)
    page.locator("#drawing .item").first.wait_for()
    named = page.locator("#drawing .item:has(.strike)").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert named == ["Participation, 1 May 2021: Called off (cancelled)."]
    assert "Called off (cancelled)" in page.locator("#drawing .label").all_text_contents()
    colours = page.locator(".item.unheld .shape").evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    )
    assert colours[0] != colours[1]
