"""Trees by parent: descendants by audience, and refusing cycles in clean() and by trigger."""

import pgtrigger
from django.core.exceptions import ValidationError

from lib.api.sql import among
from lib.database.prepared import rows_of
from lib.visibility import Audience, VisibleQuerySet, audience_of


def descendants_sql(model, audience):
    """SQL for the array of ids of a row ``t`` of a model and, in a tree, its descendants.

    For the public, drafts and descendants that are only reached through drafts are excluded.
    """
    if not hasattr(model, "DESCENDANTS"):
        return "ARRAY[t.id]"
    return model.PUBLIC_DESCENDANTS if audience is Audience.PUBLIC else model.DESCENDANTS


def inside(table, *parents, public):
    """``descendants_sql`` of a tree whose rows have one or several columns for their ``parents``."""
    above = " OR ".join(f"b.{parent} = inside.id" for parent in parents)
    seen = " AND b.publication = 'published'" if public else ""
    return f"""ARRAY(
        WITH RECURSIVE inside(id) AS (
            SELECT t.id UNION SELECT b.id FROM {table} b JOIN inside ON ({above}){seen}
        ) SELECT id FROM inside
    )"""


def above_sql(column):
    """SQL for the ancestors of a row ``t`` of a tree, nearest first, as an array of {"slug", "name"}, for OfTree.

    ``column`` is the foreign key to the parent. A parent that is hidden from the audience ends the chain.
    """

    def sql(model, audience):
        table, parent = model._meta.db_table, model._meta.get_field(column).column
        seen = "" if audience is Audience.EDITORS else "AND a.publication = 'published'"
        return f"""ARRAY(
            WITH RECURSIVE above(id, parent, slug, name, depth) AS (
                SELECT a.id, a.{parent}, a.slug, a.name, 1 FROM {table} a WHERE a.id = t.{parent} {seen}
                UNION ALL
                SELECT a.id, a.{parent}, a.slug, a.name, depth + 1
                FROM above JOIN {table} a ON a.id = above.parent {seen}
            ) SELECT json_build_object('slug', slug, 'name', name) FROM above ORDER BY depth
        )"""

    return sql


class TreeQuerySet(VisibleQuerySet):
    """Records of a tree; the model has DESCENDANTS and PUBLIC_DESCENDANTS (descendants_sql)."""

    def within(self, record, user=None):
        """The record and its descendants, as ``user`` (a user, an Audience or None) may see the tree; one statement."""
        ids = descendants_sql(self.model, audience_of(user))
        sql = f"SELECT {ids}::text FROM {self.model._meta.db_table} t WHERE t.id = %(id)s::bigint"
        return self.filter(among("pk", rows_of(sql, {"id": record.pk})[0][0]))


def refuse_cycle(record, field, what="lie inside itself"):
    """Raise a ValidationError on ``field`` if it would make a cycle, which ``what`` describes."""
    if record in upwards(record, field):
        raise ValidationError({field: f"{record} would {what}: choose another."})


def upwards(record, field):
    """The ancestors of a record, nearest first; ends at a repetition, should the data contain a cycle."""
    found, above = [], getattr(record, field)
    while above is not None and above not in found:
        found.append(above)
        above = getattr(above, field)
    return found


def one_by_one(name):
    """SQL of a trigger: wait for other transactions that change the same tree, and then see their changes.

    Two transactions that check the tree before the other has committed could create a cycle together.
    """
    return f"PERFORM pg_advisory_xact_lock(hashtextextended('parley {name}', 0));"


def acyclic(table, column, new_rows=False, what="stand inside itself"):
    """Trigger that refuses a parent (``column`` of ``table``) which is a descendant of the row; ``what`` is its message.

    Changes of the tree wait for each other. New rows, which have no descendants, do so only with ``new_rows``, if more
    than the parent's id is derived from it.
    """
    waits = f"""
            IF NEW.{column} IS NOT NULL THEN
                IF TG_OP = 'INSERT' THEN
                    {one_by_one(table) if new_rows else "NULL;"}
                ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
                    {one_by_one(table)}
                END IF;
            END IF;"""
    return pgtrigger.Trigger(
        name=f"{column}_acyclic",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            {waits}
            IF NEW.{column} IS NOT NULL AND EXISTS (
                WITH RECURSIVE above(id) AS (
                    SELECT NEW.{column}
                    UNION
                    SELECT t.{column} FROM {table} t JOIN above ON t.id = above.id WHERE t.{column} IS NOT NULL
                ) SELECT 1 FROM above WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION '% would {what}', NEW.slug USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
