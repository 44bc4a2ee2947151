"""Statements as a typist enters them: what is carried over, stances by their signs, rows that fold, keys."""

import re

import pytest
from playwright.sync_api import expect

from summits.models import Position
from tests import factories as f
from tests.browser.sessions import log_in
from tests.browser.states import has_values, painted
from tests.browser.test_rows import row, save
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event():
    """A discussion with two speakers and one statement, about a topic."""
    event, source = f.event(name="Discussion", date="2021-06-16"), f.source(title="Report")
    vera, ivan = f.expert(name="Vera Novikova"), f.expert(name="Ivan Petrov")
    for order, one in enumerate((vera, ivan), 1):
        f.participation(event=event, expert=one, role="speaker", order=order)
    topic = f.topic(name="Cybersecurity")
    f.topic(name="Nuclear weapons")
    said = f.position(
        event=event, summary="First.", holders=[vera], topics=[topic], verb="noted", kind="proposal", order=1
    )
    said.citations.create(source=source, paragraph=4, sentence=1)
    return event


@pytest.fixture
def desk(page, event):
    """The page of the event, open for a researcher."""
    researcher(password="enter-the-record")
    log_in(page, "researcher").goto(address(event))
    return painted(page)


def new(page, number):
    """Add a statement; its row, in whose summary the focus is."""
    page.get_by_role("button", name="Add another Position").press("Enter")
    return entered(page, number)


def entered(page, number):
    """The row with a number, in whose summary the focus is."""
    expect(page.locator(f"[name=positions-{number}-summary]")).to_be_focused()
    return page.locator(f"#positions-{number}")


def chosen(scope, stances):
    """Wait until these topics are chosen in a row, with these stances: {topic: stance}."""
    expect(scope.locator(".field-stances .pick-chip .pick-text")).to_have_text(list(stances))
    expect(scope.locator(".field-stances .pick-chip select")).to_have_count(len(stances))
    for number, stance in enumerate(stances.values()):
        expect(scope.locator(".field-stances .pick-chip select").nth(number)).to_have_value(stance)


def test_two_statements_by_keys_alone(desk, event):
    second = new(desk, 1)
    expect(second.locator(".field-holders .pick-chip .pick-text")).to_have_text(["Vera Novikova"])
    expect(second.locator(".field-holders .pick-chip select")).to_have_count(0)
    # Carried over, its stance asked for.
    chosen(second, {"Cybersecurity": ""})
    has_values(second, {"Kind": "proposal", "Paragraph": "4", "Sentence": "2", "No.": "2"})
    keys = desk.keyboard
    keys.type("Second.")
    keys.press("Tab")
    # The stance of the topic that was carried over, by its sign; then one more topic with its stance.
    keys.type("-")
    chosen(second, {"Cybersecurity": "opposes"})
    keys.type("nucl+")
    keys.press("Enter")
    chosen(second, {"Cybersecurity": "opposes", "Nuclear weapons": "supports"})
    keys.press("Control+Enter")
    third = entered(desk, 2)
    expect(second.locator(".card-body")).to_be_hidden()
    expect(second.locator("summary .card-title").first).to_have_text("2. Vera Novikova noted: Second.")
    keys.type("Third.")
    third.get_by_role("combobox", name="Topics, with the stance to each", exact=True).focus()
    # A sign alone: the first stance that is not said yet, and the next.
    keys.type("=")
    keys.press("Enter")
    keys.type("+-")
    keys.press("Enter")
    chosen(third, {"Cybersecurity": "neutral", "Nuclear weapons": "mixed"})
    # Another speaker stands in the place of the one that was carried over.
    third.get_by_role("combobox", name="Held by", exact=True).focus()
    keys.type("petrov")
    # At once: the choice follows when the list is there.
    keys.press("Control+Enter")
    entered(desk, 3)
    desk.get_by_text("3. Ivan Petrov noted: Third.").wait_for()
    desk.locator("#positions-3 a.inline-deletelink").click()
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    said = [
        (one.order, one.summary, [h.expert.name for h in one.holders.all()],
         [t.stance for t in one.position_topics.order_by("id")], one.citations.get().sentence, one.kind)
        for one in event.positions.order_by("order")[1:]
    ]  # fmt: skip
    assert said == [
        (2, "Second.", ["Vera Novikova"], ["opposes", "supports"], 2, "proposal"),
        (3, "Third.", ["Ivan Petrov"], ["neutral", "mixed"], 3, "proposal"),
    ]


def test_what_is_missing_stands_in_the_line_and_is_refused(desk, event):
    second = new(desk, 1)
    desk.keyboard.press("Control+Enter")
    entered(desk, 2)
    expect(second.locator(".unfinished")).to_have_text("to be filled in: Summary, Topics, with the stance to each")
    desk.locator("#positions-2 a.inline-deletelink").click()
    second.locator("summary").first.press("Enter")
    second.get_by_label("Summary").fill("Second.")
    second.get_by_role("button", name="Remove Vera Novikova").click()
    save(desk)
    second.get_by_text("Choose for “Cybersecurity”: + supports, − opposes").wait_for()
    expect(second.get_by_text("Say who holds it")).to_be_visible()
    second.get_by_label("Topics, with the stance to each: Cybersecurity").select_option("unclear")
    expect(second.get_by_label("Attribution")).to_be_visible()
    second.get_by_label("Attribution").select_option("unattributed")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert event.positions.get(order=2).attribution == "unattributed"


