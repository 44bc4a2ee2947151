"""Records with a close name, beside the form in which one is entered: no box moves, nothing takes the focus."""

import pytest
from playwright.sync_api import expect

from desk.models import FormDraft
from experts.models import Expert
from summits.models import Event
from tests import factories as make
from tests.browser.sessions import log_in
from tests.browser.states import fits, painted, wait_until
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLACES = "[...document.querySelectorAll('.form-row input, .form-row select')].map(e => e.getBoundingClientRect().top + scrollY)"

# The boxes on which what is close lies.
COVERED = """() => {
    const seen = document.querySelector('.namesakes').getBoundingClientRect();
    return [...document.querySelectorAll('.form-row input, .form-row select')]
        .filter(e => e.checkVisibility())
        .filter(e => {
            const b = e.getBoundingClientRect();
            return b.right > seen.left && b.left < seen.right && b.bottom > seen.top && b.top < seen.bottom;
        })
        .map(e => e.id);
}"""


@pytest.fixture
def desk(page):
    """The page of a researcher, with somebody on record."""
    researcher(username="anna", password="enter-the-record")
    make.expert(name="Ivan Safranchuk")
    return log_in(page, "anna")


@pytest.mark.parametrize("width", [1280, 800, 360])
def test_no_box_moves_and_the_focus_stays(desk, width):
    desk.set_viewport_size({"width": width, "height": 700})
    desk.goto(address(Expert, "add"))
    painted(desk)
    before = desk.evaluate(PLACES)
    desk.locator("#id_name").press_sequentially("Ivan Safrantchuk")
    hint = desk.locator(".namesakes")
    hint.get_by_text("is 97% like it").wait_for()
    wait_until(lambda: desk.evaluate(PLACES), before)
    expect(desk.locator("#id_name")).to_be_focused()
    # It covers no box either.
    wait_until(lambda: desk.evaluate(COVERED), [])
    fits(desk)
    # Enter goes on to the next box, not to what is close.
    desk.locator("#id_name").press("Enter")
    expect(desk.locator("#id_name")).not_to_be_focused()
    expect(desk.locator("form :focus")).to_have_count(1)
    expect(hint.locator(":focus")).to_have_count(0)
    # Nor does Tab, which stops at what can be scrolled.
    desk.locator("#id_name").press("Tab")
    expect(desk.locator("form :is(input, select, a):focus")).to_have_count(1)


def test_what_is_less_than_three_quarters_like_it_is_not_shown(desk):
    make.expert(name="Ivanka Safarova")
    desk.goto(address(Expert, "add"))
    desk.locator("#id_name").fill("Ivan Safrantchuk")
    desk.locator(".namesakes").get_by_text("is 97% like it").wait_for()
    expect(desk.locator(".namesakes li a")).to_have_text(["Ivan Safranchuk"])


def test_in_a_popup_this_one_is_chosen_in_the_box_that_asked(desk):
    make.organisation(name="Institute of Tests")
    desk.goto(address(Event, "add"))
    desk.goto("/admin/experts/appointment/add/")
    box = desk.locator("#id_expert_search")
    box.press_sequentially("Ivan Safrantchuk junior")
    with desk.expect_popup() as opened:
        desk.get_by_role("option", name="Add “Ivan Safrantchuk junior”").click()
    popup = opened.value
    popup.locator("#id_name").fill("Ivan Safrantchuk")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Use this one: Ivan Safranchuk").click()
    expect(desk.locator(".field-expert .pick-chip .pick-text")).to_have_text("Ivan Safranchuk")
    expect(box).to_have_value("")
    expect(desk.locator("#id_expert")).to_have_value(str(Expert.objects.get().pk))
    # The window throws away what was typed in it as it closes.
    wait_until(lambda: FormDraft.objects.filter(kind="expert").exists(), False)


def test_on_a_page_this_one_is_opened_and_what_was_typed_is_kept(desk):
    desk.goto(address(Expert, "add"))
    with desk.expect_response(lambda answer: "/drafts/" in answer.url):
        desk.locator("#id_name").fill("Ivan Safrantchuk")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="Use this one: Ivan Safranchuk").click()
    desk.wait_for_url(f"**{address(Expert.objects.get())}")
    assert FormDraft.objects.get().values["name"] == ["Ivan Safrantchuk"]


def test_a_record_on_file_is_not_exchanged_for_another(desk):
    other = make.expert(name="Ivan Safrantchuk")
    desk.goto(address(other))
    desk.locator("#id_name").fill("Ivan Safranchuk")
    desk.locator(".namesakes li").first.wait_for()
    expect(desk.get_by_role("button", name="Use this one")).to_have_count(0)
