"""Deleting many records at once: planning what is deleted with them and what prevents it, and carrying it out.

As in Django, CASCADE deletes the referring rows, SET NULL sets them to null, and PROTECT keeps the record unless the
referring row is deleted as well. The number of statements depends on the number of tables, not of rows.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, PROTECT, RESTRICT, SET_NULL, ForeignKey

from lib.history import history_of, many_rows
from lib.jobs import Watch, in_batches
from lib.publishing import has_publication, seen_by_public
from lib.references import is_history
from lib.rows import Q, check_deferred


@dataclass
class DeletePlan:
    """What deleting would do, and which of the selected records stay, with reasons."""

    model: type
    chosen: list  # selected records that are deleted
    going: dict = field(default_factory=dict)  # {model: {id}}, the selected records first, then their dependents
    letting: list = field(default_factory=list)  # (model, column, {id}): rows whose reference is set to null
    kept: dict = field(default_factory=dict)  # id of a selected record → why it stays
    mark: str = ""  # a hash that changes with the plan

    @property
    def number(self):
        """The total number of rows that are deleted."""
        return sum(map(len, self.going.values()))


def plan(model, pks, may_delete_public=True, lock=False):
    """The DeletePlan for records of a model, ignoring those that no longer exist.

    Records that are still used stay, and without ``may_delete_public`` public ones do, too. With ``lock`` the rows
    are locked.
    """
    there = model._base_manager.filter(pk__in=pks).order_by("pk")
    if lock:
        there = there.select_for_update(of=("self",))
    left, kept = list(there.values_list("pk", flat=True)), {}
    while True:
        made, blocked = _follow(model, left, may_delete_public)
        kept |= blocked
        # Records that stay may protect others in turn.
        left = [pk for pk in left if pk not in blocked]
        if not blocked:
            break
    made.kept = dict(sorted(kept.items()))
    made.mark = _mark(made)
    return made


def _follow(model, pks, may_delete_public):
    """(rows that would be deleted with these records, {id of a record: why it must stay})."""
    going, roots = {model: set(pks)}, {(model, pk): {pk} for pk in pks}
    letting, holding = [], []
    waiting = [(model, set(pks))]
    while waiting:
        named, new = waiting.pop(0)
        found = defaultdict(set)
        for other, key, pk, target in _naming(named, new):
            action = key.remote_field.on_delete
            if action is CASCADE:
                if pk not in going.setdefault(other, set()):
                    found[other].add(pk)
                roots.setdefault((other, pk), set()).update(roots[named, target])
            elif action is SET_NULL:
                letting.append((other, key, pk))
            elif action in (PROTECT, RESTRICT):
                holding.append((other, pk, roots[named, target]))
        for other, rows in found.items():
            going[other] |= rows
            waiting.append((other, rows))
    blocked = {}
    for other, pk, by in holding:
        if pk not in going.get(other, ()):
            for root in by:
                blocked.setdefault(root, defaultdict(set))[other].add(pk)
    why = {root: f"needed by {_in_words(rows)}" for root, rows in blocked.items()}
    if not may_delete_public:
        for other, rows in going.items():
            if rows and has_publication(other):
                for pk in seen_by_public(other, list(rows)):
                    for root in roots[other, pk]:
                        why.setdefault(root, "the public sees it, and only an administrator may delete it")
    free = defaultdict(set)
    for other, key, pk in letting:
        if pk not in going.get(other, ()):
            free[other, key.column].add(pk)
    made = DeletePlan(model, pks, {m: rows for m, rows in going.items() if rows})
    made.letting = [(*key, rows) for key, rows in free.items()]
    return made, why


def _in_words(rows):
    words = []
    for model, pks in rows.items():
        owner = next(
            (f for f in model._meta.local_concrete_fields if f.many_to_one and f.remote_field.on_delete is CASCADE),
            None,
        )
        # A dependent row is described by its record.
        if owner and not has_publication(model):
            model = owner.remote_field.model
        name = model._meta.verbose_name if len(pks) == 1 else model._meta.verbose_name_plural
        words.append(f"{len(pks):,} {name}")
    return " and ".join(words)


def _keys(model):
    """The foreign keys to a model, except those of history tables."""
    for other in apps.get_models(include_auto_created=True):
        if other._meta.proxy or not other._meta.managed or is_history(other):
            continue
        for key in other._meta.local_concrete_fields:
            if isinstance(key, ForeignKey) and key.remote_field.model is model:
                yield other, key


def _naming(model, pks):
    """(model, foreign key, id, id referred to) of all rows that refer to one of these; one statement."""
    keys = [one for one in _keys(model) if one[1].remote_field.on_delete in (CASCADE, SET_NULL, PROTECT, RESTRICT)]
    parts = [
        f"SELECT {number}, {Q(other._meta.pk.column)}, {Q(key.column)} FROM {Q(other._meta.db_table)}"
        f" WHERE {Q(key.column)} = ANY(%s)"
        for number, (other, key) in enumerate(keys)
    ]
    if not parts or not pks:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY 1, 2", [list(pks)] * len(parts))
        for number, pk, target in cursor.fetchall():
            yield *keys[number], pk, target


def _mark(made):
    """A hash of a plan, by which a change since the preview is noticed."""
    parts, params = [], []
    for model, pks in made.going.items():
        if history := history_of(model):
            parts.append(f"SELECT max(pgh_id) FROM {Q(history._meta.db_table)} WHERE pgh_obj_id = ANY(%s)")
            params.append(list(pks))
    last = []
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            last = cursor.fetchall()
    rows = [(model._meta.label, sorted(pks)) for model, pks in made.going.items()]
    return digest((rows, sorted(made.kept), last))


def digest(said):
    """A short hash of plain data."""
    return hashlib.sha256(repr(said).encode()).hexdigest()


def carry_out(made, watch=None):
    """Carry out a plan, in the transaction in which it was made with ``lock``. Dependents are deleted first."""
    watch = watch or Watch()
    many_rows()
    with connection.cursor() as cursor:
        for other, column, pks in made.letting:
            where = f"{Q(other._meta.pk.column)} = ANY(%s)"
            cursor.execute(f"UPDATE {Q(other._meta.db_table)} SET {Q(column)} = NULL WHERE {where}", [list(pks)])
        for model, rows in reversed(made.going.items()):
            table, key = Q(model._meta.db_table), Q(model._meta.pk.column)
            for batch in in_batches(sorted(rows), watch):
                cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [batch])
    check_deferred()
