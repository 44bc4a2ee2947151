"""Harvesting: when records became public and when they changed."""

import datetime
import re
from importlib import import_module

import pgtrigger
import pytest
from django.db import connection
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.api import RESOURCES
from experts.models import Expert, ExpertName
from lib.history import tracked_tables
from lib.models import Removal
from lib.stamps import stamps_of
from register.kinds import LISTED
from summits.models import Event, Participation
from tests import factories as make
from tests.api.moments import HOUR, at, earlier, now, since


@pytest.fixture
def world(lonely_world):
    """Tests here count what there is."""
    return lonely_world


pytestmark = pytest.mark.django_db


def states(model):
    return set(model.objects.filter(first_public_at__isnull=False).values_list("pk", flat=True)) - set(
        Removal.objects.filter(source=model._meta.db_table).values_list("record_id", flat=True)
    )


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_record_tells_both_in_lists_and_details(api, world, name):
    for row in api.rows(name, page_size="200"):
        whole = api.json(f"{name}/{row.get('slug') or row['id']}")
        assert whole["created"] == row["created"] and whole["modified"] == row["modified"]
        assert datetime.datetime.fromisoformat(row["created"]) <= timezone.now()
    assert "created" in next(api(name, format="csv").streaming_content).decode()


def test_a_draft_has_no_past_before_it_is_published(api, staff):
    with earlier(3):
        event = make.event(slug="talks", publication="draft")
    assert staff.json("events/talks")["created"] is None
    with earlier(2):
        Event.objects.filter(pk=event.pk).update(publication="published")
    shown = api.json("events/talks")
    assert at(shown["created"]) == at(shown["modified"]) == now() - 2 * HOUR
    Event.objects.filter(pk=event.pk).update(name="Talks on fish")
    shown = api.json("events/talks")
    assert (at(shown["created"]), at(shown["modified"])) == (now() - 2 * HOUR, now())
    assert api.keys("events", updated_since=since()) == ["talks"] and api.keys("events", created_since=since()) == []


def test_what_hangs_on_a_draft_becomes_public_with_it(api):
    with earlier():
        event, expert = make.event(publication="draft"), make.expert(publication="draft")
        make.position(event=event, public_id="said")
        make.participation(event=event, expert=expert, public_id="came")
    Event.objects.filter(pk=event.pk).update(publication="published")
    assert at(api.json("positions/said")["created"]) == now()
    assert Participation.objects.get().first_public_at is None
    Expert.objects.filter(pk=expert.pk).update(publication="published")
    assert api.keys("participations", created_since=since()) == ["came"]


def test_published_in_the_transaction_that_made_it(api):
    event = make.event(publication="draft")
    make.position(event=event, public_id="said")
    Event.objects.filter(pk=event.pk).update(publication="published")
    assert at(api.json("positions/said")["created"]) == now()


@pytest.mark.parametrize("change", ["name", "citation", "identifier", "deleted name"])
def test_a_row_beside_a_record_is_its_change(api, change):
    with earlier():
        expert = make.expert(slug="anna")
        name = ExpertName.objects.create(record=expert, text="Анна")
    assert api.keys("experts", updated_since=since()) == []
    if change == "name":
        ExpertName.objects.filter(pk=name.pk).update(text="Анка")
    elif change == "deleted name":
        name.delete()
    elif change == "identifier":
        expert.identifiers.create(scheme="wikidata", value="Q5")
    else:
        expert.citations.create(source=make.source())
    assert api.keys("experts", updated_since=since()) == ["anna"]


def test_a_save_that_changes_nothing_is_none(api):
    with earlier():
        event = make.event()
    event.refresh_from_db()
    event.save()
    assert api.keys("events", updated_since=since()) == []


def test_every_table_of_rows_tells_its_record(world):
    beside = [model for model, _ in tracked_tables().values() if not stamps_of(model)]
    assert len(beside) > 20
    for model in beside:
        if (row := model.objects.first()) is None:
            continue
        owner = next(f for f in model._meta.fields if f.remote_field and f.remote_field.on_delete.__name__ == "CASCADE")
        record = getattr(row, owner.name)
        with pgtrigger.ignore():
            type(record).objects.update(modified_at=now() - HOUR)
        row.delete()
        assert type(record).objects.get(pk=record.pk).modified_at == now(), model


