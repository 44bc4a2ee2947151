"""Whether a worker is there to do what is put into the queue, and what its tasks share."""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

# One that is silent for so long is taken for dead.
SILENT_SECONDS = 10


def worker_lives():
    """Whether a worker has given a sign of life, by the database's clock, which its signs have too. One statement."""
    silent = Now() - timedelta(seconds=SILENT_SECONDS + 5)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=silent).exists()


def fresh():
    """Let a task of the worker open a new connection where an earlier one has met an error."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
