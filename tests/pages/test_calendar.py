"""The calendar of any filtered list of events: days, months, and what is not known to the day."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.page_reader import check, get


@pytest.fixture
def dated(db):
    """Events of June 2021 on one day, on three, in the month, in the year, over half a year; one of 1985."""
    return {
        name: make.event(name=name, slug=name.lower(), date=date, kind=kind)
        for name, date, kind in (
            ("Day", "2021-06-16", "summit"), ("Days", "2021-05-31/2021-06-02", "visit"), ("Month", "2021-06", "summit"),
            ("Year", "2021", "summit"), ("Long", "2021-03-01/2021-08-31", "series"), ("Old", "1985-11-19", "summit"),
            ("Undated", None, "summit"),
        )
    }  # fmt: skip


def cells(page):
    """What stands on the days of a month: {day: text}."""
    found = re.findall(r'<p class="day">(\d+).*?</p>(.*?)</td>', page.html, re.DOTALL)
    return {int(day): " ".join(re.sub("<.*?>", " ", text).split()) for day, text in found if "<li" in text}


def test_a_month_has_days_and_what_is_not_known_to_the_day_apart(dated, client):
    page = get(client, "/calendar/?year=2021&month=6&utm_source=x")
    check(page)
    assert cells(page) == {1: "goes on: Days", 2: "goes on: Days", 16: "Day"}
    assert "5 events that were or may have been in June 2021" in page.text
    apart = page.text[page.text.index("Not known to the day") :]
    assert "June 2021, day unknown Month" in apart and "2021, month unknown Year" in apart
    assert "1 March 2021 to 31 August 2021 Long" in apart and "Undated" not in page.text
    assert "?year=2021&month=5" in page.links and "?year=2021" in page.links


def test_a_year_has_months_whose_days_lead_to_them(dated, client):
    page = get(client, "/calendar/")
    check(page)
    assert page.title.startswith("Calendar: 2021")
    assert 'aria-label="16 June: 1 event"' in page.html and 'aria-label="31 May: 1 event"' in page.html
    assert "?year=2021&month=6" in page.links and "?year=1985" in page.links
    assert "June 2 " in page.text and "2021, month unknown Year" in page.text


def test_it_is_that_of_the_filtered_list_and_leads_back_to_it(dated, client):
    assert "/calendar/?kind=summit" in get(client, "/events/?kind=summit").links
    page = get(client, "/calendar/?kind=summit&year=2021&month=6")
    assert cells(page) == {16: "Day"} and "Long" not in page.text
    back = next(link for link in page.links if link.startswith("/events/") and "date_from=2021-06-01" in link)
    listed = get(client, back)
    assert {"Day", "Month", "Year"} <= set(listed.text.split()) and "4 events" in listed.text  # with Undated
    assert any("kind=summit" in link and "format=ics" in link for link in page.links)
    assert "?kind=summit&year=1985&month=11" in page.links


def test_a_list_with_days_of_its_own_keeps_them(dated, client):
    page = get(client, "/calendar/?kind=summit&year=2021&month=6&date_to=2021-06-20&date_match=certain")
    address = next(link for link in page.links if link.endswith("format=json"))
    assert "date_from=2021-06-01&date_to=2021-06-20" in address
    assert [row["slug"] for row in client.get(address).json()["results"]] == ["day"]
    assert cells(page) == {16: "Day"} and "1 event in June 2021, as a list" in page.text
    assert "without a date" not in page.text


@pytest.mark.parametrize("date", ["0001-02-01", "0099-05-01/0099-05-02", "9999-12-30/9999-12-31"])
def test_the_first_and_the_last_year_have_calendars(date, db, client):
    make.event(name="Far", slug="far", date=date)
    year, month = int(date[:4]), int(date[5:7])
    for query in ("", f"?year={year}", f"?year={year}&month={month}"):
        assert "1 event in " in get(client, f"/calendar/{query}").text
    assert cells(get(client, f"/calendar/?year={year}&month={month}"))[int(date[-2:])].endswith("Far")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=21x", "Give a year in four digits"), ("year=2021&month=13", "Give a month as a number"),
        ("month=6", "Give the year of the month"), ("kind=nonsense", "kind"), ("year=0", "Give a year"),
    ],
)  # fmt: skip
def test_bad_values_are_explained(dated, client, query, words):
    page = get(client, f"/calendar/?{query}", 400)
    check(page)
    assert words in page.text


def test_nothing_on_record_is_an_empty_year(db, client):
    page = get(client, "/calendar/")
    check(page)
    assert "0 events" in page.text
    check(get(client, "/calendar/?year=9998&month=12"))
    check(get(client, "/calendar/?year=2"))


def test_drafts_stay_hidden_and_few_statements_are_taken(dated, client, admin_client):
    type(dated["Day"]).objects.filter(slug="day").update(publication="draft")
    make.on_topics(dated["Days"], make.topic(slug="peace"))
    assert 16 not in cells(get(client, "/calendar/?year=2021&month=6"))
    assert 16 in cells(get(admin_client, "/calendar/?year=2021&month=6"))
    with CaptureQueriesContext(connection) as sql:
        client.get("/calendar/?topic=peace")
    assert len(sql) <= 6


def test_a_filtered_calendar_has_an_address_of_its_own(dated, client):
    html = get(client, "/calendar/?year=2021&month=6&kind=summit&q=&utm_source=x").html
    assert '<link rel="canonical" href="http://testserver/calendar/?year=2021&amp;month=6&amp;kind=summit">' in html
