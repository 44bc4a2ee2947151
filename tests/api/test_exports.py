"""Tables and calendars: the whole filtered list, safe in a spreadsheet, streamed; conditional requests."""

import csv
import datetime
import io
import re

import pytest
from django.utils.http import http_date
from icalendar import Calendar

from config.api import RESOURCES
from lib.api.formats import csv as exports
from lib.spreadsheets import runs
from summits.models import EventStatus
from tests import factories as make
from tests.api.conftest import RECORDS, body, key_of


@pytest.fixture
def world(lonely_world):
    """Tests here count what there is."""
    return lonely_world


def table(response):
    """The rows of a CSV answer as dicts."""
    assert response.status_code == 200 and response["Content-Type"] == "text/csv; charset=utf-8"
    text = body(response)
    # The mark by which spreadsheets know UTF-8, as in the tables of export_records.
    assert text.startswith("\ufeff") and not text[1:].startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


# --- CSV ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_table_has_a_line_for_each_record_with_its_address(api, world, name):
    rows = table(api(name, format="csv"))
    assert len(rows) == len(RECORDS[name]) == api.json(name)["count"]
    listed = api.rows(name)
    # In the order of the list.
    assert [row["url"] for row in rows] == [row["url"] for row in listed]
    for row, entry in zip(rows, listed, strict=True):
        assert api(row["url"]).status_code == 200
        for field, value in entry.items():
            if isinstance(value, str) and not runs(value):
                assert row[field] == value
            elif isinstance(value, dict):
                assert row[field] and row[f"{field}_url"] == value["url"]
            elif value is None:
                assert row[field] == ""
    assert f'filename="{name}.csv"' in api(name, format="csv")["Content-Disposition"]


def test_nested_records_are_words(api, world):
    row = next(row for row in table(api("positions", format="csv")) if row["id"] == "mark-position")
    assert row["topics"] == "Marktopic (mixed)" and row["about"] == "Markother (mixed)"
    assert row["holders"] == "Markorganisation; Markexpert Ivanova"
    assert row["panel"] == "Markpanel" and row["in_reply_to"] == "Markquestion?"
    participants = next(r for r in table(api("events", format="csv")) if r["slug"] == "mark-event")["participants"]
    assert "Markexpert Ivanova" in participants and "(moderator, unable)" in participants


@pytest.mark.django_db
def test_who_was_not_there_is_told_in_lists_of_who_took_part(api):
    event = make.event()
    panel = make.panel(event=event)
    for who, attendance in (("Anna", "attended"), ("Boris", "unable"), ("Clara", "planned")):
        make.participation(
            event=event, panel=panel, expert=make.expert(name=who), attendance=attendance, role="speaker"
        )
    for address, name in (("events", "participants"), ("panels", "participations")):
        (row,) = table(api(address, format="csv"))
        assert row[name] == "Anna (speaker); Boris (speaker, unable); Clara (speaker, planned)"
        assert row[f"{name}_attendance"] == "attended; unable; planned"


@pytest.mark.django_db
def test_a_post_that_was_not_held_is_told_in_the_list_of_experts(api):
    expert = make.expert()
    for post, status in (("Envoy", "served"), ("Minister", "declined")):
        make.appointment(expert=expert, post=post, status=status)
    (row,) = table(api("experts", format="csv"))
    assert set(row["appointments"].split("; ")) == {"Envoy", "Minister (declined)"}


