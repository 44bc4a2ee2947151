"""Conference programmes as iCalendar, written by hand."""

import pytest

from experts.models import Expert
from intake.datasets.register import recognised
from summits.models import Event, Panel, Participation

pytestmark = pytest.mark.django_db

OPENING = """UID:1@fish
SUMMARY:Opening\\, with words
DTSTART;TZID=Europe/Zurich:20210616T100000
DTEND;TZID=Europe/Zurich:20210616T113000
LOCATION:Hall 1
CATEGORIES:Plenary
DESCRIPTION:A long line that is folded
  and goes on.
ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN="Ada Berg":invalid:nomail
ATTENDEE;CN=Bo Ek:mailto:bo@example.org"""
NIGHT = """UID:2@fish
SUMMARY:Night talk
DTSTART:20210616T210000Z
DURATION:PT2H15M"""
DAYS = """UID:3@fish
SUMMARY:Exhibition
DTSTART;VALUE=DATE:20210616
DTEND;VALUE=DATE:20210618"""
NAMED = "X-WR-CALNAME:Fish Talks\nX-WR-TIMEZONE:Europe/Zurich"


@pytest.fixture
def calendar(tmp_path):
    """A function that writes a calendar with entries and returns its path."""

    def write(*entries, head=NAMED):
        body = "\n".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT" for entry in entries)
        path = tmp_path / "fish.ics"
        whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{head}\n{body}\nEND:VCALENDAR\n"
        path.write_bytes(whole.replace("\n", "\r\n").encode())
        return path

    return write


def test_it_becomes_an_event_with_its_panels_rooms_times_and_speakers(take, calendar):
    path = calendar(OPENING, NIGHT, DAYS)
    assert [one.name for one in recognised(path)] == ["icalendar"]
    outcome = take("icalendar", path)
    assert outcome.sum() == "4 rows in = 4 records + 0 queued + 0 recognised"
    event = Event.objects.get()
    assert (event.name, str(event.date), event.timezone, event.kind) == (
        "Fish Talks", "2021-06-16/2021-06-17", "Europe/Zurich", "conference",
    )  # fmt: skip
    found = {
        panel.title: (str(panel.date), str(panel.start_time), str(panel.end_time), panel.room, panel.track)
        for panel in Panel.objects.all()
    }
    assert found == {
        "Opening, with words": ("2021-06-16", "10:00:00", "11:30:00", "Hall 1", "Plenary"),
        # 21:00 in UTC, two and a quarter hours: past midnight in Zurich.
        "Night talk": ("2021-06-16/2021-06-17", "23:00:00", "01:15:00", "", ""),
        "Exhibition": ("2021-06-16/2021-06-17", "None", "None", "", ""),
    }
    assert Panel.objects.get(title__startswith="Opening").summary == "A long line that is folded and goes on."
    speakers = Participation.objects.order_by("order").values_list("name_as_printed", "role", "panel__title")
    assert list(speakers) == [
        ("Ada Berg", "speaker", "Opening, with words"),
        ("Bo Ek", "speaker", "Opening, with words"),
    ]
    # Addresses of mail are nobody's to publish.
    assert not any(
        "example.org" in str(one.value) for expert in Expert.objects.all() for one in expert.identifiers.all()
    )
    again = take("icalendar", path)
    assert again.sum() == "4 rows in = 0 records + 0 queued + 4 recognised" and again.run is None


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (OPENING + "\nRRULE:FREQ=DAILY;COUNT=3", "It repeats by a rule (RRULE): which days that are, enter by hand."),
        (OPENING + "\nRECURRENCE-ID:20210616T080000Z", "one day of an entry that repeats"),
        (
            OPENING.replace("Europe/Zurich", "Mars/Olympus"),
            "Its time zone “Mars/Olympus” is not known, so its time is not",
        ),
        (OPENING + "\nSTATUS:CANCELLED", "It was cancelled."),
        ("UID:9@fish\nSUMMARY:No time", "It does not say when it begins (DTSTART)."),
        ("UID:9@fish\nSUMMARY:Back\nDTSTART:20210616T100000Z\nDTEND:20210616T090000Z", "It ends before it begins."),
        (
            "UID:9@fish\nSUMMARY:Half\nDTSTART:20210616T100000Z\nDTEND;VALUE=DATE:20210617",
            "one is a day and one a time",
        ),
        ("UID:9@fish\nSUMMARY:Late\nDTSTART:20210616T250000", "“20210616T250000” cannot be read (DTSTART)."),
        ("UID:9@fish\nSUMMARY:Long\nDTSTART:20210616T100000\nDURATION:never", "“never” cannot be read (DURATION)."),
        ("UID:9@fish\nSUMMARY:Long\nDTSTART:99991231T100000\nDURATION:P9D", "It lasts longer than there are years"),
        ("UID:9@fish\nDTSTART:20210616T100000Z", "The talk has no title."),
        ("SUMMARY:Nobody’s\nDTSTART:20210616T100000Z", "The talk has no id."),
    ],
)
def test_what_is_not_said_is_not_guessed(take, calendar, entry, reason):
    outcome = take("icalendar", calendar(entry, NIGHT))
    assert (outcome.rows, outcome.records, len(outcome.queued)) == (3, 2, 1)
    assert reason in outcome.queued[0].reason and outcome.queued[0].line == 6
    assert Panel.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "entries", "zone", "times"),
    [
        ("X-WR-CALNAME:Fish", (OPENING,), "Europe/Zurich", ["10:00:00"]),
        ("X-WR-CALNAME:Fish", (NIGHT,), "UTC", ["21:00:00"]),
        # Local times of nowhere: the days are kept.
        ("X-WR-CALNAME:Fish", (OPENING.replace(";TZID=Europe/Zurich", ""),), "", ["None"]),
        ("X-WR-CALNAME:Fish\nX-WR-TIMEZONE:Mars", (OPENING.replace(";TZID=Europe/Zurich", ""),), "", ["None"]),
        (NAMED, (OPENING.replace("Europe/Zurich", "America/New_York"),), "Europe/Zurich", ["16:00:00"]),
        # What has no zone or an unknown one says nothing of that of the others.
        (
            "X-WR-CALNAME:Fish",
            (
                OPENING,
                "UID:8@fish\nSUMMARY:Local\nDTSTART:20210616T120000",
                "UID:9@fish\nSUMMARY:Far\nDTSTART;TZID=Mars/Olympus:20210616T130000",
            ),
            "Europe/Zurich",
            ["10:00:00", "12:00:00"],
        ),
    ],
)
def test_the_zone_is_the_calendars_or_the_one_of_all_its_entries(take, calendar, head, entries, zone, times):
    take("icalendar", calendar(*entries, head=head))
    assert Event.objects.get().timezone == zone
    assert [str(panel.start_time) for panel in Panel.objects.all()] == times


def test_several_zones_without_one_of_the_calendar_wait(take, calendar):
    outcome = take("icalendar", calendar(OPENING, NIGHT, DAYS, head="X-WR-CALNAME:Fish"))
    assert [row.reason for row in outcome.queued] == [
        "The entries have several time zones, and the calendar does not say its own (X-WR-TIMEZONE)."
    ] * 2
