"""Visits to the United States: an event each, the visitor as printed at the participation of the state."""

import pytest

from experts.models import Expert
from summits.models import Event

pytestmark = pytest.mark.django_db


def test_each_row_is_a_visit_or_waits_with_its_reason(visits, take):
    outcome = take("hsg-visits", visits())
    assert (outcome.rows, outcome.records, len(outcome.queued), outcome.recognised) == (5, 2, 2, 1)
    assert [row.reason for row in outcome.queued] == [
        "Which state “russia” was on 1920-01-01 is not known.",
        "It ends (1920-01-02) before it starts (1920-01-03).",
    ]
    again = take("hsg-visits", visits())
    assert (again.records, len(again.queued), again.recognised, again.run) == (0, 2, 3, None)


def test_the_visitor_stands_as_printed_and_the_state_goes_by_the_date(visits, take):
    take("hsg-visits", visits())
    old, new = Event.objects.get(slug="hsg-visit-1"), Event.objects.get(slug="hsg-visit-2")
    assert (old.name, str(old.date)) == ("President Ada Green (U.S.S.R.) in the United States", "1989-05-01/1989-05-03")
    assert [
        (part.organisation.name, part.role, part.name_as_printed) for part in old.participations.order_by("-role")
    ] == [("Soviet Union", "principal", "President Ada Green"), ("United States of America", "host", "")]
    assert new.participations.get(role="principal").organisation.name == "Russian Federation"
    assert new.summary == "Met in Washington & New York."
    assert not Expert.objects.exists(), "a string of letters is nobody"


def test_the_same_visit_twice_is_one_event_with_two_sources(visits, take):
    take("hsg-visits", visits())
    event = Event.objects.get(slug="hsg-visit-2")
    assert [(row.locator, row.field, row.value) for row in event.citations.order_by("pk")] == [
        ("visit 2", "", ""),
        ("visit 3", "summary", "State visit."),
    ]
    assert sorted(row.value for row in event.identifiers.all()) == ["visit-2", "visit-3"]
