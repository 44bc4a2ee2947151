"""Which entries who may see."""

import pytest

from experts.models import Appointment, Expert
from lib.visibility import Audience
from summits.models import (
    Event,
    Outcome,
    Participation,
    Position,
    PositionHolder,
)
from tests.timelines.world import entry, ids
from timelines.entries import load


def expected(audience):
    """By the models' own rules: the records of Anna's timeline."""
    held = PositionHolder.objects.filter(expert__slug="anna").values("position_id")
    positions = Position.objects.visible_to(audience).filter(pk__in=held)
    events = Event.objects.visible_to(audience).filter(position_events__position__in=positions)
    found = [
        Appointment.objects.visible_to(audience).filter(expert__slug="anna"),
        Participation.objects.visible_to(audience).filter(expert__slug="anna"),
        events,
        Outcome.objects.visible_to(audience).filter(event__in=events),
        positions,
    ]
    return {public_id for records in found for public_id in records.values_list("public_id", flat=True)}


HIDDEN = ["post", "unit", "club", "summit", "discussion", "panel", "part", "first", "second", "outcome"]


@pytest.mark.parametrize("state", ["draft", "submitted"])
@pytest.mark.parametrize("name", HIDDEN)
def test_the_public_sees_what_the_models_say_and_staff_see_all(world, name, state):
    everything = set(ids(load("anna")))
    record = getattr(world, name)
    type(record).objects.filter(pk=record.pk).update(publication=state)
    public = set(ids(load("anna")))
    assert public == expected(Audience.PUBLIC) and public < everything
    assert set(ids(load("anna", Audience.EDITORS))) == everything == expected(Audience.EDITORS)


@pytest.mark.parametrize("name", ["post", "discussion", "first", "summit", "outcome"])
def test_drafts_are_marked_for_staff(world, name):
    record = getattr(world, name)
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    marked = {e.id for e in load("anna", Audience.EDITORS).entries if e.draft}
    assert marked == {e.id for e in load("anna", Audience.EDITORS).entries} - set(ids(load("anna"))) - {
        # Known through a hidden position only, but public themselves.
        e for e in (world.summit.public_id, "out-1") if name in ("first", "discussion")
    }  # fmt: skip


def test_nested_records_that_are_drafts_are_left_out(world):
    for record in (world.place, world.club, world.source, world.narrow, world.other):
        type(record).objects.filter(pk=record.pk).update(publication="draft")
    PositionHolder.objects.create(position=world.first, expert=world.boris)
    Expert.objects.filter(slug="boris").update(publication="draft")
    Event.objects.filter(slug="summit").update(publication="draft")
    timeline = load("anna")
    first, part = entry(timeline, "pos-1"), entry(timeline, "part-1")
    assert first.topics == [] and first.citations == [] and first.about == []
    assert [holder["name"] for holder in first.holders] == ["Anna Ivanova"]
    assert part.organisation is None and part.topics == []
    assert entry(timeline, "apt-1").organisation["parent"] is None
    assert "apt-2" not in ids(timeline)
    staff = load("anna", Audience.EDITORS)
    assert len(entry(staff, "pos-1").holders) == 2 and entry(staff, world.summit.public_id).place["slug"] == "geneva"
    assert entry(staff, "apt-2").attested


def test_a_draft_expert_is_unknown_to_the_public(world):
    Expert.objects.filter(slug="anna").update(publication="draft")
    with pytest.raises(Expert.DoesNotExist):
        load("anna")
    assert load("anna", Audience.EDITORS).rows
