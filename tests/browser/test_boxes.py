"""Boxes with search on a slow network, by keyboard: nobody is chosen for a text that was not answered, no text is dropped."""

import json
import re

import pytest
from playwright.sync_api import expect

from experts.models import Appointment
from summits.models import Participation
from tests import factories as make
from tests.browser.sessions import log_in
from tests.browser.states import painted, wait_until
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Answers to some texts arrive late, even those that nobody waits for any more; `told` lists what was answered.
SLOW = """(() => {
    const fetched = window.fetch;
    window.late = %s;
    window.told = [];
    window.fetch = async(url, options) => {
        const answer = await fetched(url, {...options, signal: undefined});
        const term = new URL(url, location.href).searchParams.get('term');
        const number = window.late[term] ?? window.late['*'] ?? 0;
        await new Promise(done => setTimeout(done, number));
        setTimeout(() => window.told.push(term));
        return answer;
    };
})()"""


@pytest.fixture
def desk(page):
    """The page of a researcher; Pompeo and Pomerantz are on record."""
    researcher(username="anna", password="enter-the-record")
    make.expert(name="Igor Pomerantz", slug="pomerantz")
    make.expert(name="Michael Pompeo", slug="pompeo")
    return log_in(page, "anna")


def opened(desk, late=None):
    """The box for the expert of a new appointment, in focus; ``late``: {text: milliseconds until its answer}."""
    desk.add_init_script(SLOW % json.dumps(late or {}))
    desk.goto("/admin/experts/appointment/add/")
    painted(desk)
    box = desk.locator("#id_expert_search")
    box.focus()
    return box


def chosen(desk, text, field="expert"):
    """Wait for what is chosen in a box, and assert that nothing else is."""
    chips = desk.locator(f".field-{field} .pick-chip .pick-text")
    chips.first.wait_for()
    expect(chips).to_have_text([text])
    expect(desk.locator(f"#id_{field}_search")).to_have_value("")


LATE = [{}, {"pom": 500}, {"pom": 250, "pomerantz": 500}]


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_the_key_chooses_for_what_stands_in_the_box(desk, key):
    box = opened(desk)
    for late in LATE:
        for pause in ("none", "asked", "answered", "pasted"):
            desk.evaluate("late => { window.late = late; window.told = []; }", late)
            if pause == "pasted":
                desk.keyboard.insert_text("pom")
            elif pause == "asked":
                with desk.expect_request(lambda request: request.url.endswith("term=pom")):
                    box.press_sequentially("pom")
            else:
                box.press_sequentially("pom")
            if pause == "answered":
                desk.get_by_role("option", name="Michael Pompeo").wait_for()
            if pause == "pasted":
                desk.keyboard.insert_text("erantz")
            else:
                box.press_sequentially("erantz")
            box.press(key)
            chosen(desk, "Igor Pomerantz")
            box.press("Backspace")


def test_a_list_for_an_older_text_is_not_chosen_from_with_the_mouse(desk):
    box = opened(desk, {"pompeo": 60_000})
    box.press_sequentially("pom")
    desk.get_by_role("option", name="Igor Pomerantz").wait_for()
    box.press_sequentially("peo")
    desk.get_by_role("option", name="Igor Pomerantz").click()
    expect(box).to_have_value("pompeo")
    expect(desk.locator(".field-expert .pick-chip")).to_have_count(0)


def test_going_down_while_the_list_is_on_its_way_does_not_put_it_off(desk):
    box = opened(desk, {"pom": 600})
    asked = []
    desk.on("request", lambda request: request.url.endswith("term=pom") and asked.append(request.url))
    box.press_sequentially("pom")
    for _ in range(15):
        box.press("ArrowDown")
    desk.get_by_role("option", name="Michael Pompeo").wait_for()
    assert len(asked) == 1


def test_tab_takes_the_marked_suggestion_and_moves_on(desk):
    box = opened(desk)
    box.press_sequentially("pom")
    desk.get_by_role("option", name="Michael Pompeo").wait_for()
    box.press("ArrowDown")
    box.press("Tab")
    chosen(desk, "Michael Pompeo")
    expect(desk.locator(":focus")).to_have_attribute("id", "id_organisation_search")


