"""The timeline in the REST API: parameters, formats, addresses, conditional requests."""

import csv
import io
import re

import icalendar
import pytest

from experts.models import Expert
from summits.models import Position

ADDRESS = "/api/v1/experts/anna/timeline/"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_json_by_default(world, client):
    response = client.get(ADDRESS)
    assert response.status_code == 200 and response["content-type"] == "application/json"
    data = response.json()
    assert data["count"] == 7 and data["expert"]["url"] == "http://testserver/api/v1/experts/anna/"
    assert sum(month["count"] for month in data["months"]) == 7 and data["journeys"] == []
    assert data["entries"][0]["url"] == "http://testserver/api/v1/appointments/apt-1/"


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [("csv", "text/csv", "csv"), ("ics", "text/calendar", "ics"), ("timelinejs", "application/json", "timeline.json")],
)
def test_files(world, client, name, kind, ending):
    response = client.get(ADDRESS, {"format": name})
    assert response.status_code == 200 and response["content-type"].startswith(kind)
    assert response["content-disposition"] == f'attachment; filename="anna.{ending}"'
    assert body(response)


def test_every_format_has_the_same_entries(world, client):
    query = {"kind": "position,event", "from": "2021-06"}
    wanted = [entry["id"] for entry in client.get(ADDRESS, query).json()["entries"]]
    assert wanted == [world.summit.public_id, "pos-1"]
    rows = csv.DictReader(io.StringIO(body(client.get(ADDRESS, {**query, "format": "csv"})).decode("utf-8-sig")))
    assert [row["id"] for row in rows] == wanted
    read = icalendar.Calendar.from_ical(body(client.get(ADDRESS, {**query, "format": "ics"})))
    # What is only spoken about has an id of its own there: the record's and the person's.
    assert [re.split("[_@]", str(event["uid"]))[0] for event in read.walk("VEVENT")] == wanted
    slides = client.get(ADDRESS, {**query, "format": "timelinejs"}).json()["events"]
    assert [slide["unique_id"] for slide in slides] == wanted


@pytest.mark.parametrize("query", ["kind=event&kind=outcome", "kind=event,outcome", "kind=event,%20outcome"])
def test_repeated_or_separated_by_commas(world, client, query):
    assert {entry["kind"] for entry in client.get(f"{ADDRESS}?{query}").json()["entries"]} == {"event", "outcome"}


def test_topics_with_narrower_ones(world, client):
    assert client.get(ADDRESS, {"topic": "arms"}).json()["count"] == 2


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("since=2021", "since", "Allowed: format, from, kind, to, topic"),
        ("kind=meal", "kind", "appointment, participation, event, outcome, position"),
        ("topic=nothing", "topic", "There is no topic “nothing”"),
        ("topic=a%00b", "topic", "cannot be"),
        ("from=yesterday", "from", "2021-06-16"),
        ("from=2021~", "from", "2021-06-16"),
        ("to=2012/..", "to", "2021-06-16"),
        ("from=2022&to=2021", "to", "is before"),
        ("from=2021&from=2022", "from", "once"),
        ("format=pdf", "format", "json, csv, ics, timelinejs"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_allowed(world, client, query, name, words):
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert list(response.json()) == [name] and words in response.json()[name][0]


def test_several_faults_at_once(world, client):
    assert set(client.get(f"{ADDRESS}?kind=x&from=y&z=1").json()) == {"kind", "from", "z"}


def test_empty_values_ask_for_nothing(world, client):
    assert client.get(f"{ADDRESS}?from=&to=&kind=&topic=").json()["count"] == 7


def test_unknown_moved_and_deleted(world, client):
    assert client.get("/api/v1/experts/nobody/timeline/").status_code == 404
    world.anna.slug = "anna-ivanova"
    world.anna.save()
    moved = client.get(f"{ADDRESS}?kind=event")
    assert moved.status_code == 301
    assert moved["location"] == "http://testserver/api/v1/experts/anna-ivanova/timeline/?kind=event"
    Expert.objects.create(slug="carl", name="Carl", publication="published").delete()
    assert client.get("/api/v1/experts/carl/timeline/").status_code == 410


@pytest.mark.parametrize("name", ["json", "csv", "ics", "timelinejs"])
def test_conditional_requests(world, client, name):
    query = {"format": name}
    first = client.get(ADDRESS, query)
    again = client.get(ADDRESS, query, headers={"if-none-match": first["etag"]})
    assert again.status_code == 304 and again["etag"] == first["etag"]
    Position.objects.filter(pk=world.first.pk).update(summary="Something else.")
    changed = client.get(ADDRESS, query, headers={"if-none-match": first["etag"]})
    assert changed.status_code == 200 and changed["etag"] != first["etag"]


def test_formats_have_tags_of_their_own(world, client):
    tags = [client.get(ADDRESS, {"format": name})["etag"] for name in ("json", "csv", "ics", "timelinejs")]
    assert len(set(tags)) == 4


def test_staff_see_drafts_and_no_shared_cache_keeps_them(world, client, admin_client):
    Position.objects.filter(pk=world.first.pk).update(publication="draft")
    assert client.get(ADDRESS).json()["count"] == 6
    staff = admin_client.get(ADDRESS)
    assert staff.json()["count"] == 7
    assert "private" in staff["cache-control"] and "Cookie" in staff["vary"]


def test_it_only_reads(world, client):
    assert client.post(ADDRESS).status_code in (403, 405)


def test_statements(world, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(ADDRESS, {"topic": "arms"})
