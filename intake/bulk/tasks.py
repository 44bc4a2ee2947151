"""The tasks of the worker, in the queue that procrastinate keeps in PostgreSQL."""

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from intake.bulk import jobs
from lib.worker import SILENT_SECONDS

# A worker says every few seconds that it lives (lib/worker.py says when it is taken for dead).
HEARTBEAT_SECONDS = 2
# How often a step is begun at which workers die.
MOST_ATTEMPTS = 5

# Back into the queue where the worker had to end; anything else the step itself shows as failed.
AGAIN = RetryStrategy(wait=1, retry_exceptions=[jobs.Interrupted])


@app.task(name="bulk.check", pass_context=True, retry=AGAIN)
def check(context, *, bulk_id):
    """Check an uploaded file."""
    jobs.run("check", bulk_id, context.should_abort)


@app.task(name="bulk.import", pass_context=True, retry=AGAIN)
def import_(context, *, bulk_id):
    """Import a file that was checked."""
    jobs.run("import", bulk_id, context.should_abort)


async def take_up():
    """Put the steps of workers that died back into the queue; show those that killed them as failed."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.attempts + 1 < MOST_ATTEMPTS:
            await manager.retry_job(job)
        else:
            if "bulk_id" in job.task_kwargs:
                step = "check" if job.task_name == "bulk.check" else "import"
                await _apart(jobs.give_up, step, job.task_kwargs["bulk_id"])
            await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
    await _apart(jobs.show_forgotten)


async def _apart(function, *arguments):
    """Call a function that uses the database in a thread, and close its connection."""

    def call():
        try:
            function(*arguments)
        finally:
            connection.close()

    await sync_to_async(call)()