def test_what_is_typed_after_a_tab_goes_into_the_next_box_while_the_first_still_waits(desk):
    make.organisation(name="Institute of Tests")
    box = opened(desk, {"*": 500})
    box.press_sequentially("pomerantz")
    desk.keyboard.press("Tab")
    desk.keyboard.type("institute")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Director")
    chosen(desk, "Igor Pomerantz")
    chosen(desk, "Institute of Tests", "organisation")
    expect(desk.locator("#id_post")).to_have_value("Director")


def test_saving_waits_for_the_answer(desk):
    make.organisation(name="Institute of Tests")
    box = opened(desk, {"*": 500})
    box.press_sequentially("pomerantz")
    desk.keyboard.press("Tab")
    desk.keyboard.type("institute")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Director")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("was added successfully").wait_for()
    post = Appointment.objects.get()
    assert (post.expert.name, post.organisation.name) == ("Igor Pomerantz", "Institute of Tests")


def test_a_key_is_forgotten_when_the_text_is_changed_before_the_answer(desk):
    box = opened(desk, {"pompeo": 400})
    box.press_sequentially("pompeo")
    box.press("Enter")
    box.press("Backspace")
    desk.get_by_role("option", name="Michael Pompeo").wait_for()
    wait_until(lambda: "pompeo" in desk.evaluate("window.told"), True)
    expect(desk.locator(".field-expert .pick-chip")).to_have_count(0)
    expect(box).to_have_value("pompe")


def test_escape_and_tab_leave_the_text_as_it_is(desk):
    box = opened(desk)
    box.press_sequentially("pompeo")
    desk.get_by_role("option", name="Michael Pompeo").wait_for()
    box.press("Escape")
    box.press("Tab")
    # A box is left 150 ms after the focus; timers of a page run in their order.
    desk.evaluate("new Promise(done => setTimeout(done, 200))")
    expect(desk.locator(".field-expert .pick-chip")).to_have_count(0)
    expect(box).to_have_value("pompeo")


def test_text_that_is_not_chosen_is_an_error_beside_its_box_and_nothing_is_sent(desk):
    posts = []  # of the form; what is typed is kept meanwhile
    desk.on("request", lambda r: r.method == "POST" and "/drafts/" not in r.url and posts.append(r.url))
    event = make.event(name="Geneva summit")
    make.participation(event=event, expert=make.expert(name="Vera Novikova"))
    opened(desk)
    desk.goto(address(event))
    desk.get_by_text("Vera Novikova").first.click()  # opens the row
    box = desk.locator("#id_participations-0-who_search")
    box.fill("Nobody of the name")
    desk.locator("#id_summary").focus()
    desk.locator(".inline-related details.card").first.evaluate("card => { card.open = false; }")
    desk.locator("[name=_save]").first.click()
    trouble = desk.locator("#id_participations-0-who_search_trouble")
    trouble.wait_for()
    expect(trouble).to_contain_text("“Nobody of the name” is typed and nothing is chosen for it", use_inner_text=True)
    expect(desk.locator(":focus")).to_have_attribute("id", "id_participations-0-who_search")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_attribute("aria-describedby", re.compile(r"\bid_participations-0-who_search_trouble\b"))
    assert posts == []
    box.fill("")
    desk.locator("[name=_save]").first.click()
    desk.get_by_text("was changed successfully").wait_for()
    assert Participation.objects.get().expert.name == "Vera Novikova"


def test_what_the_server_refused_stands_in_the_box_again(desk):
    opened(desk)
    desk.locator("#id_expert_search").fill("Nobody")
    # As a race or another client sends it: without the check of the page.
    desk.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#appointment_form'))")
    desk.get_by_text("“Nobody” is typed and nothing is chosen").first.wait_for()
    expect(desk.locator("#id_expert_search")).to_have_value("Nobody")


def test_text_in_a_removed_row_does_not_hold_up_the_others(desk):
    event = make.event(name="Geneva summit")
    make.participation(event=event, expert=make.expert(name="Vera Novikova"))
    opened(desk)
    desk.goto(address(event))
    desk.get_by_text("Vera Novikova").first.click()
    desk.locator("#id_participations-0-who_search").fill("Nobody")
    desk.locator("#id_participations-0-DELETE").check()
    desk.locator("[name=_save]").first.click()
    desk.get_by_text("was changed successfully").wait_for()
    assert not Participation.objects.exists()
