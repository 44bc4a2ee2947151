"""The times at which records became public and last changed, and removals, set by triggers (decision 0068).

Each kind of record has two columns: ``first_public_at``, when strangers could first see it together with its
parents (NULL: never), and ``modified_at``, when it, one of its dependent rows, or its visibility last changed.
Records that strangers can no longer see have a row in ``Removal``.
"""

import pgtrigger
from django.db import migrations, models

REMOVALS = "lib_removal"


class StampField(models.DateTimeField):
    """A time that is set by a trigger, and excluded from history, undoing and merges."""

    def __init__(self, *args, **kwargs):
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)


def stamps_of(model):
    """The names of the StampFields of a model."""
    return [field.name for field in model._meta.local_fields if isinstance(field, StampField)]


def _seen(model):
    """SQL condition: strangers see NEW, which is published with all its parents."""
    conditions = ["NEW.publication = 'published'"]
    for above in _above(model):
        table, column = above.remote_field.model._meta.db_table, above.column
        published = f"EXISTS (SELECT 1 FROM {table} a WHERE a.id = NEW.{column} AND a.publication = 'published')"
        conditions.append(f"(NEW.{column} IS NULL OR {published})")
    return " AND ".join(conditions)


def _above(model):
    """The foreign keys to the parents on which a record's visibility depends."""
    return [model._meta.get_field(name) for name in model._default_manager.all().hangs_on]


def _removed(model, row, why):
    """The statement that inserts a Removal, unless there is one."""
    slug = f"{row}.slug" if any(f.name == "slug" for f in model._meta.local_fields) else "''"
    return f"""
        INSERT INTO {REMOVALS} (source, record_id, public_id, slug, first_public_at, at, why)
        VALUES ('{model._meta.db_table}', {row}.id, {row}.public_id, {slug}, {row}.first_public_at, now(), '{why}')
        ON CONFLICT (source, record_id) DO NOTHING;"""


