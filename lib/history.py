"""History by trigger: the tracked models and their history rows."""

import functools

import pghistory
import pghistory.models
import pgtrigger
from django.apps import apps
from django.db import connection, models

from lib.stamps import register_triggers, stamps_of


class SessionUser(models.Func):
    """The database role that is logged in, as a column default."""

    template = "SESSION_USER::text"
    allowed_default = True
    output_field = models.TextField()

    def __init__(self, *args, **kwargs):
        super().__init__()


class HistoryRow(pghistory.models.Event):
    """Base of every history table: beside pghistory's own columns, the database role.

    For changes through Parley, ``pgh_context`` has the user and IP address (from the middleware)
    or the command (from manage.py). Changes in raw SQL have no context, only ``db_role``.
    """

    db_role = models.TextField(db_default=SessionUser(), editable=False)

    class Meta:
        abstract = True


class Emptied(pgtrigger.Trigger):
    """A trigger for TRUNCATE that writes a history row "delete" for each row of the table.

    pghistory uses row triggers or transition tables, and TRUNCATE supports neither.
    """

    def __init__(self):
        super().__init__(
            name="truncate_delete",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
        )

    def get_func(self, model):
        """The function's body, with the columns that the history keeps."""
        history = history_of(model)
        kept = {f.name for f in history._meta.concrete_fields if not f.name.startswith("pgh_")} - {"db_role"}
        columns = [f.column for f in model._meta.concrete_fields if f.name in kept]
        names = "".join(f', "{column}"' for column in columns)
        return (
            f'INSERT INTO "{history._meta.db_table}"'
            f" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id{names})"
            f" SELECT NOW(), 'delete', id, attached.context{names}"
            f' FROM "{model._meta.db_table}", (SELECT _pgh_attach_context() AS context) attached;'
            " RETURN NULL;"
        )


def with_history(*, exclude=()):
    """Class decorator: keep a history row for every insert, update and delete of the table, TRUNCATE included.

    ``exclude`` names columns that triggers derive from others; generated columns are excluded as well. The model
    also gets the triggers that set the record's times of change (lib/stamps.py).
    """

    def decorate(model):
        names = {f.name for f in model._meta.local_fields}
        generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
        # Used to find the deleted record that had a public id (lib/withheld.py, pages/views/ids.py).
        asked = "public_id" in names
        index = models.Index(fields=["public_id"], name=f"{model._meta.model_name}history_id")
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}History",
            base_model=HistoryRow,
            exclude=[*exclude, *generated, *stamps_of(model)],
            meta={"indexes": [index]} if asked else None,
        )(model)
        pgtrigger.register(Emptied())(model)
        register_triggers(model)
        return model

    return decorate


@functools.cache
def tracked_tables():
    """The tracked models by table: {table: (model, history model)}, events first (others derive dates from them)."""
    found = {}
    for history in apps.get_models():
        model = getattr(history, "pgh_tracked_model", None)
        if model is not None:
            found[model._meta.db_table] = (model, history)
    return dict(sorted(found.items(), key=lambda item: item[0] != "summits_event"))


def history_of(model):
    """The history model of a model, or None."""
    found = tracked_tables().get(model._meta.db_table)
    return found and found[1]


def entered_by(records, user):
    """Those of ``records`` (a queryset) that a user has created or restored: on the desk or by an import."""
    inserted = history_of(records.model).objects.filter(pgh_label="insert", pgh_context__metadata__user=user.pk)
    return records.filter(pk__in=inserted.values("pgh_obj_id"))


def many_rows():
    """Prepare the current transaction for writing many tracked rows.

    For each row the triggers read a setting that does not exist, which costs a failing subtransaction;
    after each of these PostgreSQL goes through all deferred foreign key checks, so that the time grows
    with the square of the rows. With the setting present (and a pghistory.context) it does not:
    50,000 rows take 0.3 s per 10,000 instead of up to 2.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
