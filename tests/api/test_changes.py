"""Harvesting: when records became public and changed, what has gone, and the feed of a list."""

import datetime
from contextlib import contextmanager
from importlib import import_module
from xml.etree import ElementTree

import feedparser
import pgtrigger
import pytest
from django.db import connection
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.models import F
from django.utils import timezone

from config.api import RESOURCES
from desk.kinds import KINDS
from desk.merge.engine import merge
from experts.models import Appointment, Expert, ExpertName
from lib.history import tracked_tables
from lib.models import Removal
from lib.stamps import stamps_of
from register.kinds import LISTED
from summits.models import Event, Participation, Position
from tests import factories as make
from tests.api.conftest import key_of


@pytest.fixture
def world(lonely_world):
    """Tests here count what there is."""
    return lonely_world


pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@contextmanager
def earlier(hours=1):
    """What is on record afterwards happened hours ago: a test is one transaction, in which time stands still."""
    yield
    ago = datetime.timedelta(hours=hours)
    with pgtrigger.ignore():
        for kind in LISTED:
            kind.model.objects.update(
                first_public_at=F("first_public_at") - ago,
                modified_at=F("modified_at") - ago,
                created_at=F("created_at") - ago,
            )
        for _, history in tracked_tables().values():
            history.objects.update(pgh_created_at=F("pgh_created_at") - ago)
        Removal.objects.update(at=F("at") - ago, first_public_at=F("first_public_at") - ago)


def now():
    """The moment of the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def at(text):
    """A moment as the API writes it: without zeros at the end of its seconds."""
    return datetime.datetime.fromisoformat(text)


def since():
    """Half an hour before."""
    return (now() - HOUR / 2).isoformat()


def states(model):
    return set(model.objects.filter(first_public_at__isnull=False).values_list("pk", flat=True)) - set(
        Removal.objects.filter(source=model._meta.db_table).values_list("record_id", flat=True)
    )


# --- the two moments ---------------------------------------------------------------------------------------


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


# --- what has gone -----------------------------------------------------------------------------------------


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


def kept():
    """All that the triggers keep."""
    columns = ("pk", "first_public_at", "modified_at")
    rows = {kind.name: sorted(kind.model.objects.values_list(*columns)) for kind in LISTED}
    return rows, sorted(Removal.objects.values_list("source", "public_id", "slug", "first_public_at", "at", "why"))


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
    by_trigger = kept()
    assert len(by_trigger[1]) > 3
    with pgtrigger.ignore():
        for kind in LISTED:
            kind.model.objects.update(first_public_at=None, modified_at=now())
        Removal.objects.all().delete()
        for app in ("sources", "topics", "experts", "summits"):
            (module,) = [
                name for name in MigrationLoader(connection).disk_migrations if name[0] == app and "stamps" in name[1]
            ]
            for step in import_module(f"{app}.migrations.{module[1]}").Migration.operations:
                if isinstance(step, RunSQL) and step.sql:
                    with connection.cursor() as cursor:
                        cursor.execute(step.sql)
    by_history = kept()
    assert by_history[1] == by_trigger[1]
    assert by_history[0] == by_trigger[0]


# --- feeds -------------------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(api, name, **parameters):
    answer = api(name) if "format=atom" in name else api(name, format="atom", **parameters)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    second_opinion = feedparser.parse(answer.content)
    assert second_opinion.version == "atom10" and not second_opinion.bozo, second_opinion
    assert all(one.id and one.title and one.updated_parsed and one.link for one in second_opinion.entries)
    return ElementTree.fromstring(answer.content)


def links(element):
    return {(one.get("rel"), one.get("type")): one.get("href") for one in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_list_has_a_feed_with_its_records(api, world, name):
    found = feed(api, name)
    rows = {row["url"]: row for row in api.rows(name)}
    entries = found.findall(f"{ATOM}entry")
    assert {links(one)["alternate", "application/json"] for one in entries} == set(rows)
    for one in entries:
        row = rows[links(one)["alternate", "application/json"]]
        assert one.findtext(f"{ATOM}updated") == row["modified"] and one.findtext(f"{ATOM}title")
        followed = api(one.findtext(f"{ATOM}id"))
        assert followed.status_code == 302 and followed["Location"]
    for needed in ("id", "title", "updated"):
        assert found.findtext(f"{ATOM}{needed}")


def test_a_feed_has_the_newest_change_first_in_pages(api):
    for n in range(5):
        with earlier():
            make.event(slug=f"talks-{n}", kind="visit" if n % 2 else "summit", name=f"Talks \x02 & {n}")
    first = feed(api, "events", page_size="2", ordering="name")
    assert [one.findtext(f"{ATOM}title") for one in first.findall(f"{ATOM}entry")] == ["Talks � & 4", "Talks � & 3"]
    assert first.findtext(f"{ATOM}updated") == first.find(f"{ATOM}entry").findtext(f"{ATOM}updated")
    second = feed(api, links(first)["next", "application/atom+xml"])
    assert [one.findtext(f"{ATOM}title")[-1] for one in second.findall(f"{ATOM}entry")] == ["2", "1"]
    assert links(second)["previous", "application/atom+xml"]
    assert second.findtext(f"{ATOM}id") == first.findtext(f"{ATOM}id")
    chosen = feed(api, "events", kind="visit")
    assert chosen.findtext(f"{ATOM}id") != first.findtext(f"{ATOM}id")
    assert len(chosen.findall(f"{ATOM}entry")) == 2
    assert feed(api, "topics").findtext(f"{ATOM}updated").startswith("1970")
    assert "cursor" in api.faults("events", format="atom", cursor="x")


def test_a_feed_takes_as_many_statements_for_many(api, world, django_assert_num_queries):
    with django_assert_num_queries(3):
        feed(api, "events")


def test_what_has_gone_has_a_feed_of_deleted_entries(api):
    with earlier():
        event = make.event(public_id="r-talks")
    event.delete()
    (gone,) = feed(api, "removals").findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert gone.get("ref") == "http://testserver/id/r-talks/" and at(gone.get("when")) == now()


def test_keys_of_the_world_are_in_no_removal(api, world):
    assert {key_of(world.event)} & {row["slug"] for row in api.rows("removals")} == set()
    assert Position.objects.count()