def record_triggers(model):
    """The triggers of a kind of record. Records that were public only within one transaction do not count."""
    mine = f"source = '{model._meta.db_table}' AND record_id = NEW.id"
    stored = [f.name for f in model._meta.local_fields if not isinstance(f, models.GeneratedField)]
    return [
        pgtrigger.Trigger(
            name="stamp_insert",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
                NEW.modified_at := now();
                NEW.first_public_at := (SELECT r.first_public_at FROM {REMOVALS} r WHERE {mine});
                IF NEW.first_public_at IS NULL AND {_seen(model)} THEN NEW.first_public_at := now(); END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="stamp_returned",
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Condition("NEW.first_public_at < now()"),
            func=f"IF {_seen(model)} THEN DELETE FROM {REMOVALS} WHERE {mine}; END IF; RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="stamp_update",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*stored),
            func=f"""
                NEW.modified_at := now();
                IF {_seen(model)} THEN
                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();
                    ELSE DELETE FROM {REMOVALS} WHERE {mine}; END IF;
                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;
                ELSIF NEW.first_public_at IS NOT NULL THEN {_removed(model, "NEW", "withdrawn")}
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="stamp_delete",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition("OLD.first_public_at < now()"),
            func=f"{_removed(model, 'OLD', 'deleted')} RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="stamp_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"""
                INSERT INTO {REMOVALS} (source, record_id, public_id, slug, first_public_at, at, why)
                SELECT '{model._meta.db_table}', id, public_id, {"slug" if "slug" in stored else "''"}, first_public_at,
                    now(), 'deleted' FROM {model._meta.db_table} WHERE first_public_at < now()
                ON CONFLICT (source, record_id) DO NOTHING;
                RETURN NULL;
            """,
        ),
    ]


def owner_trigger(owner):
    """The trigger of a table of dependent rows: a change also changes the record at the foreign key ``owner``."""
    table, column = owner.remote_field.model._meta.db_table, owner.column
    return pgtrigger.Trigger(
        name="stamp_owner",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            UPDATE {table} SET modified_at = now() WHERE id IN (OLD.{column}, NEW.{column}) AND modified_at < now();
            RETURN NULL;
        """,
    )


def register_triggers(model):
    """Register the triggers of a model of records or of their dependent rows."""
    if not stamps_of(model):
        (owner,) = (
            f for f in model._meta.local_fields if f.remote_field and f.remote_field.on_delete is models.CASCADE
        )
        pgtrigger.register(owner_trigger(owner))(model)
        return
    pgtrigger.register(*record_triggers(model))(model)
    for above in _above(model):
        # Whether strangers see a record depends on its parents. Its own trigger sets the right time;
        # the value written here must differ from the old one, so that the trigger runs.
        passed_on = f"UPDATE {model._meta.db_table} SET modified_at = clock_timestamp() WHERE {above.column} = NEW.id"
        pgtrigger.register(
            pgtrigger.Trigger(
                name=f"stamp_{model._meta.model_name}_{above.name}",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("publication"),
                condition=pgtrigger.AnyChange("publication"),
                func=f"{passed_on} AND publication = 'published'; RETURN NULL;",
            )
        )(above.remote_field.model)


def fill(table, above=(), beside=()):
    """Statements for migrations that fill the columns of a table from its history: (SQL, reverse) each.

    ``above`` are (column, table) of the parents of its records, ``beside`` (table, column) of their dependent rows.
    """

    def states(name, columns=""):
        return f"""(SELECT * FROM (
            SELECT pgh_obj_id AS id, publication, pgh_label{columns}, tstzrange(pgh_created_at, lead(pgh_created_at)
                OVER (PARTITION BY pgh_obj_id ORDER BY pgh_created_at, pgh_id)) AS life FROM {name}history
        ) every WHERE publication = 'published' AND pgh_label <> 'delete')"""

    columns = "".join(f", {column}" for column, _ in above)
    joins = " ".join(
        f"LEFT JOIN {states(name)} a{n} ON a{n}.id = s.{column} AND a{n}.life && s.life"
        for n, (column, name) in enumerate(above)
    )
    life = " * ".join(["s.life", *(f"coalesce(a{n}.life, '(,)')" for n in range(len(above)))])
    there = " AND ".join(
        ["true", *(f"(s.{column} IS NULL OR a{n}.id IS NOT NULL)" for n, (column, _) in enumerate(above))]
    )
    runs = f"""CREATE TEMPORARY TABLE stamp_runs ON COMMIT DROP AS
        SELECT id, min(lower(life)) AS first, max(lower(life)) AS last, max(upper(life)) AS until,
            bool_or(upper_inf(life)) AS open
        FROM (SELECT s.id, {life} AS life FROM {states(table, columns)} s {joins} WHERE {there}) found
        WHERE NOT isempty(life) GROUP BY id"""
    histories = " UNION ALL ".join(
        [
            f"SELECT pgh_obj_id AS id, pgh_created_at AS at FROM {table}history",
            *(f"SELECT {column}, pgh_created_at FROM {name}history" for name, column in beside),
        ]
    )
    published = " AND ".join(
        [
            "publication = 'published'",
            *(
                f"({column} IS NULL OR EXISTS (SELECT 1 FROM {name} a WHERE a.id = {column} AND a.publication = 'published'))"
                for column, name in above
            ),
        ]
    )
    noop = migrations.RunSQL.noop
    return [
        (runs, noop),
        (
            f"""UPDATE {table} t SET first_public_at = r.first,
                modified_at = greatest(c.at, r.last, CASE WHEN NOT r.open THEN r.until END)
            FROM (SELECT id, max(at) AS at FROM ({histories}) h GROUP BY id) c LEFT JOIN stamp_runs r USING (id)
            WHERE c.id = t.id""",
            noop,
        ),
        (f"UPDATE {table} SET first_public_at = created_at WHERE first_public_at IS NULL AND {published}", noop),
        (
            f"""INSERT INTO {REMOVALS} (source, record_id, public_id, slug, first_public_at, at, why)
            SELECT '{table}', r.id, h.public_id, coalesce(to_jsonb(h) ->> 'slug', ''), r.first, r.until,
                CASE WHEN h.pgh_label = 'delete' AND h.pgh_created_at = r.until THEN 'deleted' ELSE 'withdrawn' END
            FROM stamp_runs r JOIN LATERAL (SELECT * FROM {table}history h WHERE h.pgh_obj_id = r.id
                ORDER BY h.pgh_id DESC LIMIT 1) h ON true
            WHERE NOT r.open ON CONFLICT DO NOTHING""",
            f"DELETE FROM {REMOVALS} WHERE source = '{table}'",
        ),
        ("DROP TABLE stamp_runs", noop),
    ]
