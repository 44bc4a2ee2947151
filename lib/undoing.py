"""Undoing everything that one transaction wrote, by restoring each row from the history.

Rows that the transaction created are deleted, those it changed are reset column by column, and those it
deleted are restored. Later changes are never overwritten: a plan lists them as obstacles with reasons;
with ``keep`` they stay, together with what they need. The number of statements depends on the number of
tables, not of rows.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.models import CASCADE, SET_NULL, ForeignKey

from lib.addresses import SluggedRecord
from lib.agreement import contradictions
from lib.history import many_rows, tracked_tables
from lib.names import SearchKeyField
from lib.publishing import has_publication, seen_by_public
from lib.references import is_history, stored_fields
from lib.revive import NotPossible, derived, free_addresses, lead_former_addresses, parents_first
from lib.rows import Q, as_dict, check_deferred, put_back, write_columns
from lib.violations import violation_messages

# The history's own columns.
_OWN = "- ARRAY['pgh_id', 'pgh_created_at', 'pgh_label', 'pgh_obj_id', 'pgh_context_id', 'db_role']"


@dataclass
class UndoPlan:
    """What undoing would do, by model and id of the row, and its obstacles."""

    created: dict = field(default_factory=lambda: defaultdict(set))  # rows to delete
    changed: dict = field(default_factory=lambda: defaultdict(dict))  # {id: {column: value}} to reset
    deleted: dict = field(default_factory=lambda: defaultdict(dict))  # {id: row} to restore
    kept: dict = field(default_factory=dict)  # (model, id) → why a created row stays
    differing: dict = field(default_factory=dict)  # (model, id) → why a row is not, or not completely, reset
    anew: dict = field(default_factory=lambda: defaultdict(set))  # to delete: rows that never existed before
    also: list = field(default_factory=list)  # (model, foreign key, ids): rows without history

    @property
    def obstacles(self):
        """Later changes that prevent undoing, as (model, id, reason)."""
        return [(*key, why) for found in (self.kept, self.differing) for key, why in found.items()]

    @property
    def empty(self):
        """Whether there is nothing to undo."""
        return not any(map(len, [*self.created.values(), *self.changed.values(), *self.deleted.values()]))

    @property
    def models(self):
        """The models of rows to delete, reset and restore, as three sets."""
        return tuple({m for m, rows in by.items() if rows} for by in (self.created, self.changed, self.deleted))

    def mark(self):
        """A hash of the plan, by which a change since the preview is noticed."""
        said: list = [
            (name, model._meta.label, sorted(rows))
            for name, by in (("created", self.created), ("changed", self.changed), ("deleted", self.deleted))
            for model, rows in sorted(by.items(), key=lambda item: item[0]._meta.label)
        ]
        said.append(sorted((model._meta.label, pk, why) for model, pk, why in self.obstacles))
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan(context, lock=False, may_delete_public=True):
    """The UndoPlan for the history rows of a context (its id). With ``lock`` the rows are locked.

    Without ``may_delete_public`` public records are not deleted.
    """
    made = UndoPlan()
    touched = _touched(context)
    for model, rows in touched.items():
        if lock:
            pks = sorted(pk for pk, _, _ in rows)
            with connection.cursor() as cursor:
                table = Q(model._meta.db_table)
                cursor.execute(f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [pks])
        _sort(made, model, rows)
    if not may_delete_public:
        for model, pks in made.created.items():
            if has_publication(model):
                for pk in seen_by_public(model, pks):
                    made.kept[model, pk] = "the public sees it, and only an administrator may delete it"
    _keep_what_is_used(made)
    _look_for_targets(made)
    return made


def _touched(context):
    """{model: [(id of the row, its first and last history row with the context)]}."""
    models = list(tracked_tables().values())
    parts = [
        f"SELECT {number} AS t, pgh_obj_id, min(pgh_id), max(pgh_id) FROM {Q(history._meta.db_table)}"
        " WHERE pgh_context_id = %s GROUP BY pgh_obj_id"
        for number, (_, history) in enumerate(models)
    ]
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY 1, 2", [context] * len(models))
        for number, *row in cursor.fetchall():
            found.setdefault(models[number][0], []).append(row)
    return found


def _sort(made, model, rows):
    """Add the rows of one table to the plan."""
    table, history = Q(model._meta.db_table), Q(tracked_tables()[model._meta.db_table][1]._meta.db_table)
    pks, firsts, lasts = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        # Created rows are many, so they are only compared with their initial state.
        cursor.execute(
            f"""SELECT w.id, b.pgh_id IS NOT NULL, a.pgh_label = 'delete', t.id IS NOT NULL, t.same,
                CASE WHEN b.pgh_label <> 'delete' THEN to_jsonb(b) {_OWN} END,
                CASE WHEN b.pgh_label <> 'delete' AND a.pgh_label <> 'delete' THEN to_jsonb(a) {_OWN} END,
                CASE WHEN b.pgh_label <> 'delete' THEN t.row END
            FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) w(id, first, last)
            JOIN {history} a ON a.pgh_id = w.last
            LEFT JOIN LATERAL (
                SELECT * FROM {history} p WHERE p.pgh_obj_id = w.id AND p.pgh_id < w.first ORDER BY p.pgh_id DESC LIMIT 1
            ) b ON true
            LEFT JOIN LATERAL (
                SELECT n.id, to_jsonb(n) AS row, to_jsonb(n) @> (to_jsonb(a) {_OWN}) AS same FROM {table} n WHERE n.id = w.id
            ) t ON true""",
            [pks, firsts, lasts],
        )
        for pk, had_history, left_deleted, there, same, before, after, now in cursor.fetchall():
            before, after, now = as_dict(before), as_dict(after), as_dict(now)
            if before is None and not left_deleted and there:
                made.created[model].add(pk)
                if not had_history:
                    made.anew[model].add(pk)
                if not same:
                    made.kept[model, pk] = "it was changed afterwards"
            elif before is not None and left_deleted and not there:
                made.deleted[model][pk] = before
            elif before is not None and not left_deleted and there:
                _set_back(made, model, pk, before, after, now)


def _set_back(made, model, pk, before, after, now):
    written = [column for column in before if column in after and before[column] != after[column]]
    back = {column: before[column] for column in written if now.get(column) == after[column] and column in now}
    if back:
        made.changed[model][pk] = back
    other = [column for column in written if column in now and now[column] not in (before[column], after[column])]
    if other:
        fields = [f for f in stored_fields(model) if f.column in other and not isinstance(f, SearchKeyField)]
        made.differing[model, pk] = f"changed again afterwards: {', '.join(str(f.verbose_name) for f in fields)}"


# -- what stands on what ------------------------------------------------------------------------


def _keep_what_is_used(made):
    """Keep created rows to which rows that stay refer, and everything that kept rows need."""
    needs, parts = defaultdict(set), defaultdict(set)  # a row → rows that it refers to; a record → its dependent rows
    for model in [model for model, pks in made.created.items() if pks]:
        pks = made.created[model]
        for other in apps.get_models(include_auto_created=True):
            if other._meta.proxy or not other._meta.managed or is_history(other):
                continue
            for key in other._meta.local_concrete_fields:
                if isinstance(key, ForeignKey) and key.remote_field.model is model:
                    _look_at(made, model, pks, other, key, needs, parts)
    waiting = list(made.kept)
    while waiting:
        row = waiting.pop()
        for named in needs[row]:
            if named not in made.kept:
                made.kept[named] = "what stays refers to it"
                waiting.append(named)
        for part in parts[row]:
            if part not in made.kept:
                made.kept[part] = "it belongs to what stays"
                waiting.append(part)
    for model, pk in made.kept:
        made.created[model].discard(pk)
        made.anew[model].discard(pk)


def _look_at(made, model, pks, other, key, needs, parts):
    """Classify the references of ``other`` by the foreign key ``key`` to created rows."""
    column = Q(key.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{Q(other._meta.pk.column)}, t.{column} FROM {Q(other._meta.db_table)} t WHERE t.{column} = ANY(%s)",
            [list(pks)],
        )
        rows = cursor.fetchall()
    if other._meta.db_table not in tracked_tables():
        # Derived or dependent rows are deleted with the record; with a foreign key that is not enforced they stay.
        if rows and key.db_constraint and key.remote_field.on_delete in (CASCADE, SET_NULL):
            made.also.append((other, key, dict(rows)))
        return
    for pk, named in rows:
        if pk in made.created[other]:
            needs[other, pk].add((model, named))
            if key.remote_field.on_delete is CASCADE and not has_publication(other):
                parts[model, named].add((other, pk))
        elif key.column not in made.changed[other].get(pk, {}):
            made.kept.setdefault((model, named), f"a {other._meta.verbose_name} refers to it that came afterwards")


def _look_for_targets(made):
    """Do not reset or restore references to records that were deleted afterwards."""
    wanted = defaultdict(set)
    rows = [
        (model, pk, row, by)
        for by in (made.changed, made.deleted)
        for model, all_ in by.items()
        for pk, row in all_.items()
    ]
    for model, _, row, _ in rows:
        for key in model._meta.local_concrete_fields:
            if isinstance(key, ForeignKey) and row.get(key.column) is not None:
                wanted[key.remote_field.model].add(row[key.column])
    there = {}
    for model, pks in wanted.items():
        there[model] = set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True)) | set(
            made.deleted[model]
        )
    for model, pk, row, by in rows:
        for key in model._meta.local_concrete_fields:
            if (
                not isinstance(key, ForeignKey)
                or row.get(key.column) is None
                or row[key.column] in there[key.remote_field.model]
            ):
                continue
            made.differing[model, pk] = (
                f"the {key.remote_field.model._meta.verbose_name} that it named has been deleted"
            )
            if by is made.deleted:
                by[model].pop(pk, None)
            else:
                row.pop(key.column)
    for all_ in made.changed.values():
        for pk in [pk for pk, row in all_.items() if not row]:
            del all_[pk]


# -- carrying it out ------------------------------------------------------------------------------


def carry_out(made, retired=()):
    """Carry out a plan, in the transaction in which it was made with ``lock``.

    Slugs of deleted rows become free, unless they are in ``retired``, (model, slug): slugs of earlier deleted
    records that the undone import had taken. Returns the rows that were not restored because an equal one has
    been entered since, as (model, row). Raises NotPossible if the database refuses something.
    """
    many_rows()
    crowded = []
    for other, key, rows in made.also:
        _let_go(other, key, [pk for pk, named in rows.items() if named in made.created[key.remote_field.model]])
    for model, pks in made.created.items():
        if pks:
            slugs = [slug for slug in _slugs(model, made.anew[model]) if (model, slug) not in retired]
            _run(model, f"DELETE FROM {Q(model._meta.db_table)} WHERE id = ANY(%s)", [list(pks)])
            if slugs:
                free_addresses(model, slugs)
    for model, rows in made.changed.items():
        alike = defaultdict(dict)
        for pk, row in rows.items():
            alike[tuple(sorted(row))][pk] = row
        for columns, group in alike.items():
            with _explained(model):
                write_columns(model, columns, group)
    for model, rows in made.deleted.items():
        if rows:
            slugged = issubclass(model, SluggedRecord)
            if slugged:
                free_addresses(model, [row["slug"] for row in rows.values()])
            ordered = [row | derived(model, row) for row in parents_first(model, list(rows.values()))]
            with _explained(model):
                entered = put_back(model, ordered, unless_taken=True)
            if slugged:
                lead_former_addresses(model, list(entered))
            crowded += [(model, row) for pk, row in rows.items() if pk not in entered]
    with _explained(next(iter(made.created), None)):
        check_deferred()
    models = [*made.changed, *made.deleted]
    if told := contradictions(
        {model: {*made.changed.get(model, ()), *made.deleted.get(model, ())} for model in models}
    ):
        raise NotPossible(told)
    return crowded


def _let_go(other, key, pks):
    table, pk = Q(other._meta.db_table), Q(other._meta.pk.column)
    if not pks:
        return
    if key.remote_field.on_delete is CASCADE:
        _run(other, f"DELETE FROM {table} WHERE {pk} = ANY(%s)", [pks])
    else:
        _run(other, f"UPDATE {table} SET {Q(key.column)} = NULL WHERE {pk} = ANY(%s)", [pks])


def _slugs(model, pks):
    """The slugs of rows that were never public."""
    if not issubclass(model, SluggedRecord) or not pks:
        return []
    history = Q(tracked_tables()[model._meta.db_table][1]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT t.slug FROM {Q(model._meta.db_table)} t WHERE t.id = ANY(%s)
                AND NOT EXISTS (SELECT 1 FROM {history} h WHERE h.pgh_obj_id = t.id AND h.publication = 'published')""",
            [list(pks)],
        )
        return [slug for (slug,) in cursor.fetchall()]


def _run(model, sql, params):
    with _explained(model), connection.cursor() as cursor:
        cursor.execute(sql, params)


class _explained:
    """Context manager: turn database errors into NotPossible."""

    def __init__(self, model):
        self.model = model

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, DatabaseError) and self.model is not None:
            raise NotPossible(violation_messages(error, self.model)) from error
        return False
