"""Conference programmes of frab and pretalx, written by hand, as JSON and as XML."""

import copy
import json

import pytest

from experts.models import Expert
from intake.datasets.register import REGISTER
from intake.errors import Unreadable
from summits.models import Event, Panel, Participation

pytestmark = pytest.mark.django_db

OPENING = {
    "id": 1, "guid": "g-1", "date": "2021-06-16T10:00:00+02:00", "start": "10:00", "duration": "01:30", "room": "Hall 1",
    "title": "Opening", "subtitle": "", "track": {"en": "Plenary"}, "abstract": "Words.", "description": "",
    "persons": [{"id": 7, "public_name": "Ada Berg", "biography": "A jurist."}, {"id": 8, "public_name": "Bo Ek"}],
}  # fmt: skip
NIGHT = {
    "id": 2, "guid": "g-2", "date": "2021-06-16T23:00:00+02:00", "start": "23:00", "duration": "02:15", "title": "Night talk",
    "track": None, "persons": [{"id": 7, "public_name": "Ada Berg"}],
}  # fmt: skip
EARLY = {"id": 3, "guid": "g-3", "start": "09:00", "duration": "00:30", "title": "Coffee", "persons": []}
CONFERENCE = {
    "acronym": "fish21",
    "title": "Fish Talks",
    "start": "2021-06-16",
    "end": "2021-06-17",
    "time_zone_name": "Europe/Zurich",
}

XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><version>1</version>
<conference><acronym>fish21</acronym><title>Fish Talks</title><start>2021-06-16</start><end>2021-06-17</end>
<time_zone_name>Europe/Zurich</time_zone_name><base_url>https://example.org/</base_url></conference>
<day index="1" date="2021-06-16"><room name="Hall 1">
<event id="1" guid="g-1"><date>2021-06-16T10:00:00+02:00</date><start>10:00</start><duration>01:30</duration><room>Hall 1</room>
<title>Opening</title><track>Plenary</track><abstract>Words.</abstract>
<persons><person id="7">Ada Berg</person><person id="8">Bo Ek</person></persons></event>
</room></day></schedule>"""


@pytest.fixture
def programme(tmp_path):
    """A function that writes schedule.json and returns its path."""

    def write(one=(OPENING, NIGHT), other=(EARLY,), **conference):
        days = [{"index": 1, "date": "2021-06-16", "rooms": {"Hall 1": list(one), "Hall 2": list(other)}}]
        whole = {
            "schedule": {"base_url": "https://example.org/", "conference": {**CONFERENCE, "days": days, **conference}}
        }
        path = tmp_path / "schedule.json"
        path.write_text(json.dumps(whole), encoding="utf-8")
        return path

    return write


def panels():
    return {panel.title: panel for panel in Panel.objects.select_related("event")}


def test_a_programme_is_an_event_with_its_panels_rooms_times_and_speakers(programme, take):
    outcome = take("schedule", programme())
    assert (outcome.rows, outcome.records, outcome.queued, outcome.recognised) == (4, 4, [], 0)
    event = Event.objects.get()
    assert (event.kind, event.name, str(event.date), event.timezone) == (
        "conference",
        "Fish Talks",
        "2021-06-16/2021-06-17",
        "Europe/Zurich",
    )
    assert event.website == "https://example.org/"
    found = panels()
    assert [(panel.number, panel.title) for panel in sorted(found.values(), key=lambda one: one.number)] == [
        (1, "Coffee"),
        (2, "Opening"),
        (3, "Night talk"),
    ]
    opening = found["Opening"]
    assert opening.setting == ["16 June 2021", "10:00 to 11:30 (Europe/Zurich)", "Room: Hall 1", "Track: Plenary"]
    assert opening.summary == "Words." and found["Coffee"].room == "Hall 2"
    assert [(row.expert.name, row.role) for row in opening.participations.all()] == [
        ("Ada Berg", "speaker"),
        ("Bo Ek", "speaker"),
    ]
    ada = Expert.objects.get(name="Ada Berg")
    assert (ada.notes, ada.participations.count()) == ("A jurist.", 2)
    assert opening.citations.get().locator == "talk 1"


def test_a_programme_of_days_to_come_is_planned(programme, take):
    take(
        "schedule",
        programme(one=(), other=({**EARLY, "persons": OPENING["persons"]},), start="2999-01-01", end="2999-01-02"),
    )
    assert Event.objects.get().status == "planned"
    assert set(Participation.objects.values_list("attendance", flat=True)) == {"planned"}


def test_a_talk_past_midnight_ends_on_the_next_day(programme, take):
    take("schedule", programme())
    night = panels()["Night talk"]
    assert (str(night.date), f"{night.start_time:%H:%M}", f"{night.end_time:%H:%M}") == (
        "2021-06-16/2021-06-17",
        "23:00",
        "01:15",
    )


def test_the_xml_form_says_the_same(programme, take, tmp_path):
    path = tmp_path / "schedule.xml"
    path.write_text(XML, encoding="utf-8")
    assert take("schedule", path).records == 2
    assert panels()["Opening"].setting == [
        "16 June 2021",
        "10:00 to 11:30 (Europe/Zurich)",
        "Room: Hall 1",
        "Track: Plenary",
    ]
    # The same conference in the other form is the same data set: its talk is on record.
    other = take("schedule", programme())
    assert Event.objects.count() == 1 and Panel.objects.filter(title="Opening").count() == 1
    assert other.rows == other.records + other.recognised == 4


def test_again_nothing_changes_and_a_newer_programme_moves_talks(programme, take):
    take("schedule", programme())
    assert take("schedule", programme()).records == 0
    moved = {**OPENING, "date": "2021-06-17T10:30:00+02:00", "room": "Hall 3"}
    added = {"id": 9, "guid": "g-9", "date": "2021-06-16T09:30:00+02:00", "title": "Welcome", "duration": "00:10"}
    outcome = take("schedule", programme(one=(moved, added, NIGHT)))
    assert outcome.queued == [] and outcome.records == 2
    found = panels()
    assert found["Opening"].setting[:2] == ["17 June 2021", "10:30 to 12:00 (Europe/Zurich)"]
    # The number of one that is there is not taken.
    assert (found["Opening"].number, found["Welcome"].number) == (2, 4)


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        ({**EARLY, "title": ""}, "has no title"),
        ({**EARLY, "title": "x" * 301}, "more than 300 letters"),
        ({"title": "Nameless"}, "has no id"),
        ({**EARLY, "duration": "long"}, "“long” is not a duration"),
        ({**EARLY, "start": "after lunch"}, "“after lunch” is not a time such as 10:00"),
        ({**EARLY, "date": "Wednesday", "start": ""}, "“Wednesday” is not a time such as 10:00"),
        ({**EARLY, "duration": "99999999999:00"}, "“99999999999:00” is not a duration"),
        ({**EARLY, "guid": "g-1"}, "stands twice"),
        ({**EARLY, "title": "C\ud800"}, "cannot be stored"),
    ],
)
def test_a_talk_that_cannot_be_a_panel_waits(programme, take, talk, reason):
    outcome = take("schedule", programme(other=(talk,)))
    assert [reason in row.reason for row in outcome.queued] == [True], outcome.queued
    assert outcome.rows == outcome.records + 1 == 4


def test_times_are_those_of_the_zone_and_read_in_any_digits(programme, take):
    utc = OPENING | {"date": "2021-06-16T08:00:00Z"}
    odd = EARLY | {"start": "٠٩:٠٠", "duration": "００:３０"}
    outcome = take("schedule", programme(one=(utc,), other=(odd,), start="２０２１-０６-１６"))
    assert outcome.queued == [] and panels()["Opening"].setting[1] == "10:00 to 11:30 (Europe/Zurich)"
    assert panels()["Coffee"].setting[1] == "09:00 to 09:30 (Europe/Zurich)"


def test_without_a_time_zone_days_are_kept_and_times_are_not(programme, take):
    outcome = take("schedule", programme(time_zone_name=None))
    assert outcome.queued == [] and "names no time zone" in outcome.notes[0]
    assert panels()["Opening"].setting == ["16 June 2021", "Room: Hall 1", "Track: Plenary"]


def test_of_a_conference_without_days_everything_waits(programme, take):
    outcome = take("schedule", programme(start=""))
    assert len(outcome.queued) == 4 and not Event.objects.exists()


def test_a_speaker_who_is_named_twice_at_a_talk_speaks_once(programme, take):
    twice = copy.deepcopy(OPENING)
    twice["persons"].append(twice["persons"][0])
    take("schedule", programme(one=(twice,), other=()))
    assert Participation.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("s.json", '{"schedule": []}', "no “schedule” with a “conference”"),
        ("s.xml", "<schedule/>", "<schedule> was expected"),
        ("s.xml", '<!DOCTYPE s [<!ENTITY a "a">]><schedule>&a;</schedule>', "document type"),
    ],
)
def test_a_file_that_is_no_programme_is_refused(take, tmp_path, name, raw, words):
    path = tmp_path / name
    path.write_text(raw)
    with pytest.raises(Unreadable, match=words):
        take("schedule", path)
    assert not REGISTER["schedule"].recognises(path)


def test_programmes_are_recognised(programme, tmp_path):
    path = tmp_path / "x.xml"
    path.write_text(XML)
    for file in (programme(), path):
        assert [name for name, importer in REGISTER.items() if importer.recognises(file)] == ["schedule"]


def test_texts_are_taken_in_without_their_html(programme, take):
    talk = {
        **OPENING,
        "title": "On <i>trust</i>",
        "abstract": "<p>Who &amp; <b>why</b>,</p><ul><li>one</li></ul><script>alert(1)</script>",
        "description": "Where a < b and b > c &amp; so on",
    }
    take("schedule", programme(one=[talk]))
    panel = panels()["On trust"]
    assert panel.summary == "Who & why, one\n\nWhere a < b and b > c &amp; so on"
