"""What was public and has gone is told, until it comes back."""

import pytest
from django.db import connection

from desk.kinds import KINDS
from desk.merge.engine import merge
from experts.models import Appointment, Expert
from lib.models import Removal
from summits.models import Event, Position
from tests import factories as make
from tests.api.conftest import key_of
from tests.api.moments import HOUR, at, earlier, now, since

pytestmark = pytest.mark.django_db


def test_what_was_deleted_stays_told(api):
    with earlier():
        event = make.event(slug="talks", public_id="r-talks")
    assert api.rows("removals") == []
    event.delete()
    (gone,) = api.rows("removals")
    assert at(gone.pop("at")) == now()
    assert gone == (
        {
            "kind": "events",
            "id": "r-talks",
            "slug": "talks",
            "url": "http://testserver/api/v1/events/talks/",
            "change": "deleted",
            "merged_into": None,
        }
    )


def test_what_was_withdrawn_is_told_until_it_is_public_again(api):
    with earlier():
        event = make.event(slug="talks")
        make.position(event=event, public_id="said")
    Event.objects.filter(pk=event.pk).update(publication="submitted")
    told = {(row["kind"], row["slug"] or row["id"], row["change"]) for row in api.rows("removals")}
    assert told == {("events", "talks", "withdrawn"), ("positions", "said", "withdrawn")}
    event.refresh_from_db()
    event.delete()
    assert {row["change"] for row in api.rows("removals")} == {"withdrawn"}  # that it was deleted is nobody's business


def test_what_comes_back_is_not_told_any_more(api):
    with earlier():
        event = make.event(slug="talks")
        first = Event.objects.get().first_public_at
    with earlier():
        Event.objects.filter(pk=event.pk).update(publication="draft")
    assert len(api.rows("removals")) == 1
    Event.objects.filter(pk=event.pk).update(publication="published")
    assert api.rows("removals") == []
    assert api.keys("events", updated_since=since()) == ["talks"] and api.keys("events", created_since=since()) == []
    assert Event.objects.get().first_public_at == first - 2 * HOUR


def test_what_is_entered_again_after_a_deletion_keeps_its_beginning(api):
    with earlier():
        event = make.event(slug="talks")
    event.refresh_from_db()
    begun, pk = event.first_public_at, event.pk
    event.delete()
    Event.objects.bulk_create([Event(pk=pk, slug="talks-2", name="Talks", kind="summit", publication="published")])
    assert api.rows("removals") == [] and Event.objects.get().first_public_at == begun


def test_what_never_was_public_is_not_told(api):
    with earlier():
        draft = make.event(publication="draft")
        position = make.position(event=draft)
    position.delete()
    draft.delete()
    passing = make.event()
    passing.delete()  # entered and deleted in one transaction
    brief = make.event()
    Event.objects.filter(pk=brief.pk).update(publication="draft")
    brief.delete()
    assert api.rows("removals") == [] and not Removal.objects.exists()


def test_what_was_merged_leads_to_what_it_became(api, django_user_model):
    user = django_user_model.objects.create_superuser("boss")
    with earlier():
        one, other = make.expert(slug="anna"), make.expert(slug="anna-b")
        place = make.organisation()
        for expert in (one, other):
            make.appointment(expert=expert, organisation=place, post="Director", start="2001")
    merge(KINDS["expert"], one.pk, other.pk, user=user)
    told = {row["kind"]: row for row in api.rows("removals")}
    assert told["experts"]["merged_into"] == {
        "kind": "experts",
        "id": Expert.objects.get().public_id,
        "url": "http://testserver/api/v1/experts/anna/",
    }
    if "appointments" in told:
        kept = Appointment.objects.get()
        assert told["appointments"]["merged_into"]["id"] == kept.public_id
    Expert.objects.update(publication="draft")
    into = {row["slug"]: row["merged_into"] for row in api.rows("removals", kind="experts")}
    assert into == {"anna": None, "anna-b": None}


def test_removals_are_filtered_and_turned_over(api):
    with earlier(2):
        events = [make.event(slug=f"talks-{n}") for n in range(3)]
        source = make.source(slug="gazette")
    with earlier():
        events[0].delete()
    source.delete()
    events[1].delete()
    Event.objects.filter(pk=events[2].pk).update(publication="draft")
    assert set(api.keys("removals", since=since())) == {"gazette", "talks-1", "talks-2"}
    assert api.keys("removals", kind="sources") == ["gazette"]
    assert api.keys("removals", change="withdrawn") == ["talks-2"]
    assert api.keys("removals", ordering="at")[0] == "talks-0"
    page = api.json("removals", page_size="3")
    assert page["count"] == 4 and len(api.json(page["next"])["results"]) == 1
    assert "There is no parameter" in api.faults("removals", topic="x")["topic"]
    assert "removals" in api.json("/api/v1/")
    assert api("removals/talks-0").status_code == 404


def test_truncated_tables_are_told(api):
    with earlier():
        make.source(slug="gazette")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE sources_source CASCADE")
    assert api.keys("removals") == ["gazette"]


def test_keys_of_the_world_are_in_no_removal(api, world):
    assert {key_of(world.event)} & {row["slug"] for row in api.rows("removals")} == set()
    assert Position.objects.count()
