"""What was withdrawn stays withdrawn at every moment; what was deleted while public is gone (410), else not found (404).

The cases are those of the table in docs/history.md.
"""

import re

import pytest
from django.db import IntegrityError, models, transaction

from config.api import RESOURCES
from desk.kinds import KINDS
from desk.merge.engine import merge
from desk.merge.undo import undo
from lib.history import tracked_tables
from lib.visibility import Audience
from summits.models import Event
from tests import factories as make
from tests.api.conftest import RECORDS, body, key_of
from tests.api.test_publication import ALONG, RESOURCE_OF, hide

PUBLIC, WITHDRAWN, DELETED, LATER = (f"2020-01-0{n}" for n in (1, 2, 3, 4))
BETWEEN = f"{PUBLIC}T18:00:00Z"


def happened(day):
    """Say of all that this test has done so far, and has not dated yet, that it was done on ``day`` at noon."""
    for _, history in tracked_tables().values():
        history.objects.filter(pgh_created_at__gt="2020-02-01T00:00Z").update(pgh_created_at=f"{day}T12:00:00Z")


def erase(record):
    """Delete a record whatever still names it: that is let go, or deleted too."""
    for relation in record._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
        if relation.field.remote_field.on_delete is models.PROTECT:
            if relation.field.null:
                try:
                    with transaction.atomic():
                        rows.update(**{relation.field.name: None})
                except IntegrityError:
                    pass
            for row in rows:
                erase(row)
    type(record)._base_manager.get(pk=record.pk).delete()


def publish(record):
    type(record).objects.filter(pk=record.pk).update(publication="published")


def address(record):
    return f"{RESOURCE_OF_MODEL[type(record)]}/{key_of(record)}"


RESOURCE_OF_MODEL = {resource.list_serializer.Meta.model: name for name, resource in RESOURCES.items()}


def seen(api, record, moment=BETWEEN):
    """The status of a record's address at a moment (None: now)."""
    return api(address(record), as_of=moment).status_code


@pytest.mark.parametrize("attribute", sorted(RESOURCE_OF))
def test_withdrawn_then_deleted_is_shown_at_no_moment_and_nowhere(api, staff, world, attribute):
    happened(PUBLIC)
    record = getattr(world, attribute)
    key = f"{RESOURCE_OF[attribute]}/{key_of(record)}"
    assert world.markers[attribute] in body(api(key, as_of=BETWEEN))
    hide(record)
    happened(WITHDRAWN)
    erase(record)
    happened(DELETED)
    hidden = {attribute} | ALONG.get(attribute, set())
    for name, attributes in RECORDS.items():
        for about in attributes:
            response = api(f"{name}/{key_of(getattr(world, about))}", as_of=BETWEEN)
            assert response.status_code == (404 if about in hidden else 200), about
            for one in hidden - {about}:
                assert world.markers[one] not in body(response), f"{one} in {about}"
    # Nor does its address say that it was there once; who may see drafts sees it as it was.
    assert api(key).status_code == 404
    assert world.markers[attribute] in body(staff(key, as_of=BETWEEN))


def unstamped(text):
    """An answer without its moments, which are kept by themselves (test_changes.py): in this test all is one transaction."""
    return re.sub('"(created|modified)" : [^,]*, ', "", text)


@pytest.mark.parametrize("attribute", sorted(RESOURCE_OF))
def test_what_was_deleted_while_public_is_gone_now_and_shown_as_it_was(api, world, attribute):
    happened(PUBLIC)
    record = getattr(world, attribute)
    key = f"{RESOURCE_OF[attribute]}/{key_of(record)}"
    before = body(api(key))
    erase(record)
    happened(DELETED)
    assert unstamped(body(api(key, as_of=BETWEEN))) == unstamped(before)
    assert api(key).status_code == 410
    assert api(key, as_of=LATER).status_code in (404, 410)


@pytest.mark.parametrize("attribute", ["panel", "participation", "position", "outcome"])
@pytest.mark.parametrize("at_once", [False, True])
def test_what_was_deleted_while_its_event_was_withdrawn_stays_hidden(api, world, attribute, at_once):
    """Also where the event is published again, be it in the same save that deletes the row."""
    happened(PUBLIC)
    record = getattr(world, attribute)
    hide(world.event)
    happened(WITHDRAWN)
    if at_once:
        publish(world.event)
    erase(record)
    happened(DELETED)
    publish(world.event)
    happened(LATER)
    response = api("events/mark-event", as_of=BETWEEN)
    assert response.status_code == 200 and world.markers[attribute] not in body(response)
    assert seen(api, record) == seen(api, record, None) == 404


def test_what_was_moved_to_a_draft_is_hidden_where_it_was_before(api, world):
    happened(PUBLIC)
    draft = make.event(publication="draft")
    type(world.reply).objects.filter(pk=world.reply.pk).update(event=draft)
    office = make.organisation(publication="draft")
    type(world.appointment).objects.filter(pk=world.appointment.pk).update(organisation=office)
    happened(WITHDRAWN)
    assert seen(api, world.reply) == seen(api, world.appointment) == 404
    assert world.markers["reply"] not in body(api("events/mark-event", as_of=BETWEEN))
    assert world.markers["appointment"] not in body(api("experts/mark-expert", as_of=BETWEEN))


def test_a_draft_that_was_never_public_is_shown_at_no_moment(api, db):
    draft = make.event(publication="draft")
    happened(PUBLIC)
    assert seen(api, draft) == 404
    publish(draft)
    happened(LATER)
    assert (seen(api, draft), seen(api, draft, None)) == (404, 200)  # it was not public then


