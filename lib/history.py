"""History by trigger: which tables are tracked, and what a history row holds."""

import pghistory
import pghistory.models
from django.db import connection, models


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


def tracked(*, exclude=()):
    """Class decorator: keep a history row for every insert, update and delete of the table.

    ``exclude`` names columns that triggers derive from others; generated columns are
    left out as well, since they follow from what is kept.
    """

    def decorate(model):
        generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}History",
            base_model=HistoryRow,
            exclude=[*exclude, *generated],
        )(model)

    return decorate


def history_of(model):
    """The model of the history rows of a tracked model."""
    name = f"{model.__name__}History"
    return next(rel.related_model for rel in model._meta.related_objects if rel.related_model.__name__ == name)


def many_rows():
    """Prepare the present transaction for writing many tracked rows.

    For each row the triggers ask for a setting that is not there, which costs PostgreSQL a
    subtransaction that fails; after each of these it looks through all foreign keys still to be
    checked, so that time grows with the square of the rows. With the setting there (and a
    pghistory.context) it does not: 50,000 rows take 0.3 s per 10,000 instead of up to 2.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