def test_the_whole_filtered_list_whatever_the_page_size(api):
    for n in range(7):
        make.event(name=f"Visit {n}", kind="visit", date=f"20{n + 10}")
    make.event(kind="summit")
    rows = table(api("events", format="csv", kind="visit", page_size=2, ordering="date"))
    assert [row["name"] for row in rows] == [f"Visit {n}" for n in range(7)]
    # A heading without lines where nothing is found.
    assert body(api("events", format="csv", kind="dialogue")).startswith(
        "\ufeffurl,slug,name,kind,date,"
    ) and not table(api("events", format="csv", kind="dialogue"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 495", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
)
def test_a_cell_is_no_formula(api, text):
    make.source(title=text, author="plain", notes=text)
    row = table(api("sources", format="csv"))[0]
    assert row["title"] in ("'" + text, "'" + text.replace("=", "'=")) and row["author"] == "plain"
    assert api.rows("sources")[0]["title"] == text


@pytest.mark.parametrize("text", ["a;=1+1", "a; =1+1", "a\t＝1", "a\n@SUM(A1)", "one; two;\t-3"])
def test_nor_is_what_a_split_at_semicolons_would_bring_to_the_front(api, text):
    make.source(title=text)
    row = table(api("sources", format="csv"))[0]
    assert not any(runs(part.strip(" \t")) for part in re.split("[;\t\n]", row["title"]))
    assert row["title"].replace("'", "") == text


@pytest.mark.django_db
def test_a_semicolon_within_a_name_parts_no_list(api):
    def parted(cell):
        return next(csv.reader([cell], delimiter=";", skipinitialspace=True))

    names = ["Arms; control", 'The "open; skies" treaty', "Trade (supports); Trade", "Trade"]
    topics = [make.topic(name=name) for name in names]
    stances = ["opposes", "supports", "neutral", "mixed"]
    anna, club = make.expert(name="Anna; Countess", slug="anna"), make.organisation(name='"Club"; London')
    event = make.event(name="Talks", date="2021")
    said = make.position([anna, club], event=event, about=[make.event(name="One; two")])
    for topic, stance in zip(topics, stances, strict=True):
        said.position_topics.create(topic=topic, stance=stance)
    make.participation(event=event, expert=anna, role="speaker")
    (row,) = table(api("positions", format="csv"))
    assert parted(row["topics"]) == [f"{name} ({stance})" for name, stance in zip(names, stances, strict=True)]
    assert parted(row["topics_stance"]) == stances and parted(row["topics_topic"]) == [one.slug for one in topics]
    assert parted(row["holders"]) == [anna.name, club.name] and parted(row["holders_expert"]) == ["anna", ""]
    assert [one.partition(" (")[0] for one in parted(row["about"])] == ["One; two"]
    row = next(row for row in table(api("events", format="csv")) if row["slug"] == event.slug)
    assert parted(row["participants"]) == ["Anna; Countess (speaker)"] and row["participants_role"] == "speaker"
    (spoken,) = (one for one in table(api("experts/anna/timeline", format="csv")) if one["kind"] == "position")
    assert parted(spoken["holders"]) == [anna.name, club.name]


def test_lists_carry_keys_beside_names(api, world):
    row = next(row for row in table(api("positions", format="csv")) if row["id"] == "mark-position")
    assert (row["holders_expert"], row["holders_organisation"]) == ("; mark-expert", "mark-organisation; ")
    assert (row["topics_topic"], row["about_event"]) == ("mark-topic", "mark-other")
    assert row["endorsers_expert"] == "mark-endorser; "
    row = next(row for row in table(api("events", format="csv")) if row["slug"] == "mark-event")
    assert row["topics_slug"] == "mark-topic"
    assert len(row["participants_expert"].split("; ")) == len(row["participants"].split("; "))
    assert "mark-expert" in row["participants_expert"].split("; ")
    row = next(row for row in table(api("experts", format="csv")) if row["slug"] == "mark-expert")
    assert row["appointments_id"] == "mark-appointment"


def test_commas_quotes_lines_and_scripts_survive(api):
    text = 'Он сказал: "да, но",\nand left — 会议'
    make.position(summary=text)
    assert table(api("positions", format="csv"))[0]["summary"] == text


def test_the_table_is_streamed_in_chunks(api, monkeypatch):
    monkeypatch.setattr(exports.chunks, "__defaults__", (2,))
    names = [make.topic(name=f"Topic {n}").name for n in range(5)]
    response = api("topics", format="csv")
    assert response.streaming
    parts = [part.decode() for part in response.streaming_content]
    # The heading, then two rows a piece: what is sent never depends on how many there are.
    assert [part.count("\r\n") for part in parts] == [1, 2, 2, 1]
    assert [name for name in names if name in "".join(parts)] == names


# --- iCalendar ------------------------------------------------------------------------------------------------


def calendar(response):
    """The events of an iCalendar answer by their names."""
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    parsed = Calendar.from_ical(response.getvalue())
    assert parsed["version"] == "2.0" and parsed["prodid"]
    return {str(one["summary"]): one for one in parsed.walk("VEVENT")}, parsed


def test_a_calendar_reads_back(api, world):
    found, parsed = calendar(api("events", format="ics"))
    assert set(found) == {"Markevent", "Markother (June 2021)", "Markthird (September 2021)"}
    one = found["Markevent"]
    assert one["dtstart"].dt.isoformat() == "2021-06-16T15:00:00+03:00"
    assert one["dtend"].dt.isoformat() == "2021-06-16T16:30:00+03:00"
    assert (one["location"], one["description"], one["status"]) == (
        "Markhall, 16/1 Street, Markcity, Markland", "What happened.", "CONFIRMED",
    )  # fmt: skip
    assert one["url"] == "http://testserver/events/mark-event/" and one["uid"] == f"{world.event.public_id}@testserver"
    month = found["Markother (June 2021)"]
    assert (month["dtstart"].dt, month["dtend"].dt) == (datetime.date(2021, 6, 1), datetime.date(2021, 7, 1))
    assert parsed["x-parley-undated"] == "0"


def test_a_calendar_says_how_many_have_no_date(api):
    make.event(name="Interval", date="1986-10-11/1986-10-12")
    for date in (None, "2012/..", "../2012"):
        make.event(name="Series", date=date)
    found, parsed = calendar(api("events", format="ics"))
    assert set(found) == {"Interval", "Series (2012 to date)", "Series (open start to 2012)"}
    assert parsed["x-parley-undated"] == "1"
    interval = found["Interval"]
    assert (interval["dtstart"].dt, interval["dtend"].dt) == (datetime.date(1986, 10, 11), datetime.date(1986, 10, 13))


def test_a_calendar_keeps_long_and_odd_texts(api):
    name = "Встреча, с запятой; и точкой — " + "очень длинная " * 12
    make.event(name=name.strip(), date="2021-06-16", summary="One\nTwo, three; four\\five", status="cancelled")
    found, _ = calendar(api("events", format="ics"))
    one = found[f"{name.strip()} (cancelled)"]
    assert one["description"] == "Status: cancelled\nOne\nTwo, three; four\\five" and one["status"] == "CANCELLED"


def test_a_calendar_is_filtered_like_the_list(api):
    make.event(name="In", date="2021", kind="visit")
    make.event(name="Out", date="2021")
    found, _ = calendar(api("events", format="ics", kind="visit"))
    assert list(found) == ["In (2021)"]


# --- conditional requests ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "parameters"),
    [("events", {"kind": "discussion"}), ("events/mark-event", {}), ("events/mark-event/related", {})],
)
def test_a_client_that_has_the_answer_gets_a_304_until_it_changes(api, world, path, parameters):
    def get(etag=None):
        headers = {"If-None-Match": etag} if etag else {}
        return api.client.get(f"/api/v1/{path}/", parameters, headers=headers)

    first = get()
    etag = first["ETag"]
    assert first.status_code == 200 and get()["ETag"] == etag
    unchanged = get(etag)
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    type(world.event).objects.update(name="Renamed")
    changed = get(etag)
    assert changed.status_code == 200 and changed["ETag"] != etag
    # Caches may keep it, but must ask, and must not mix the public's with a clerk's.
    assert first["Cache-Control"] == "public, no-cache" and "Cookie" in first["Vary"] and "Accept" in first["Vary"]


