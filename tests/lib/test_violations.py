"""What the database refuses, in words."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import DatabaseError, IntegrityError, connection, transaction
from psycopg.errors import DeadlockDetected

from experts.models import Expert
from lib.violations import explain, violation_messages
from summits.models import EventLink
from tests import factories as make
from topics.models import Topic

pytestmark = pytest.mark.django_db


def said(model, act):
    """What is said of what the database refuses of an act."""

    def checked():
        act()
        connection.check_constraints()

    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        checked()
    return explain(caught.value, model)


def test_a_constraint_says_its_own_message():
    born = make.expert()
    refused = said(Expert, lambda: Expert.objects.filter(pk=born.pk).update(name=""))
    assert refused == {NON_FIELD_ERRORS: ["An expert needs a name."]}


def test_what_belongs_to_a_field_is_said_of_it():
    one, two = make.topic(slug="first"), make.topic(slug="second")
    Topic.objects.filter(pk=one.pk).update(slug="third")
    assert said(Topic, lambda: Topic.objects.filter(pk=two.pk).update(slug="first")) == {
        "slug": ["The address first belongs to another record and leads there: choose another."]
    }
    assert said(Topic, lambda: Topic.objects.filter(pk=two.pk).update(slug="third")) == {
        "slug": ["Somebody has just entered the same: it is already on record."]
    }
    Topic.objects.filter(pk=two.pk).update(broader=one)
    assert said(Topic, lambda: Topic.objects.filter(pk=one.pk).update(broader=two)) == {
        "broader": ["It would lie inside itself: choose another."]
    }


def test_a_record_that_was_deleted_meanwhile():
    one, two = make.event(), make.event()
    gone = two.pk + 1000
    refused = said(EventLink, lambda: EventLink.objects.create(from_event_id=one.pk, to_event_id=gone, kind="part_of"))
    assert refused == {NON_FIELD_ERRORS: ["A record that was chosen has been deleted in the meantime: choose another."]}


def test_the_database_names_the_table_where_nobody_else_does():
    two = make.topic(slug="second")
    make.topic(slug="third")
    taken = {"slug": ["Somebody has just entered the same: it is already on record."]}
    assert said(None, lambda: Topic.objects.filter(pk=two.pk).update(slug="third")) == taken
    refused = said(Topic, lambda: Expert.objects.filter(pk=make.expert().pk).update(name=""))
    assert refused == {NON_FIELD_ERRORS: ["An expert needs a name."]}, "a row beside the record"


def test_two_at_once_are_told_to_try_again():
    error = DatabaseError("deadlock detected")
    error.__cause__ = DeadlockDetected("deadlock detected")
    assert "try again" in " ".join(violation_messages(error, Topic))


def test_an_error_of_another_kind_is_raised_again():
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert not isinstance(caught.value, IntegrityError)
    with pytest.raises(DatabaseError):
        explain(caught.value, Topic)