@pytest.mark.parametrize("hidden", ["event", "expert", "organisation", "panel"])
def test_who_is_public_by_the_columns_is_public_by_the_querysets(world, hidden):
    for state in ("draft", "published"):
        with earlier():
            pass
        record = getattr(world, hidden)
        type(record).objects.filter(pk=record.pk).update(publication=state)
        for kind in LISTED:
            assert states(kind.model) == set(kind.model.objects.visible_to(None).values_list("pk", flat=True)), kind


def test_the_past_has_them_too(api, world):
    moment = now().isoformat()
    assert api.json("events/mark-event", as_of=moment)["created"] == api.json("events/mark-event")["created"]


def test_a_list_in_the_order_of_changes(api):
    with earlier(2):
        make.event(slug="first")
    with earlier():
        make.event(slug="second")
    make.event(slug="third")
    assert api.keys("events", ordering="-modified") == ["third", "second", "first"]
    page = api.json("events", ordering="modified", page_size="2")
    assert [row["slug"] for row in page["results"]] == ["first", "second"]
    assert [row["slug"] for row in api.json(page["next"])["results"]] == ["third"]


def test_a_bad_moment_is_refused(api):
    assert "beginning of that day" in api.faults("events", updated_since="yesterday")["updated_since"]
    assert api.keys("events", updated_since="2026-02-01T00:00:00 01:00", created_since="2000-01-01") == []


def kept(kinds=LISTED):
    """All that the triggers keep of some kinds, and what has gone."""
    columns = ("pk", "first_public_at", "modified_at")
    rows = {kind.name: sorted(kind.model.objects.values_list(*columns)) for kind in kinds}
    return rows, sorted(Removal.objects.values_list("source", "public_id", "slug", "first_public_at", "at", "why"))


def fillers():
    """The statements by which migrations filled the columns of the kinds that there were."""
    loader = MigrationLoader(connection)
    for app in ("sources", "topics", "experts", "summits"):
        (name,) = [name for label, name in loader.disk_migrations if label == app and re.fullmatch(r"\d+_stamps", name)]
        steps = import_module(f"{app}.migrations.{name}").Migration.operations
        yield from (step.sql for step in steps if isinstance(step, RunSQL) and step.sql)


def test_an_upgrade_fills_them_from_the_history(world):
    with earlier():
        shown, hidden = make.event(slug="shown"), make.event(slug="hidden", publication="draft")
        guest, secret = make.expert(slug="guest"), make.expert(slug="secret", publication="draft")
        late, never = make.position(event=hidden), make.position(event=hidden, publication="draft")
        dropped = make.position(event=hidden)
        coming = [make.participation(event=one, expert=two) for one in (shown, hidden) for two in (guest, secret)]
    with earlier():
        dropped.delete()
        Event.objects.filter(pk=hidden.pk).update(publication="published")
    with earlier():
        Event.objects.filter(pk=shown.pk).update(publication="draft")
        Expert.objects.filter(pk=secret.pk).update(publication="published")
        guest.names.create(text="Gast")
    with earlier():
        Event.objects.filter(pk=shown.pk).update(publication="published")
        coming[1].delete()
        never.delete()
        world.link.delete()
    with earlier():
        Expert.objects.filter(pk=guest.pk).update(publication="draft")
        late.delete()
    filled = [kind for kind in LISTED if any(f"UPDATE {kind.model._meta.db_table} t" in one for one in fillers())]
    by_trigger = kept(filled)
    assert len(by_trigger[1]) > 3
    with pgtrigger.ignore():
        for kind in LISTED:
            kind.model.objects.update(first_public_at=None, modified_at=now())
        Removal.objects.all().delete()
        for statement in fillers():
            with connection.cursor() as cursor:
                cursor.execute(statement)
    assert len(filled) == 12
    by_history = kept(filled)
    assert by_history[1] == by_trigger[1]
    assert by_history[0] == by_trigger[0]