def test_what_staff_see_is_private(staff, world):
    response = staff("events")
    assert response["Cache-Control"] == "private, no-cache" and response["ETag"]


def test_errors_and_streams_are_never_a_304(api, world):
    for parameters in ({"format": "csv"}, {"kind": "nonsense"}):
        response = api.client.get("/api/v1/events/", parameters, headers={"If-None-Match": "*"})
        assert response.status_code in (200, 400)
        assert body(response) if response.streaming else response.content
    response = api.client.get("/api/v1/events/", headers={"If-Modified-Since": http_date()})
    assert response.status_code == 200


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_the_etag_of_a_record_is_its_own(api, world, name):
    tags = {api(f"{name}/{key_of(getattr(world, one))}")["ETag"] for one in RECORDS[name]}
    assert len(tags) == len(RECORDS[name])


@pytest.mark.parametrize("status", EventStatus)
def test_wherever_an_event_is_named_it_says_whether_it_was_held(api, status):
    talks, other = make.event(slug="talks", status=status), make.event(slug="other")
    make.participation(event=talks)
    make.panel(event=talks)
    make.position(event=talks, about=[talks])
    make.outcome(event=talks, later=[talks])
    make.link(other, talks, "follows")
    make.link(talks, other, "prepares")
    for name in ("participations", "panels", "positions", "outcomes"):
        assert [row["event"]["status"] for row in api.rows(name)] == [status], name
        assert [row["event_status"] for row in table(api(name, format="csv"))] == [status], name
    assert api.rows("positions")[0]["about"][0]["event"]["status"] == status
    assert table(api("positions", format="csv"))[0]["about_event_status"] == status
    assert api.rows("outcomes")[0]["later_events"][0]["event"]["status"] == status
    assert table(api("outcomes", format="csv"))[0]["later_events_event_status"] == status
    ends = {tuple(row[end]["status"] for end in ("from_event", "to_event")) for row in api.rows("links")}
    assert ends == {("held", status), (status, "held")}
    ends = {tuple(row[f"{end}_event_status"] for end in ("from", "to")) for row in table(api("links", format="csv"))}
    assert ends == {("held", status), (status, "held")}
    whole = api.json("events/other")
    assert [one["event"]["status"] for key in ("links", "linked_from") for one in whole[key]] == [status, status]
