"""Participants in one row: a billing as printed is read, proposed, taken over, and saved with what is new."""

import pytest
from playwright.sync_api import expect

from experts.models import Expert
from summits.models import Event
from tests import factories as f
from tests.browser.sessions import log_in
from tests.browser.states import painted, wait_until
from tests.browser.test_rows import save
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page):
    """The page of an event without participants, open for a researcher."""
    researcher(password="enter-the-record")
    page.set_viewport_size({"width": 1280, "height": 800})
    event = f.event(name="Discussion", date="2021-09-17", publication="draft")
    log_in(page, "researcher").goto(address(event))
    painted(page)
    page.get_by_role("button", name="Add another Participant").press("Enter")
    return page


def paste(desk, text):
    """Put a text into the first box of the row, all at once; the list that answers it."""
    box = desk.locator("#id_participations-0-who_search")
    expect(box).to_be_focused()
    desk.keyboard.insert_text(text)
    listed = desk.locator("#participations-0 .field-who .pick-list:not([aria-busy])")
    expect(listed).to_be_visible()
    return listed.get_by_role("option")


def chosen(desk, name, *texts):
    """Wait until these records are chosen in a box of the row, and no others."""
    expect(desk.locator(f"#participations-0 .field-{name} .pick-chip .pick-text")).to_have_text(list(texts))


def has_value(desk, name, text):
    """Wait until a box of the row contains a text."""
    expect(desk.locator(f"#id_participations-0-{name}")).to_have_value(text)


def test_a_person_on_record_is_proposed_with_the_post_of_the_day(desk):
    one, there = f.expert(name="Ada Lindqvist"), f.organisation(name="Harbour Institute")
    f.appointment(expert=one, organisation=there, post="Director", start="2015", end="..")
    options = paste(desk, "Dr Ada Lindqvist, Director of the Harbour Institute")
    expect(options).to_have_count(3)
    expect(options.nth(0)).to_contain_text("post: Director, Harbour Institute")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    # Nothing is chosen before it is taken over.
    chosen(desk, "who")
    # Tab takes what is marked, as Enter does; after a billing it first waits for the list.
    desk.keyboard.press("Escape")
    desk.keyboard.type(" ")
    desk.keyboard.press("Tab")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(desk.locator("#id_participations-0-who_search")).to_be_focused()
    chosen(desk, "who")
    desk.keyboard.press("Tab")
    chosen(desk, "who", "Ada Lindqvist")
    chosen(desk, "posts", "Ada Lindqvist: Director")
    has_value(desk, "billing", "Director of the Harbour Institute")
    has_value(desk, "name_as_printed", "Dr Ada Lindqvist")
    expect(desk.locator("#id_participations-0-cite_source_search")).to_be_focused()
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    row = Event.objects.get().participations.get()
    assert (row.expert, [post.post for post in row.appointments.all()]) == (one, ["Director"])


def test_no_posts_are_listed_before_it_is_said_which_namesake_is_meant(desk):
    there, people = f.organisation(name="Harbour Institute"), [f.expert(name="Ada Lindqvist") for _ in range(2)]
    for number, one in enumerate([*people, f.expert(name="Bo Ek")]):
        f.appointment(expert=one, organisation=there, post=f"Director {number}", start="2015", end="..")
    desk.keyboard.type("Ada Lindqvist")
    desk.keyboard.press("Tab")
    box = desk.locator("#id_participations-0-posts_search")
    listed = desk.locator("#participations-0 .field-posts .pick-list")
    box.press_sequentially("director")
    expect(listed).to_have_text("Choose first who is meant by “Ada Lindqvist”.")
    box.press("Enter")
    expect(desk.locator("#participations-0 .field-posts .pick-chip")).to_have_count(0)
    box.fill("")
    who = desk.locator("#id_participations-0-who_search")
    who.click()
    desk.locator("#participations-0 .field-who").get_by_role("option", name="Ada Lindqvist").first.click()
    chosen(desk, "who", "Ada Lindqvist")
    box.press_sequentially("director")
    expect(listed.get_by_role("option").filter(has_not_text="Add “")).to_have_count(1)


def test_who_is_not_on_record_is_made_with_the_row(desk):
    f.organisation(name="Northern University")
    options = paste(desk, "Ines Okoro, Head of Research of the Littoral Forum at the Northern University")
    expect(options.nth(0)).to_contain_text(
        "new post: Head of Research, Littoral Forum (new, inside Northern University)"
    )
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_participations-0-new_post")).to_be_visible()
    has_value(desk, "new_person", "Ines Okoro")
    has_value(desk, "new_post", "Head of Research")
    has_value(desk, "new_organisation", "Littoral Forum")
    has_value(desk, "new_attested", "2021-09-17")
    chosen(desk, "new_at", "Northern University")
    desk.locator("#id_participations-0-new_attested").fill("")
    # A folded row lacks nothing.
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#participations-0 summary").first).to_have_text(
        "Ines Okoro, speaker, Head of Research of the Littoral Forum at the Northern University"
    )
    # In the rows of statements she is chosen, and is no second person to be added.
    desk.get_by_role("button", name="Add another Position").press("Enter")
    desk.locator("#id_positions-0-holders_search").press_sequentially("okoro")
    listed = desk.locator("#positions-0 .field-holders .pick-list")
    expect(listed.get_by_role("option").first).to_contain_text("new, entered in this page")
    expect(listed).not_to_contain_text("Add “okoro” as a new expert")
    desk.keyboard.press("Enter")
    expect(desk.locator("#positions-0 .field-holders .pick-chip .pick-text")).to_have_text("Ines Okoro")
    desk.locator("#id_positions-0-verb").fill("said")
    desk.locator("#id_positions-0-summary").fill("Ports need rules.")
    desk.locator("#participations-1").locator("a.inline-deletelink").click()
    save(desk)
    desk.get_by_text("was changed successfully").wait_for()
    one = Expert.objects.get()
    inside = one.appointments.get().organisation.parent
    assert (one.name, one.publication, inside.name) == ("Ines Okoro", "draft", "Northern University")
    assert [row.expert for row in Event.objects.get().positions.get().holders.all()] == [one]


