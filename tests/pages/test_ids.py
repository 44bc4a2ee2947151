"""/id/<public id>: it leads to the record, whatever kind it is, whatever became of it, and tells nobody of what is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.kinds import KINDS as MERGED
from desk.merge.engine import merge
from desk.merge.undo import undo
from experts.models import FormerExpertSlug
from register.kinds import KINDS
from tests import factories as make
from tests.api.conftest import RECORDS, key_of

JSON = {"accept": "application/json"}


@pytest.fixture
def world(db):
    return make.world()


def address(record):
    return f"/id/{record.public_id}/"


def first(world, name):
    return getattr(world, RECORDS[name][0])


@pytest.mark.parametrize("name", KINDS)
def test_it_leads_to_the_page_and_in_json_to_the_api(world, client, name):
    record = first(world, name)
    response = client.get(address(record))
    # Not for ever: a merge may be undone.
    assert (response.status_code, response["Location"]) == (302, record.get_absolute_url())
    assert "Accept" in response["Vary"]
    assert client.get(response["Location"]).status_code == 200
    for asked in (client.get(address(record), headers=JSON), client.get(f"{address(record)}?format=json")):
        assert (asked.status_code, asked["Location"]) == (302, f"/api/v1/{name}/{key_of(record)}/")
        found = client.get(asked["Location"]).json()
        assert found["id"] == record.public_id
    assert client.head(address(record)).status_code == 302
    assert client.post(address(record)).status_code == 405


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "", "nonsense"])
def test_whoever_does_not_ask_for_json_gets_the_page(world, client, accept):
    response = client.get(address(world.event), headers={"accept": accept})
    assert response["Location"] == "/events/mark-event/"


@pytest.mark.parametrize("name", KINDS)
def test_a_draft_leads_nowhere_for_the_public(world, client, admin_client, name):
    record = first(world, name)
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    assert client.get(address(record)).status_code == client.get(address(record), headers=JSON).status_code == 404
    assert admin_client.get(address(record)).status_code == 302


@pytest.mark.parametrize("attribute", ["panel", "participation", "position", "outcome", "link"])
def test_nor_does_what_hangs_on_a_draft(world, client, admin_client, attribute):
    type(world.event).objects.filter(pk=world.event.pk).update(publication="draft")
    record = getattr(world, attribute)
    assert client.get(address(record)).status_code == 404
    assert admin_client.get(address(record)).status_code == 302


def test_a_renamed_record_is_found(world, client):
    type(world.event).objects.filter(pk=world.event.pk).update(slug="renamed")
    assert client.get(address(world.event))["Location"] == "/events/renamed/"


@pytest.mark.parametrize("name", KINDS)
def test_a_deleted_record_is_gone_a_dropped_draft_was_never_there(db, client, name):
    made = {"topics": make.topic, "places": make.place}.get(name) or getattr(make, name.rstrip("s"))
    record, draft, withdrawn = made(), made(publication="draft"), made()
    type(record).objects.filter(pk=withdrawn.pk).update(publication="draft")
    for one in (record, draft, withdrawn):
        type(one).objects.get(pk=one.pk).delete()
    response = client.get(address(record))
    assert response.status_code == 410 and "was deleted" in response.content.decode()
    assert client.get(address(draft)).status_code == client.get(address(withdrawn)).status_code == 404


@pytest.mark.parametrize("kind", MERGED)
def test_a_merged_record_leads_to_the_one_that_stays_until_that_is_undone(db, client, admin_client, kind):
    a, b, c = (getattr(make, kind)() for _ in range(3))
    at_first, then = merge(MERGED[kind], b.pk, a.pk), merge(MERGED[kind], c.pk, b.pk)
    for one in (a, b, c):
        assert client.get(address(one))["Location"] == c.get_absolute_url()
    type(c).objects.filter(pk=c.pk).update(publication="draft")
    assert [client.get(address(one)).status_code for one in (a, b, c)] == [404, 404, 404]
    assert admin_client.get(address(a))["Location"] == c.get_absolute_url()
    type(c).objects.filter(pk=c.pk).update(publication="published")
    undo(then.merge.pk)
    assert [client.get(address(one))["Location"] for one in (a, b)] == [b.get_absolute_url()] * 2
    undo(at_first.merge.pk)
    assert client.get(address(a))["Location"] == a.get_absolute_url()


def test_a_merged_record_is_gone_with_the_one_that_stayed(db, client):
    a, b = make.expert(), make.expert()
    merge(MERGED["expert"], b.pk, a.pk)
    type(b).objects.get(pk=b.pk).delete()
    assert client.get(address(a)).status_code == client.get(address(b)).status_code == 410


def test_a_record_that_was_created_anew_is_another(db, client):
    """An import may give the slug of a deleted record to a new one, which then may be renamed."""
    old = make.expert(slug="berg")
    type(old).objects.get(pk=old.pk).delete()
    FormerExpertSlug.objects.get(slug="berg").delete()
    new = make.expert(slug="berg")
    type(new).objects.filter(pk=new.pk).update(slug="ann-berg")
    assert client.get("/experts/berg/")["Location"] == "/experts/ann-berg/"
    assert client.get(address(old)).status_code == 410


@pytest.mark.parametrize("attribute", ["appointment", "participation", "link"])
def test_a_row_that_became_one_with_another_leads_there(world, client, attribute):
    record = getattr(world, attribute)
    other = {
        "appointment": lambda: make.appointment(expert=world.expert, organisation=world.organisation, post="Twin"),
        "participation": lambda: make.participation(event=world.event, expert=world.endorser, role="speaker"),
        "link": lambda: make.link(world.event, world.other, "prepares"),
    }[attribute]()
    other.delete()
    record.former_ids.create(public_id=other.public_id)
    assert client.get(address(other))["Location"] == record.get_absolute_url()
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    assert client.get(address(other)).status_code == 404


HOSTILE = [
    "nothing", "r0", "mark-event", "%00", "a%00b", "x" * 61, "x" * 5000, "../events", "..%2fevents", "Ä", "R1", "%ff",
    "1' OR '1'='1",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
def test_what_is_no_id_is_not_found(world, client, path):
    response = client.get(f"/id/{path}/")
    assert response.status_code == 404 and response["Content-Type"].startswith("text/html")


def test_a_forgotten_slash_is_added(world, client):
    path = address(world.event).rstrip("/")
    assert client.get(path)["Location"] == address(world.event)


def test_statements(world, client):
    gone = make.expert()
    gone.delete()
    for path, most in ((address(world.event), 2), (address(world.outcome), 3), ("/id/nothing/", 2), (address(gone), 5)):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) <= most, path


def test_the_page_names_the_address(world, client):
    text = client.get("/events/mark-event/").content.decode()
    wanted = f"http://testserver{address(world.event)}"
    assert f'<a href="{wanted}">{wanted}</a>' in text
