"""What the database guards by trigger: addresses, ids, trees, derived columns. Each trigger has a test."""

import threading

import pgtrigger
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from lib.partialdates import parse
from lib.trees import upwards
from lib.violations import explain
from summits.models import EventLink, Outcome, Position
from tests import factories as make
from topics.models import Topic

ADDRESSED = {
    "sources.Source": make.source,
    "sources.Place": make.place,
    "topics.Topic": make.topic,
    "experts.Organisation": make.organisation,
    "experts.Expert": make.expert,
    "summits.Event": make.event,
}
NUMBERED = {
    "experts.Appointment": make.appointment,
    "summits.Panel": make.panel,
    "summits.Participation": make.participation,
    "summits.Position": make.position,
    "summits.Outcome": make.outcome,
    "summits.EventLink": make.link,
}
TREES = {"sources.Place": "parent", "experts.Organisation": "parent", "topics.Topic": "broader"}
# Trigger → the models that this file tests it for.
TESTED = {
    **{name: set(ADDRESSED) for name in ("slug_free", "slug_kept", "slug_retired", "slugs_stay")},
    "public_id_stays": {*ADDRESSED, *NUMBERED},
    "parent_id_acyclic": {"sources.Place", "experts.Organisation"},
    "predecessor_id_acyclic": {"experts.Organisation"},
    "broader_id_acyclic": {"topics.Topic"},
    "part_of_acyclic": {"summits.EventLink"},
    "date_passed_on": {"summits.Event"},
    "effective_date_set": {"summits.Position", "summits.Outcome"},
    "path_set": {"topics.Topic"},
    "path_passed_on": {"topics.Topic"},
}
# The triggers that write history are tested in test_history.py.
HISTORY = {"insert_insert", "update_update", "delete_delete", "truncate_delete"}
# Those that keep the moments of a record (lib/stamps.py) are tested in tests/api/test_changes.py, its tables one by one.
STAMPS = "stamp_"
each_addressed = pytest.mark.parametrize("label", sorted(ADDRESSED))


def test_every_trigger_is_tested():
    found = {}
    for model, trigger in pgtrigger.registered():
        if trigger.name not in HISTORY and not trigger.name.startswith(STAMPS):
            found.setdefault(trigger.name, set()).add(model._meta.label)
    assert found == TESTED


