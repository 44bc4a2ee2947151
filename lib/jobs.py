"""Jobs that the worker does for a person in steps, with progress, cancellation and results.

A step runs in one transaction. Progress and cancellation use a second connection, since
uncommitted changes are not visible to others. A step writes its final state in its own
transaction, so that it is saved together with its records or not at all, and a step that is
repeated after a worker died starts from the beginning.
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
from lib.worker import SILENT_SECONDS, bring_back_signs, worker_lives

logger = logging.getLogger(__name__)
SECONDS = 0.5  # between two reports of progress
BATCH = 500  # rows that one statement changes, so that there is progress to report
# A worker sends a heartbeat every few seconds (lib/worker.py says when it counts as dead).
HEARTBEAT_SECONDS = 2
# The most attempts at a step if workers die while the database keeps running.
MOST_ATTEMPTS = 5
# The most attempts at a step in any case, such as one for which the database has too little memory.
MOST_BEGINNINGS = 50
# The attempts since the last start or recovery of the database. A server that recovers after losing a process keeps
# its start time, but its checkpointer is new, if the role may see it.
BEGUN = """
SELECT count(*) FROM procrastinate_events
WHERE job_id = %s AND type = 'started' AND at > coalesce(
    (SELECT max(backend_start) FROM pg_stat_activity WHERE backend_type = 'checkpointer'), pg_postmaster_start_time()
)"""
FULL = "The disk of the server is full. Try again when there is room."


class JobRejected(Exception):
    """A request of a person cannot be fulfilled; the message says why."""


class Cancelled(Exception):
    """A person cancelled the step."""


class Interrupted(Exception):
    """The worker must end; the next one repeats the step."""


# Retried only if the worker had to end; other errors are saved as the failure of the step.
AGAIN = RetryStrategy(wait=1, retry_exceptions=[Interrupted])


class Job(models.Model):
    """Abstract model of a job that the worker does for a person.

    Concrete models have a ``state``, a ``user``, and define the steps below.
    """

    STEPS: ClassVar[dict] = {}  # the name of a task → the state while its step is running
    ARGUMENT = "pk"  # the task's argument for the primary key
    LOCK = ""  # the name of the lock that the worker holds
    UNIT = "record"  # the unit of the progress
    NOTHING = "Nothing was changed."  # the message about the effect of a failed step
    LESS = "Take fewer at once."  # the advice if there is too much to do

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
        """Whether a step is waiting or running."""
        return self.state in self.STEPS.values()

    def end(self, state, error=""):
        """Save the final state of the current step."""
        self.state, self.error, self.stage, self.stop, self.ended_at = state, error, "", False, timezone.now()
        self.save()

    def cancelled(self):
        """Save that a person has cancelled the current step."""
        self.end("cancelled")

    def failed(self, error):
        """Save that the current step has failed, with a message for the person."""
        self.end("failed", error)

    @property
    def now(self):
        """The current activity in words."""
        if self.started_at is None:
            return "Waiting for the worker"
        done = counted(self.rows_total or self.rows_done, self.UNIT)
        anew = f" (begun anew, since the worker ended: attempt {self.attempts})" if self.attempts > 1 else ""
        # The seconds show that it is still working during a long database statement.
        seconds = counted(int((timezone.now() - self.started_at).total_seconds()), "second")
        of = f"{self.rows_done:,} of " if self.rows_total else ""
        told = f": {of}{done}" if self.rows_total or self.rows_done else ""
        return f"{self.stage or 'Starting'}{told}, {seconds} so far{anew}"

    def progress(self):
        """The progress of the current step, for the script of the job's page."""
        return {
            "under_way": self.under_way,
            "stage": self.now,
            "done": self.rows_done,
            "total": self.rows_total,
            "worker": worker_lives(),
        }


# -- for the person -----------------------------------------------------------------------------


def ask(job, task):
    """Queue a step of a job."""
    # By its name: tasks import what they do.
    app.configure_task(task).defer(**{job.ARGUMENT: job.pk})


