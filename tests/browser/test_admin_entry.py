"""By hand, in a browser and without a mouse: log in, enter a discussion, find it everywhere."""

import pytest
from playwright.sync_api import expect

from experts.models import Expert
from summits.models import Event
from tests import factories as f
from tests.browser.sessions import log_in, log_in_by_form
from tests.browser.states import all_named, fits, has_values, painted, wait_until
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Boxes that reach beyond the edge of what is shown, outside of lists, which scroll in themselves.
CUT_OFF = """() => [...document.querySelectorAll('#content-main input, #content-main select, #content-main textarea')]
    .filter(e => e.offsetParent && !e.closest('.results'))
    .filter(e => e.getBoundingClientRect().right
        > document.querySelector('#content-main').getBoundingClientRect().right + 1)
    .map(e => e.id)"""


@pytest.fixture
def desk(page):
    """The page of a researcher who has logged in."""
    researcher(password="enter-the-record")
    return log_in(page, "researcher")


def pick(scope, label, typed, choice):
    """Choose in a box with search, by keyboard: type, go down to the choice, Enter."""
    box = scope.get_by_role("combobox", name=label, exact=True)
    painted(box.page)
    box.focus()
    box.press_sequentially(typed)
    expect(box).to_have_value(typed)
    # The list of a shorter text is not chosen from.
    scope.locator(".pick-list:not([aria-busy]):visible").first.wait_for()
    option = scope.get_by_role("option").filter(has_text=choice).first
    option.wait_for()
    for _ in range(12):
        if option.get_attribute("aria-selected") == "true":
            break
        box.press("ArrowDown")
    box.press("Enter")


def add_by_popup(page, scope, label, typed, kind):
    """Choose “Add … as a new kind” in a box; the window that opens."""
    with page.expect_popup() as opened:
        pick(scope, label, typed, f"as a new {kind}")
    window = opened.value
    window.wait_for_load_state()
    return window


def add_row(page, what):
    """Press “Add another …”; the new row, which has the focus."""
    page.get_by_role("button", name=f"Add another {what}").press("Enter")
    row = page.locator(".inline-related:not(.empty-form):has(:focus)")
    row.wait_for()
    return page.locator(f"#{row.get_attribute('id')}")


def chip(scope, text):
    """A record that is chosen in a box, once it is there."""
    found = scope.locator(".pick-chip", has_text=text)
    found.wait_for()
    return found


def save(window):
    """Save a small window, which closes."""
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).press("Enter")


