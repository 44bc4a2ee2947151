"""A session that has ended takes nothing with it on any page of the desk: each form asks to log in, and goes on."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from desk.models import DuplicateDismissal, Merge
from experts.models import Expert
from summits.models import Event
from tests import factories as make
from tests.browser.sessions import log_in, stop_clock
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page):
    """The page of a researcher."""
    researcher(username="anna", password="enter-the-record")
    return log_in(page, "anna")


def sent_after_log_in(desk, press, code=""):
    """End the session, ``press`` what sends the form, and log in where the layer leads to."""
    Session.objects.all().delete()
    press()
    layer = desk.get_by_role("dialog", name="Log in to go on")
    layer.wait_for()
    with desk.expect_popup() as opened:
        layer.get_by_role("button", name="Log in").click()
    popup = opened.value
    popup.get_by_label("Username").fill("anna")
    popup.get_by_label("Password").fill("enter-the-record")
    popup.keyboard.press("Enter")
    if code:
        popup.get_by_label("Code").fill(code)
        popup.keyboard.press("Enter")
    layer.wait_for(state="detached")


def test_the_window_asks_for_the_second_factor_too(desk, monkeypatch):
    code = stop_clock(monkeypatch)
    event = make.event(name="Talks")
    desk.goto(address(event))
    device = TOTPDevice.objects.create(user=get_user_model().objects.get(), name="app", confirmed=True)
    with desk.expect_response(lambda answer: "/drafts/" in answer.url):
        desk.locator("#id_name").fill("Other talks")
    save = desk.get_by_role("button", name="Save and continue editing")
    sent_after_log_in(desk, save.click, code(device.bin_key))
    desk.get_by_text("was changed successfully").wait_for()
    event.refresh_from_db()
    assert event.name == "Other talks"


def test_the_action_of_a_list(desk):
    event = make.event(name="Talks", publication="draft")
    desk.goto(address(Event, "changelist"))
    desk.locator(".action-select").check()
    desk.locator("select[name=action]").select_option("submit")
    sent_after_log_in(desk, lambda: desk.locator("button[name=index]").click())
    desk.locator(".messagelist li").first.wait_for()
    event.refresh_from_db()
    assert event.publication == "submitted"


def test_a_merge_with_its_choices(desk):
    kept, gone = make.expert(name="Fyodor Lukyanov"), make.expert(name="Fedor Lukianov", born="1967")
    desk.goto(reverse("admin:merge_preview", args=["expert", kept.pk, gone.pk]))
    desk.get_by_role("group", name="Name").get_by_label("Fedor Lukianov").check()
    sent_after_log_in(desk, lambda: desk.get_by_role("button", name="Merge", exact=True).click())
    desk.get_by_text("Merged: ").first.wait_for()
    assert Expert.objects.get().name == "Fedor Lukianov" and Merge.objects.exists()


def test_a_decision_with_its_reason(desk):
    make.expert(name="Dmitry Suslov"), make.expert(name="Dmitri Suslov")
    desk.goto(reverse("admin:duplicates_queue", args=["expert"]))
    desk.get_by_label("Not the same, because").fill("born thirty years later")
    sent_after_log_in(desk, lambda: desk.get_by_label("Not the same, because").press("Enter"))
    desk.get_by_text("No duplicates are suspected.").wait_for()
    assert DuplicateDismissal.objects.get().why == "born thirty years later"


def test_a_review_with_its_comment(desk):
    event = make.event(name="Talks", publication="submitted")
    desk.goto(reverse("admin:review", args=["event", event.pk]))
    form = desk.locator("form.return")
    form.locator("input[type=text], textarea").fill("The date is missing.")
    sent_after_log_in(desk, lambda: form.get_by_role("button").click())
    desk.locator(".messagelist li").first.wait_for()
    event.refresh_from_db()
    assert event.publication == "draft"


def test_taking_back_a_change_in_the_history(desk):
    event = make.event(name="Talks")
    desk.goto(address(event))
    desk.locator("#id_name").fill("Walks")
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("was changed successfully").wait_for()
    desk.goto(address(event).replace("/change/", "/history/"))
    desk.locator("a.take-back").first.click()
    sent_after_log_in(desk, lambda: desk.locator("#content form [type=submit]").first.click())
    desk.locator(".messagelist li").first.wait_for()
    event.refresh_from_db()
    assert event.name == "Talks"


def test_a_file_to_import(desk, tmp_path):
    table = tmp_path / "places.csv"
    # More than is read of somebody who is not logged in.
    table.write_text("slug,name,kind\n" + "".join(f"town-{number},Town {number},city\n" for number in range(4000)))
    desk.goto(reverse("bulk:home"))
    desk.locator("#upload-form input[type=file]").set_input_files(table)
    desk.locator("#upload-form select[name=kind]").select_option("places")
    sent_after_log_in(desk, lambda: desk.locator("#upload-form [type=submit]").click())
    desk.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[-1].isdecimal())
    expect(desk.get_by_text("places.csv").first).to_be_visible()


def test_it_is_asked_nothing_while_the_session_lasts(desk):
    event = make.event(name="Talks", publication="draft")
    desk.goto(address(Event, "changelist"))
    desk.locator(".action-select").check()
    desk.locator("select[name=action]").select_option("submit")
    desk.locator("button[name=index]").click()
    desk.locator(".messagelist li").first.wait_for()
    event.refresh_from_db()
    assert event.publication == "submitted"
