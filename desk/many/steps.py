"""Bulk actions are planned, carried out and undone: few records in the request, many by the worker."""

import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from desk.many.acts import ACTS, words_for
from desk.models import MassChange, MassState
from desk.review.dependents import KINDS
from lib import undone
from lib.database.planner import count_anew
from lib.jobs import JobRejected, Watch, next_step
from lib.revive import NotPossible

# At most so many are done within the request, which takes some seconds.
FEW = 500
# Unconfirmed previews are deleted after a day.
FORGOTTEN = datetime.timedelta(days=1)
BEGUN = (MassState.PLANNED, MassState.FAILED, MassState.CANCELLED)


def plan(act, model, pks, user):
    """Store the selection of a list for the preview. Returns the MassChange."""
    MassChange.objects.filter(state=MassState.PLANNED, planned_at__lt=timezone.now() - FORGOTTEN).delete()
    return MassChange.objects.create(act=act, kind=model._meta.model_name, pks=list(dict.fromkeys(pks)), user=user)


def few(change):
    """Whether it is done in the request."""
    return len(change.pks) <= FEW


def demand(change, user):
    """Raise JobRejected if the user may not do it (any more)."""
    model = KINDS[change.kind]
    if user is None or not user.is_active or not ACTS[change.act].allowed(user, model):
        raise JobRejected(f"You may not do this with {model._meta.verbose_name_plural}. Nothing was changed.")


def begin(change, user, mark, left_out=()):
    """Carry out the preview with this ``mark``, or queue it for the worker. Raises JobRejected."""
    demand(change, user)
    if not few(change):
        next_step(change, BEGUN, "many.carry_out", mark=mark, left_out=list(left_out), user=user)
        return
    with transaction.atomic():
        found = MassChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if found.state not in BEGUN:
            raise JobRejected(f"This cannot be done now: it is {found.get_state_display()}.")
        found.mark, found.left_out, found.user = mark, list(left_out), user
        carry_out(found, Watch())


def carry_out(change, watch):
    """Do it, in one transaction. Raises JobRejected."""
    demand(change, change.user)
    watch.stage("Looking at the records", len(change.pks))
    with (
        transaction.atomic(),
        pghistory.context(user=change.user_id, command=f"many_{change.act}", many=change.pk) as saved,
    ):
        counts = ACTS[change.act].carry_out(change, change.user, watch)
        count_anew()
        watch.look()
        change.context = saved.id
        change.counts = [[number, words_for(model, number)] for model, number in counts.items() if number]
        change.end(MassState.DONE)


def begin_undo(change, user, mark, keep):
    """Undo it, or queue that for the worker. Raises JobRejected."""
    if not few(change):
        next_step(change, (MassState.DONE,), "many.undo", mark=mark, keep=keep, undone_by=user)
        return
    with transaction.atomic():
        found = MassChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if found.state != MassState.DONE:
            raise JobRejected(f"This cannot be done now: it is {found.get_state_display()}.")
        found.mark, found.keep, found.undone_by = mark, keep, user
        undo(found, Watch())


def undo(change, watch):
    """Undo it, in one transaction. Raises JobRejected."""
    watch.stage("Undoing", 0)
    with transaction.atomic():
        try:
            undone.undo(
                change.context,
                change.undone_by,
                about={"command": "undo_many", "many_undone": change.pk},
                keep=change.keep,
                expected=change.mark,
                since="then",
            )
        except NotPossible as error:
            raise JobRejected(" ".join(error.messages)) from None
        watch.look()
        change.undone_at = timezone.now()
        change.end(MassState.UNDONE)
