"""A person's calendar: times and ids as in the calendar of events, and what is only spoken about is a thing of its own."""

import re

import icalendar
import pytest
import vobject
from django.test import Client

from desk.kinds import KINDS
from desk.merge.engine import merge
from summits.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db


def whole(address="experts/anna/timeline/"):
    text = Client().get(f"/api/v1/{address}?format=ics").getvalue().decode()
    vobject.readOne(text).validate(raiseException=True)
    return text


def read(address="experts/anna/timeline/"):
    """The VEVENTs of a calendar by category and title."""
    events = icalendar.Calendar.from_ical(whole(address)).walk("VEVENT")
    return {(one["categories"].cats[0] if "categories" in one else "", str(one["summary"])): one for one in events}


def ends(event):
    return tuple(event[side].dt.isoformat() for side in ("dtstart", "dtend") if side in event)


DAY, NEXT = "2021-06-16", "2021-06-17"
HOURS = {"start_time": "13:00", "end_time": "18:00", "timezone": "Europe/Zurich"}
FIVE = ("2021-06-16T13:00:00+02:00", "2021-06-16T18:00:00+02:00")
PANEL = ("2021-06-16T14:00:00+02:00", "2021-06-16T15:00:00+02:00")
TALK = {"start_time": "14:00", "end_time": "15:00"}


@pytest.mark.parametrize(
    ("event", "panel", "wanted", "said"),
    [
        ({"date": DAY, **HOURS}, None, FIVE, ""),
        ({"date": DAY, **HOURS, "end_time": None}, None, FIVE[:1], ""),
        ({"date": f"{DAY}/{NEXT}", **HOURS}, None, (FIVE[0], "2021-06-17T18:00:00+02:00"), ""),
        ({"date": f"{DAY}/2021-07", **HOURS, "end_time": None}, None, (DAY, "2021-08-01"), "13:00 (Europe/Zurich)"),
        ({"date": DAY}, None, (DAY, NEXT), ""),
        # A panel has its own times, or is somewhere within its event; on another day the event's say nothing.
        ({"date": DAY, **HOURS}, TALK, PANEL, ""),
        ({"date": DAY, **HOURS}, {}, FIVE, ""),
        ({"date": f"2021-06-15/{NEXT}", **HOURS}, {"date": DAY}, (DAY, NEXT), ""),
        ({"date": f"2021-06-15/{NEXT}", **HOURS}, {"date": DAY, **TALK}, PANEL, ""),
        ({"date": f"{DAY}/{NEXT}", **HOURS}, TALK, (DAY, "2021-06-18"), "14:00 (Europe/Zurich)"),
    ],
)
def test_the_times_of_a_participation_are_those_of_the_panel_or_the_event(event, panel, wanted, said):
    expert, event = make.expert(slug="anna"), make.event(name="Talks", **event)
    panel = panel if panel is None else make.panel(event=event, **panel)
    make.participation(event=event, expert=expert, panel=panel)
    (found,) = read().values()
    assert ends(found) == wanted
    assert ("Begins at" in found["description"]) == bool(said) and said in found["description"]


@pytest.mark.parametrize("status", ["held", "cancelled", "postponed"])
def test_an_event_spoken_about_has_the_times_of_the_event_and_an_id_of_its_own(status):
    event = make.event(name="Talks", slug="talks", date=DAY, status=status, **HOURS)
    anna, boris = (make.expert(slug=slug) for slug in ("anna", "boris"))
    make.position(holders=[anna, boris], about=[event])

    def ids():
        own = {str(one["uid"]) for one in read("events/").values()}
        each = [
            {str(one["uid"]) for key, one in read(f"experts/{slug}/timeline/").items() if key[0] == "event"}
            for slug in ("anna", "boris")
        ]
        assert own == {f"{event.public_id}@testserver"} and len(set.union(own, *each)) == 3
        return each

    first = ids()
    # As the event's own calendar says it.
    (own,) = read("events/").values()
    spoken = read()["event", own["summary"]]
    assert ends(spoken) == ends(own) == FIVE and spoken["status"] == own["status"]
    assert spoken["transp"] == "TRANSPARENT"
    event.slug, event.name = "geneva-talks", "Geneva talks"
    event.save()
    anna.name, anna.slug = "Anna Petrova", "petrova"
    anna.save()
    anna.slug = "anna"
    anna.save()
    assert ids() == first
    merge(KINDS["event"], event.pk, make.event(name="The talks", date=DAY).pk)
    assert ids() == first


def test_what_says_the_same_in_everybodys_calendar_has_one_id_and_all_else_its_own():
    anna, boris = (make.expert(slug=slug, name=slug.title()) for slug in ("anna", "boris"))
    event = make.event(name="Talks", date=DAY)
    held = make.position(holders=[anna, boris], event=event, summary="Held.", about=[event])
    agreed = make.position(holders=[anna], endorsers=[boris], event=event, summary="Agreed.")
    treaty = make.outcome(event=event, title="A treaty")
    one, other = (
        {str(entry["uid"]): entry for entry in read(f"experts/{slug}/timeline/").values()} for slug in ("anna", "boris")
    )
    assert set(one) & set(other) == {f"{held.public_id}@testserver"}
    assert f"{agreed.public_id}@testserver" in one and f"{agreed.public_id}_{boris.public_id}@testserver" in other
    assert f"{treaty.public_id}_{anna.public_id}@testserver" in one


def test_zones_are_defined_where_times_are_drawn_and_nowhere_else():
    expert = make.expert(slug="anna")
    for zone, date in (("Europe/Zurich", DAY), ("America/New_York", "1985-11-19"), ("Asia/Tokyo", f"{DAY}/2021-07")):
        event = make.event(name=zone, date=date, start_time="13:00", timezone=zone)
        make.participation(event=event, expert=expert)
    text = whole()
    assert set(re.findall(r"\r\nTZID:(\S+)", text)) == {"Europe/Zurich", "America/New_York"}
    assert set(re.findall(r"TZID=([^:;]+)", text)) == {"Europe/Zurich", "America/New_York"}
    assert "DTSTART:19850428T020000" in text  # summer time of the year of the older one
    Event.objects.all().update(start_time=None)
    assert "VTIMEZONE" not in whole()
