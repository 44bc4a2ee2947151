"""Undo an import as one step, by lib/undone.py."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from intake.models import Decision, ImportRun
from intake.records.format import KINDS
from intake.records.loading import one_at_a_time
from lib import undone
from lib.revive import NotPossible
from lib.undone import describe, forbidden


def look(run, user=None):
    """The plan of undoing an import now, for a user (None for a command, which may do anything)."""
    return undone.look(run.context, user)


def undo(pk, user=None, keep=False, expected=None):
    """Undo an import in one transaction. Returns (ImportRun, UndoSummary).

    Raises NotPossible if it was undone before, and as lib.undone.undo does.
    """
    with transaction.atomic():
        one_at_a_time()
        run = ImportRun.objects.select_for_update().get(pk=pk)
        if run.undone_at:
            raise NotPossible([f"This import was already undone on {run.undone_at:%-d %B %Y at %H:%M} UTC."])
        told = undone.undo(
            run.context,
            user,
            about={"command": "undo_import", "import_undone": run.pk},
            keep=keep,
            expected=expected,
            retired={(KINDS[kind].model, slug) for kind, slugs in run.freed.items() for slug in slugs},
        )
        _forget_loaded(run)
        run.accepted.update(decision=Decision.OPEN, person="", decided_by=None, decided_at=None, run=None)
        run.undone_at, run.undone_by = timezone.now(), user
        run.save(update_fields=["undone_at", "undone_by"])
    return run, told


def _forget_loaded(run):
    """Restore what was noted as loaded before an import of a data set, so that it can be imported again."""
    new = run.loaded.filter(earlier__isnull=True)
    for name, kind in KINDS.items():
        there = kind.model.objects.filter(public_id=OuterRef("public_id"))
        new.filter(kind=name).exclude(Exists(there)).delete()
    run.loaded.filter(earlier__isnull=False).update(values=F("earlier"), earlier=None, run=None)


__all__ = ["describe", "forbidden", "look", "undo"]
