import asyncio
import contextlib
import logging
import os
import threading
import time

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from lib.jobs import HEARTBEAT_SECONDS, take_up
from lib.worker import SILENT_SECONDS

log = logging.getLogger(__name__)

LOOK_SECONDS = 5
# A worker that has not come to look for so long hangs, and others take it for dead since long. It ends, to be started
# again: procrastinate has been seen to wait for ever when the database went while it was ending.
HUNG_SECONDS = 45


class Command(BaseCommand):
    """Runs the worker; see docs/bulk.md."""

    help = (
        "Check and import uploaded files, one after the other, until SIGINT or SIGTERM. `make run` starts one itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")

    def handle(self, *args, **options):
        if options["verbosity"] > 0:
            self.stdout.write(f"The worker is ready (process {os.getpid()}).")
            self.stdout.flush()
        asyncio.run(work(wait=not options["once"]))


async def work(wait=True, signals=True):
    """Do what is in the queue; with ``wait``, until a signal."""
    watchdog = Watchdog()
    if wait:
        watchdog.start()  # first of all: opening a connection has been seen to hang as well
    with app.replace_connector(app.connector.get_worker_connector()):
        async with app.open_async():
            await take_up()
            looking = asyncio.create_task(_look_after(watchdog))
            try:
                await app.run_worker_async(
                    wait=wait,
                    install_signal_handlers=signals,
                    # A step is stopped at once and taken up again at the next start.
                    shutdown_graceful_timeout=0,
                    delete_jobs="always",
                    fetch_job_polling_interval=5,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=SILENT_SECONDS,
                )
            finally:
                watchdog.over.set()
                looking.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await looking


async def _look_after(watchdog):
    """Look now and then for what other workers have left."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await take_up()
        # Without its sign of life the worker is ending, whatever it says.
        if any(task.get_name() == "update_heartbeats" for task in asyncio.all_tasks()):
            watchdog.seen = time.monotonic()


class Watchdog(threading.Thread):
    """Ends the process when ``seen`` has not been set for too long, until ``over``."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen, self.over = time.monotonic(), threading.Event()

    def run(self):
        """Look once a second."""
        while not self.over.wait(1):
            if time.monotonic() - self.seen > HUNG_SECONDS:
                log.error("The worker has done nothing for %s seconds; it ends, to be started again.", HUNG_SECONDS)
                os._exit(1)
