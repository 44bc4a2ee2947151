"""Every change of a record by any path leaves a row of history: what, when, by which role, and who if known."""

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from lib.addresses import FormerId, FormerSlug
from lib.stamps import stamps_of
from summits.models import Event
from tests import factories as make

RECORDS = ("sources", "topics", "experts", "summits")
HISTORIES = {
    one.pgh_tracked_model: one
    for one in apps.get_models()
    if issubclass(one, pghistory.models.Event) and one._meta.app_label in RECORDS
}
each_model = pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model.__name__)


def test_every_table_of_records_is_tracked():
    # Former addresses are history themselves: written once, by trigger or merge.
    tables = {
        model
        for label in RECORDS
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, pghistory.models.Event | FormerSlug | FormerId)
    }
    assert tables == set(HISTORIES)


def fresh(model):
    """A valid record of any kind, not saved: required fields only."""
    record = model()
    for field in model._meta.concrete_fields:
        if field.primary_key or field.generated or (field.has_default() and field.default != ""):
            continue
        if field.is_relation and (not field.null or field.name == "expert"):
            setattr(
                record,
                field.name,
                getattr(make, MAKERS.get(field.related_model, field.related_model._meta.model_name))(),
            )
        elif field.unique:
            setattr(record, field.name, f"fresh-{make.number()}")
        elif field.choices and not field.blank:
            setattr(record, field.name, field.choices[0][0])
        elif isinstance(field, models.CharField | models.TextField) and not field.blank:
            setattr(record, field.name, "Fresh")
    return record


MAKERS = {apps.get_model("summits.EventLink"): "link"}


def other_value(model):
    """A field of a model and another value for it."""
    for field in model._meta.concrete_fields:
        if (
            isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and field.editable
            and not field.unique
        ):
            return {field.name: "Changed"}
    name = next(
        name for name in ("topic", "appointment", "expert", "stance", "relation", "place") if hasattr(model, name)
    )
    field = model._meta.get_field(name)
    value = getattr(make, field.related_model._meta.model_name)() if field.is_relation else field.choices[1][0]
    return {name: value}


def labels(model, pk):
    """What the history tells of a record, oldest first."""
    return list(HISTORIES[model].objects.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_label", flat=True))


def insert_by_sql(record):
    """Insert a record by a plain INSERT; returns its id."""
    fields = [f for f in record._meta.concrete_fields if not (f.primary_key or f.generated or f.has_db_default())]
    values = [f.get_db_prep_save(f.pre_save(record, True), connection) for f in fields]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {record._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(values))}) RETURNING id",
            values,
        )
        return cursor.fetchone()[0]


@each_model
def test_save_and_delete(db, model):
    record = fresh(model)
    record.save()
    for name, value in other_value(model).items():
        setattr(record, name, value)
    record.save()
    pk = record.pk
    record.delete()
    assert labels(model, pk) == ["insert", "update", "delete"]


@each_model
def test_bulk_create_update_and_queryset_delete(db, model):
    record = model.objects.bulk_create([fresh(model)])[0]
    model.objects.filter(pk=record.pk).update(**other_value(model))
    model.objects.filter(pk=record.pk).delete()
    assert labels(model, record.pk) == ["insert", "update", "delete"]


@each_model
def test_raw_sql_with_the_role_of_the_database(db, model):
    pk = insert_by_sql(fresh(model))
    ((name, value),) = other_value(model).items()
    field = model._meta.get_field(name)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{field.column}" = %s WHERE id = %s', [getattr(value, "pk", value), pk])
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
    assert labels(model, pk) == ["insert", "update", "delete"]
    rows = HISTORIES[model].objects.filter(pgh_obj_id=pk)
    assert set(rows.values_list("db_role", "pgh_context")) == {(role, None)}


@each_model
def test_a_table_that_is_emptied_at_once(db, model):
    record = model.objects.bulk_create([fresh(model)])[0]
    with pghistory.context(command="psql"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert not model.objects.exists()
    assert labels(model, record.pk) == ["insert", "delete"]
    inserted, deleted = HISTORIES[model].objects.filter(pgh_obj_id=record.pk).order_by("pgh_id")
    assert deleted.pgh_context.metadata["command"] == "psql"
    kept = [f.attname for f in HISTORIES[model]._meta.concrete_fields if not f.name.startswith("pgh_")]
    assert [getattr(inserted, name) for name in kept] == [getattr(deleted, name) for name in kept]


@each_model
def test_the_history_keeps_every_column_that_is_not_derived(model):
    derived = {"effective_date", "path"}
    kept = {f.name for f in HISTORIES[model]._meta.concrete_fields}
    own = {f.name for f in model._meta.concrete_fields if not f.generated} - derived - set(stamps_of(model))
    assert own <= kept


def test_a_change_without_a_difference_leaves_no_row(db):
    record = make.event(name="Same")
    record.save()
    Event.objects.filter(pk=record.pk).update(name="Same")
    assert labels(Event, record.pk) == ["insert"]


# --- who and from where ---------------------------------------------------------------------------------


def rename(request):
    """A page that changes an event."""
    Event.objects.filter(slug="watched").update(name="Renamed by request")
    return HttpResponse("done")


urlpatterns = [path("rename/", rename)]


def test_a_change_in_a_request_names_the_user_and_the_address(db, settings):
    settings.ROOT_URLCONF = __name__
    user = get_user_model().objects.create_user("clerk", password="clerk's password")
    record = make.event(slug="watched")
    client = Client()
    client.force_login(user)
    assert client.post("/rename/").content == b"done"
    row = HISTORIES[Event].objects.select_related("pgh_context").get(pgh_obj_id=record.pk, pgh_label="update")
    assert row.name == "Renamed by request"
    assert row.pgh_context.metadata == {"user": user.pk, "url": "/rename/"}


def test_changes_of_one_context_belong_together(db):
    with pghistory.context(command="load_records"):
        one, two = make.event(), make.expert()
    contexts = {HISTORIES[type(record)].objects.get(pgh_obj_id=record.pk).pgh_context_id for record in (one, two)}
    assert len(contexts) == 1 and None not in contexts