def sql(statement, *values):
    """Run a statement past Django's models, in a savepoint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def table(label):
    """The table of a model."""
    return apps.get_model(label)._meta.db_table


def former(label):
    """The former slugs of a kind of record: {slug: id of the record it leads to}."""
    model = apps.get_model(label).former_slugs.rel.related_model
    return dict(model.objects.values_list("slug", "record_id"))


# --- addresses ---------------------------------------------------------------------------------------


@each_addressed
def test_a_former_slug_stays_with_its_record_by_every_path(db, label):
    record = ADDRESSED[label](slug="one")
    record.slug = "two"
    record.save()
    type(record).objects.filter(pk=record.pk).update(slug="three")
    sql(f"UPDATE {table(label)} SET slug = 'four' WHERE id = %s", record.pk)
    assert former(label) == {"one": record.pk, "two": record.pk, "three": record.pk}


@each_addressed
def test_a_record_may_take_its_former_slug_back(db, label):
    record = ADDRESSED[label](slug="one")
    for slug in ("two", "one"):
        record.slug = slug
        record.full_clean()
        record.save()
    assert former(label) == {"two": record.pk}


@each_addressed
def test_the_former_slug_of_another_record_is_refused(db, label):
    record = ADDRESSED[label](slug="one")
    type(record).objects.filter(pk=record.pk).update(slug="two")
    other = ADDRESSED[label](slug="other")
    with pytest.raises(IntegrityError, match="the address one belongs to another record"):
        sql(f"UPDATE {table(label)} SET slug = 'one' WHERE id = %s", other.pk)
    with pytest.raises(IntegrityError, match="belongs to another record"), transaction.atomic():
        ADDRESSED[label](slug="one")
    other.slug = "one"
    with pytest.raises(ValidationError) as caught:
        other.full_clean()
    assert "still leads there: choose another" in caught.value.message_dict["slug"][0]


@each_addressed
def test_no_slug_of_what_truncate_removed_is_given_away(db, label):
    """It empties the table of former slugs, too, since that one refers to the records."""
    record, other = ADDRESSED[label](slug="one"), ADDRESSED[label](slug="other")
    type(record).objects.filter(pk=record.pk).update(slug="two")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"TRUNCATE {table(label)} CASCADE")
    assert {slug: pk for slug, pk in former(label).items() if slug in ("one", "two", "other")} == {
        "one": None, "two": None, "other": None,
    }  # fmt: skip
    for slug in ("one", "two", other.slug):
        with pytest.raises(IntegrityError, match="belongs to another record"), transaction.atomic():
            ADDRESSED[label](slug=slug)


@each_addressed
def test_the_slug_in_use_by_another_record_is_refused(db, label):
    ADDRESSED[label](slug="one")
    other = ADDRESSED[label](slug="other")
    with pytest.raises(IntegrityError, match="slug"):
        sql(f"UPDATE {table(label)} SET slug = 'one' WHERE id = %s", other.pk)
    other.slug = "one"
    with pytest.raises(ValidationError) as caught:
        other.full_clean()
    assert "already exists" in caught.value.message_dict["slug"][0]


@each_addressed
@pytest.mark.parametrize("by", ["delete", "queryset", "sql"])
def test_the_slugs_of_a_deleted_record_lead_nowhere_and_are_never_used_again(db, label, by):
    record = ADDRESSED[label](slug="one")
    type(record).objects.filter(pk=record.pk).update(slug="two")
    record.refresh_from_db()
    if by == "delete":
        record.delete()
    elif by == "queryset":
        type(record).objects.filter(pk=record.pk).delete()
    else:
        sql(f"DELETE FROM {table(label)} WHERE id = %s", record.pk)
    assert former(label) == {"one": None, "two": None}
    for slug in ("one", "two"):
        with pytest.raises(IntegrityError, match="belongs to another record"), transaction.atomic():
            ADDRESSED[label](slug=slug)
        with pytest.raises(ValidationError, match="was the address of another record"):
            type(record)(slug=slug).clean()


@pytest.mark.parametrize("label", sorted({**ADDRESSED, **NUMBERED}))
def test_a_public_id_never_changes(db, label):
    record = {**ADDRESSED, **NUMBERED}[label]()
    with pytest.raises(IntegrityError, match="a public id never changes"):
        sql(f"UPDATE {table(label)} SET public_id = 'other' WHERE id = %s", record.pk)
    # Nor is it asked for in any form; a bad one is refused with an example of what is allowed.
    assert not record._meta.get_field("public_id").editable
    with pytest.raises(ValidationError, match="small letters"):
        record._meta.get_field("public_id").clean("Ärger", record)


# --- trees -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "field"), sorted(TREES.items()))
def test_no_record_stands_inside_itself(db, label, field):
    top = ADDRESSED[label](name="Top")
    middle = ADDRESSED[label](name="Middle", **{field: top})
    leaf = ADDRESSED[label](name="Leaf", **{field: middle})
    for inside in (top, leaf):
        with pytest.raises(IntegrityError, match="would stand inside itself"):
            sql(f"UPDATE {table(label)} SET {field}_id = %s WHERE id = %s", inside.pk, top.pk)
        setattr(top, field, inside)
        with pytest.raises(ValidationError) as caught:
            top.full_clean()
        assert caught.value.message_dict[field] == ["Top would lie inside itself: choose another."]


def test_no_state_goes_on_from_itself(db):
    empire = make.organisation(name="Empire")
    union = make.organisation(name="Union", predecessor=empire)
    federation = make.organisation(name="Federation", predecessor=union)
    with pytest.raises(IntegrityError, match="would go on from itself") as refused:
        sql("UPDATE experts_organisation SET predecessor_id = %s WHERE id = %s", federation.pk, empire.pk)
    assert explain(refused.value) == {"predecessor": ["It would go on from itself: choose another."]}
    empire.predecessor = federation
    with pytest.raises(ValidationError) as caught:
        empire.full_clean()
    assert caught.value.message_dict == {"predecessor": ["Empire would go on from itself: choose another."]}


def test_no_event_is_part_of_itself(db):
    series, meeting, session = make.event(name="Series"), make.event(name="Meeting"), make.event(name="Session")
    make.link(meeting, series, "part_of")
    make.link(session, meeting, "part_of")
    closing = EventLink(from_event=series, to_event=session, kind="part_of")
    with pytest.raises(ValidationError) as caught:
        closing.full_clean()
    assert "is already a part of this event" in caught.value.message_dict["to_event"][0]
    with pytest.raises(IntegrityError, match="part of itself"), transaction.atomic():
        EventLink.objects.bulk_create([closing])
    # Another kind of link may go round.
    other = make.link(series, session, "discusses")
    with pytest.raises(IntegrityError, match="part of itself"):
        sql("UPDATE summits_eventlink SET kind = 'part_of' WHERE id = %s", other.pk)


# --- derived columns ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "maker"), [(Position, make.position), (Outcome, make.outcome)])
def test_a_date_of_its_own_or_else_the_events(db, model, maker):
    event = make.event(date="2021-06-16")
    record = maker(event=event)

    def effective():
        return str(model.objects.values_list("effective_date", flat=True).get(pk=record.pk))

    assert effective() == "2021-06-16"
    sql("UPDATE summits_event SET date = '2021-07' WHERE id = %s", event.pk)
    assert effective() == "2021-07"
    model.objects.filter(pk=record.pk).update(date=parse("2020"))
    assert effective() == "2020"
    event.date = "2022"
    event.save()
    assert effective() == "2020"
    model.objects.filter(pk=record.pk).update(date=None)
    assert effective() == "2022"
    sql(f"UPDATE {model._meta.db_table} SET event_id = %s WHERE id = %s", make.event(date="1986").pk, record.pk)
    assert effective() == "1986"


def test_a_position_without_event_and_date_has_none(db):
    assert make.position().effective_date is None


def test_the_path_of_a_topic_follows_every_move(db):
    def path(record):
        return type(record).objects.values_list("path", flat=True).get(pk=record.pk)

    top, other = make.topic(), make.topic()
    middle = make.topic(broader=top)
    leaf = make.topic(broader=middle)
    assert path(leaf) == f"/{top.pk}/{middle.pk}/{leaf.pk}/"
    sql("UPDATE topics_topic SET broader_id = %s WHERE id = %s", other.pk, middle.pk)
    assert path(leaf) == f"/{other.pk}/{middle.pk}/{leaf.pk}/"
    type(middle).objects.filter(pk=middle.pk).update(broader=None)
    assert path(leaf) == f"/{middle.pk}/{leaf.pk}/" and path(top) == f"/{top.pk}/"
    assert set(type(top).objects.within(middle)) == {middle, leaf}


# --- two at once -------------------------------------------------------------------------------------


def closing(label):
    """Two changes that close a cycle together: [statement, statement] over records that are committed."""
    if label == "summits.EventLink":
        one, two = make.event(), make.event()
        add = (
            "INSERT INTO summits_eventlink (public_id, publication, kind, note, from_event_id, to_event_id)"
            " VALUES ('{}', 'published', 'part_of', '', {}, {})"
        )
        return [add.format("one", one.pk, two.pk), add.format("two", two.pk, one.pk)]
    one, two = (NUMBERED | ADDRESSED)[label](), (NUMBERED | ADDRESSED)[label]()
    change = f"UPDATE {table(label)} SET {TREES[label]}_id = {{}} WHERE id = {{}}"
    return [change.format(two.pk, one.pk), change.format(one.pk, two.pk)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("label", [*sorted(TREES), "summits.EventLink"])
def test_two_transactions_do_not_close_a_cycle_together(label):
    statements = closing(label)
    first = connection.copy()
    told = []

    def follow():
        second = connection.copy()  # a connection belongs to its thread
        try:
            with second.cursor() as cursor:
                cursor.execute(statements[1])
        except DatabaseError as error:
            told.append(str(error))
        finally:
            second.close()

    first.set_autocommit(False)
    other = threading.Thread(target=follow, daemon=True)
    try:
        with first.cursor() as cursor:
            cursor.execute(statements[0])
        other.start()
        other.join(0.5)
        waited = other.is_alive()
        first.commit()
    finally:
        first.close()
    other.join(20)
    assert waited, f"the second did not wait for the first: {told}"
    assert told and ("inside itself" in told[0] or "part of itself" in told[0])


def test_looking_upwards_ends_in_a_cycle_too():
    one, two = Topic(pk=1), Topic(pk=2)
    one.broader, two.broader = two, one
    assert upwards(Topic(pk=3, broader=one), "broader") == [one, two]
