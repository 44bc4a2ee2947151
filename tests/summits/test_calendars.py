"""The calendar of events: what it says of each, and what stays the same through changes."""

import re

import pytest
import vobject
from django.db import connection
from django.test import Client
from icalendar import Calendar

from desk.kinds import KINDS
from desk.merge.engine import merge
from summits.models import Event, EventStatus
from summits.models.standing import standing
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/api/v1/events/?format=ics"


def text(address=LIST, client=None):
    response = (client or Client()).get(address)
    assert response.status_code == 200 and response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.getvalue().decode()


def read(address=LIST, client=None):
    """The VEVENTs by name, after another library has read and checked the whole."""
    whole = text(address, client)
    vobject.readOne(whole).validate(raiseException=True)
    return {str(one["summary"]): one for one in Calendar.from_ical(whole).walk("VEVENT")}


def only(address=LIST, client=None):
    (event,) = read(address, client).values()
    return event


@pytest.mark.parametrize("status", EventStatus)
def test_status_of_every_kind(status):
    make.event(name="Talks", status=status, date="2021-06-16")
    event, wanted = only(), standing(status)
    assert event["status"] == wanted.calendar
    assert event["summary"] == (f"Talks ({wanted.words})" if wanted.words else "Talks")


def test_a_place_with_street_city_and_country():
    land, other = make.country(name="Switzerland"), make.place(name="Hidden", publication="draft")
    city = make.place(name="Geneva", country=land)
    house = make.place(name="Villa La Grange", address="Quai Gustave-Ador", kind="building", parent=city)
    make.event(place=house, date="2021-06-16")
    assert only()["location"] == "Villa La Grange, Quai Gustave-Ador, Geneva, Switzerland"
    Event.objects.update(place=land)
    assert only()["location"] == "Switzerland"
    Event.objects.update(place=other)
    assert "location" not in only()
    house.parent = other
    house.save()
    Event.objects.update(place=house)
    assert only()["location"] == "Villa La Grange, Quai Gustave-Ador"


def test_a_time_zone_is_defined_for_each_that_is_used():
    for zone in ("Europe/Zurich", "America/New_York"):
        make.event(date="2021-06-16", start_time="13:00", end_time="18:00", timezone=zone, name=zone)
    make.event(date="1986-10-11/1986-10-12", start_time="10:00", end_time="12:00", timezone="Atlantic/Reykjavik")
    make.event(date="2021-06-16", timezone="Asia/Tokyo", name="No time")
    whole = text()
    used = set(re.findall(r"TZID=([^:;]+)", whole))
    # A zone whose time is that of Greenwich is written as such.
    assert used == {"Europe/Zurich", "America/New_York"} and "DTSTART:19861011T100000Z" in whole
    assert set(re.findall(r"\r\nTZID:(\S+)", whole)) == used | {"Atlantic/Reykjavik"}
    assert read()["Europe/Zurich"]["dtstart"].dt.isoformat() == "2021-06-16T13:00:00+02:00"


def test_a_time_without_days_is_said_and_invents_none():
    make.event(name="Talks", date="2021-06-16/2021-07", start_time="10:00", timezone="Europe/Moscow")
    event = read()["Talks (16 June 2021 to July 2021)"]
    assert event["dtstart"].dt.isoformat() == "2021-06-16" and event["dtend"].dt.isoformat() == "2021-08-01"
    assert event["description"] == "Begins at 10:00 (Europe/Moscow)"


@pytest.mark.parametrize(
    ("name", "date", "wanted"),
    [
        ("Talks", "2021-06", "Talks (June 2021)"),
        ("Talks of June 2021", "2021-06", "Talks of June 2021"),
        ("Talks", "2021-06-16", "Talks"),
        ("Talks", "2021-06-16~", "Talks (about 16 June 2021)"),
        ("Talks", "2012/..", "Talks (2012 to date)"),
    ],
)
def test_the_words_of_a_date_once(name, date, wanted):
    make.event(name=name, date=date)
    assert list(read()) == [wanted]


@pytest.mark.parametrize("date", ["9999-12-31", "9999", "0001-01-01", "0001", "../2012", "2012/", "0099-02"])
def test_the_ends_of_time(date):
    make.event(date=date)
    event = only()
    assert "dtend" not in event or event["dtend"].dt > event["dtstart"].dt


def test_the_id_is_the_same_in_every_calendar_and_through_renames():
    event = make.event(slug="talks", name="Talks", date="2021-06-16")
    wanted = f"{event.public_id}@testserver"

    def uids():
        event.refresh_from_db()
        lists = ["events/?", f"events/{event.slug}/?"]
        return {str(only(f"/api/v1/{address}format=ics")["uid"]) for address in lists}

    assert uids() == {wanted}
    event.slug, event.name = "geneva-talks", "Geneva talks"
    event.save()
    assert uids() == {wanted}
    assert only("/api/v1/events/geneva-talks/?format=ics")["url"] == "http://testserver/events/geneva-talks/"
    moved = Client().get("/api/v1/events/talks/?format=ics")
    assert moved.status_code == 301 and moved.url.endswith("/api/v1/events/geneva-talks/?format=ics")


