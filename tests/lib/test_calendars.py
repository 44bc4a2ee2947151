"""The writer of iCalendar: read back by another library, property by property."""

import datetime
import io
import zoneinfo

import pytest
import vobject
from dateutil.tz import tzical
from icalendar import Calendar
from icalendar.prop import vText

from lib import calendars
from lib.partialdates import parse

MOMENT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def item(**fields):
    """An item with some values."""
    values = {
        "uid": "e@h", "title": "Talks", "start": datetime.date(2021, 6, 16), "end": datetime.date(2021, 6, 16),
        "created": MOMENT, "changed": MOMENT, "url": "http://h/events/e/",
    }  # fmt: skip
    return calendars.Item(**{**values, **fields})


def written(*items, **more):
    """The bytes of a calendar."""
    return b"".join([calendars.head("Some: events", **more), *map(calendars.vevent, items), calendars.END])


def read(*items, **more):
    """The same, read and checked by a library that did not write it."""
    calendar = vobject.readOne(written(*items, **more).decode())
    calendar.validate(raiseException=True)
    return calendar


def test_properties_come_before_components():
    text = written(item(), undated=3, timezones=["Europe/Zurich"]).decode()
    first = text.index("BEGIN:VTIMEZONE")
    for name in ("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-PARLEY-UNDATED"):
        assert f"\r\n{name}:" in text[:first]
    assert text.index("END:VTIMEZONE") < text.index("BEGIN:VEVENT") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VCALENDAR") == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_name_and_what_is_left_out():
    calendar = read(item(), undated=3)
    assert calendar.contents["name"][0].value == calendar.contents["x-wr-calname"][0].value == "Some: events"
    assert calendar.contents["description"][0].value.endswith("unknown: 3")
    assert "description" not in read(item()).contents


@pytest.mark.parametrize(
    "text",
    ["C:\\New\\notes", "\\N", "\\n", "a\\", "One\nTwo", "One\r\nTwo", "a;b,c:d", "Встреча, с запятой; и точкой"],
)
def test_text_stays_text(text):
    calendar = read(item(title=text, description=text, location=text))
    wanted = text.replace("\r\n", "\n")
    assert [getattr(calendar.vevent, name).value for name in ("summary", "description", "location")] == [wanted] * 3
    # And for the library that wrote it.
    again = Calendar.from_ical(written(item(description=text))).walk("VEVENT")[0]
    assert str(again["description"]) == wanted
    assert isinstance(again["description"], vText)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2021-06-16", "2021-06-16"),
        ("2021-01-01", "2021-12-31"),
        ("9999-12-31", "9999-12-31"),
        ("0001-01-01", "0001-12-31"),
    ],
)
def test_days(first, last):
    first, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    event = read(item(start=first, end=last)).vevent
    assert event.dtstart.value == first
    if last == datetime.date.max:
        # No day after it can be written; without an end it lasts one day.
        assert "dtend" not in event.contents
    else:
        assert event.dtend.value == last + datetime.timedelta(days=1) > event.dtstart.value


TIMES = [
    ("2021-06-16", "15:00", "16:30", "Europe/Moscow", ("2021-06-16 15:00", "2021-06-16 16:30")),
    ("2021-06-16", "15:00", None, "Europe/Moscow", ("2021-06-16 15:00", None)),
    # No end at or before the start.
    ("2021-06-16", "15:00", "15:00", "Europe/Moscow", ("2021-06-16 15:00", None)),
    ("2021-06-16", "15:00", "14:00", "Europe/Moscow", ("2021-06-16 15:00", None)),
    # The hour that comes twice: 02:30 is meant the first time, 02:15 an hour later does not exist for us.
    ("2021-10-31", "02:30", "02:15", "Europe/Zurich", ("2021-10-31 02:30", None)),
    ("2021-06-16/2021-06-17", "22:00", "02:00", "UTC", ("2021-06-16 22:00", "2021-06-17 02:00")),
    ("2021-06-16/2021-06-17", "22:00", None, "UTC", None),
    ("2021/2022", "10:00", "11:00", "UTC", None),
    ("2021-06", "10:00", None, "UTC", None),
    ("2021-06-16~", "10:00", None, "UTC", None),
    ("2021-06-16/..", "10:00", None, "UTC", None),
    ("2021-06-16", None, None, "", None),
    ("2021-06-16", "10:00", None, "Europe/Nowhere", None),
]