def test_what_was_withdrawn_and_published_again_is_shown_as_it_was_while_public(api, world):
    happened(PUBLIC)
    hide(world.event)
    happened(WITHDRAWN)
    publish(world.event)
    happened(LATER)
    assert seen(api, world.event) == 200
    assert seen(api, world.event, f"{DELETED}T00:00:00Z") == 404


def test_what_was_brought_back_follows_its_present_state(api, world):
    happened(PUBLIC)
    outcome = type(world.outcome).objects.get(pk=world.outcome.pk)
    erase(outcome)
    happened(DELETED)
    outcome.save(force_insert=True)
    happened(LATER)
    assert seen(api, outcome) == seen(api, outcome, None) == 200
    hide(outcome)
    assert seen(api, outcome) == seen(api, outcome, None) == 404
    erase(outcome)
    assert seen(api, outcome) == seen(api, outcome, None) == 404


# --- merged -----------------------------------------------------------------------------------------------


@pytest.fixture
def two(db):
    """Two public events, of which the second is merged into the first, which is merged into a third."""
    kept, absorbed, last = make.event(), make.event(summary="Markabsorbed"), make.event()
    happened(PUBLIC)
    merge(KINDS["event"], kept.pk, absorbed.pk)
    happened(WITHDRAWN)
    return kept, absorbed, last


def test_what_was_merged_is_shown_as_it_was_unless_the_survivor_is_withheld(api, two):
    kept, absorbed, last = two
    assert "Markabsorbed" in body(api(address(absorbed), as_of=BETWEEN))
    hide(kept)
    assert seen(api, absorbed) == seen(api, absorbed, None) == 404
    publish(kept)
    assert (seen(api, absorbed), seen(api, absorbed, None)) == (200, 301)
    happened(WITHDRAWN)
    # Merged again, the last of the chain counts.
    merge(KINDS["event"], last.pk, kept.pk)
    happened(DELETED)
    assert seen(api, absorbed) == seen(api, kept) == 200
    hide(last)
    assert seen(api, absorbed) == seen(api, kept) == 404
    erase(last)
    assert seen(api, absorbed) == seen(api, kept) == seen(api, kept, None) == 404


def test_a_survivor_that_was_deleted_while_public_hides_nothing(api, two):
    kept, absorbed, _ = two
    erase(kept)
    happened(DELETED)
    assert (seen(api, absorbed), seen(api, absorbed, None)) == (200, 410)


def test_after_an_undone_merge_each_follows_its_own_state(api, two):
    from desk.models import Merge

    kept, absorbed, _ = two
    undo(Merge.objects.get().pk)
    happened(DELETED)
    hide(kept)
    happened(LATER)
    assert (seen(api, absorbed), seen(api, kept)) == (200, 404)


def test_a_row_that_became_one_with_another_follows_that_one(api, db):
    kept, absorbed, event = make.expert(), make.expert(), make.event()
    row = make.participation(event=event, expert=kept)
    same = make.participation(event=event, expert=absorbed, name_as_printed="Marksame")
    happened(PUBLIC)
    merge(KINDS["expert"], kept.pk, absorbed.pk)
    happened(WITHDRAWN)
    assert "Marksame" in body(api(address(same), as_of=BETWEEN))
    hide(row)
    assert seen(api, same) == 404 and "Marksame" not in body(api(address(event), as_of=BETWEEN))


# --- 404 and 410 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RESOURCES))
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_deleted_record_that_never_was_public_is_not_found(api, client, db, name, state):
    record = getattr(make, {"topics": "topic", "places": "place"}.get(name, name.rstrip("s")))(publication=state)
    page = record.get_absolute_url() if RESOURCES[name].key == "slug" else None
    record = type(record).objects.get(pk=record.pk)
    erase(record)
    assert api(address(record)).status_code == 404
    assert page is None or client.get(page).status_code == 404
    if name == "experts":
        assert api(f"{address(record)}/timeline").status_code == 404


@pytest.mark.parametrize("name", ["panels", "participations", "positions", "outcomes"])
def test_a_deleted_record_on_a_draft_event_is_not_found(api, db, name):
    """Its own state is “published”, but the public never saw it."""
    event = make.event(publication="draft")
    record = getattr(make, name.rstrip("s"))(event=event)
    erase(event)
    assert api(address(record)).status_code == 404


def test_a_renamed_record_is_gone_under_the_slug_it_had_as_a_draft_if_it_was_public_in_the_end(api, db):
    event = make.event(slug="as-draft", publication="draft")
    Event.objects.filter(pk=event.pk).update(slug="as-public")
    publish(event)
    happened(PUBLIC)
    erase(event)
    assert api("events/as-draft").status_code == api("events/as-public").status_code == 410


# --- one rule ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_hangs_on_names_all_that_hides_a_record(world, name):
    """``public()`` of each kind and its ``hangs_on`` say the same."""
    for attribute in RECORDS[name]:
        record = getattr(world, attribute)
        rows = type(record).objects.visible_to(Audience.PUBLIC).filter(pk=record.pk)
        for field in record._meta.concrete_fields:
            named = getattr(record, field.name) if field.many_to_one else None
            if named is None or not hasattr(named, "publication"):
                continue
            hide(named)
            assert rows.exists() is (field.name not in type(record).objects.all().hangs_on), field.name
            publish(named)
