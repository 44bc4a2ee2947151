"""The tasks of the worker for steps with many records (lib/jobs.py)."""

from procrastinate.contrib.django import app

from desk.many import steps
from desk.models import MassChange
from lib.jobs import AGAIN, run


@app.task(name="many.carry_out", pass_context=True, retry=AGAIN)
def carry_out(context, *, pk):
    """Delete, publish, submit or take back many records."""
    run(MassChange, "many.carry_out", pk, steps.carry_out, context.should_abort)


@app.task(name="many.undo", pass_context=True, retry=AGAIN)
def undo(context, *, pk):
    """Undo it."""
    run(MassChange, "many.undo", pk, steps.undo, context.should_abort)
