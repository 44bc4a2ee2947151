"""The page of an event in a browser: the drawings by keyboard, the passage one click away, without scripts."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.states import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def discussion(transactional_db):
    """Two speakers, six statements on two topics, with the source's text; events before and after."""
    source = make.source(title="Report", archived_text="One here. Two here.\n\nThree here. Four here.", slug="report")
    event = make.event(slug="talk", name="Talk", kind="discussion", date="2021-06-16")
    anna, boris = make.expert(name="Anna"), make.expert(name="Boris")
    arms, trade = make.topic(name="Arms"), make.topic(name="Trade")
    for order, (who, topic, stance) in enumerate(
        [(anna, arms, "supports"), (anna, trade, "opposes"), (boris, arms, "opposes"), (boris, trade, "supports")], 1
    ):
        said = make.position(
            event=event,
            holders=[who],
            topics=[topic],
            stance=stance,
            order=order,
            summary=f"{who.name} on {topic.name}.",
        )
        said.citations.create(source=source, paragraph=1 + order // 3, sentence=1 + (order + 1) % 2)
    for name, date in (("Early", "2020-01"), ("Later", "2022"), ("Long ago", "1985-11-19")):
        make.link(event, make.event(name=name, date=date), "follows")
    return event


def test_each_block_of_the_drawing_leads_to_its_statement(page, discussion):
    page.goto("/events/talk/")
    blocks = page.locator(".score a")
    expect(blocks).to_have_count(4)
    first = page.get_by_role("group", name="Anna").get_by_role("link", name="+ supports: Anna on Arms.")
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.statement:target")).to_contain_text("Anna on Arms.")
    sizes = "all => all.map(e => e.querySelector('rect').getBoundingClientRect()).map(b => [b.width, b.height])"
    wait_until(lambda: blocks.evaluate_all(sizes), lambda found: all(min(size) >= 24 for size in found))
    # Support stands on the line of its lane, opposition hangs from it.
    tops = """all => all.map(e => Math.round(e.querySelector('rect').getBoundingClientRect().top
        - e.parentNode.querySelector('line').getBoundingClientRect().top))"""
    wait_until(lambda: blocks.evaluate_all(tops), [-24, 0, 0, -24])


def test_the_matrix_is_a_table_whose_cells_lead_to_statements(page, discussion):
    page.goto("/events/talk/")
    table = page.get_by_role("table", name="Topics by speakers")
    expect(table.get_by_role("row", name="Arms")).to_contain_text("1")
    table.get_by_role("row", name="Trade").get_by_role("link", name="1 supports").click()
    expect(page.locator("article.statement:target")).to_contain_text("Boris on Trade.")


def test_the_passage_is_one_click_away_and_on_paper_it_is_there(page, discussion):
    page.goto("/events/talk/")
    passage = page.get_by_text("Two here.")
    expect(passage).not_to_be_visible()
    page.locator("article.statement").filter(has_text="Anna on Trade.").get_by_text("paragraph 1, sentence 2").click()
    expect(passage).to_be_visible()
    page.reload()
    page.emulate_media(media="print")
    expect(passage).to_be_visible()


def test_before_and_after_by_keyboard(page, discussion):
    page.goto("/events/talk/")
    ties = page.get_by_role("region", name="Events before and after Talk")
    names = "all => all.map(e => e.getAttribute('aria-label').split(':')[0])"
    wait_until(lambda: ties.get_by_role("link").evaluate_all(names), ["Long ago", "Early", "Later"])
    middles = "all => all.map(e => e.getBoundingClientRect().left)"
    wait_until(lambda: ties.locator("a svg").evaluate_all(middles), lambda found: found == sorted(found))
    ties.get_by_role("link", name="Later").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Later", level=1).wait_for()


def test_a_relation_by_keyboard_from_the_axis_to_the_event_and_from_a_bar_to_its_list(page, transactional_db):
    north, south = (make.organisation(slug=name, name=name.title(), kind="state") for name in ("north", "south"))
    make.met(north, south, name="First", date="1986-10-11")
    for day in range(1, 7):
        make.met(north, south, name=f"Of day {day}", date=f"2001-06-0{day}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/relations/north/south/")
    axis = page.get_by_role("region", name="Meetings on an axis of years")
    several = axis.get_by_role("link", name="6 summits, June 2001")
    sizes = "all => all.map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
    wait_until(
        lambda: axis.locator("a .reach").evaluate_all(sizes),
        lambda found: len(found) == 2 and all(min(size) >= 24 for size in found),
    )
    several.focus()
    page.keyboard.press("Enter")
    listed = page.get_by_role("region", name="Every event")
    expect(listed.get_by_text("6 events")).to_be_visible()
    page.go_back()
    page.get_by_role("region", name="Events by year").get_by_role("link", name="1, 1986").focus()
    page.keyboard.press("Enter")
    expect(listed.get_by_text("1 event", exact=True)).to_be_visible()
    page.go_back()
    axis.get_by_role("link", name="First, 11 October 1986").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="First", level=1).wait_for()


def test_each_other_picture_by_keyboard_and_as_a_table(page, transactional_db):
    arms = make.topic(slug="arms", name="Arms")
    narrower = [make.topic(name=name, broader=arms) for name in ("Missiles", "Warheads")]
    club = make.organisation(slug="club", name="Club")
    for name, stance, year in (("Anna", "supports", 2001), ("Boris", "opposes", 2011)):
        one = make.expert(slug=name.lower(), name=name)
        make.appointment(expert=one, organisation=club, post="Director", start=str(year), end=str(year + 9))
        event = make.event(slug=f"talk-{year}", name=f"Talk of {name}", kind="discussion", date=f"{year}-06-16")
        make.position(event=event, holders=[one], topics=narrower, stance=stance, summary=f"What {name} holds.")
    for address, name, mark, there, row in (
        ("/", "Events by year and kind", "1, Discussions and words, 2001", "**/events/?kind=*2001*", "Discussions and words 2"),
        ("/events/", "Events by year", "1, 2001", "**/events/?*2001*", "2001"),
        ("/calendar/?year=2001", "June 2001: events by day", "16 June: 1 event", "**/calendar/?*month=6*", "16"),
        ("/calendar/?year=2001&month=6", "June 2001: events by day", "Talk of Anna", "**/events/talk-2001/", "Talk of Anna"),
        ("/topics/arms/", "Topics by experts, with their stances", "1 supports", "**/positions/*/", "Missiles"),
        ("/compare/?expert=anna&expert=boris", "They differ", "1 opposes", "**/positions/*/", "Missiles"),
        ("/organisations/club/", "Posts at Club through time", "Anna, Director, Club: 2001", "**/experts/anna/", ""),
    ):  # fmt: skip
        page.goto(address)
        if page.get_by_text("As a table").count():
            page.get_by_text("As a table").focus()
            page.keyboard.press("Enter")
        if row:
            expect(page.get_by_role("row").filter(has_text=row).first).to_be_visible()
        picture = page.get_by_role("region", name=name).or_(page.get_by_role("table", name=name)).first
        picture.get_by_role("link", name=mark).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(there)


def test_what_was_said_is_arranged_without_a_script(browser, live_server, discussion):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/events/talk/")
    page.get_by_role("link", name="by topic").click()
    expect(page.locator("#said .turn-who")).to_have_text(["Arms 2", "Trade 2"])
    page.get_by_role("link", name="by speaker").click()
    expect(page.locator("#said .turn-who h3")).to_have_text(["Anna 2", "Boris 2"])
    context.close()
