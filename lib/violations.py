"""Messages for database errors, shared by forms, record files, imports and restoring."""

import functools

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import CASCADE

from lib.publishing import has_publication


def still_used(error):
    """The message for a ProtectedError."""
    names = ", ".join(dict.fromkeys(map(_user, list(error.protected_objects)[:5])))
    return f"It is still used by {names}: change those first."


def _user(record):
    """The description of a record that uses another; a dependent row is described by its record."""
    owner = next(
        (f.name for f in record._meta.concrete_fields if f.many_to_one and f.remote_field.on_delete is CASCADE), None
    )
    if owner and not has_publication(type(record)):
        record = getattr(record, owner)
    return f"{record._meta.verbose_name} “{record}”"


@functools.cache
def _constraints():
    """All constraints of models by name; names are unique in the database."""
    return {constraint.name: constraint for model in apps.get_models() for constraint in model._meta.constraints}


@functools.cache
def _model_of(table):
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


# Deadlock, serialization failure, lock timeout.
AT_ONCE = ("40P01", "40001", "55P03")


def explain(error, model=None):
    """The messages for a database error: {field: [message]}. Errors of other kinds are raised again.

    Fields are those of ``model``, by default the model of the table named in the error.
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
    """The messages of explain() as a list."""
    return [message for found in explain(error, model).values() for message in found]
