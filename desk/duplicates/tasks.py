"""The task of the worker that compares what is too much for a request."""

import time

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from desk.duplicates.finding import KINDS, scan

# So long a task goes on before it makes way for what else waits, a file to import for instance.
SECONDS = 20


@app.task(name="duplicates.scan", pass_context=True)
def compare(context, *, name):
    """Compare records of a kind for a while; what is left is put into the queue again."""
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
