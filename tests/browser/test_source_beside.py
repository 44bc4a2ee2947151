"""The text of the source beside the form: places by a click or a number, the passage in the row."""

import pytest
from playwright.sync_api import expect

from sources.models import Source
from summits.models import Position
from tests import factories as f
from tests.browser.sessions import log_in
from tests.browser.states import has_values, painted, wait_until
from tests.browser.test_rows import save
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Simes noted that they met. Both came.\n\nPomerantz recalled the pipeline. He <b>stressed</b> it. They agreed."


@pytest.fixture
def event():
    """An event whose own source has an attached text."""
    event = f.event(name="Discussion", date="2021-06-16")
    source = f.source(title="Report")
    Source.objects.filter(pk=source.pk).update(archived_text=TEXT)
    event.citations.create(source=source)
    one = f.expert(name="Vera Novikova")
    said = f.position(event=event, summary="They met.", holders=[one], order=1)
    said.citations.create(source=source, paragraph=1, sentence=1)
    return event


@pytest.fixture
def desk(page, event):
    """The page of the event, open for a researcher."""
    researcher(password="enter-the-record")
    page.set_viewport_size({"width": 1280, "height": 800})
    log_in(page, "researcher").goto(address(event))
    return painted(page)


def test_a_click_fills_the_place_and_a_number_shows_its_passage(desk, event):
    pane = desk.get_by_role("complementary", name="Report")
    sentences = pane.get_by_role("button")
    expect(sentences).to_have_count(5)
    expect(pane.locator(".entered")).to_have_text(["Simes noted that they met."])
    desk.get_by_role("button", name="Add another Position").press("Enter")
    new = desk.locator("#positions-1")
    # Carried on from the row before.
    expect(new.locator(".passage")).to_have_text("“Both came.”")
    expect(pane.locator("[aria-current]")).to_have_text("Both came.")
    # Beside the row, in view with it, and under no bar.
    wait_until(
        lambda: (pane.bounding_box(), new.get_by_label("Summary").bounding_box()),
        lambda boxes: boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] and 0 < boxes[0]["y"] < 300,
    )
    sentences.nth(3).click()
    has_values(new, {"Paragraph": "2", "Sentence": "2"})
    expect(new.locator(".passage")).to_have_text("“He <b>stressed</b> it.”")
    expect(desk.locator("[name=positions-1-summary]")).to_be_focused()
    desk.keyboard.type("It was stressed.")
    new.get_by_label("Sentence", exact=True).fill("9")
    expect(new.locator(".passage")).to_have_text("The attached text has no such place.")
    save(desk)
    new.get_by_text("Paragraph 2 of the attached text has 3 sentences.").wait_for()
    new.get_by_label("Sentence", exact=True).fill("3")
    expect(new.locator(".passage")).to_have_text("“They agreed.”")
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    citation = Position.objects.get(order=2).citations.get()
    assert (citation.source.title, citation.paragraph, citation.sentence) == ("Report", 2, 3)


def test_the_source_of_the_event_is_that_of_its_first_row(desk, event):
    event.positions.all().delete()
    desk.reload()
    sentence = desk.get_by_role("complementary", name="Report").get_by_role("button").nth(1)
    # Without a row, a click begins one.
    sentence.click()
    new = desk.locator("#positions-0")
    expect(new.locator(".field-cite_source .pick-text")).to_have_text("Report")
    has_values(new, {"Paragraph": "1", "Sentence": "2"})
    desk.get_by_role("button", name="Add another Participant").press("Enter")
    expect(desk.locator("#participations-0 .field-cite_source .pick-text")).to_have_text("Report")


def test_without_an_attached_text_there_are_the_rows_alone(desk, event):
    Source.objects.update(archived_text="")
    with desk.expect_response(lambda answer: "/source-text/" in answer.url):
        desk.reload()
    desk.get_by_role("button", name="Add another Position").press("Enter")
    expect(desk.locator("[name=positions-1-summary]")).to_be_focused()
    expect(desk.get_by_role("complementary", name="Report")).to_have_count(0)
    expect(desk.locator("#positions-1 .passage")).to_have_text("")


def test_the_passage_is_seen_in_the_form_of_the_position_itself(desk, event):
    desk.goto(address(Position.objects.get()))
    row = desk.locator("#citations-0")
    expect(row.locator(".passage")).to_have_text("“Simes noted that they met.”")
    row.get_by_label("Sentence", exact=True).fill("2")
    expect(row.locator(".passage")).to_have_text("“Both came.”")
    row.get_by_label("Sentence", exact=True).fill("7")
    expect(row.locator(".passage")).to_have_text("The attached text has no such place.")
    # There is no pane here: the text stands beside the event.
    expect(desk.locator(".source-pane")).to_have_count(0)
