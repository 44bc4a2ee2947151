"""The expert's page: the list, the data of the drawing, filters; all from the same entries as the API."""

import json
import re

import pytest

from experts.models import Appointment, ExpertCitation
from pages.views import experts as views
from summits.models import Event, Position
from tests import factories
from tests.page_reader import Page, check
from tests.page_reader import get as read
from tests.timelines.world import make, position
from timelines.drawing import drawn
from timelines.entries import load

ADDRESS = "/experts/anna/"


@pytest.fixture
def world(db):
    """The world of the tests of timelines."""
    return make()


def get(client, query="", status=200):
    response = client.get(ADDRESS + query)
    assert response.status_code == status
    return Page(response.content.decode())


def data(page):
    return json.loads(
        re.search(r'<script id="drawing-data" type="application/json">(.*?)</script>', page.html, re.DOTALL)[1]
    )


def listed(page):
    return re.findall(r'<li class="entry \w+" id="([^"]+)"', page.html)


def drawing(record, **dates):
    """What the drawing says of a record with these dates."""
    type(record).objects.filter(pk=record.pk).update(**dates)
    return next(item for item in drawn(load("anna").entries)["items"] if item["id"].endswith(f"-{record.public_id}"))


# --- the same entries everywhere --------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?kind=position",
        "?kind=event&kind=outcome",
        "?topic=arms",
        "?from=2021-06",
        "?to=2020",
        "?kind=&topic=&from=",
    ],
)
def test_list_drawing_and_api_have_the_same_entries(world, client, query):
    Appointment.objects.create(expert=world.anna, organisation=world.club, post="Member", public_id="apt-3")
    page = get(client, query)
    rows = client.get(f"/api/v1/experts/anna/timeline/{query}").json()["entries"]
    assert listed(page) == [f"{row['kind']}-{row['id']}" for row in rows]
    undated = [f"{row['kind']}-{row['id']}" for row in rows if row["id"] == "apt-3"]
    assert [item["id"] for item in data(page)["items"]] == [name for name in listed(page) if name not in undated]


def test_the_list_says_all_that_the_drawing_shows(world, client):
    text = get(client).text
    for words in (
        "Director, The Unit in The Club",
        "2012 to date",
        "attested 16 June 2021",
        "Moderator at discussion",
        "for The Club",
        "Billing as printed: “Director of the Unit” Director, The Unit",
        "Claim number 1.",
        "twice",
        "Anna Ivanova said; verbatim; at The discussion",
        "supports Missiles",
        "opposes Trade",
        "mixed The summit (event)",
        "A report, paragraph 1, sentence 2",
        "Outcome: treaty, signed",
        "Outcome of an event spoken about: The summit",
        "Topics spoken of: Missiles",
        "Endorsed by Boris Smith.",
        "Spoken about (mixed): Claim number 1.",
        "May 2021",
        "7 entries.",
    ):
        assert words in text, words


def test_well_built_and_linked(world, client):
    page = get(client)
    check(page)
    assert (
        "/positions/pos-1/" in page.links and "/events/summit/" in page.links and "/organisations/unit/" in page.links
    )
    assert "/sources/report/" in page.links and "/topics/missiles/" in page.links


def test_downloads_keep_the_filters(world, client):
    page = get(client, "?kind=event&topic=arms&from=2021")
    assert "/api/v1/experts/anna/timeline/?format=ics&from=2021&kind=event&topic=arms" in page.links


def test_an_endorsed_position_says_whose_it_is(world, client):
    page = Page(client.get("/experts/boris/").content.decode())
    assert "Statement, endorsed" in page.text and "Anna Ivanova said; verbatim" in page.text
    assert "A party to it" in page.text


def test_what_is_unknown_is_counted_and_listed_last(world, client):
    Event.objects.filter(slug="summit").update(date=None)
    page = get(client)
    assert "7 entries; 2 of unknown date, in the list only." in page.text
    assert listed(page)[-1] == "outcome-out-1" and "date unknown" in page.text


# --- filters ----------------------------------------------------------------------------------


def test_the_form_shows_what_is_asked_for(world, client):
    html = get(client, "?kind=event&topic=missiles&from=2021-06").html
    assert 'value="event" checked' in html and 'value="position" checked' not in html
    assert '<option value="missiles" selected>Missiles (2)</option>' in html and 'value="2021-06"' in html


