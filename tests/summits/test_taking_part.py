"""Who asks for those who took part gets nobody who was not there, unless it is asked for (docs/decisions/0022)."""

import pytest

from tests import factories as make
from tests.page_reader import get

pytestmark = pytest.mark.django_db

ANN = {"expert": "ann"}


@pytest.fixture
def ann():
    """Ann at four events: there, announced, unable to attend, and one that was cancelled, each with a panel and her state."""
    ann = make.expert(slug="ann", name="Ann Abel")
    state = make.organisation(slug="state", name="State")
    for slug, attendance, status in (
        ("was", "attended", "held"), ("announced", "planned", "planned"), ("ill", "unable", "held"),
        ("off", "attended", "cancelled"),
    ):  # fmt: skip
        event = make.event(slug=slug, status=status)
        panel = make.panel(public_id=f"panel-{slug}", event=event)
        for who in ({"expert": ann, "on_behalf_of": state}, {"organisation": state}):
            make.participation(event=event, panel=panel, attendance=attendance, role="host", **who)
    return ann


def found(client, path, query, key="slug"):
    answer = client.get(f"/api/v1/{path}/", query)
    assert answer.status_code == 200, answer.content
    return {row[key] for row in answer.json()["results"]}


@pytest.mark.parametrize("who", [ANN, {"organisation": "state"}, {"role": "host"}, ANN | {"organisation": "state"}])
@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ({}, {"was", "announced"}),
        ({"attendance": "any"}, {"was", "announced", "ill", "off"}),
        ({"attendance": "attended"}, {"was"}),
        ({"attendance": "attended,planned"}, {"was", "announced"}),
        ({"attendance": "unable"}, {"ill"}),
        ({"status": "cancelled"}, {"off"}),
        ({"status": "held,cancelled"}, {"was", "off"}),
        ({"status": "held", "attendance": "any"}, {"was", "ill"}),
    ],
)
def test_events_by_who_took_part(client, ann, who, asked, events):
    assert found(client, "events", who | asked) == events


def test_a_position_at_an_event_counts_whether_or_not_its_holder_was_there(client, ann):
    make.position(event=make.event(slug="letter", status="cancelled"), holders=[ann])
    assert found(client, "events", ANN) == {"was", "announced", "letter"}
    assert found(client, "events", ANN | {"attendance": "attended"}) == {"was"}
    assert found(client, "experts", {"event": "letter"}) == {"ann"}


@pytest.mark.parametrize(
    ("asked", "panels"),
    [
        ({}, {"was", "announced"}),
        ({"attendance": "unable"}, {"ill"}),
        ({"attendance": "any"}, {"was", "announced", "ill", "off"}),
    ],
)
def test_panels_by_who_took_part(client, ann, asked, panels):
    assert found(client, "panels", ANN | asked, "id") == {f"panel-{slug}" for slug in panels}


def test_panels_by_attendance_alone(client, ann):
    make.panel(public_id="empty")
    assert found(client, "panels", {"attendance": "unable"}, "id") == {"panel-ill"}
    assert "empty" in found(client, "panels", {"attendance": "any"}, "id")


@pytest.mark.parametrize(("event", "there"), [("was", True), ("announced", True), ("ill", False), ("off", False)])
def test_experts_by_event(client, ann, event, there):
    assert found(client, "experts", {"event": event}) == ({"ann"} if there else set())
    assert found(client, "experts", {"event": event, "attendance": "any"}) == {"ann"}
    assert found(client, "experts", {"attendance": "unable"}) == {"ann"}


def test_what_is_no_attendance_is_refused(client):
    answer = client.get("/api/v1/events/", {"attendance": "absent"})
    assert answer.status_code == 400 and "attendance" in answer.json()


def test_the_list_says_what_it_leaves_out_and_leads_there(client, ann):
    page = client.get("/events/", ANN).content.decode()
    assert "/events/was/" in page and "/events/off/" not in page
    assert 'href="?expert=ann&amp;attendance=any"' in page
    everything = client.get("/events/", ANN | {"attendance": "any"}).content.decode()
    assert "/events/off/" in everything and "show these too" not in everything
    assert "show these too" not in client.get("/events/").content.decode()


def test_an_organisation_took_part_in_what_it_attended(client, ann):
    page = get(client, "/organisations/state/").text
    took_part, _, rest = page.partition("Events it took part in")[2].partition("Cancelled, or it was unable to attend")
    assert took_part.count("host") == 2 and "unable to attend" not in took_part
    assert rest.count("host") == 2
