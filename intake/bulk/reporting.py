"""How far the worker is with an upload, told over a connection of its own, and whether it is to stop."""

import time
from contextlib import contextmanager

from django.db import connection

from intake.bulk.importing import Watch
from intake.models import BulkImport

SECONDS = 0.5  # between two reports of how far a step is


class Cancelled(Exception):
    """A person stopped the step."""


class Interrupted(Exception):
    """The worker must end; the step is taken up again by the next one."""


@contextmanager
def alone_with(bulk_id):
    """Hold the lock of an import: a worker that was taken for dead may be alive after all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('parley bulk import'), %s)", [bulk_id])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('parley bulk import'), %s)", [bulk_id])


class Reporter(Watch):
    """Reports over a connection of its own how far a step is, and looks whether it is to stop."""

    def __init__(self, bulk, stopping):
        self.bulk = bulk
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
                f"UPDATE {BulkImport._meta.db_table} SET stage = %s, rows_done = %s, rows_total = %s"
                " WHERE id = %s RETURNING stop",
                [self.words, self.done, self.total, self.bulk.pk],
            )
            row = cursor.fetchone()
        if row is None or row[0]:
            raise Cancelled
