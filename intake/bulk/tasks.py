"""The worker's tasks for imports, queued by procrastinate in PostgreSQL."""

from procrastinate.contrib.django import app

from intake.bulk import jobs
from lib.jobs import AGAIN


@app.task(name="bulk.check", pass_context=True, retry=AGAIN)
def check(context, *, bulk_id):
    """Check an uploaded file."""
    jobs.run("check", bulk_id, context.should_abort)


@app.task(name="bulk.import", pass_context=True, retry=AGAIN)
def import_(context, *, bulk_id):
    """Import a checked file."""
    jobs.run("import", bulk_id, context.should_abort)