def next_step(job, states, task, **values):
    """Queue the next step of a job, if it is in one of ``states``. Raises JobRejected."""
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
    """Cancel the current step: at once if no worker has begun, else when the worker next checks."""
    with transaction.atomic():
        found = type(job)._default_manager.select_for_update().get(pk=job.pk)
        if found.under_way and found.started_at is None:
            found.cancelled()
        elif found.under_way:
            found.stop = True
            found.save(update_fields=["stop"])


# -- in the worker ------------------------------------------------------------------------------


class Watch:
    """Receives the progress of an operation. Its methods may raise to stop it."""

    def read(self, file, count):
        """``count`` rows of a file have been read."""

    def stage(self, words, total):
        """A stage with ``total`` records begins."""

    def kind(self, kind, number):
        """Writing ``number`` records of a kind begins."""

    def tick(self, number):
        """``number`` more records are done."""

    def look(self):
        """Check whether to stop."""


def in_batches(rows, watch):
    """Yield ``rows`` (a list) in small batches, reporting each finished one to ``watch``."""
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        yield batch
        watch.tick(len(batch))


@contextmanager
def alone_with(model, pk):
    """Context manager: hold the lock of a job, since a worker that counted as dead may still be running."""
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
    """Reports progress and checks for cancellation over a connection of its own."""

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
        """Report at most every half second. Raises Cancelled or Interrupted if the step must stop."""
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
    """Carry out a step of a job, ``work(job, watch)``. ``stopping()`` says whether the worker must end.

    Raises Interrupted then, or if the connection to the database is lost, with everything rolled back:
    the step must be repeated.
    """
    try:
        _carry_out(model, task, pk, work, stopping)
    except Error as error:
        # At any point, even before the step began or while its result was saved.
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
            raise Interrupted  # another worker is still running it, or its transaction is still being rolled back
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
    """Mark a step as failed at which workers died repeatedly; ``values`` are the arguments of the task."""
    for model, name, state in _steps():
        if name == task and (job := model._default_manager.filter(pk=values[model.ARGUMENT], state=state).first()):
            text = "The worker was stopped each time it came to this; the machine may not have enough memory for it."
            job.failed(f"{text} {job.LESS} {job.NOTHING}")


def show_forgotten():
    """Mark running jobs without a task in the queue as failed. This should not happen."""
    for model, task, state in _steps():
        # Jobs are read first, so that one that arrives meanwhile is not considered.
        for pk in list(model._default_manager.filter(state=state).order_by("pk").values_list("pk", flat=True)):
            with transaction.atomic():
                # next_step() takes the same lock; a job that is locked now is being changed, not forgotten.
                rows = model._default_manager.select_for_update(skip_locked=True).filter(pk=pk, state=state)
                tasks = ProcrastinateJob.objects.filter(
                    task_name=task, status__in=["todo", "doing"], **{f"args__{model.ARGUMENT}": pk}
                )
                if (job := rows.first()) is not None and not tasks.exists():
                    job.failed(f"It was lost from the queue. {job.NOTHING[:-1]}: try again.")


async def take_up():
    """Requeue the steps of dead workers; mark steps that killed workers repeatedly as failed."""
    manager = app.job_manager
    await _apart(bring_back_signs)
    for task in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if task.id is None:
            continue  # it has a live worker
        if await _apart(_may_begin_again, task):
            try:
                await manager.retry_job(task)
                continue
            except UniqueViolation:
                pass  # the same task is queued already
        else:
            await _apart(give_up, task.task_name, task.task_kwargs)
        await manager.finish_job_by_id_async(task.id, Status.FAILED, delete_job=True)
    await _apart(show_forgotten)


def _may_begin_again(task):
    """Whether a step may be attempted again; workers that ended together with the database do not count."""
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, [task.id])
        (begun,) = cursor.fetchone()
    return begun < MOST_ATTEMPTS and task.attempts + 1 < MOST_BEGINNINGS


async def _apart(function, *arguments):
    """Call a function that uses the database in a thread and close its connection. Returns its result."""

    def call():
        try:
            return function(*arguments)
        finally:
            connection.close()

    return await sync_to_async(call)()