def test_the_id_of_the_one_that_stays_of_two():
    kept, other = (make.event(name=name, date="2021-06-16") for name in ("Talks", "The talks"))
    merge(KINDS["event"], kept.pk, other.pk)
    assert str(only()["uid"]) == f"{kept.public_id}@testserver"


def test_stamps_follow_the_last_change():
    place = make.place(name="Geneva")
    event = make.event(date="2021-06-16", place=place)
    first = only()
    assert first["sequence"] == 0 and first["dtstamp"].dt == first["last-modified"].dt == first["created"].dt
    with connection.cursor() as cursor:
        for record in ("summits_event", "sources_place"):
            cursor.execute(f"UPDATE {record}history SET pgh_created_at = pgh_created_at - interval '1 hour'")
        cursor.execute("UPDATE summits_event SET created_at = created_at - interval '1 hour'")
    event.summary = "More is known."
    event.save(update_fields=["summary"])
    second = only()
    assert second["dtstamp"].dt >= first["dtstamp"].dt and second["sequence"] >= 3599
    assert second["created"].dt < second["dtstamp"].dt


def test_one_event_as_a_file_linked_from_its_page():
    make.event(slug="talks", name="Talks", date="2021-06-16")
    make.event(slug="undated", name="Undated")
    address = "/api/v1/events/talks/?format=ics"
    assert address in Client().get("/events/talks/").content.decode()
    assert "format=ics" not in Client().get("/events/undated/").content.decode()
    assert list(read(address)) == ["Talks"]
    assert Client().get(address)["Content-Disposition"] == 'attachment; filename="talks.ics"'
    assert Client().get(f"{address}&as_of=2021-01-01").status_code == 400
    assert Client().get("/api/v1/panels/x/?format=ics").status_code == 400


@pytest.mark.parametrize("address", [LIST, "/api/v1/events/talks/?format=ics", "/api/v1/events/?format=csv"])
def test_a_method_that_is_not_allowed_is_refused_as_such(address):
    assert Client().trace(address).status_code == 405


def test_a_draft_is_for_staff_alone(admin_client):
    make.event(slug="talks", date="2021-06-16", publication="draft")
    address = "/api/v1/events/talks/?format=ics"
    assert Client().get(address).status_code == 404
    assert len(read(address, admin_client)) == 1 and read() == {}


def test_events_by_slug():
    for slug in ("a", "b", "c"):
        make.event(slug=slug, name=slug.upper(), date="2021-06-16")
    assert set(read(f"{LIST}&slug=a,c")) == {"A", "C"}
    rows = Client().get("/api/v1/events/?slug=b").json()
    assert [row["slug"] for row in rows["results"]] == ["b"] and rows["count"] == 1
    event = Event.objects.get(slug="b")
    event.slug = "d"
    event.save()
    assert [row["slug"] for row in Client().get("/api/v1/events/?slug=b").json()["results"]] == ["d"]
    assert Client().get("/api/v1/events/?slug=nothing").status_code == 400


def test_a_name_and_the_number_left_out_come_first():
    make.event(date="2021-06-16")
    make.event(date=None)
    head = text().split("BEGIN:VEVENT")[0]
    assert "X-WR-CALNAME:Parley: events" in head and "X-PARLEY-UNDATED:1" in head and "unknown: 1" in head


@pytest.mark.parametrize("address", [LIST, "/api/v1/events/talks/?format=ics"])
def test_a_client_that_has_it_gets_a_304_until_it_changes(address):
    place = make.place()
    event = make.event(slug="talks", date="2021-06-16", place=place)
    tags = set()

    def get(etag=None):
        return Client().get(address, headers={"if-none-match": etag} if etag else {})

    def change(record, **fields):
        old = get()["ETag"]
        type(record).objects.filter(pk=record.pk).update(**fields)
        new = get(old)
        assert new.status_code == 200 and new["ETag"] != old and new["ETag"] not in tags
        tags.update({old, new["ETag"]})
        assert get(new["ETag"]).status_code == 304

    change(event, summary="More.")
    change(place, name="Elsewhere")
    change(event, status="cancelled")
    change(event, date="2021-06-17")
    assert Client().head(address)["ETag"] == get()["ETag"]


def test_other_lists_and_other_readers_have_other_tags(admin_client):
    make.event(kind="visit", date="2021-06-16")
    make.event(kind="summit", date="2021-06-16")
    addresses = [LIST, f"{LIST}&kind=visit", f"{LIST}&ordering=date", f"{LIST}&kind=dialogue"]
    tags = [Client().get(address)["ETag"] for address in addresses] + [admin_client.get(LIST)["ETag"]]
    assert len(set(tags)) == len(tags)
