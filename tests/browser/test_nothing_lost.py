"""Nothing that is typed into a form of the desk is lost: closed tabs, other machines, sessions that end, rows removed."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from desk.models import FormDraft
from summits.models import Event, Panel, Position
from tests import factories as f
from tests.browser.sessions import log_in, log_in_by_form
from tests.browser.states import wait_until
from tests.browser.test_two_editors import OPEN
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFER = "You typed this on"


@pytest.fixture
def desk(page):
    """The page of a researcher."""
    researcher(username="anna", password="enter-the-record")
    return log_in(page, "anna")


@pytest.fixture
def event():
    """An event with a panel and a position."""
    event = f.event(name="Geneva meeting", summary="Old summary.", date="2021-06-16")
    f.panel(event=event, title="Old title", number=1)
    f.position(event=event, summary="They agree.", holders=[f.expert(name="Vera Novikova")], order=1)
    return event


@pytest.fixture
def elsewhere(browser, live_server):
    """Opens the desk in a browser of its own, as somebody."""
    contexts = []

    def opened(name):
        contexts.append(browser.new_context(base_url=live_server.url))
        return log_in(contexts[-1].new_page(), name)

    yield opened
    for context in contexts:
        context.close()


def typing(page, call):
    """Do something that is typed, and wait for the answer that keeps it."""
    with page.expect_response(
        lambda answer: "/admin/drafts/" in answer.url and answer.request.method == "POST"
    ) as told:
        call()
    assert told.value.status == 204


def save(page):
    """Save and stay."""
    page.get_by_role("button", name="Save and continue editing").press("Enter")
    page.get_by_text("successfully").wait_for()


def new_row(page, group):
    """Add a row; its number."""
    rows = page.locator(f"#{group}-group .inline-related:not(.empty-form)")
    number = rows.count()
    page.locator(f"#{group}-group .add-row a").click()
    expect(rows).to_have_count(number + 1)
    return number


def test_a_tab_that_is_closed_while_typing(desk, event, elsewhere):
    # The new row takes over the holder of the row before, in whose place another is chosen.
    ada = f.expert(name="Ada Berg")
    desk.goto(address(event))
    desk.locator("#id_summary").fill("New summary.")
    desk.evaluate(OPEN)
    desk.locator("#id_panels-0-title").fill("New title")
    number = new_row(desk, "positions")
    desk.locator(f"#id_positions-{number}-summary").fill("They differ.")
    box = desk.locator(f"#id_positions-{number}-holders_search")
    box.press_sequentially("Berg")
    box.locator("xpath=..").get_by_role("option", name="Ada Berg").click()
    # At once: what the last half second brought is sent as the page goes.
    desk.goto("about:blank")
    kept = FormDraft.objects.values_list(f"values__positions-{number}-holders", flat=True)
    wait_until(lambda: str(list(kept.all())), lambda holders: f"{ada.pk}" in holders)

    other = elsewhere("anna")
    other.goto(address(event))
    expect(other.locator("#id_summary"), "it asks first").to_have_value("Old summary.")
    other.get_by_text(OFFER).wait_for()
    other.get_by_role("button", name="Restore").click()
    other.get_by_text("is in the form again").wait_for()
    expect(other.locator("#id_summary")).to_have_value("New summary.")
    save(other)
    event.refresh_from_db()
    assert (event.summary, Panel.objects.get().title) == ("New summary.", "New title")
    added = Position.objects.get(summary="They differ.")
    assert {holder.expert for holder in added.holders.all()} == {ada}
    assert Position.objects.count() == 2 and not FormDraft.objects.exists()


def test_a_page_that_is_loaded_again(desk, event):
    desk.goto(address(event))
    desk.on("dialog", lambda dialog: dialog.accept())
    typing(desk, lambda: desk.locator("#id_summary").fill("New summary."))
    desk.reload()
    desk.get_by_text("is in the form again").wait_for()
    expect(desk.locator("#id_summary")).to_have_value("New summary.")
    assert FormDraft.objects.count() == 1


def test_a_new_record_with_what_came_in_its_address(desk, event):
    desk.goto(f"{address(Position, 'add')}?event={event.pk}")
    typing(desk, lambda: desk.locator("#id_summary").fill("A thing is so."))
    desk.goto("about:blank")
    desk.goto(address(Position, "add"))
    desk.get_by_role("button", name="Restore").click()
    desk.get_by_text("is in the form again").wait_for()
    expect(desk.locator("#id_summary")).to_have_value("A thing is so.")
    expect(desk.locator("#id_event")).to_have_value(str(event.pk))
    assert FormDraft.objects.count() == 1, "it went over into the form that is open"


def test_text_in_a_box_with_search_for_which_nothing_is_chosen(desk, event):
    desk.goto(address(event))
    desk.evaluate(OPEN)
    number = new_row(desk, "participations")
    typing(desk, lambda: desk.locator(f"#id_participations-{number}-who_search").fill("Nobody yet"))
    typing(desk, lambda: desk.locator("#id_place_search").fill("Villa La"))
    desk.goto("about:blank")
    desk.goto(address(event))
    desk.get_by_role("button", name="Restore").click()
    desk.get_by_text("is in the form again").wait_for()
    expect(desk.locator("#id_place_search")).to_have_value("Villa La")
    expect(desk.locator(f"#id_participations-{number}-who_search")).to_have_value("Nobody yet")
    desk.get_by_role("button", name="Save and continue editing").press("Enter")
    desk.get_by_text("“Villa La” is typed and nothing is chosen").wait_for()


def test_two_open_forms_of_one_record(desk, event):
    other = desk.context.new_page()
    for page, words in ((desk, "In the first"), (other, "In the second")):
        page.goto(address(event))
        typing(page, lambda page=page, words=words: page.locator("#id_summary").fill(words))
    typing(desk, lambda: desk.locator("#id_name").fill("First name"))
    assert sorted(d.values["summary"] for d in FormDraft.objects.all()) == [["In the first"], ["In the second"]]
    save(other)
    assert [d.values["summary"] for d in FormDraft.objects.all()] == [["In the first"]]
    third = desk.context.new_page()
    third.goto(address(event))
    third.get_by_role("button", name="Restore").click()
    third.get_by_text("is in the form again").wait_for()
    third.get_by_role("button", name="Save and continue editing").press("Enter")
    third.get_by_role("alert").filter(has_text="Changed while you had it open").wait_for()
    expect(third.locator("#id_summary")).to_have_value("In the first")
    assert Event.objects.get().summary == "In the second", "what was saved in between is not overwritten unseen"


def test_rows_are_known_by_what_they_are_not_by_their_number(desk, event):
    last = f.position(event=event, summary="Last.", attribution="unattributed", order=2)
    desk.goto(address(event))
    desk.evaluate(OPEN)
    typing(desk, lambda: desk.locator("#id_positions-1-summary").fill("Last, changed."))
    desk.goto("about:blank")
    Position.objects.exclude(pk=last.pk).delete()
    desk.goto(address(event))
    desk.get_by_role("button", name="Restore").click()
    desk.get_by_text("is in the form again").wait_for()
    expect(desk.locator("#id_positions-0-summary")).to_have_value("Last, changed.")
    expect(desk.locator("#positions-group .inline-related:not(.empty-form)")).to_have_count(1)


def test_a_form_that_was_refused_keeps_what_was_typed_before(desk, event):
    sent = []
    desk.on(
        "request", lambda request: "/admin/drafts/" in request.url and sent.append(request.post_data_json["number"])
    )
    desk.goto(address(event))
    typing(desk, lambda: desk.locator("#id_summary").fill("New summary."))
    desk.locator("#id_name").fill("")
    desk.get_by_role("button", name="Save and continue editing").press("Enter")
    desk.locator(".errornote").wait_for()
    typing(desk, lambda: desk.locator("#id_name").fill("Other name"))
    assert FormDraft.objects.get().values["summary"] == ["New summary."]
    assert len(sent) > 1 and sent == sorted(set(sent)), "each is later than those before"
    save(desk)
    assert not FormDraft.objects.exists()


def test_what_was_refused_is_restored_whole(desk, event):
    desk.goto(address(event))
    number = new_row(desk, "positions")
    desk.locator(f"#id_positions-{number}-summary").fill("They differ.")
    desk.locator("#id_name").fill("")
    desk.get_by_role("button", name="Save and continue editing").press("Enter")
    desk.locator(".errornote").wait_for()
    # In a form that was refused a new row has the box of those on file, which a new one has not.
    mark = desk.locator(f"#id_positions-{number}-DELETE")
    typing(desk, mark.check)
    assert "They differ." not in str(FormDraft.objects.get().values)
    typing(desk, mark.uncheck)
    desk.goto("about:blank")
    desk.goto(address(event))
    desk.get_by_role("button", name="Restore").click()
    expect(desk.locator(".draft-state")).to_have_text("What you typed is in the form again. It is not saved yet.")
    expect(desk.locator("#id_name")).to_have_value("")
    expect(desk.locator(f"#id_positions-{number}-summary")).to_have_value("They differ.")


def test_more_than_a_page_that_goes_may_send(desk, event):
    """A browser sends 64 kB for a page that is being left; the rest goes while the person is asked whether to leave."""
    desk.goto(address(event))
    desk.locator("#id_summary").fill("A thing is so. " * 10_000)
    kept = FormDraft.objects.filter(values__summary=["A thing is so. " * 10_000])

    def leave(dialog):
        wait_until(kept.exists, True)
        dialog.accept()

    desk.once("dialog", leave)
    desk.goto("about:blank")
    assert kept.exists()


def test_nobody_else_is_offered_it_and_discarded_is_gone(desk, event, elsewhere):
    desk.goto(address(event))
    typing(desk, lambda: desk.locator("#id_summary").fill("Anna's."))
    researcher(username="boris", password="enter-the-record")
    boris = elsewhere("boris")
    boris.goto(address(event))
    expect(boris.locator("#id_summary")).to_have_value("Old summary.")
    expect(boris.get_by_text(OFFER)).to_have_count(0)
    desk.goto("about:blank")
    desk.goto(address(event))
    desk.get_by_role("button", name="Discard").click()
    desk.get_by_text("Discarded.").wait_for()
    assert not FormDraft.objects.exists()
    expect(desk.locator("#id_summary")).to_have_value("Old summary.")


def test_back_and_forward_bring_the_rows_back(desk, event):
    desk.goto(address(event))
    number = new_row(desk, "panels")
    typing(desk, lambda: desk.locator(f"#id_panels-{number}-title").fill("Second panel"))
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/admin/")
    desk.go_back()
    desk.get_by_text("is in the form again").wait_for()
    expect(desk.locator(f"#id_panels-{number}-title")).to_have_value("Second panel")
    assert FormDraft.objects.count() == 1


# -- sessions that end ------------------------------------------------------------------------


def log_in_at(popup, name):
    """Log in where a form for it stands."""
    popup.get_by_label("Username").fill(name)
    popup.get_by_label("Password").fill("enter-the-record")
    popup.keyboard.press("Enter")


@pytest.fixture
def ended(desk, event, page):
    """A form that is being filled when the session ends. That a 403 is written to the console is no trouble."""
    desk.goto(address(event))
    typing(desk, lambda: desk.locator("#id_summary").fill("New summary."))
    Session.objects.all().delete()
    return desk


def test_saving_asks_to_log_in_and_goes_on(ended, event):
    ended.get_by_role("button", name="Save and continue editing").click()
    layer = ended.get_by_role("dialog", name="Log in to go on")
    layer.wait_for()
    with ended.expect_popup() as popup:
        layer.get_by_role("button", name="Log in").click()
    log_in_at(popup.value, "anna")
    ended.get_by_text("was changed successfully").wait_for()
    event.refresh_from_db()
    assert event.summary == "New summary." and not FormDraft.objects.exists()


def test_a_log_in_in_another_tab_is_enough(ended, event):
    log_in_by_form(ended.context.new_page(), "anna")
    save(ended)
    event.refresh_from_db()
    assert event.summary == "New summary."


def test_nothing_is_sent_for_another_person(ended, event):
    researcher(username="boris", password="enter-the-record")
    log_in_by_form(ended.context.new_page(), "boris")
    sent = []
    ended.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    ended.get_by_role("button", name="Save and continue editing").click()
    layer = ended.get_by_role("dialog", name="Log in to go on")
    layer.get_by_text("logged in as boris now, and this page was opened by anna").wait_for()
    layer.get_by_role("button", name="Not now").click()
    layer.wait_for(state="hidden")
    expect(ended.locator("#id_summary")).to_have_value("New summary.")
    assert not sent
    assert Event.objects.get().summary == "Old summary."


def test_boxes_with_search_say_that_one_is_logged_out(ended):
    ended.locator("#id_place_search").press_sequentially("Gen")
    told = ended.get_by_text("You are logged out. What you typed is still here")
    told.wait_for()
    expect(told.get_by_role("button", name="Log in")).to_be_visible()


# -- slips of the finger ----------------------------------------------------------------------


def removed(page, group, number):
    """Press “Remove” of a row."""
    page.locator(f"#{group}-{number} a.inline-deletelink").click()
    page.locator(f"#{group}-{number} .removed-line").wait_for()


def test_a_row_that_was_removed_comes_back(desk, event):
    desk.goto(address(event))
    for title in ("Second", "Third"):
        number = new_row(desk, "panels")
        desk.locator(f"#id_panels-{number}-number").fill(str(number + 1))
        desk.locator(f"#id_panels-{number}-title").fill(title)
    typing(desk, lambda: removed(desk, "panels", 1))
    assert "Second" not in str(FormDraft.objects.get().values)
    expect(desk.locator("#id_panels-1-title")).to_be_hidden()
    expect(desk.locator(".removed-line")).to_have_text(re.compile("^Removed: “Second”"))
    desk.get_by_role("button", name="Undo").press("Enter")
    expect(desk.locator("#id_panels-1-title")).to_have_value("Second")
    removed(desk, "panels", 2)
    save(desk)
    assert sorted(Panel.objects.values_list("title", flat=True)) == ["Old title", "Second"]


def test_what_stands_behind_a_removed_row_is_saved(desk, event):
    desk.goto(address(event))
    for title in ("Second", "Third"):
        number = new_row(desk, "panels")
        desk.locator(f"#id_panels-{number}-number").fill(str(number + 1))
        desk.locator(f"#id_panels-{number}-title").fill(title)
    removed(desk, "panels", 1)
    save(desk)
    assert sorted(Panel.objects.values_list("title", flat=True)) == ["Old title", "Third"]


def test_enter_moves_on_and_saves_nothing(desk, event):
    desk.goto(address(event))
    sent = []
    desk.on("request", lambda request: request.method == "POST" and "/drafts/" not in request.url and sent.append(1))
    desk.locator("#id_name").fill("Other name")
    desk.locator("#id_name").press("Enter")
    expect(desk.locator("#id_slug")).to_be_focused()
    desk.locator("#id_summary").press("Control+End")
    desk.locator("#id_summary").press("Enter")
    expect(desk.locator("#id_summary"), "a text of several lines takes it").to_have_value("Old summary.\n")
    assert not sent


@pytest.mark.parametrize(("keys", "stays"), [("Control+s", True), ("Control+Enter", False)])
def test_keys_that_save(desk, event, keys, stays):
    desk.goto(address(event))
    desk.locator("#id_name").fill("Other name")
    desk.locator("#id_name").press(keys)
    desk.get_by_text("was changed successfully").wait_for()
    assert Event.objects.get().name == "Other name"
    (expect(desk).to_have_url if stays else expect(desk).not_to_have_url)(re.compile("/change/$"))


def test_a_popup_is_not_saved_by_enter_either(desk):
    desk.goto(f"{address(Event, 'add')}?_popup=1")
    desk.locator("#id_name").fill("Talks")
    desk.locator("#id_name").press("Enter")
    expect(desk.locator("#id_slug")).to_be_focused()
    assert not Event.objects.exists()
