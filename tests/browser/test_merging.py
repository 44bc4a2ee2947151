"""In a browser, by keyboard: two experts become one and are two again; a pair is said to be none."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from desk.models import DuplicateDismissal, Merge
from experts.models import Expert, ExpertIdentifier
from tests import factories as make
from tests.browser.states import all_named, fits
from tests.browser.test_admin_entry import add_row, desk, pick  # noqa: F401 - desk is a fixture
from tests.desk.pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_experts_become_one_and_are_two_again(desk):
    kept = make.expert(name="Fyodor Lukyanov", slug="lukyanov")
    gone = make.expert(name="Fedor Lukianov", slug="lukianov", born="1967")
    at = make.event(name="Geneva summit", date="2021-06-16")
    make.participation(event=at, expert=gone, role="moderator")
    desk.goto(address(kept))
    desk.get_by_role("link", name="Merge with …").press("Enter")
    pick(desk, "The other expert:", "Lukianov", "Fedor Lukianov")
    desk.get_by_role("button", name="Show what would happen").press("Enter")
    name = desk.get_by_role("group", name="Name")
    name.get_by_label("Fyodor Lukyanov").focus()
    desk.keyboard.press("ArrowDown")
    expect(name.get_by_label("Fedor Lukianov")).to_be_checked()
    expect(desk.get_by_role("group", name="Born").get_by_label("1967")).to_be_checked()
    expect(desk.get_by_text("Fedor Lukianov, moderator – Geneva summit (2021-06-16)")).to_be_visible()
    all_named(desk)
    desk.get_by_role("button", name="Merge", exact=True).press("Enter")
    desk.get_by_text("Merged: Fedor Lukianov → Fyodor Lukyanov.").wait_for()
    assert [e.name for e in Expert.objects.all()] == ["Fedor Lukianov"]
    desk.goto("/experts/lukianov/")
    expect(desk).to_have_url(re.compile("/experts/lukyanov/$"))
    desk.goto(reverse("admin:merge_list"))
    desk.get_by_role("link", name="Fedor Lukianov → Fyodor Lukyanov").press("Enter")
    desk.get_by_role("button", name="Undo this merge").press("Enter")
    desk.get_by_text("is a separate record again").wait_for()
    assert sorted(Expert.objects.values_list("name", "slug")) == [
        ("Fedor Lukianov", "lukianov"), ("Fyodor Lukyanov", "lukyanov"),
    ]  # fmt: skip
    assert Merge.objects.get().undone_by.username == "researcher"


def test_of_a_post_that_is_there_twice_one_is_kept(desk):
    kept, gone = make.expert(name="Fyodor Lukyanov"), make.expert(name="Fedor Lukianov")
    office = make.organisation(name="Russia in Global Affairs")
    mine = make.appointment(expert=kept, organisation=office, post="Editor-in-chief", start="2002")
    make.appointment(expert=gone, organisation=office, post="editor in chief", start="2002-05", end="..")
    desk.goto(reverse("admin:merge_preview", args=["expert", kept.pk, gone.pk]))
    twice = desk.get_by_role("group", name="Is this the same post twice?")
    expect(twice.get_by_label("No, keep both")).to_be_checked()
    twice.get_by_label("No, keep both").focus()
    desk.keyboard.press("ArrowDown")
    desk.get_by_role("button", name="Show again with these choices").press("Enter")
    desk.get_by_text("it was chosen as the same").wait_for()
    expect(twice.get_by_label("Yes, keep Editor-in-chief")).to_be_checked()
    for width in (1280, 390):
        desk.set_viewport_size({"width": width, "height": 900})
        fits(desk)
    all_named(desk)
    desk.get_by_role("button", name="Merge", exact=True).press("Enter")
    desk.get_by_text("Merged: Fedor Lukianov → Fyodor Lukyanov.").wait_for()
    assert kept.appointments.get() == mine


def test_a_former_name_is_kept(desk):
    expert = make.expert(name="Fedor Lukianov")
    desk.goto(address(expert))
    desk.get_by_label("Name:", exact=True).fill("Fyodor Lukyanov")
    desk.get_by_role("button", name="Save", exact=True).press("Enter")
    offer = desk.get_by_role("button", name="Keep “Fedor Lukianov” as a variant")
    offer.wait_for()
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        fits(desk)
    offer.press("Enter")
    desk.get_by_text("“Fedor Lukianov” is kept as a variant").wait_for()
    assert expert.names.get().text == "Fedor Lukianov"


def test_a_pair_is_said_to_be_none(desk):
    make.expert(name="Dmitry Suslov"), make.expert(name="Дмитрий Суслов")
    desk.goto(reverse("admin:duplicates"))
    why = desk.get_by_label("Not the same, because")
    why.fill("born thirty years later")
    why.press("Enter")
    desk.get_by_text("No duplicates are suspected.").wait_for()
    assert DuplicateDismissal.objects.get().why == "born thirty years later"


def test_while_a_name_is_typed_the_reasons_are_shown(desk):
    make.expert(name="Ivan Safranchuk")
    desk.goto(address(Expert, "add"))
    desk.get_by_label("Name:", exact=True).press_sequentially("Ivan Safrantchuk")
    hint = desk.locator(".namesakes")
    hint.get_by_role("link", name="Ivan Safranchuk").wait_for()
    expect(hint).to_contain_text("“Ivan Safranchuk” is")
    expect(hint).to_contain_text("like it")


@pytest.mark.parametrize("kind", ["expert", "organisation", "event", "topic"])
def test_in_a_small_window_too_by_keyboard_and_aloud(desk, kind):
    near = getattr(make, kind)(name="Pugwash Conferences")
    desk.goto(address(type(near), "add") + "?_popup=1")
    hint = desk.locator(".namesakes[role=status]")
    # It is there, empty, before anything is typed: what comes into it later is read aloud.
    expect(hint).to_have_count(1)
    expect(hint).to_have_text("")
    name = desk.locator("#id_name")
    name.press_sequentially("Pugwash Conference")
    link = hint.get_by_role("link", name="Pugwash Conferences")
    link.wait_for()
    expect(hint).to_contain_text("“Pugwash Conferences” is 9")
    expect(link, "what was typed stays").to_have_attribute("target", "_blank")
    use = hint.get_by_role("button", name="Use this one")
    desk.keyboard.press("Tab")
    # Tab goes on to the next box.
    expect(desk.locator("form :focus")).to_have_count(1)
    expect(name).not_to_be_focused()
    expect(hint.locator(":focus")).to_have_count(0)
    name.press("ArrowDown")
    expect(use).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(link).to_be_focused()
    desk.keyboard.press("Escape")
    expect(name).to_be_focused()
    name.fill("Quite another")
    hint.get_by_role("link").wait_for(state="detached")
    all_named(desk)


def test_an_identifier_that_is_typed_is_known(desk):
    one = make.expert(name="Ann Abel")
    ExpertIdentifier.objects.create(record=one, scheme="wikidata", value="Q4271")
    desk.goto(address(Expert, "add"))
    row = add_row(desk, "Identifier")
    row.get_by_label("Scheme").select_option("wikidata")
    row.get_by_label("Value").press_sequentially("wikidata.org/wiki/Q4271")
    desk.locator(".namesakes").get_by_role("link", name="Ann Abel").wait_for()
    expect(desk.locator(".namesakes")).to_contain_text("the same identifier in wikidata")


def test_the_pages_fit_a_telephone(desk):
    one, other = make.expert(name="Dmitry Suslov"), make.expert(name="Dmitry Suslov", notes="x" * 200)
    make.participation(expert=other, billing="A long billing that goes on and on")
    desk.set_viewport_size({"width": 360, "height": 740})
    for url in (
        reverse("admin:duplicates_queue", args=["expert"]),
        reverse("admin:merge_choose", args=["expert", one.pk]),
        reverse("admin:merge_preview", args=["expert", one.pk, other.pk]),
        reverse("admin:merge_list"),
    ):
        desk.goto(url)
        fits(desk)
        all_named(desk)
