"""Trees by parent: what stands below a record for whom; refusing cycles, in words (clean) and for certain (trigger)."""

import pgtrigger
from django.core.exceptions import ValidationError

from lib.api.sql import among
from lib.database.prepared import rows_of
from lib.visibility import Audience, VisibleQuerySet, audience_of


def descendants_sql(model, audience):
    """SQL for the array of ids that a row ``t`` of a model reaches: itself and, in a tree, all that stands below it.

    The public reaches nothing by way of a draft: neither the draft nor what stands below it only.
    """
    if not hasattr(model, "DESCENDANTS"):
        return "ARRAY[t.id]"
    return model.PUBLIC_DESCENDANTS if audience is Audience.PUBLIC else model.DESCENDANTS


def inside(table, *parents, public):
    """``descendants_sql`` of a tree whose rows name what they stand in by one of the columns ``parents``."""
    above = " OR ".join(f"b.{parent} = inside.id" for parent in parents)
    seen = " AND b.publication = 'published'" if public else ""
    return f"""ARRAY(
        WITH RECURSIVE inside(id) AS (
            SELECT t.id UNION SELECT b.id FROM {table} b JOIN inside ON ({above}){seen}
        ) SELECT id FROM inside
    )"""


def above_sql(column):
    """SQL for the records above a row ``t`` of a tree, the nearest first, as an array of {"slug", "name"}: for OfTree.

    ``column`` names the foreign key to the parent. A parent that the audience may not see ends the chain.
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
    """Records of a tree; the model gives DESCENDANTS and PUBLIC_DESCENDANTS (descendants_sql)."""

    def within(self, record, user=None):
        """The record itself and all below it, as ``user`` (a user, a Audience or None) may see the tree; one statement."""
        ids = descendants_sql(self.model, audience_of(user))
        sql = f"SELECT {ids}::text FROM {self.model._meta.db_table} t WHERE t.id = %(id)s::bigint"
        return self.filter(among("pk", rows_of(sql, {"id": record.pk})[0][0]))


def refuse_cycle(record, field, what="lie inside itself"):
    """Raise a ValidationError on ``field`` if the record would lead to itself; ``what`` says that in words."""
    if record in upwards(record, field):
        raise ValidationError({field: f"{record} would {what}: choose another."})


def upwards(record, field):
    """The records above one, nearest first; ends at the first that was met before, should the data hold a cycle."""
    found, above = [], getattr(record, field)
    while above is not None and above not in found:
        found.append(above)
        above = getattr(above, field)
    return found


def one_by_one(name):
    """SQL of a trigger: wait until no other transaction changes the same tree, and then see what it wrote.

    Two that each look at the tree before the other has committed would close a cycle together.
    """
    return f"PERFORM pg_advisory_xact_lock(hashtextextended('parley {name}', 0));"


def acyclic(table, column, new_rows=False, what="stand inside itself"):
    """Trigger that refuses a parent (``column`` of ``table``) which stands below the row itself; ``what`` it would do then.

    Changes of the tree wait for each other; new rows, which have nothing below them, do so
    only with ``new_rows``, where more than the parent's id follows from it.
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