def test_nobody_is_marked_where_another_may_be_meant(desk):
    f.expert(name="Tomas Warga")
    options = paste(desk, "Tomas Varga, Professor at the Northern University")
    expect(options).to_have_count(3)
    expect(options.nth(0)).to_contain_text("“Tomas Warga” is 91% like it")
    for option in options.all():
        expect(option).to_have_attribute("aria-selected", "false")
    desk.keyboard.press("Enter")
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("Enter")
    has_value(desk, "name_as_printed", "Tomas Varga")
    has_value(desk, "billing", "Professor at the Northern University")
    chosen(desk, "who")
    has_value(desk, "new_person", "")


def test_keys_pressed_before_the_list_is_there_choose_nobody(desk):
    f.expert(name="Ada Lindqvist")
    held, passing = [], []
    desk.route("**/printed/**", lambda route: route.continue_() if passing else held.append(route))
    box = desk.locator("#id_participations-0-who_search")
    expect(box).to_be_focused()
    with desk.expect_request("**/printed/**"):
        desk.keyboard.insert_text("Ada Lindqvist, Director of the Harbour Institute")
        desk.keyboard.press("Tab")
    # Playwright hands a request over only while it is asked something.
    wait_until(lambda: desk.evaluate("true") and len(held), bool)
    passing.append(True)
    for route in held:
        route.continue_()
    # The focus waits with what may be meant.
    expect(desk.locator("#participations-0 .field-who .pick-list").get_by_role("option").first).to_be_visible()
    expect(box).to_be_focused()
    chosen(desk, "who")
    # Put away, it is left as it stands, and is not sent.
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")
    expect(box).not_to_be_focused()
    desk.keyboard.press("Control+s")
    expect(desk.locator("#id_participations-0-who_search_trouble")).to_contain_text("nothing is chosen")
    chosen(desk, "who")


def test_the_one_post_that_a_billing_means_is_chosen_by_itself(desk):
    one = f.expert(name="Ada Lindqvist")
    harbour, forum = f.organisation(name="Harbour Institute"), f.organisation(name="Forum")
    f.appointment(expert=one, organisation=harbour, post="Director", start="2015", end="..")
    f.appointment(expert=one, organisation=forum, post="Fellow", start="2015", end="..")
    paste(desk, "lindq")
    desk.keyboard.press("Enter")
    expect(desk.locator("#participations-0 .field-who .pick-chip .pick-text")).to_have_text("Ada Lindqvist")
    desk.locator("#id_participations-0-billing").fill("Director, Harbour Institute")
    desk.locator("#id_participations-0-billing").blur()
    expect(desk.locator("#participations-0 .field-posts .pick-chip .pick-text")).to_have_text(
        ["Ada Lindqvist: Director"]
    )


def test_a_small_window_has_the_source_of_its_row_and_makes_a_draft(desk):
    report = f.source(title="Report of the evening")
    source = desk.locator("#id_participations-0-cite_source_search")
    source.press_sequentially("evening")
    expect(desk.locator("#participations-0 .field-cite_source .pick-list")).to_contain_text("Report of the evening")
    source.press("Enter")
    box = desk.locator("#id_participations-0-who_search")
    box.press_sequentially("Pavel Stern")
    add = desk.get_by_role("option", name="Add “Pavel Stern” as a new expert")
    with desk.expect_popup() as opened:
        add.click()
    window = opened.value
    expect(window.locator("#id_publication")).to_have_value("draft")
    window.get_by_role("button", name="Add another Appointment").press("Enter")
    expect(window.locator("#appointments-0 .field-cite_source .pick-chip .pick-text")).to_have_text(
        "Report of the evening"
    )
    # It is handed on to a window of the window.
    window.locator("#id_appointments-0-organisation_search").press_sequentially("Forum")
    with window.expect_popup() as opened:
        window.get_by_role("option", name="Add “Forum” as a new organisation").click()
    inner = opened.value
    expect(inner.locator("#id_publication")).to_have_value("draft")
    inner.get_by_role("button", name="Add another Citation").press("Enter")
    expect(inner.locator("#citations-0 .field-source .pick-chip .pick-text")).to_have_text("Report of the evening")
    with inner.expect_event("close"):
        inner.get_by_role("button", name="Save", exact=True).press("Enter")
    window.locator("#id_appointments-0-post").fill("Fellow")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(desk.locator("#participations-0 .field-who .pick-chip .pick-text")).to_have_text("Pavel Stern")
    one = Expert.objects.get()
    post = one.appointments.get()
    assert (one.publication, post.organisation.publication, post.citations.get().source) == ("draft", "draft", report)
