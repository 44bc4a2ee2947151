"""What the database refuses, in words: forms, record files, imports and what is brought back say the same."""

import functools

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import CASCADE

from lib.publishing import has_publication


def still_used(error):
    """What a ProtectedError means, in words."""
    names = ", ".join(dict.fromkeys(map(_user, list(error.protected_objects)[:5])))
    return f"It is still used by {names}: change those first."


def _user(record):
    """What uses a record, in words: for a row beside another record, that one."""
    owner = next(
        (f.name for f in record._meta.concrete_fields if f.many_to_one and f.remote_field.on_delete is CASCADE), None
    )
    if owner and not has_publication(type(record)):
        record = getattr(record, owner)
    return f"{record._meta.verbose_name} “{record}”"


@functools.cache
def _constraints():
    """The constraints of all models by their names, which are unique in the database."""
    return {constraint.name: constraint for model in apps.get_models() for constraint in model._meta.constraints}


@functools.cache
def _model_of(table):
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


# Deadlock, two transactions that exclude each other, a lock that was waited for too long.
AT_ONCE = ("40P01", "40001", "55P03")


def explain(error, model=None):
    """What the database refused, in words: {field: [message]}. An error of another kind is raised again.

    ``model``: whose fields are named; without it, that of the table which the database names.
    """
    cause = error.__cause__
    diagnosis, state = getattr(cause, "diag", None), getattr(cause, "sqlstate", None) or ""
    said, detail, name, table = (
        getattr(diagnosis, part, None) or ""
        for part in ("message_primary", "message_detail", "constraint_name", "table_name")
    )
    model = model or _model_of(table)
    fields = model._meta.fields if model else []
    if constraint := _constraints().get(name):
        return {NON_FIELD_ERRORS: [str(constraint.get_violation_error_message())]}
    if said.startswith("the address "):
        return {"slug": [f"{said[0].upper()}{said[1:]} and leads there: choose another."]}
    if "would stand inside itself" in said:
        field = next((f.name for f in fields if f.is_relation and f.remote_field.model is model), None)
        return {field or NON_FIELD_ERRORS: ["It would lie inside itself: choose another."]}
    if "would go on from itself" in said:
        return {"predecessor": ["It would go on from itself: choose another."]}
    if "part of itself" in said:
        return {"to_event": ["The other event is already a part of this one, so this one cannot be a part of it."]}
    if state in AT_ONCE:
        words = "Somebody else was changing the same records at the same time. Nothing was changed: try again."
        return {NON_FIELD_ERRORS: [words]}
    if state == "23503":
        return {NON_FIELD_ERRORS: ["A record that was chosen has been deleted in the meantime: choose another."]}
    if state == "23505":
        column = next((f.name for f in fields if f.unique and f"_{f.name}_" in f"{name}_"), None)
        return {column or NON_FIELD_ERRORS: ["Somebody has just entered the same: it is already on record."]}
    if state.startswith("23") or state == "P0001":
        return {NON_FIELD_ERRORS: [f"The database refused this: {said}. {detail}".strip()]}
    raise error


def violation_messages(error, model=None):
    """The same as a list, without the fields."""
    return [message for found in explain(error, model).values() for message in found]
