"""Save in a real browser: pressed twice, sent again after going back, and with a text of the size of a book."""

import re
import time

import pytest
from playwright.sync_api import expect

from desk.models import SentForm
from sources.models import Source
from summits.models import Outcome, Position
from tests import factories as make
from tests.browser.sessions import log_in
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILLED = {
    Position: {"summary": "A thing is so.", "kind": "statement", "attribution": "unattributed"},
    Outcome: {"title": "A treaty", "kind": "agreement"},
}
LETTERS = 440_000


@pytest.fixture
def desk(page):
    """The page of a researcher."""
    researcher(username="anna", password="enter-the-record")
    return log_in(page, "anna")


def filled(desk, model):
    """The form of a new position or outcome, as a person fills it."""
    desk.goto(f"{address(model, 'add')}?event={make.event(name='Geneva summit').pk}")
    for name, value in FILLED[model].items():
        box = desk.locator(f"#id_{name}")
        box.select_option(value) if box.evaluate("box => box.tagName") == "SELECT" else box.fill(value)
    return desk.get_by_role("button", name="Save", exact=True).first


@pytest.mark.parametrize("model", [Position, Outcome])
def test_a_double_click_makes_one_record_and_ends_on_its_page(desk, model):
    save = filled(desk, model)
    sent = []
    desk.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    save.dblclick()
    desk.get_by_text("was added successfully").wait_for()
    first = SentForm.objects.get()
    assert sent and model.objects.count() == 1
    # The page that the first answer led to.
    expect(desk).to_have_url(re.compile(f"{re.escape(first.location)}$"))


def test_a_second_click_while_the_first_is_answered_does_not_break_it_off(desk):
    save = filled(desk, Outcome)
    sent = []
    desk.on("request", lambda request: request.method == "POST" and "/drafts/" not in request.url and sent.append(1))
    # Between two of them the page has asked whether one is still logged in, and sent the form.
    save.evaluate("save => [0, 20, 40, 60, 80].forEach(at => setTimeout(() => save.click(), at))")
    desk.get_by_text("was added successfully").wait_for()
    assert len(sent) == 1 and Outcome.objects.count() == 1


def test_back_after_saving_and_save_again(desk):
    filled(desk, Outcome).click()
    desk.get_by_text("was added successfully").wait_for()
    merged_into = desk.url
    desk.go_back()
    expect(desk.locator("#id_title"), "the browser keeps what was typed").to_have_value("A treaty")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    desk.get_by_text("it was saved once").wait_for()
    expect(desk).to_have_url(merged_into)
    assert Outcome.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("how", ["typed", "pasted"])
def test_a_text_of_the_size_of_a_book(desk, how):
    source, text = make.source(), "Договор о сокращении. " * (LETTERS // 22)
    desk.goto(address(source))
    box = desk.locator("#id_archived_text")
    began = time.process_time()
    if how == "typed":
        box.focus()
        desk.keyboard.insert_text(text)
    else:
        # As a paste does it: one change to the box, with its event.
        box.evaluate("(box, text) => { box.focus(); document.execCommand('insertText', false, text); }", text)
    desk.get_by_role("button", name="Save", exact=True).first.click()
    desk.get_by_text("was changed successfully").wait_for()
    seconds = time.process_time() - began  # of the server, which runs in this process
    assert Source.objects.get().archived_text.strip() == text.strip()
    assert seconds < 30, "it takes less than one"
