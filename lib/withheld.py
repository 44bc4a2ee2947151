"""Which past states strangers may see, and which deleted records answer 410.

One rule for ``as_of=`` and for status 410: an existing record is shown in the past only if it is public
now; a deleted one only if it was public until its deletion and the record into which it was merged is not
withheld. docs/history.md has the table of cases.
"""

import functools

from django.db import connection

from lib.api.sql import fixed
from lib.history import history_of, tracked_tables
from lib.visibility import Audience

# A query of (absorbed, survivor), the public ids of merged records; set by the app that merges.
merged = "SELECT NULL::text AS absorbed, NULL::text AS survivor WHERE false"


def set_merged(sql):
    """Set the query for merges: (absorbed, survivor), public ids."""
    global merged
    merged = sql


@functools.cache
def public_now(model):
    """SQL for the ids of records that are public now, with schema-qualified tables.

    In a statement over the past, unqualified names refer to the tables as they were.
    """
    rows = model._default_manager.visible_to(Audience.PUBLIC).order_by().values("pk")
    sql = fixed(*rows.query.sql_with_params(), {})
    for table in tracked_tables():
        sql = sql.replace(f'"{table}"', f'"public"."{table}"')
    return sql


def _unpublished(model, pk, at):
    """Condition: the record ``pk`` was not published before or in the transaction at ``at``."""
    table = history_of(model)._meta.db_table
    return f"""EXISTS (
        SELECT 1 FROM {table} p WHERE p.pgh_obj_id = {pk} AND p.pgh_created_at <= {at} AND p.publication <> 'published'
        AND NOT EXISTS (
            SELECT 1 FROM {table} n WHERE n.pgh_obj_id = p.pgh_obj_id AND n.pgh_created_at < {at}
            AND (n.pgh_created_at, n.pgh_id) > (p.pgh_created_at, p.pgh_id)))"""


def _deleted_while_public(model):
    """Condition: ``d``, a history row, is the deletion of a record that was public until then."""
    table = history_of(model)._meta.db_table
    hidden = [_unpublished(model, "d.pgh_obj_id", "d.pgh_created_at")]
    for name in model._default_manager.all().hangs_on:
        field = model._meta.get_field(name)
        hidden.append(_unpublished(field.related_model, f'd."{field.column}"', "d.pgh_created_at"))
    return f"""d.pgh_label = 'delete'
        AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.pgh_obj_id = d.pgh_obj_id
            AND (n.pgh_created_at, n.pgh_id) > (d.pgh_created_at, d.pgh_id))
        AND NOT ({" OR ".join(hidden)})"""


def _chain(public_id):
    """``WITH chain``: the public ids of the records into which a record was merged, over any number of merges."""
    return f"""
        WITH RECURSIVE chain(public_id) AS (
            SELECT m.survivor FROM ({merged}) m WHERE m.absorbed = {public_id}
            UNION SELECT m.survivor FROM ({merged}) m JOIN chain ON m.absorbed = chain.public_id
        )"""


def survivors(public_id):
    """The public ids of the records into which a slugged record was merged, over any number of merges."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_chain('%s')} SELECT public_id FROM chain", [public_id])
        return [found for (found,) in cursor.fetchall()]


def _into_withheld(model):
    """Condition: the deleted record of the history row ``d`` was merged, perhaps indirectly, into a withheld one."""
    table = history_of(model)._meta.db_table
    if hasattr(model, "former_ids"):
        former = model._meta.get_field("former_ids").related_model._meta.db_table
        into = f"SELECT f.record_id AS id FROM {former} f WHERE f.public_id = d.public_id"
    else:
        into = f"""{_chain("d.public_id")}
            SELECT k.pgh_obj_id AS id FROM {table} k JOIN chain ON chain.public_id = k.public_id"""
    deletion = f"SELECT 1 FROM {table} d WHERE d.pgh_obj_id = s.id AND {_deleted_while_public(model)}"
    return f"""EXISTS (
        SELECT 1 FROM ({into}) s WHERE NOT EXISTS ({public_now(model)} AND {_pk(model)} = s.id)
        AND NOT EXISTS ({deletion}))"""


def _pk(model):
    return f'"public"."{model._meta.db_table}"."id"'


@functools.cache
def deleted(model):
    """The ids of the deleted records of a model that strangers may see in the past, as SQL."""
    table = history_of(model)._meta.db_table
    return f"""SELECT d.pgh_obj_id AS id FROM {table} d
        WHERE {_deleted_while_public(model)} AND NOT {_into_withheld(model)}"""


def shown(model, gone):
    """Condition: strangers may see the record of the history row ``h`` in the past; ``gone`` is a name for ``deleted``.

    It is evaluated only for records that are not public now. A statement that uses the table in several
    places defines it once in a WITH, since planning it repeatedly takes longer than reading it.
    """
    return f"(EXISTS ({public_now(model)} AND {_pk(model)} = h.pgh_obj_id) OR h.pgh_obj_id IN (SELECT id FROM {gone}))"


def gone(model, key, value):
    """Whether ``value`` was the ``key`` (slug, public_id) of a record that was deleted while public, which answers 410.

    A record that was never public, or was withdrawn before its deletion, answers 404.
    """
    column = model._meta.get_field(key).column
    table = history_of(model)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT EXISTS (SELECT 1 FROM {table} h WHERE h.{column} = %s
                AND NOT EXISTS (SELECT 1 FROM {model._meta.db_table} t WHERE t.id = h.pgh_obj_id)
                AND EXISTS ({deleted(model)} AND d.pgh_obj_id = h.pgh_obj_id))""",
            [value],
        )
        return cursor.fetchone()[0]
