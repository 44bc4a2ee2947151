"""A table by hand in a browser: look, correct, import, find."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from experts.models import Expert, Organisation
from tests.browser.states import all_named, fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, person):
    """A page of a superuser who has logged in."""
    user = person(superuser=True)
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long password 1")
    page.get_by_role("button", name="Log in").click()
    return page


def upload(page, path):
    page.get_by_role("link", name="Import, export").click()
    page.get_by_label("File:", exact=True).set_input_files(path)
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_text("Waiting for the worker").wait_for()


def test_look_correct_import_find(desk, table, worker):
    Expert.objects.create(slug="ada-berg", name="Ada Berg", notes="Stays")
    headings = ["slug", "name", "born"]
    rows = [["ada-berg", "Ada M. Berg", "1911~"], ["bo-ek", "Bo Ek", "1950"], ["cy-lund", "Cy Lund", "31/12/1950"]]
    upload(desk, table("experts.csv", headings, *rows))
    worker()
    # The page notices by itself that the check is done.
    desk.get_by_text("1 row is bad, so nothing can be imported yet").wait_for()
    bad = desk.get_by_role("row").filter(has_text="cy-lund")
    expect(bad).to_contain_text("“31/12/1950” is not a date")
    expect(bad).to_have_text(re.compile(r"^\s*4"))
    expect(desk.get_by_role("button", name="Import")).to_have_count(0)
    desk.get_by_role("link", name="to be changed").click()
    changed = desk.get_by_role("row").filter(has_text="ada-berg")
    expect(changed).to_contain_text("Ada Berg → Ada M. Berg")
    expect(changed).to_contain_text("(nothing) → 1911~")
    assert Expert.objects.count() == 1

    rows[2][2] = "1950-12-31"
    desk.get_by_role("link", name="upload it again").click()
    upload(desk, table("experts.csv", headings, *rows))
    worker()
    desk.get_by_text("All rows are good. Nothing has been written yet.").wait_for()
    desk.get_by_role("button", name="Import 3 records").click()
    desk.get_by_role("heading", name="Importing").wait_for()
    worker()
    desk.get_by_text("in one step").wait_for()
    desk.get_by_role("link", name="cy-lund").click()
    expect(desk.get_by_label("Name", exact=False).first).to_have_value("Cy Lund")
    ada = Expert.objects.get(slug="ada-berg")
    assert (ada.name, str(ada.born), ada.notes) == ("Ada M. Berg", "1911~", "Stays")


def test_what_is_not_on_record_is_decided_with_the_keyboard(desk, table, worker):
    Expert.objects.create(slug="ada-berg", name="Ada Berg")
    upload(
        desk,
        table(
            "appointments.csv", ["id", "expert", "organisation", "post"], ["a", "Ada Bergh", "Fishery Board", "Head"]
        ),
    )
    worker()
    group = desk.get_by_role("group", name="“Ada Bergh”")
    group.wait_for()
    group.get_by_label("It is Ada Berg").focus()
    desk.keyboard.press("Space")
    desk.get_by_role("group", name="“Fishery Board”").get_by_label("Create as a draft: Fishery Board").check()
    desk.get_by_role("button", name="Check again with these choices").press("Enter")
    desk.get_by_text("Waiting for the worker").wait_for()
    worker()
    desk.get_by_role("button", name="Import 2 records").click()
    desk.get_by_role("heading", name="Importing").wait_for()
    worker()
    desk.get_by_text("in one step").wait_for()
    post = Expert.objects.get().appointments.get()
    assert (post.post, post.organisation.name, post.organisation.publication) == ("Head", "Fishery Board", "draft")


def test_many_names_are_decided_at_once(desk, table, worker):
    for n in range(3):
        Expert.objects.create(slug=f"p{n}", name=f"Anna Sedova {n}")
    Organisation.objects.create(slug="council", name="Council")
    names = [f"ANNA SEDOVA {n}" for n in range(3)] + [f"Nina Orlova {n}" for n in range(57)]
    rows = [[f"a{n}", name, "council", "Head"] for n, name in enumerate(names)]
    upload(desk, table("appointments.csv", ["id", "expert", "organisation", "post"], *rows))
    worker()
    desk.get_by_label("Take all 3 exact matches").check()
    desk.get_by_role("group", name="“Nina Orlova 0”").get_by_label("It is Anna Sedova").first.wait_for(state="detached")
    desk.get_by_role("button", name="Keep these and continue").click()
    desk.get_by_text("Names 51 to 60 of 60; 3 decided").wait_for()
    desk.get_by_label("Create drafts for all 57 names to which nothing on record comes close").check()
    desk.get_by_role("button", name="Check again with these choices").click()
    desk.get_by_text("Waiting for the worker").wait_for()
    worker()
    desk.get_by_role("button", name="Import 117 records").wait_for()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="download it as CSV").click()
    assert "experts,Nina Orlova 56,(draft)," in Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert Expert.objects.count() == 3


def test_a_phone_has_no_sideways_scroll_and_every_control_a_name(desk, table, worker):
    desk.set_viewport_size({"width": 360, "height": 740})
    rows = [[f"person-with-a-long-slug-{n}", "N" * 80, "bad date"] for n in range(3)]
    upload(desk, table("experts.csv", ["slug", "name", "born"], *rows, ["ok", "", ""]))
    worker()
    desk.get_by_text("4 rows are bad").wait_for()
    for path in ("/admin/bulk/", desk.url):
        desk.goto(path)
        fits(desk)
        all_named(desk)


def test_a_file_that_is_too_big_is_not_sent(desk, table, settings):
    settings.BULK_MAX_BYTES = 1024 * 1024
    desk.get_by_role("link", name="Import, export").click()
    desk.get_by_label("File:", exact=True).set_input_files(
        table("experts.csv", ["slug", "name"], ["a", "A" * 1024 * 1024])
    )
    desk.get_by_role("button", name="Upload and check").click()
    desk.get_by_text("This file is too big: at most 1 MB are accepted").wait_for()
    expect(desk).to_have_url(re.compile("/admin/bulk/$"))
