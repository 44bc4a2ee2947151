"""What of the past strangers may see, and which deleted records have an address that says so.

One rule for ``as_of=`` and for the answer 410: a record that is on file is shown in the past
only if it is public now; one that was deleted, only if it was public until then, and if what it
was merged into is not withheld. docs/history.md has the table of cases.
"""

import functools

from django.db import connection

from lib.api.sql import fixed
from lib.history import history_of, tracked_tables
from lib.visibility import Audience

# Gives (absorbed, survivor), public ids of records that were made one; set by the room that merges.
merged = "SELECT NULL::text AS absorbed, NULL::text AS survivor WHERE false"


def set_merged(sql):
    """Say where merges are on record: a query of (absorbed, survivor), public ids."""
    global merged
    merged = sql


@functools.cache
def public_now(model):
    """The ids of the records of a model that are public now, as SQL that names the tables with their schema.

    In a statement over the past the bare names stand for the tables as they were.
    """
    rows = model._default_manager.visible_to(Audience.PUBLIC).order_by().values("pk")
    sql = fixed(*rows.query.sql_with_params(), {})
    for table in tracked_tables():
        sql = sql.replace(f'"{table}"', f'"public"."{table}"')
    return sql


def _unpublished(model, pk, at):
    """Condition: the record ``pk`` was not published before, or within, the transaction of the moment ``at``."""
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
    """``WITH chain``: the public ids of what a record was merged into, over however many merges."""
    return f"""
        WITH RECURSIVE chain(public_id) AS (
            SELECT m.survivor FROM ({merged}) m WHERE m.absorbed = {public_id}
            UNION SELECT m.survivor FROM ({merged}) m JOIN chain ON m.absorbed = chain.public_id
        )"""


def survivors(public_id):
    """The public ids of what a record of a kind with slugs was merged into, over however many merges."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_chain('%s')} SELECT public_id FROM chain", [public_id])
        return [found for (found,) in cursor.fetchall()]


def _into_withheld(model):
    """Condition: the deleted record of the history row ``d`` was merged into one that is withheld, over however many merges."""
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

    That is asked for such records only as are not public now. A statement that meets the table at
    many places puts it in front once: to plan it again at each takes longer than to read it.
    """
    return f"(EXISTS ({public_now(model)} AND {_pk(model)} = h.pgh_obj_id) OR h.pgh_obj_id IN (SELECT id FROM {gone}))"


def gone(model, key, value):
    """Whether ``value`` was the ``key`` (slug, public_id) of a record that was deleted while it was public: its 410.

    A record that never was public, or was withdrawn before it was deleted, has no address: its answer is 404.
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
