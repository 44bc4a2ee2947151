"""What the worker does for a person, from step to step: how far it is, whether it is to stop, how it ended.

A step runs in one transaction. How far it is, and whether a person wants it stopped, goes
over a second connection, since nobody sees what a transaction has not committed. A step
writes its last state within its own transaction: it is done together with its records or not
at all, and one that is taken up again after a worker died begins anew from nothing.
"""

import logging
import time
from contextlib import contextmanager
from typing import ClassVar

from asgiref.sync import sync_to_async
from django.apps import apps
from django.db import Error, connection, models, transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from lib.counts import counted
from lib.database.errors import is_full
from lib.worker import SILENT_SECONDS

logger = logging.getLogger(__name__)
SECONDS = 0.5  # between two reports of how far a step is
BATCH = 500  # rows that one statement changes, so that progress is seen
# A worker says every few seconds that it lives (lib/worker.py says when it is taken for dead).
HEARTBEAT_SECONDS = 2
# How often a step is begun at which workers die while the database goes on.
MOST_ATTEMPTS = 5
# How often one is begun that is still not done, whoever ended: for what the database has too little memory.
MOST_BEGINNINGS = 50
# The beginnings of a step since the database last began. A server that lost one of its processes begins anew without
# being started anew: its checkpointer tells, to those who may see it.
BEGUN = """
SELECT count(*) FROM procrastinate_events
WHERE job_id = %s AND type = 'started' AND at > coalesce(
    (SELECT max(backend_start) FROM pg_stat_activity WHERE backend_type = 'checkpointer'), pg_postmaster_start_time()
)"""
FULL = "The disk of the server is full. Try again when there is room."


class JobRejected(Exception):
    """What a person asked for cannot be done; the message says why."""


class Cancelled(Exception):
    """A person stopped the step."""


class Interrupted(Exception):
    """The worker must end; the step is taken up again by the next one."""


# Back into the queue where the worker had to end; anything else the step itself shows as failed.
AGAIN = RetryStrategy(wait=1, retry_exceptions=[Interrupted])


class Job(models.Model):
    """What a person has asked for and the worker does.

    A model of it has a ``state``, the ``user``, and below what its steps are.
    """

    STEPS: ClassVar[dict] = {}  # the name of a task → the state in which its step is under way
    ARGUMENT = "pk"  # by which the task is told the number
    LOCK = ""  # a name for the lock that one worker holds on it
    UNIT = "record"  # what the progress counts
    NOTHING = "Nothing was changed."  # what a step leaves that failed
    LESS = "Take fewer at once."  # what to do where it is too much

    started_at = models.DateTimeField(null=True, blank=True, help_text="When the worker took the present step up.")
    attempts = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How often a worker has begun the present step; the others ended in it."
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When the last step ended.")
    stage = models.CharField(max_length=200, blank=True, help_text="What the worker is doing, in words.")
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    stop = models.BooleanField(default=False, help_text="A person asked to cancel the present step.")
    error = models.TextField(blank=True, help_text="Why it failed, for the person.")

    class Meta:
        abstract = True

    @property
    def under_way(self):
        """Whether the worker has, or will have, something to do."""
        return self.state in self.STEPS.values()

    def end(self, state, error=""):
        """Note how the present step ended."""
        self.state, self.error, self.stage, self.stop, self.ended_at = state, error, "", False, timezone.now()
        self.save()

    def cancelled(self):
        """Note that a person has stopped the present step."""
        self.end("cancelled")

    def failed(self, error):
        """Note that the present step has failed, with words for the person."""
        self.end("failed", error)

    @property
    def now(self):
        """What happens at present, in words."""
        if self.started_at is None:
            return "Waiting for the worker"
        done = counted(self.rows_total or self.rows_done, self.UNIT)
        anew = f" (begun anew, since the worker ended: attempt {self.attempts})" if self.attempts > 1 else ""
        # The seconds go on where one statement of the database takes long: nothing stands still unexplained.
        seconds = counted(int((timezone.now() - self.started_at).total_seconds()), "second")
        of = f"{self.rows_done:,} of " if self.rows_total else ""
        told = f": {of}{done}" if self.rows_total or self.rows_done else ""
        return f"{self.stage or 'Starting'}{told}, {seconds} so far{anew}"


