"""Deleting many records at once: what would go with them, what stands in the way, and doing it.

As Django deletes: what a foreign key with CASCADE leads to goes too, with SET NULL it lets go, and what a row
with PROTECT names stays – unless that row itself goes. Read by as many statements as there are tables, however
many the rows.
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
from lib.rows import Q


@dataclass
class DeletePlan:
    """What deleting would do: ids by model; what stays of what was chosen, and why."""

    model: type
    chosen: list  # what goes of what was chosen
    going: dict = field(default_factory=dict)  # {model: {id}}, what was chosen first, then what hangs on it
    letting: list = field(default_factory=list)  # (model, column, {id}): rows that stay and name what goes no longer
    kept: dict = field(default_factory=dict)  # id of a record that was chosen → why it stays
    mark: str = ""  # another one, if anything changes

    @property
    def number(self):
        """How many rows go in all."""
        return sum(map(len, self.going.values()))


def plan(model, pks, may_delete_public=True, lock=False):
    """What deleting records of a model would do; those that are no longer there are left out.

    What others depend on stays, and without ``may_delete_public`` what the public sees. With ``lock`` the records
    are held still.
    """
    there = model._base_manager.filter(pk__in=pks).order_by("pk")
    if lock:
        there = there.select_for_update(of=("self",))
    left, kept = list(there.values_list("pk", flat=True)), {}
    while True:
        made, blocked = _follow(model, left, may_delete_public)
        kept |= blocked
        # What stays may hold others in its turn.
        left = [pk for pk in left if pk not in blocked]
        if not blocked:
            break
    made.kept = dict(sorted(kept.items()))
    made.mark = _mark(made)
    return made


def _follow(model, pks, may_delete_public):
    """(what would go with these records, {id of one of them: why it must stay})."""
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
        # A row beside a record is called by that one.
        if owner and not has_publication(model):
            model = owner.remote_field.model
        name = model._meta.verbose_name if len(pks) == 1 else model._meta.verbose_name_plural
        words.append(f"{len(pks):,} {name}")
    return " and ".join(words)


def _keys(model):
    """The foreign keys to a model of all tables but those of histories."""
    for other in apps.get_models(include_auto_created=True):
        if other._meta.proxy or not other._meta.managed or is_history(other):
            continue
        for key in other._meta.local_concrete_fields:
            if isinstance(key, ForeignKey) and key.remote_field.model is model:
                yield other, key


def _naming(model, pks):
    """(model, foreign key, id, id named) of all rows that name one of these; one statement."""
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
    """A text by which a plan is known again: another one, if anything came between."""
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
    """A short text that stands for plain data."""
    return hashlib.sha256(repr(said).encode()).hexdigest()


def carry_out(made, watch=None):
    """Delete what a plan says, inside the transaction in which it was made with ``lock``; what hangs on records goes first."""
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
        # Here, so that what came between is told of this and not of something else.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
