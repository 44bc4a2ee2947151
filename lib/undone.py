"""Undoing as one step what a person did in one transaction: the plan in words, who may, and doing it.

``lib/undoing.py`` has the mechanism; imports and changes of many records come here with the context of their history.
"""

from dataclasses import dataclass, field

import pghistory

from lib.addresses import Publication
from lib.database.planner import count_anew
from lib.publishing import DELETE_PUBLIC, TAKE_BACK, has_publication, may, may_publish, seen_by_public
from lib.revive import NotPossible
from lib.rows import title
from lib.undoing import carry_out, plan

# Names that a page or a message lists of each sort.
SHOWN = 50


@dataclass
class UndoSummary:
    """A plan in words: how many rows of each kind go, are set back, come back, and what stands in the way."""

    going: list = field(default_factory=list)
    back: list = field(default_factory=list)
    returning: list = field(default_factory=list)
    obstacles: list = field(default_factory=list)  # the first SHOWN
    number: int = 0  # of obstacles

    def lines(self):
        """The plan for a reader, line by line."""
        for words, sums in (("deleted again", self.going), ("set back", self.back), ("entered again", self.returning)):
            if sums:
                yield f"{words}: {', '.join(f'{number:,} {name}' for name, number, _ in sums)}"
        yield from self.obstacles
        if self.number > len(self.obstacles):
            yield f"and {self.number - len(self.obstacles):,} more"


def look(context, user=None):
    """The plan of undoing what has this context, as it would be now, for a user (None: a command, which may do anything)."""
    return plan(context, may_delete_public=user is None or user.has_perm(DELETE_PUBLIC))


def describe(made):
    """A plan in words: what undoing deletes, changes and brings back, and what stands in its way (UndoSummary)."""
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
    """What the person may not do of a plan, in words; empty: they may."""
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
    """Undo all that has this context in the history, within a transaction. Returns what was done, as UndoSummary.

    ``about`` goes into the history of undoing, ``retired`` are addresses that stay given up (lib/undoing.py), ``since``
    says in messages what is undone. Raises NotPossible: where something was changed afterwards, unless it is to be
    kept (``keep``); where the plan is not the ``expected`` one (its mark) any more; where the user may not.
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
    """Of the records that are set back: {(model, id): (its state of publication, whether the public sees it)}."""
    found = {}
    for model, rows in made.changed.items():
        if rows and has_publication(model):
            seen = seen_by_public(model, list(rows))
            states = model._base_manager.filter(pk__in=rows).values_list("pk", "publication")
            found |= {(model, pk): (state, pk in seen) for pk, state in states}
    return found


def _moved(made, before):
    """Who may not publish makes nothing public, and takes nothing from the public."""
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