def test_statements_change_places_by_keys(desk, event):
    new(desk, 1)
    desk.keyboard.type("Second.")
    desk.locator("#positions-1 .pick-qualifier").select_option("neutral")
    desk.locator("#positions-1").get_by_label("Summary").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("[name=positions-1-summary]")).to_be_focused()
    expect(row(desk, "First.").get_by_label("No.")).to_have_value("2")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert list(event.positions.order_by("order").values_list("summary", flat=True)) == ["Second.", "First."]


def test_control_enter_goes_on_to_the_next_row_on_file_and_saves_elsewhere(desk, event):
    f.position(event=event, summary="Behind.", attribution="unattributed", order=2)
    desk.reload()
    row(desk, "First.").get_by_role("button").first.press("Enter")
    desk.keyboard.press("Control+Enter")
    entered(desk, 1)
    expect(desk.locator("#positions-1").get_by_label("Summary")).to_have_value("Behind.")
    desk.locator("#id_name").press("Control+Enter")
    desk.get_by_text("was changed successfully").wait_for()
    expect(desk).not_to_have_url(re.compile("/change/$"))
    assert Position.objects.count() == 2


def test_the_rest_of_a_verb_is_offered_and_a_new_paragraph_begins_anew(desk, event):
    one = new(desk, 1)
    verb = one.get_by_label("Reporting verb")
    verb.fill("")
    verb.press_sequentially("wa")
    expect(verb).to_have_value("warned")
    # What is offered is marked: the next letter replaces it, Delete drops it.
    verb.press_sequentially("nt")
    expect(verb).to_have_value("want")
    verb.fill("")
    verb.press_sequentially("not")
    expect(verb).to_have_value("noted")
    verb.press("Delete")
    expect(verb).to_have_value("not")
    paragraph, sentence = one.get_by_label("Paragraph"), one.get_by_label("Sentence")
    has_values(one, {"Paragraph": "4", "Sentence": "2"})
    paragraph.fill("5")
    expect(sentence).to_have_value("1")
    # A sentence that was typed stays.
    sentence.fill("7")
    paragraph.fill("6")
    expect(sentence).to_have_value("7")


def test_a_topic_carried_over_gives_way_unless_its_stance_was_said(desk, event):
    one = new(desk, 1)
    topics = one.locator(".field-stances")
    box = topics.locator(".pick-input")
    box.press_sequentially("nucl-")
    expect(topics.locator(".pick-list")).to_contain_text("Nuclear weapons")
    box.press("Enter")
    expect(topics.locator(".pick-chip .pick-text")).to_have_text(["Nuclear weapons"])
    two = new(desk, 2)
    topics = two.locator(".field-stances")
    box = topics.locator(".pick-input")
    box.press_sequentially("+")
    box.press("Enter")
    box.press_sequentially("cyb=")
    expect(topics.locator(".pick-list")).to_contain_text("Cybersecurity")
    box.press("Enter")
    expect(topics.locator(".pick-chip .pick-text")).to_have_text(["Nuclear weapons", "Cybersecurity"])


def order_of(event):
    return list(event.positions.order_by("order").values_list("summary", flat=True))


def test_rows_are_dragged_by_their_grips(desk, event):
    for order, words in ((2, "Second."), (3, "Third.")):
        f.position(event=event, summary=words, holders=[f.expert()], order=order)
    desk.reload()
    third, first = desk.locator("#positions-2"), desk.locator("#positions-0")
    third.scroll_into_view_if_needed()
    desk.locator("#positions-2 .grip").hover()
    desk.mouse.down()
    box = first.bounding_box()
    desk.mouse.move(box["x"] + 20, box["y"] + 2, steps=8)
    desk.mouse.up()
    rows = desk.locator("#positions-group .inline-related:not(.empty-form)")
    expect(rows.nth(0)).to_have_id("positions-2")
    # All stay as closed as they were.
    expect(desk.locator("#positions-group details.card[open]")).to_have_count(1)  # the empty form
    # The keys do the same, on a closed row too.
    rows.nth(0).locator("summary").first.focus()
    desk.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(1)).to_have_id("positions-2")
    with desk.expect_navigation():
        save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert order_of(event) == ["First.", "Third.", "Second."]
    desk.locator("#positions-2 > a").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(rows.nth(1)).to_have_id("positions-2")
    expect(rows.nth(1).locator("summary").first).to_be_focused()
    with desk.expect_navigation():
        save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    assert order_of(event) == ["First.", "Second.", "Third."]