# -- for the person -----------------------------------------------------------------------------


def ask(job, task):
    """Put a step of a job into the queue."""
    # By its name: tasks import what they do.
    app.configure_task(task).defer(**{job.ARGUMENT: job.pk})


def next_step(job, states, task, **values):
    """Put the next step of a job into the queue, if it is in one of ``states``. Raises JobRejected."""
    with transaction.atomic():
        found = type(job)._default_manager.select_for_update().get(pk=job.pk)
        if found.state not in states:
            raise JobRejected(f"This cannot be done now: it is {found.get_state_display()}.")
        for name, value in values.items():
            setattr(found, name, value)
        found.state = found.STEPS[task]
        found.started_at = found.ended_at = None
        found.stop, found.error, found.stage, found.rows_done, found.attempts = False, "", "", 0, 0
        found.save()
        ask(found, task)


def cancel(job):
    """Stop what is under way; at once if no worker has begun, else as soon as it looks."""
    with transaction.atomic():
        found = type(job)._default_manager.select_for_update().get(pk=job.pk)
        if found.under_way and found.started_at is None:
            found.cancelled()
        elif found.under_way:
            found.stop = True
            found.save(update_fields=["stop"])


# -- in the worker ------------------------------------------------------------------------------


class Watch:
    """Is told how far something is. Its methods may raise to stop it."""

    def read(self, file, count):
        """``count`` rows of a file have been read."""

    def stage(self, words, total):
        """Begin something that is done with ``total`` records."""

    def kind(self, kind, number):
        """Begin to write ``number`` records of a kind."""

    def tick(self, number):
        """``number`` more records are done."""

    def look(self):
        """Look whether it is to stop."""


def in_batches(rows, watch):
    """Parts of ``rows`` (a list), small enough that progress is seen; ``watch`` is told of each that is done."""
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        yield batch
        watch.tick(len(batch))


