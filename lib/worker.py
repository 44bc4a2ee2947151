"""Whether a worker is there to do what is put into the queue, and what its tasks share."""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

# One that is silent for so long is taken for dead.
SILENT_SECONDS = 10


def worker_lives():
    """Whether a worker has given a sign of life, by the database's clock, which its signs have too. One statement.

    A sign from the future is of before that clock was put back, and says nothing.
    """
    silent, ahead = (Now() + timedelta(seconds=seconds) for seconds in (-SILENT_SECONDS - 5, SILENT_SECONDS))
    return ProcrastinateWorker.objects.filter(last_heartbeat__range=(silent, ahead)).exists()


def bring_back_signs():
    """Take signs of life from the future for signs of now, so that dead workers are noticed after the usual time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE last_heartbeat > now() + %s * interval '1 s'",
            [SILENT_SECONDS],
        )


def fresh():
    """Let a task of the worker open a new connection where an earlier one has met an error."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