def test_a_discussion_is_entered_by_hand_and_found_everywhere(page, client):
    researcher(password="enter-the-record")
    desk = log_in_by_form(page, "researcher")
    summit = f.event(name="Geneva summit", slug="geneva-summit", date="2021-06-16")
    report = f.source(title="Report of the discussion")

    desk.get_by_role("link", name="New event").press("Enter")
    desk.get_by_label("Publication:").first.select_option("published")
    desk.get_by_label("Name:", exact=True).first.fill("Discussion of the summit")
    desk.get_by_label("Kind:").first.select_option("discussion")
    desk.get_by_label("Date:").first.fill("2021-06-16")

    panel = add_row(desk, "Panel")
    panel.get_by_label("Number").fill("1")
    panel.get_by_label("Title").fill("What the summit meant")

    # A new expert with a post at a new organisation, in small windows.
    row = add_row(desk, "Participant")
    window = add_by_popup(desk, row, "Who", "Вера Новикова", "expert")
    expect(window.get_by_label("Name:", exact=True).first).to_have_value("Вера Новикова")
    held = add_row(window, "Appointment")
    inner = add_by_popup(window, held, "Organisation", "Institute of Tests", "organisation")
    all_named(inner)
    save(inner)
    chip(held, "Institute of Tests")
    held.get_by_label("Post").fill("Director")
    held.get_by_label("From").fill("2019")
    held.get_by_label("To", exact=True).fill("..")
    name = add_row(window, "Further name")
    name.get_by_label("Name").fill("Vera Novikova")
    name.get_by_label("Kind").select_option("transliteration")
    save(window)
    chip(row, "Вера Новикова")
    row.get_by_label("Role").select_option("moderator")
    row.get_by_label("Billing", exact=True).fill("Director of the Institute")
    row.get_by_label("Billing", exact=True).blur()
    # The one post that the billing means is chosen by itself.
    chip(row, "Вера Новикова: Director")
    # The only panel, entered just now, is chosen already.
    expect(row.get_by_label("Panel", exact=True)).to_have_value("1")

    said = add_row(desk, "Position")
    pick(said, "Held by", "Novikova", "Вера Новикова")
    said.get_by_label("Reporting verb").fill("noted")
    said.get_by_label("Summary").fill("The meeting was worth more than its results.")
    topic = add_by_popup(desk, said, "Topics, with the stance to each", "Summitry", "topic")
    save(topic)
    chip(said, "Summitry")
    said.get_by_label("Topics, with the stance to each: Summitry").select_option("supports")
    pick(said, "About events, with the stance to each", "geneva", "Geneva summit")
    said.get_by_label("About events, with the stance to each: Geneva summit").select_option("neutral")
    pick(said, "Source", "report", "Report of the discussion")
    said.get_by_label("Paragraph").fill("4")
    said.get_by_label("Sentence").fill("1")

    # The next row takes over what stays and counts on.
    after = add_row(desk, "Position")
    expect(after.locator(".pick-chip", has_text="Вера Новикова")).to_have_count(1)
    expect(after.locator(".pick-chip", has_text="Report of the discussion")).to_have_count(1)
    has_values(after, {"No.": "2", "Reporting verb": "noted", "Paragraph": "4", "Sentence": "2"})
    after.get_by_label("Summary").fill("There should be another.")
    after.get_by_label("Topics, with the stance to each: Summitry").select_option("supports")

    tie = add_row(desk, "Link")
    tie.get_by_label("Kind").select_option("discusses")
    pick(tie, "Other event", "geneva", "Geneva summit")

    all_named(desk)
    desk.get_by_role("button", name="Save and continue editing").press("Enter")
    desk.get_by_text("was added successfully").wait_for()

    event = Event.objects.get(name="Discussion of the summit")
    vera = Expert.objects.get()
    one = event.participations.get()
    first, second = event.positions.order_by("order")
    assert (one.expert, one.panel, one.role) == (vera, event.panels.get(), "moderator")
    assert [a.post for a in one.appointments.all()] == ["Director"]
    assert [(t.topic.name, t.stance) for t in first.position_topics.all()] == [("Summitry", "supports")]
    assert [e.event for e in first.position_events.all()] == [summit]
    assert [(c.source, c.paragraph, c.sentence) for p in (first, second) for c in p.citations.all()] == [
        (report, 4, 1), (report, 4, 2),
    ]  # fmt: skip
    assert [h.actor for h in second.holders.all()] == [vera]
    assert event.links_out.get().to_event == summit

    # Found over the API, by somebody who has not logged in.
    found = client.get("/api/v1/events/", {"expert": vera.slug, "discusses": summit.slug}).json()
    assert [row["name"] for row in found["results"]] == ["Discussion of the summit"]
    detail = client.get(f"/api/v1/events/{event.slug}/").json()
    assert [row["title"] for row in detail["panels"]] == ["What the summit meant"]
    [seen] = detail["participations"]
    assert (seen["expert"]["name"], seen["role"], seen["panel"]["number"]) == ("Вера Новикова", "moderator", 1)
    posts = [(a["post"], a["organisation"]["name"]) for a in seen["appointments"]]
    assert posts == [("Director", "Institute of Tests")]
    assert [row["verb"] for row in detail["positions"]] == ["noted", "noted"]
    assert detail["positions"][0]["topics"][0]["stance"] == "supports"
    assert [(row["kind"], row["event"]["slug"]) for row in detail["links"]] == [("discusses", summit.slug)]
    by_name = client.get("/api/v1/experts/", {"name": "Novikova"}).json()
    assert [row["slug"] for row in by_name["results"]] == [vera.slug]
    entries = client.get(f"/api/v1/experts/{vera.slug}/timeline/", {"format": "json"}).json()["entries"]
    kinds = ["appointment", "event", "participation", "position", "position"]
    assert sorted(entry["kind"] for entry in entries) == kinds

    # The page as saved: rows closed, every control still with a name when they are open.
    expect(desk.locator("#positions-0.line")).to_contain_text("noted: The meeting was worth more")
    for button in desk.get_by_role("button", name="Open or close all").all():
        button.press("Enter")
    all_named(desk)
    desk.get_by_role("link", name="Desk", exact=True).press("Enter")
    desk.get_by_role("link", name="Discussion of the summit").first.wait_for()

    # And on the expert's timeline.
    desk.goto(f"/experts/{vera.slug}/")
    listed = desk.get_by_role("list").filter(has=desk.locator(".entry"))
    for words in ("Director, Institute of Tests", event.name, first.summary, second.summary):
        listed.get_by_text(words).first.wait_for()
    desk.locator("#drawing svg").wait_for()


