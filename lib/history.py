"""History by trigger: which tables are tracked, and what a history row holds."""

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

    Who and from where stands in ``pgh_context`` for changes through the product
    (user and address by the middleware, command by manage.py); a change in raw SQL
    has no context, then ``db_role`` is what is known.
    """

    db_role = models.TextField(db_default=SessionUser(), editable=False)

    class Meta:
        abstract = True


class Emptied(pgtrigger.Trigger):
    """TRUNCATE leaves what DELETE would: a history row "delete" for each row of the table.

    pghistory knows row by row triggers and those over what a statement changed; TRUNCATE offers neither.
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

    ``exclude`` names columns that triggers derive from others; generated columns are
    left out as well, since they follow from what is kept. A change is noted at the record too (lib/stamps.py).
    """

    def decorate(model):
        names = {f.name for f in model._meta.local_fields}
        generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
        # It is asked which record had an id that leads to none (lib/withheld.py, pages/views/ids.py).
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
    """The model of the history rows of a model; None where it has no history."""
    found = tracked_tables().get(model._meta.db_table)
    return found and found[1]


def entered_by(records, user):
    """Those of ``records`` (a queryset) that a user entered or brought back: in the desk, by the API or by an import."""
    inserted = history_of(records.model).objects.filter(pgh_label="insert", pgh_context__metadata__user=user.pk)
    return records.filter(pk__in=inserted.values("pgh_obj_id"))


def many_rows():
    """Prepare the present transaction for writing many tracked rows.

    For each row the triggers ask for a setting that is not there, which costs PostgreSQL a
    subtransaction that fails; after each of these it looks through all foreign keys still to be
    checked, so that time grows with the square of the rows. With the setting there (and a
    pghistory.context) it does not: 50,000 rows take 0.3 s per 10,000 instead of up to 2.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