@pytest.mark.parametrize(
    ("query", "words"),
    [("?kind=meal", "kind"), ("?topic=nothing", "no topic “nothing”"), ("?from=soon", "from")],
)
def test_a_bad_parameter_is_explained_above_the_whole_timeline(world, client, query, words):
    page = get(client, query, 400)
    assert "cannot be filtered like this" in page.text and words in page.text
    assert len(listed(page)) == 7
    check(page)


def test_what_other_sites_hang_on_an_address_is_left_out(world, client):
    assert listed(get(client, "?fbclid=x&utm_source=y&kind=event")) == listed(get(client, "?kind=event"))


def test_nothing_found(world, client):
    page = get(client, "?kind=outcome&to=1999")
    assert "No entry matches." in page.text and listed(page) == []


def test_long_timelines_are_cut_into_pages(world, client, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 3)
    first, second, third = (get(client, f"?page={number}&kind=") for number in (1, 2, 3))
    whole = [f"{entry.kind}-{entry.id}" for entry in load("anna").entries]
    assert listed(first) + listed(second) + listed(third) == whole
    assert "7 entries; 4 to 6 are shown" in second.text
    assert "?page=1&kind=" in second.links and "?page=3&kind=" in second.links
    assert listed(get(client, "?page=99")) == listed(third) and listed(get(client, "?page=x")) == listed(first)


def test_a_long_timeline_is_counted_and_each_bar_leads_to_what_it_counts(world, client, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 4)
    kinds = "?kind=participation&kind=position&kind=event&kind=outcome"
    for by in ("month", "years"):
        html = get(client, kinds).html
        bars = re.findall(r'<a href="([^"]+)#timeline"\s+aria-label="([0-9]+), ', html)
        assert len(bars) > 1 and f"Entries by {by}" in html
        for address, number in bars:
            answer = client.get(f"/api/v1/experts/anna/timeline/{address.replace('&amp;', '&')}")
            assert answer.json()["count"] == int(number), address
        Event.objects.filter(slug="summit").update(date="1912")
    # Posts alone are drawn, and not counted; what stands on one page is not either.
    assert "Entries by" not in get(client, "?kind=appointment").html
    monkeypatch.setattr(views, "PER_PAGE", 50)
    assert "Entries by" not in get(client).html


def test_a_page_of_a_long_timeline_is_small(world, client):
    for number in range(10, 80):
        position(world, number, world.anna)
    page = get(client)
    assert "77 entries; 1 to 50 are shown" in page.text and len(page.html.encode()) <= 100_000


def test_staff_see_drafts_marked(world, client, admin_client):
    Position.objects.filter(pk=world.first.pk).update(publication="draft")
    assert "Claim number 1." not in get(client).text
    page = get(admin_client)
    assert "Claim number 1." in page.text and "draft" in page.text
    assert next(item for item in data(page)["items"] if item["id"] == "position-pos-1")["draft"]


def test_statements_do_not_grow_with_the_entries(world, client, django_assert_num_queries):
    ExpertCitation.objects.create(record=world.anna, source=world.source)
    with django_assert_num_queries(5):
        get(client)
    for number in range(10, 30):
        position(world, number, world.anna)
    with django_assert_num_queries(5):
        get(client)
    with django_assert_num_queries(6):
        get(client, "?from=2020")


# --- what the drawing is told -----------------------------------------------------------------


def test_a_post_known_to_the_day(world):
    item = drawing(world.post, start="2012-03-01", end="2019-05-31")
    assert (item["first"], item["last"], item["from"], item["to"]) == (
        "2012-03-01",
        "2019-05-31",
        "2012-03-01",
        "2019-05-31",
    )
    assert (item["start"], item["end"], item["period"]) == ("exact", "exact", True)


def test_a_post_known_to_the_year_is_certain_in_between_only(world):
    item = drawing(world.post, start="2012", end="2019-05")
    assert (item["first"], item["from"], item["to"], item["last"]) == (
        "2012-01-01",
        "2012-12-31",
        "2019-05-01",
        "2019-05-31",
    )
    assert (item["start"], item["end"]) == ("rough", "rough")


