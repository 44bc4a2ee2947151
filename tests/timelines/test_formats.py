"""What each format makes of the same entries."""

import csv
import io

import icalendar
import orjson
import pytest

from experts.models import Appointment, Expert
from sources.models import Source
from summits.models import Event, Position
from tests.timelines.world import TEXT, position
from timelines.entries import load
from timelines.formats import FORMATS
from timelines.formats.csv import COLUMNS, INSTEAD
from timelines.serializers import EntrySerializer, TimelineSerializer
from timelines.sql import COLUMNS as KEYS


def rendered(slug, name, **more):
    content = FORMATS[name].render(load(slug, site="http://h", **more))
    return content if isinstance(content, bytes) else b"".join(content)


def calendar(slug):
    return icalendar.Calendar.from_ical(rendered(slug, "ics"))


def test_json(world):
    data = orjson.loads(rendered("anna", "json"))
    assert data["expert"] == {
        "url": "http://h/api/v1/experts/anna/",
        "page": "http://h/experts/anna/",
        "slug": "anna",
        "name": "Anna Ivanova",
    }
    assert data["count"] == len(data["entries"]) == 7
    assert [entry["id"] for entry in data["entries"]] == [entry.id for entry in load("anna").entries]


def check(serializer, value, path=""):
    """The keys of a JSON object are those that the serializer declares, all the way down."""
    fields = serializer.fields
    required = {name for name, field in fields.items() if field.required}
    assert required <= set(value) <= set(fields), path
    for name, inner in value.items():
        field = fields[name]
        assert inner is not None or field.allow_null, f"{path}.{name}"
        child = getattr(field, "child", None)
        if child is not None and hasattr(child, "fields"):
            for one in inner:
                check(child, one, f"{path}.{name}")
        elif hasattr(field, "fields") and inner is not None:
            check(field, inner, f"{path}.{name}")


def test_the_declared_shape_is_what_the_database_writes(world):
    Source.objects.update(archived_text=TEXT)
    for slug in ("anna", "boris"):
        check(TimelineSerializer(), orjson.loads(rendered(slug, "json")))


def test_the_keys_of_an_entry_are_those_that_are_declared(world):
    """All that has a column or attribute per key has those of EntrySerializer, in this order."""
    keys = list(EntrySerializer().fields)
    assert list(KEYS) == keys
    for entry in load("anna").entries:
        assert list(vars(entry)) == keys
    first = [COLUMNS.index(INSTEAD.get(key, [key])[0]) for key in keys if INSTEAD.get(key, [key])]
    assert first == sorted(first) and len(COLUMNS) == len(set(COLUMNS))


