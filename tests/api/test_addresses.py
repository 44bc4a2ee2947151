"""Permanent addresses: former slugs redirect, deleted records are gone, what never was is not found."""

import pytest

from config.api import RESOURCES
from tests.api.conftest import RECORDS, key_of

SLUGGED = sorted(name for name, resource in RESOURCES.items() if resource.key == "slug")


@pytest.mark.parametrize("name", SLUGGED)
def test_a_former_slug_redirects_for_good_and_keeps_the_query(api, staff, world, name):
    record = getattr(world, RECORDS[name][0])
    old = record.slug
    type(record).objects.filter(pk=record.pk).update(slug="second")
    type(record).objects.filter(pk=record.pk).update(slug="third")
    for former in (old, "second"):
        for reader in (api, staff):
            response = reader(f"{name}/{former}", format="json")
            assert response.status_code == 301
            assert response["Location"] == f"http://testserver/api/v1/{name}/third/?format=json"
    assert api.json(f"{name}/third")["slug"] == "third"


@pytest.mark.parametrize("name", SLUGGED)
def test_a_former_slug_of_a_draft_leads_nowhere_for_the_public(api, staff, world, name):
    record = getattr(world, RECORDS[name][0])
    old = record.slug
    type(record).objects.filter(pk=record.pk).update(slug="second", publication="draft")
    assert api(f"{name}/{old}").status_code == 404
    assert staff(f"{name}/{old}").status_code == 301


@pytest.mark.parametrize("name", SLUGGED)
def test_a_deleted_record_is_gone_under_each_of_its_slugs(api, db, name):
    from tests import factories as make

    record = getattr(make, {"topics": "topic", "places": "place"}.get(name, name.rstrip("s")))(slug="first")
    type(record).objects.filter(pk=record.pk).update(slug="second")
    type(record).objects.filter(pk=record.pk).delete()
    for slug in ("first", "second"):
        response = api(f"{name}/{slug}")
        assert response.status_code == 410 and "deleted" in response.json()["detail"]


@pytest.mark.parametrize("name", sorted(set(RESOURCES) - set(SLUGGED)))
def test_a_deleted_record_is_gone_under_its_id_and_a_dropped_draft_is_not_found(api, db, name):
    from tests import factories as make

    record, draft = (getattr(make, name.rstrip("s"))(publication=state) for state in ("published", "draft"))
    for one in (record, draft):
        type(one).objects.get(pk=one.pk).delete()
    response = api(f"{name}/{record.public_id}")
    assert response.status_code == 410 and "deleted" in response.json()["detail"]
    assert api(f"{name}/{draft.public_id}").status_code == 404


@pytest.mark.parametrize("name", sorted(RESOURCES))
@pytest.mark.parametrize("key", ["nobody", "1", "Ärger", "a" * 300, "a.b", "%00", "..%2f", "1' OR '1'='1"])
def test_what_never_was_is_not_found_and_named(api, world, name, key):
    response = api(f"{name}/{key}")
    assert response.status_code == 404
    if "%" not in key:
        assert key in response.json()["detail"]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_address_in_an_answer_leads_somewhere(api, world, name):
    """The record's own address gives the record; addresses of nested records answer too."""

    def addresses(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("url", "related") and inner:
                    yield inner
                yield from addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    for attribute in RECORDS[name]:
        found = api.json(f"{name}/{key_of(getattr(world, attribute))}")
        assert api.json(found["url"]) == found
        for address in set(addresses(found)):
            assert address.startswith("http://testserver/api/v1/") and api(address).status_code == 200, address


@pytest.mark.parametrize("name", ["appointments", "participations", "links"])
def test_the_id_of_a_record_that_was_merged_leads_to_the_one_it_became(api, staff, world, name):
    record = getattr(world, RECORDS[name][0])
    record.former_ids.create(public_id="merged-away")
    response = api(f"{name}/merged-away", format="json")
    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/api/v1/{name}/{record.public_id}/?format=json"
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    assert api(f"{name}/merged-away").status_code == 404 and staff(f"{name}/merged-away").status_code == 301


def test_a_former_slug_as_a_parameter_means_the_record(api, world):
    type(world.expert).objects.filter(pk=world.expert.pk).update(slug="renamed")
    assert api.keys("appointments", expert="mark-expert") == api.keys("appointments", expert="renamed") != []


def test_related_events_of_a_former_slug_redirect_too(api, world):
    type(world.event).objects.filter(pk=world.event.pk).update(slug="renamed")
    response = api("events/mark-event/related", limit="3")
    assert response.status_code == 301
    assert response["Location"] == "http://testserver/api/v1/events/renamed/related/?limit=3"


@pytest.mark.parametrize(
    "path", ["nothing/", "events/mark-event/nothing/", "schema/nothing/", "experts/Ärger/timeline/"]
)
def test_nothing_at_an_address_is_said_in_json(api, world, path):
    response = api(f"/api/v1/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json") and response.json()["detail"]


def test_a_forgotten_slash_is_added(api, world):
    for path in ("events", "events/mark-event", "nothing"):
        response = api(f"/api/v1/{path}", kind="summit")
        assert (response.status_code, response["Location"]) == (301, f"/api/v1/{path}/?kind=summit")


def test_an_address_with_a_line_in_it_is_answered_as_any_other(api):
    answer = api("/api/v1/relations/%0Ax/y/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


def test_the_root_names_every_resource(api):
    # And what goes over all of them.
    assert set(api.json("/api/v1/")) == {*RESOURCES, "datapackage", "reconcile", "removals"}