@pytest.mark.parametrize(("date", "start", "end", "zone", "wanted"), TIMES)
def test_times_need_days(date, start, end, zone, wanted):
    def clock(text):
        return text and datetime.time.fromisoformat(text)

    found = calendars.moments(parse(date), clock(start), clock(end), zone)
    assert (found and tuple(one and f"{one:%Y-%m-%d %H:%M}" for one in found)) == wanted


@pytest.mark.parametrize("name", ["Europe/Zurich", "Europe/Moscow", "America/New_York", "Asia/Kolkata", "Asia/Tehran"])
@pytest.mark.parametrize("day", ["1945-02-04", "1986-10-11", "2021-01-16", "2021-07-16"])
def test_a_time_zone_gives_the_right_moment(name, day):
    zone = zoneinfo.ZoneInfo(name)
    start = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(15, 30), zone)
    text = written(item(start=start, end=None), timezones=[name], first=1945, last=2021).decode()
    assert f"DTSTART;TZID={name}:{day.replace('-', '')}T153000" in text and "DTEND" not in text
    block = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    # What another library makes of the definition alone.
    theirs = tzical(io.StringIO(block)).get(name)
    assert start.replace(tzinfo=theirs).utcoffset() == start.utcoffset()


def test_clocks_change_at_the_right_second():
    text = written(timezones=["Europe/Zurich"], first=2021, last=2021).decode()
    theirs = tzical(io.StringIO(text[text.index("BEGIN:VTIMEZONE") : text.index("END:VCALENDAR")])).get("Europe/Zurich")
    for moment, hours in (("03-28T01:59:59", 1), ("03-28T03:00:00", 2), ("10-31T01:59:59", 2), ("10-31T03:00:00", 1)):
        local = datetime.datetime.fromisoformat(f"2021-{moment}").replace(tzinfo=theirs)
        assert local.utcoffset() == datetime.timedelta(hours=hours), moment


def test_each_zone_has_its_definition():
    text = written(timezones=["Europe/Zurich", "Europe/Moscow", "Europe/Zurich", "Europe/Nowhere"]).decode()
    assert text.count("BEGIN:VTIMEZONE") == 2 and "TZID:Europe/Zurich" in text and "TZID:Europe/Moscow" in text


def test_stamps_and_sequence():
    later = MOMENT + datetime.timedelta(days=1, seconds=1)
    first, second = read(item()).vevent, read(item(changed=later)).vevent
    assert first.sequence.value == "0" and second.sequence.value == "86401"
    assert second.dtstamp.value == second.last_modified.value == later
    assert second.created.value == MOMENT


def test_what_an_item_may_have():
    event = read(item(status="CANCELLED", categories=("event",), transparent=True, location="A, B")).vevent
    assert event.status.value == "CANCELLED" and event.transp.value == "TRANSPARENT"
    assert event.categories.value == ["event"] and event.url.value == "http://h/events/e/"
    assert not {"status", "transp", "categories", "location", "description"} & read(item()).vevent.contents.keys()


@pytest.mark.parametrize(
    ("site", "wanted"),
    [("https://parley.example", "e@parley.example"), ("http://127.0.0.1:8000", "e@127.0.0.1"), ("", "e@parley")],
)
def test_a_uid_is_the_id_at_the_host(site, wanted):
    assert calendars.uid("e", site) == wanted


def test_the_words_of_a_date_stand_once():
    assert calendars.titled("Talks", "June 2021") == "Talks (June 2021)"
    assert calendars.titled("Talks of June 2021", "June 2021") == "Talks of June 2021"
    assert calendars.titled("Talks", "") == "Talks"
    assert calendars.titled("Talks", "June 2020 (uncertain)") == "Talks (June 2020, uncertain)"


def test_years_far_away_take_no_time():
    text = written(timezones=["Europe/Zurich"], first=1, last=9999).decode()
    assert text.count("BEGIN:DAYLIGHT") < 200
    assert written(timezones=["Europe/Zurich"], first=9000, last=9999).count(b"BEGIN:STANDARD") >= 1
    assert written(timezones=["Europe/Zurich"], first=1, last=2).count(b"BEGIN:STANDARD") >= 1