def test_csv_has_a_row_per_entry(world):
    rows = list(csv.DictReader(io.StringIO(rendered("anna", "csv").decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [entry.id for entry in load("anna").entries]
    first = next(row for row in rows if row["id"] == "pos-1")
    assert first["url"] == "http://h/api/v1/positions/pos-1/" and first["page"] == "http://h/positions/pos-1/"
    assert first["topics"] == "missiles (supports); trade (opposes)" and first["about"] == "summit (mixed)"
    assert first["sources"] == "A report, paragraph 1, sentence 2" and first["when"] == "16 June 2021"
    assert first["event"] == "The discussion" and first["holders"] == "Anna Ivanova"
    summit = next(row for row in rows if row["kind"] == "event")
    assert summit["reasons"] == "about pos-1 (mixed); about pos-2 (neutral)" and summit["place"] == "Geneva"
    part = next(row for row in rows if row["kind"] == "participation")
    assert part["appointments"] == "Director, The Unit"
    post = next(row for row in rows if row["id"] == "apt-2")
    spoken = next(row for row in rows if row["id"] == "pos-1")
    assert len(spoken["holders"].split("; ")) == len(spoken["holders_expert"].split("; "))
    assert "anna" in spoken["holders_expert"].split("; ") and post["organisation_slug"]
    assert post["attested"] == "2021-06-16" and post["organisation"] == "The Club"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_cells_that_a_spreadsheet_would_run_are_defused(world, begin):
    Position.objects.filter(pk=world.first.pk).update(summary=f"{begin}1+1")
    rows = list(csv.DictReader(io.StringIO(rendered("anna", "csv").decode("utf-8-sig"), newline="")))
    assert next(row for row in rows if row["id"] == "pos-1")["text"] == f"'{begin}1+1"


def test_csv_is_streamed_line_by_line(world):
    lines = FORMATS["csv"].render(load("anna"))
    assert next(lines).decode("utf-8-sig").strip().split(",") == COLUMNS
    assert next(lines).startswith(b"appointment,apt-1")


def test_calendar_reads_back(world):
    read = calendar("anna")
    events = {str(event["uid"]): event for event in read.walk("VEVENT")}
    spoken = {one: f"{one}_{world.anna.public_id}" for one in (world.summit.public_id, "out-1")}
    assert set(events) == {f"{spoken.get(entry.id, entry.id)}@h" for entry in load("anna").entries}
    summit = events[f"{spoken[world.summit.public_id]}@h"]
    assert str(summit["dtstart"].dt) == "2021-06-16" and str(summit["dtend"].dt) == "2021-06-17"
    assert summit["summary"] == "The summit" and summit["url"] == "http://h/events/summit/"
    assert summit["location"] == "Geneva" and summit["transp"] == "TRANSPARENT"
    assert read["x-wr-calname"] == "Anna Ivanova: timeline" and read["x-parley-undated"] == "0"


def test_calendar_covers_what_is_possible_and_says_what_is_known(world):
    events = {str(event["uid"]): event for event in calendar("anna").walk("VEVENT")}
    month = events["pos-2@h"]
    assert (str(month["dtstart"].dt), str(month["dtend"].dt)) == ("2021-05-01", "2021-06-01")
    assert month["summary"] == "Claim number 2. (May 2021)"
    post = events["apt-1@h"]
    assert post["summary"] == "Director, The Unit (2012 to date)"
    assert (str(post["dtstart"].dt), str(post["dtend"].dt)) == ("2012-01-01", "2013-01-01")
    seen = events["apt-2@h"]
    assert seen["summary"] == "Fellow, The Club (attested 16 June 2021)"


def test_calendar_counts_what_it_cannot_date(world):
    Appointment.objects.create(expert=world.anna, organisation=world.club, post="Member")
    Event.objects.filter(slug="summit").update(date=None)
    read = calendar("anna")
    assert read["x-parley-undated"] == "3" and read["description"].endswith(": 3")
    assert len(read.walk("VEVENT")) == 5


def test_calendar_at_the_ends_of_time(world):
    Event.objects.filter(slug="summit").update(date="9999")
    summit = [e for e in calendar("anna").walk("VEVENT") if e["summary"].startswith("The summit")]
    assert str(summit[0]["dtstart"].dt) == "9999-01-01"
    for date in ("../2012", "2012/..", "2012/", "/2012", "0001"):
        Event.objects.filter(slug="summit").update(date=date)
        for name in FORMATS:
            assert rendered("anna", name)


def test_timelinejs(world):
    data = orjson.loads(rendered("anna", "timelinejs"))
    slides = {slide["unique_id"]: slide for slide in data["events"]}
    assert data["title"]["text"]["headline"] == '<a href="http://h/experts/anna/">Anna Ivanova</a>'
    assert slides["pos-2"]["start_date"] == {"year": 2021, "month": 5} and "end_date" not in slides["pos-2"]
    assert slides["pos-1"]["start_date"] == {"year": 2021, "month": 6, "day": 16}
    assert slides["apt-1"]["start_date"] == {"year": 2012} and slides["apt-1"]["display_date"] == "2012 to date"
    assert slides["apt-2"]["start_date"] == {"year": 2021, "month": 6, "day": 16}
    assert slides["pos-1"]["group"] == "positions"
    Appointment.objects.filter(public_id="apt-1").update(end="2019-03")
    again = orjson.loads(rendered("anna", "timelinejs"))
    assert again["events"][0]["end_date"] == {"year": 2019, "month": 3}


def test_timelinejs_takes_our_texts_as_text(world):
    Position.objects.filter(pk=world.first.pk).update(summary="<script>alert(1)</script> & more")
    assert b"<script>" not in rendered("anna", "timelinejs")
    Expert.objects.filter(slug="anna").update(name="<b>Anna</b>")
    assert b"<b>" not in rendered("anna", "timelinejs")


def test_an_empty_timeline_is_well_formed_in_every_format(db):
    Expert.objects.create(slug="carl", name="Carl", publication="published")
    assert orjson.loads(rendered("carl", "json"))["entries"] == []
    assert orjson.loads(rendered("carl", "timelinejs"))["events"][0]["text"]["headline"] == "No dated entry"
    assert rendered("carl", "csv").decode("utf-8-sig").strip().split(",") == COLUMNS
    assert icalendar.Calendar.from_ical(rendered("carl", "ics")).walk("VEVENT") == []


def test_no_source_is_named_twice_in_a_text(world):
    world.first.citations.create(source=world.source, paragraph=1, sentence=2, field="date", value="2021-06-16")
    lines = rendered("anna", "ics").decode().replace("\r\n ", "")
    assert lines.count("paragraph 1\\, sentence 2") == 2  # once for each position


def test_many_entries(world):
    for number in range(100, 130):
        position(world, number, world.anna)
    assert orjson.loads(rendered("anna", "json"))["count"] == 37
