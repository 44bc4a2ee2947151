"""Undoing an import as one step: what it would do, who may, and doing it (lib/undoing.py has the mechanism)."""

from dataclasses import dataclass, field

import pghistory
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from intake.models import Decision, ImportRun
from intake.records.format import KINDS
from intake.records.loading import one_at_a_time
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


def look(run, user=None):
    """The plan of undoing an import, as it would be now, for a user (None: a command, which may do anything)."""
    return plan(run.context, may_delete_public=user is None or user.has_perm(DELETE_PUBLIC))


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


def undo(pk, user=None, keep=False, expected=None):
    """Undo an import in one transaction. Returns (the ImportRun, what was done, as UndoSummary).

    Raises NotPossible: where something was changed afterwards, unless it is to be kept (``keep``);
    where the plan is not the ``expected`` one (its mark) any more; where the user may not.
    """
    with transaction.atomic():
        one_at_a_time()
        run = ImportRun.objects.select_for_update().get(pk=pk)
        if run.undone_at:
            raise NotPossible([f"This import was already undone on {run.undone_at:%-d %B %Y at %H:%M} UTC."])
        made = plan(run.context, lock=True, may_delete_public=user is None or user.has_perm(DELETE_PUBLIC))
        if user is not None and (refused := forbidden(user, made)):
            raise NotPossible(refused)
        if expected is not None and made.mark() != expected:
            raise NotPossible(["Something has been changed since this preview was made. Look at it again."])
        told = describe(made)
        if made.obstacles and not keep:
            raise NotPossible([*_changed(told.number), *told.obstacles, *_more(told)])
        before = _standing(made)
        with pghistory.context(command="undo_import", import_undone=run.pk, **({"user": user.pk} if user else {})):
            crowded = carry_out(
                made, {(KINDS[kind].model, slug) for kind, slugs in run.freed.items() for slug in slugs}
            )
        if user is not None and not may_publish(user) and (moved := _moved(made, before)):
            raise NotPossible(moved)
        taken = [
            f"{model._meta.verbose_name} “{title(row) or row['id']}”: one like it was entered afterwards"
            for model, row in crowded
        ]
        if taken and not keep:
            raise NotPossible([*_changed(len(taken)), *taken[:SHOWN]])
        told.obstacles += taken
        told.number += len(taken)
        _forget_loaded(run)
        run.accepted.update(decision=Decision.OPEN, person="", decided_by=None, decided_at=None, run=None)
        run.undone_at, run.undone_by = timezone.now(), user
        run.save(update_fields=["undone_at", "undone_by"])
        count_anew()
    return run, told


def _forget_loaded(run):
    """Set back what an import of a data set noted as loaded, so that it can be imported again."""
    new = run.loaded.filter(earlier__isnull=True)
    for name, kind in KINDS.items():
        there = kind.model.objects.filter(public_id=OuterRef("public_id"))
        new.filter(kind=name).exclude(Exists(there)).delete()
    run.loaded.filter(earlier__isnull=False).update(values=F("earlier"), earlier=None, run=None)


def _changed(number):
    some = "1 thing was" if number == 1 else f"{number:,} things were"
    return [f"{some} changed since the import, or prevent undoing it. Nothing was changed. You can choose to keep:"]


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
