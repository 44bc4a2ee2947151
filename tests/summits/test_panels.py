"""Panels: their times, room and track."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from desk.kinds import KINDS
from desk.merge.engine import MergeRejected, merge
from summits.admin.events import EventAdmin
from summits.models import Event, Panel
from tests import factories as make

pytestmark = pytest.mark.django_db


def panel(event, **fields):
    made = Panel(event=event, title="Nets", number=1, **fields)
    made.full_clean()
    made.save()
    return Panel.objects.get(pk=made.pk)


def event(**fields):
    made = make.event(**{"date": "2021-06-16", "timezone": "Europe/Zurich", **fields})
    return Event.objects.get(pk=made.pk)


def test_a_panel_says_when_and_where_it_is():
    made = panel(event(), start_time="09:30", end_time="11:00", room="Hall 2", track="Security")
    assert made.setting == ["09:30 to 11:00 (Europe/Zurich)", "Room: Hall 2", "Track: Security"]
    own = panel(event(date="2021-06-16/2021-06-18"), date="2021-06-17", start_time="09:30")
    assert own.setting == ["17 June 2021", "09:30 (Europe/Zurich)"]
    assert panel(event()).setting == []


@pytest.mark.parametrize(
    ("of_event", "of_panel", "field", "words"),
    [
        ({"timezone": ""}, {"start_time": "09:30"}, "start_time", "time zone of the event"),
        ({"date": "2021-06"}, {"start_time": "09:30"}, "start_time", "known to the day"),
        ({"date": None}, {"start_time": "09:30"}, "start_time", "known to the day"),
        ({}, {"start_time": "23:00", "end_time": "01:00"}, "end_time", "past midnight"),
        ({"date": "2021-06-16/2021-06-18"}, {"start_time": "23:00", "end_time": "01:00"}, "end_time", "past midnight"),
        ({}, {"end_time": "10:00"}, "__all__", "needs a start time"),
    ],
)
def test_times_that_cannot_be_are_refused(of_event, of_panel, field, words):
    with pytest.raises(ValidationError) as caught:
        panel(event(**of_event), **of_panel)
    assert words in " ".join(caught.value.message_dict[field])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": "2021-06"}, "known to the day"),
        ({"date": "2021~"}, "known to the day"),
        ({"date": None}, "known to the day"),
        ({"date": "/2021-06-16"}, "known to the day"),
        ({"timezone": ""}, "time zone of the event"),
    ],
)
def test_an_event_keeps_the_day_and_zone_that_its_panels_need(fields, words):
    made = event()
    panel(made, start_time="09:30", end_time="11:00")
    for name, value in fields.items():
        setattr(made, name, value)
    with pytest.raises(ValidationError) as caught:
        made.full_clean()
    message = " ".join(caught.value.messages)
    assert "The panel “Nets” has a time (09:30)." in message and words in message


def test_an_event_may_lose_its_day_where_its_panels_have_their_own():
    made = event()
    panel(made, date="2021-06-17", start_time="09:30")
    made.date = "2021-06"
    made.full_clean()


def test_the_survivor_of_a_merge_needs_the_day_that_the_panels_have():
    kept, gone = event(date="2021-06", timezone=""), event()
    panel(gone, start_time="09:30")
    keep = {"date": "survivor", "timezone": "survivor"}
    with pytest.raises(MergeRejected, match="time zone of the event"):
        merge(KINDS["event"], kept.pk, gone.pk, choices=keep)
    merge(KINDS["event"], kept.pk, gone.pk, choices={"date": "absorbed", "timezone": "absorbed"})
    assert kept.panels.get().start_time


def test_a_panel_past_midnight_has_both_days():
    made = panel(event(), date="2021-06-16/2021-06-17", start_time="23:00", end_time="01:00")
    assert made.setting == ["16 June 2021 to 17 June 2021", "23:00 to 01:00 (Europe/Zurich)"]


def test_an_end_without_a_start_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="panel_end_time_has_start"), transaction.atomic():
        make.panel(end_time="10:00")


def test_the_page_of_the_event_shows_them(client):
    made = panel(event(publication="published"), start_time="09:30", room="Hall 2")
    page = client.get(made.event.get_absolute_url()).content.decode()
    assert "09:30 (Europe/Zurich) · Room: Hall 2" in page


@pytest.mark.parametrize("inline", [one for one in EventAdmin.inlines if one.model in admin.site._registry])
def test_the_page_of_a_row_has_all_boxes_of_the_row(inline):
    def boxes(fieldsets):
        return {name for name in flatten_fieldsets(fieldsets) if name in columns}

    columns = {field.name for field in inline.model._meta.concrete_fields}
    assert boxes(inline.fieldsets) <= boxes(admin.site._registry[inline.model].fieldsets), inline.model
