"""Trees by parent: refusing cycles, in words (clean) and for certain (trigger)."""

import pgtrigger
from django.core.exceptions import ValidationError


def refuse_cycle(record, field):
    """Raise a ValidationError on ``field`` if the record would stand inside itself."""
    above = getattr(record, field)
    while above is not None:
        if above == record:
            raise ValidationError({field: f"{record} would stand inside itself: choose another."})
        above = getattr(above, field)


def acyclic(table, column):
    """Trigger that refuses a parent (``column`` of ``table``) which stands below the row itself."""
    return pgtrigger.Trigger(
        name=f"{column}_acyclic",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
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
