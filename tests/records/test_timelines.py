"""Timelines and calendars of the founding records."""

import orjson
import pytest
import vobject
from django.test import Client

from experts.models import Expert
from summits.models import Event, PositionTopic
from timelines.entries import load
from timelines.formats import FORMATS

pytestmark = pytest.mark.django_db


def offered(slug):
    """The topics that a person's timeline offers: those of all entries."""
    return {topic["slug"] for entry in load(slug).entries for topic in entry.topics}


def test_nobody_is_listed_under_the_arctic_who_did_not_speak_of_it():
    """The Geneva summit was about the Arctic as well; nobody at the Valdai Club spoke of that."""
    assert Event.objects.filter(slug="geneva-summit-2021", topics__slug="arctic").exists()
    said = PositionTopic.objects.filter(position__event__slug="valdai-discussion-geneva-summit-2021")
    assert said.exists() and not said.filter(topic__slug="arctic").exists()
    assert "arctic" not in offered("dimitri-simes")
    assert "geneva-summit-2021" in {entry.slug for entry in load("dimitri-simes").entries}


def test_every_calendar_can_be_read_by_another_library():
    whole = Client().get("/api/v1/events/?format=ics").getvalue().decode()
    calendar = vobject.readOne(whole)
    calendar.validate(raiseException=True)
    assert len(calendar.vevent_list) == Event.objects.filter(publication="published", date__isnull=False).count()
    ids = [event.uid.value for event in calendar.vevent_list]
    assert len(set(ids)) == len(ids)
    read = 0
    for slug in Expert.objects.filter(participations__isnull=False).distinct().values_list("slug", flat=True)[:40]:
        found = vobject.readOne(FORMATS["ics"].render(load(slug, site="http://h")).decode())
        found.validate(raiseException=True)
        read += len(found.vevent_list)
        slides = orjson.loads(FORMATS["timelinejs"].render(load(slug, site="http://h")))
        assert slides["events"]
    assert read > 100