@pytest.mark.parametrize(
    ("dates", "sides"),
    [
        ({"start": "2012-03-01", "end": ".."}, ("exact", "open")),
        ({"start": "2012-03-01", "end": None}, ("exact", "unknown")),
        ({"start": None, "end": "2019-05-31"}, ("unknown", "exact")),
        ({"start": "2012-03~", "end": "2019?"}, ("rough", "rough")),
    ],
)
def test_the_sides_of_a_post(world, dates, sides):
    item = drawing(world.post, **dates)
    assert (item["start"], item["end"]) == sides


def test_a_post_that_is_only_attested_is_a_mark_between_two_unknown_sides(world):
    item = drawing(world.seen_post)
    assert (item["start"], item["end"], item["from"], item["to"]) == ("unknown", "unknown", None, None)
    assert item["attested"] == [["2021-06-16", "2021-06-16"]] and item["first"] == item["last"] == "2021-06-16"


@pytest.mark.parametrize(
    ("date", "first", "last", "sides"),
    [
        ("2021-06-16", "2021-06-16", "2021-06-16", ("exact", "exact")),
        ("2021-06-16/2021-06-18", "2021-06-16", "2021-06-18", ("exact", "exact")),
        ("2021-06", "2021-06-01", "2021-06-30", ("rough", "rough")),
        ("2021-06-16~", "2021-06-16", "2021-06-16", ("rough", "rough")),
        ("2012/..", "2012-01-01", "2012-12-31", ("rough", "open")),
        ("2012-01-05/", "2012-01-05", "2012-01-05", ("rough", "unknown")),
        ("../2012", "2012-01-01", "2012-12-31", ("open", "rough")),
    ],
)
def test_events_and_their_precision(world, date, first, last, sides):
    item = drawing(world.summit, date=date)
    assert (item["first"], item["last"]) == (first, last) and (item["start"], item["end"]) == sides


def test_stances_each_once_and_the_clear_ones_first(world):
    item = drawing(world.first)
    assert item["stances"] == ["supports", "opposes", "mixed"]
    assert drawing(world.second)["stances"] == ["neutral"]


def test_texts_cannot_break_out_of_the_data(world, client):
    Position.objects.filter(pk=world.first.pk).update(summary="</script><script>alert(1)</script>")
    page = get(client)
    assert "<script>alert" not in page.html and page.inline == []
    assert any("</script>" in item["title"] for item in data(page)["items"])


def test_the_head_says_who_this_is_and_with_whom_on_panels(client, db):
    anna, boris = factories.expert(slug="anna", name="Anna"), factories.expert(slug="boris", name="Boris")
    club = factories.organisation(name="The Club")
    factories.appointment(expert=anna, organisation=club, post="Fellow", start="1999", end="2004")
    factories.appointment(expert=anna, organisation=club, post="Director", start="2012", end="..")
    event = factories.event(name="The talk", date="2021-06-16")
    panel, other = factories.panel(event=event, number=1), factories.panel(event=event, number=2)
    for one in (anna, boris):
        factories.participation(event=event, panel=panel, expert=one, role="speaker")
    factories.participation(event=event, panel=other, expert=factories.expert(name="Clara"), role="speaker")
    page = read(client, "/experts/anna/")
    assert "Director, The Club (2012 to date); Fellow" in page.text[: page.text.index("Timeline")]
    company = page.text[page.text.index("With whom on panels") :]
    assert "Boris The talk, 16 June 2021" in company and "Clara" not in company.split("Entries")[0]
    assert "/compare/?expert=anna&expert=boris" in page.links


def test_stances_by_topic_are_counted_and_changes_marked(client, db):
    anna, gas = factories.expert(slug="anna"), factories.topic(name="Gas")
    for year, stance in (
        (2010, "supports"),
        (2011, "supports"),
        (2012, "opposes"),
        (2013, "supports"),
        (2014, "supports"),
    ):
        factories.position(event=factories.event(date=str(year)), holders=[anna], topics=[gas], stance=stance)
    text = read(client, "/experts/anna/").text
    assert "consistent in 4 of 5 changed: supports → opposes (2012) changed: opposes → supports (2013)" in text