@contextmanager
def alone_with(model, pk):
    """Hold the lock of a job: a worker that was taken for dead may be alive after all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s), %s)", [model.LOCK, pk])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s), %s)", [model.LOCK, pk])


class Reporter(Watch):
    """Reports over a connection of its own how far a step is, and looks whether it is to stop."""

    def __init__(self, job, stopping):
        self.job = job
        self.stopping = stopping
        self.words, self.done, self.total, self.next = "Beginning", 0, 0, 0.0

    def __enter__(self):
        self.connection = connection.copy()
        return self

    def __exit__(self, *error):
        self.connection.close()

    def read(self, file, count):
        self.words, self.done, self.total = f"Reading {file}"[:200], count, 0
        self.look()

    def stage(self, words, total):
        self.words, self.done, self.total, self.next = words, 0, total, 0.0
        self.look()

    def tick(self, number):
        self.done += number
        self.look()

    def look(self):
        """Report, at most every half a second; raise Cancelled or Interrupted if the step is to stop."""
        if self.stopping():
            raise Interrupted
        now = time.monotonic()
        if now < self.next:
            return
        self.next = now + SECONDS
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.job._meta.db_table} SET stage = %s, rows_done = %s, rows_total = %s"
                " WHERE id = %s RETURNING stop",
                [self.words, self.done, self.total, self.job.pk],
            )
            row = cursor.fetchone()
        if row is None or row[0]:
            raise Cancelled


def run(model, task, pk, work, stopping=lambda: False):
    """Carry out a step of a job: ``work(job, watch)``. ``stopping`` says that the worker must end.

    Raises Interrupted then, and where the database went away, with all rolled back: the step is
    to be taken up again.
    """
    try:
        _carry_out(model, task, pk, work, stopping)
    except Error as error:
        # Wherever it was: before it began, while it said how it ended.
        if connection.is_usable():
            raise
        connection.close()
        raise Interrupted from error


def _carry_out(model, task, pk, work, stopping):
    with alone_with(model, pk) as alone:
        job = model._default_manager.select_related("user").filter(pk=pk, state=model.STEPS[task]).first()
        if job is None:
            return  # cancelled meanwhile, or done
        if not alone:
            raise Interrupted  # another worker is at it after all, or what it began is still being undone
        job.started_at, job.attempts = timezone.now(), job.attempts + 1
        begun = {"started_at": job.started_at, "attempts": job.attempts}
        model._default_manager.filter(pk=job.pk).update(**begun, rows_done=0, stage="")
        with Reporter(job, stopping) as watch:
            try:
                work(job, watch)
            except Cancelled:
                job.cancelled()
            except Interrupted:
                raise
            except JobRejected as error:
                job.failed(str(error))
            except Error as error:
                if not connection.is_usable():
                    raise
                logger.exception("%s failed for %s", task, job.pk)
                words = FULL if is_full(error) else f"The database reported: {str(error).strip()}"
                job.failed(f"{words} {job.NOTHING}")
            except Exception as error:
                logger.exception("%s failed for %s", task, job.pk)
                words = FULL if is_full(error) else f"An error in Parley ({type(error).__name__}: {error})."
                job.failed(f"{words} {job.NOTHING}")


# -- what workers have left -----------------------------------------------------------------------


def _steps():
    """(model, name of the task, state) of every step of a job."""
    models_ = [model for model in apps.get_models() if issubclass(model, Job)]
    return [(model, task, state) for model in models_ for task, state in model.STEPS.items()]


def give_up(task, values):
    """Show a step as failed at which the worker has died again and again; ``values`` are those of the task."""
    for model, name, state in _steps():
        if name == task and (job := model._default_manager.filter(pk=values[model.ARGUMENT], state=state).first()):
            text = "The worker was stopped each time it came to this; the machine may not have enough memory for it."
            job.failed(f"{text} {job.LESS} {job.NOTHING}")


def show_forgotten():
    """Show as failed what is under way though no task for it is in the queue; it should not come to that."""
    for model, task, state in _steps():
        # The jobs first: one that arrives meanwhile must not look as if it had no task.
        for pk in list(model._default_manager.filter(state=state).order_by("pk").values_list("pk", flat=True)):
            with transaction.atomic():
                # The lock that the next step takes too; who holds it now is not forgotten.
                rows = model._default_manager.select_for_update(skip_locked=True).filter(pk=pk, state=state)
                tasks = ProcrastinateJob.objects.filter(
                    task_name=task, status__in=["todo", "doing"], **{f"args__{model.ARGUMENT}": pk}
                )
                if (job := rows.first()) is not None and not tasks.exists():
                    job.failed(f"It was lost from the queue. {job.NOTHING[:-1]}: try again.")


async def take_up():
    """Put the steps of workers that died back into the queue; show those that killed them as failed."""
    manager = app.job_manager
    for task in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if task.id is None:
            continue  # what is in the queue has one
        if await _apart(_may_begin_again, task):
            try:
                await manager.retry_job(task)
                continue
            except UniqueViolation:
                pass  # the same waits in the queue already
        else:
            await _apart(give_up, task.task_name, task.task_kwargs)
        await manager.finish_job_by_id_async(task.id, Status.FAILED, delete_job=True)
    await _apart(show_forgotten)


def _may_begin_again(task):
    """Whether what a worker left is no danger: what ended together with the database is not the step's doing."""
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, [task.id])
        (begun,) = cursor.fetchone()
    return begun < MOST_ATTEMPTS and task.attempts + 1 < MOST_BEGINNINGS


async def _apart(function, *arguments):
    """What a function says that uses the database, called in a thread; its connection is closed."""

    def call():
        try:
            return function(*arguments)
        finally:
            connection.close()

    return await sync_to_async(call)()