def test_a_name_close_to_one_on_record_is_shown_while_it_is_typed(desk):
    f.expert(name="Ivan Safranchuk")
    desk.goto(address(Expert, "add"))
    desk.get_by_label("Name:", exact=True).first.press_sequentially("Ivan Safrantchuk")
    desk.get_by_text("Close to what is on record").wait_for()
    expect(desk.get_by_role("link", name="Ivan Safranchuk")).to_have_count(1)
    expect(desk.get_by_label("Slug:")).to_have_value("ivan-safrantchuk")


def test_the_panel_of_a_position_is_one_of_its_event(desk):
    said = f.position(event=f.event(), summary="Said.")
    own = f.panel(event=said.event, title="Session one")
    f.panel(title="Session of another event")
    desk.goto(address(said))
    box = desk.get_by_role("combobox", name="Panel:", exact=True)
    box.press_sequentially("session")
    desk.get_by_role("option", name="Session one").wait_for()
    expect(desk.get_by_role("option").filter(has_text="Session of another event")).to_have_count(0)
    box.press("Enter")
    desk.get_by_role("button", name="Save", exact=True).press("Enter")
    desk.get_by_text("was changed successfully").wait_for()
    said.refresh_from_db()
    assert said.panel == own


def test_what_is_wrong_in_a_row_is_in_sight_and_nothing_typed_is_lost(desk):
    topic = f.topic(name="Arms control")
    event = f.event(name="A meeting")
    f.position(event=event, summary="Said before.")
    desk.goto(address(event))
    said = add_row(desk, "Position")
    pick(said, "Topics, with the stance to each", "arms", "Arms control")
    said.get_by_label("Topics, with the stance to each: Arms control").select_option("opposes")
    said.locator("details.more summary").press("Enter")
    said.get_by_label("Attribution").select_option("collective")
    said.get_by_label("Date").fill("last summer")
    desk.get_by_role("button", name="Save", exact=True).press("Enter")
    row = desk.locator("#positions-1")
    row.get_by_text("is not a date that can be understood").wait_for()
    has_values(row, {"Topics, with the stance to each: Arms control": "opposes"})
    expect(row.get_by_label("Date")).to_have_value("last summer")
    all_named(desk)
    row.get_by_label("Date").fill("2021-07")
    row.get_by_label("Summary").fill("Said later.")
    desk.get_by_role("button", name="Save", exact=True).press("Enter")
    desk.get_by_text("was changed successfully").wait_for()
    assert event.positions.get(summary="Said later.").position_topics.get().topic == topic


def test_on_paper_stands_each_row_and_what_is_open_and_nothing_to_be_clicked(desk):
    w = f.world()
    last = f.position(event=w.event, summary="Said " * 40 + "at last.", quotation="As printed.", order=9)
    desk.goto(address(w.event))
    desk.get_by_role("combobox").first.wait_for()
    row = desk.locator(f'.line[id^="positions-"][data-row="{w.position.pk}"]')
    number = row.get_attribute("id")
    row.locator("a").click()
    opened = desk.locator(f"#{number}")
    opened.get_by_label("Summary").wait_for()
    closed = desk.locator("#content details:not([open])")
    before = wait_until(closed.count, lambda number: number >= 2)
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    desk.emulate_media(media="print")
    for label in ("Summary", "Quotation"):
        expect(opened.get_by_label(label)).to_be_visible()
    expect(desk.get_by_text(last.summary), "whole, in its line").to_be_visible()
    for gone in ("#header", ".desk-nav", ".submit-row", ".object-tools", ".pick-input"):
        expect(desk.locator(gone).first).to_be_attached()
        expect(desk.locator(gone).first).to_be_hidden()
    desk.emulate_media(media="screen")
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(before)
    expect(desk.locator(".submit-row")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_phone(desk, scheme):
    w = f.world()
    f.event(name="Negotiationround" * 6, publication="draft")
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.emulate_media(color_scheme=scheme)
    changed = [address(record) for record in (w.event, w.expert, w.position)]
    for url in ("/admin/", *changed, address(Event, "changelist"), address(Expert, "add") + "?_popup=1"):
        desk.goto(url)
        lines = desk.locator(".line[data-row] > a")
        for _ in range(min(6, lines.count())):
            lines.first.press("Enter")
        fits(desk)
        wait_until(lambda: desk.evaluate(CUT_OFF), [])
        wait_until(
            lambda: desk.evaluate("getComputedStyle(document.body).backgroundColor"),
            lambda ground: (sum(map(int, ground.strip("rgb()").split(","))) < 200) == (scheme == "dark"),
        )
