"""The worker's tasks for comparing records."""

import time

from django.db import Error, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from desk.duplicates.finding import KINDS, scan
from lib.worker import fresh

# After so long a task makes way for others, such as imports.
SECONDS = 20
# Retries after database errors; finished batches are kept.
AGAIN = RetryStrategy(max_attempts=4, exponential_wait=2, retry_exceptions=[Error])


@app.task(name="duplicates.scan", pass_context=True, retry=AGAIN)
def compare(context, *, name):
    """Compare records of a kind for a while; the rest is queued again."""
    fresh()
    until = time.monotonic() + SECONDS
    for left in scan(name):
        if left and (time.monotonic() > until or context.should_abort()):
            start(name)
            return


@app.periodic(cron="40 3 * * *")
@app.task(name="duplicates.nightly", queueing_lock="duplicates nightly")
def nightly(timestamp):
    """Compare all kinds every night (03:40 UTC)."""
    for name in KINDS:
        start(name)


def start(name):
    """Queue the comparison of a kind, unless it is queued already."""
    try:
        with transaction.atomic():
            compare.configure(queueing_lock=f"duplicates {name}").defer(name=name)
    except AlreadyEnqueued:
        pass
