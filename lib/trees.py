"""Trees by parent: refusing cycles, in words (clean) and for certain (trigger)."""

import pgtrigger
from django.core.exceptions import ValidationError


def refuse_cycle(record, field):
    """Raise a ValidationError on ``field`` if the record would stand inside itself."""
    if record in upwards(record, field):
        raise ValidationError({field: f"{record} would stand inside itself: choose another."})


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


def acyclic(table, column, new_rows=False):
    """Trigger that refuses a parent (``column`` of ``table``) which stands below the row itself.

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
                RAISE EXCEPTION '% would stand inside itself', NEW.slug USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
