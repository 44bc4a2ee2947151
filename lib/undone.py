"""Undoing a transaction of a person as one step: the plan in words, permissions, and carrying it out.

``lib/undoing.py`` has the mechanism; imports and changes of many records call this with their history context.
"""

from dataclasses import dataclass, field

import pghistory

from lib.addresses import Publication
from lib.database.planner import count_anew
from lib.publishing import DELETE_PUBLIC, TAKE_BACK, has_publication, may, may_publish, seen_by_public
from lib.revive import NotPossible
from lib.rows import title
from lib.undoing import carry_out, plan

# The most names of each sort that a page or a message lists.
SHOWN = 50


@dataclass
class UndoSummary:
    """A plan in words: the rows of each kind to delete, reset and restore, and the obstacles."""

    going: list = field(default_factory=list)
    back: list = field(default_factory=list)
    returning: list = field(default_factory=list)
    obstacles: list = field(default_factory=list)  # the first SHOWN
    number: int = 0  # of obstacles

    def lines(self):
        """The plan as lines of text."""
        for words, sums in (("deleted again", self.going), ("changed back", self.back), ("restored", self.returning)):
            if sums:
                yield f"{words}: {', '.join(f'{number:,} {name}' for name, number, _ in sums)}"
        yield from self.obstacles
        if self.number > len(self.obstacles):
            yield f"and {self.number - len(self.obstacles):,} more"


def look(context, user=None):
    """The plan of undoing a context now, for a user (None for a command, which may do anything)."""
    return plan(context, may_delete_public=user is None or user.has_perm(DELETE_PUBLIC))


def describe(made):
    """The UndoSummary of a plan."""
    told = UndoSummary(
        [_sum(model, pks) for model, pks in made.created.items() if pks],
        [_sum(model, rows) for model, rows in made.changed.items() if rows],
        [_sum(model, rows, False) for model, rows in made.deleted.items() if rows],
    )
    obstacles = made.obstacles
    told.number = len(obstacles)
    by_model = {}
    for model, pk, _ in obstacles[:SHOWN]:
        by_model.setdefault(model, set()).add(pk)
    names = {model: model._base_manager.in_bulk(pks) for model, pks in by_model.items()}
    for model, pk, why in obstacles[:SHOWN]:
        told.obstacles.append(f"{model._meta.verbose_name} “{names[model].get(pk, pk)}”: {why}")
    return told


def _sum(model, pks, there=True):
    """(words for the rows, their number, the names of the first)."""
    name = model._meta.verbose_name if len(pks) == 1 else model._meta.verbose_name_plural
    some = sorted(pks)[:SHOWN] if there and has_publication(model) else []
    return name, len(pks), [str(record) for record in model._base_manager.filter(pk__in=some).order_by("pk")]


def forbidden(user, made):
    """Messages about the parts of a plan that the user may not carry out; empty if all are allowed."""
    if not user.has_perm(TAKE_BACK):
        return ["You may not take changes back. A reviewer can."]
    needed = zip(made.models, (("change", "delete"), ("change",), ("change", "add")), strict=True)
    lacking = {
        f"{act} {model._meta.verbose_name_plural}"
        for models, acts in needed
        for model in models
        for act in acts
        if not may(user, model, act)
    }
    return [f"You may not {words}." for words in sorted(lacking)]


def undo(context, user=None, *, about, keep=False, expected=None, retired=(), since="the import"):
    """Undo everything with a context in the history. Must run in a transaction. Returns an UndoSummary.

    ``about`` is stored in the history of undoing, ``retired`` are slugs that stay reserved (lib/undoing.py), ``since``
    names in messages what is undone. Raises NotPossible if there are later changes (unless ``keep``), if the plan no
    longer has the ``expected`` mark, or if the user may not.
    """
    made = plan(context, lock=True, may_delete_public=user is None or user.has_perm(DELETE_PUBLIC))
    if user is not None and (refused := forbidden(user, made)):
        raise NotPossible(refused)
    if expected is not None and made.mark() != expected:
        raise NotPossible(["Something has been changed since this preview was made. Look at it again."])
    told = describe(made)
    if made.obstacles and not keep:
        raise NotPossible([*_changed(told.number, since), *told.obstacles, *_more(told)])
    before = _standing(made)
    with pghistory.context(**about, **({"user": user.pk} if user else {})):
        crowded = carry_out(made, retired)
    if user is not None and not may_publish(user) and (moved := _moved(made, before)):
        raise NotPossible(moved)
    taken = [
        f"{model._meta.verbose_name} “{title(row) or row['id']}”: one like it was entered afterwards"
        for model, row in crowded
    ]
    if taken and not keep:
        raise NotPossible([*_changed(len(taken), since), *taken[:SHOWN]])
    told.obstacles += taken
    told.number += len(taken)
    count_anew()
    return told


def _changed(number, since):
    some = "1 thing was" if number == 1 else f"{number:,} things were"
    return [f"{some} changed since {since}, or prevent undoing it. Nothing was changed. You can choose to keep:"]


def _more(told):
    return [f"and {told.number - len(told.obstacles):,} more"] if told.number > len(told.obstacles) else []


def _standing(made):
    """The records that are reset: {(model, id): (publication, whether they are public)}."""
    found = {}
    for model, rows in made.changed.items():
        if rows and has_publication(model):
            seen = seen_by_public(model, list(rows))
            states = model._base_manager.filter(pk__in=rows).values_list("pk", "publication")
            found |= {(model, pk): (state, pk in seen) for pk, state in states}
    return found


def _moved(made, before):
    """Raise NotPossible if undoing published or withdrew a record, for users who may not publish."""
    found = []
    for (model, pk), (state, seen) in _standing(made).items():
        old, was_seen = before[model, pk]
        if seen is not was_seen or (state != old and Publication.PUBLISHED in (state, old)):
            record = model._base_manager.get(pk=pk)
            found.append(
                f"{model._meta.verbose_name} “{record}” would become public, or stop being public: only a reviewer may do that."
            )
            if len(found) == SHOWN:
                break
    return found
