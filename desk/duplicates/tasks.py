"""The task of the worker that compares what is too much for a request."""

import time

from django.db import Error, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from desk.duplicates.finding import KINDS, scan
from lib.worker import fresh

# So long a task goes on before it makes way for what else waits, a file to import for instance.
SECONDS = 20
# After 4, 8, 16 and 32 seconds: the database was away, or stopped the statement. Each batch that was kept stays.
AGAIN = RetryStrategy(max_attempts=4, exponential_wait=2, retry_exceptions=[Error])


@app.task(name="duplicates.scan", pass_context=True, retry=AGAIN)
def compare(context, *, name):
    """Compare records of a kind for a while; what is left is put into the queue again."""
    fresh()
    until = time.monotonic() + SECONDS
    for left in scan(name):
        if left and (time.monotonic() > until or context.should_abort()):
            start(name)
            return


@app.periodic(cron="40 3 * * *")
@app.task(name="duplicates.nightly", queueing_lock="duplicates nightly")
def nightly(timestamp):
    """Once a night (03:40 UTC), so that the numbers on the desk include what nobody has looked at."""
    for name in KINDS:
        start(name)


def start(name):
    """Ask the worker to compare what is new or changed of a kind, unless that waits in the queue already."""
    try:
        with transaction.atomic():
            compare.configure(queueing_lock=f"duplicates {name}").defer(name=name)
    except AlreadyEnqueued:
        pass
