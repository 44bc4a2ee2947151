import asyncio
import contextlib
import logging
import os
import threading
import time

from django.core.management.base import BaseCommand, CommandError
from gunicorn.systemd import sd_notify
from procrastinate.contrib.django import app

from lib.health import migrations
from lib.jobs import HEARTBEAT_SECONDS, take_up
from lib.worker import SILENT_SECONDS

log = logging.getLogger(__name__)

LOOK_SECONDS = 5
WATCH_SECONDS = 1
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
        self._await_migrations(wait=not options["once"])
        if options["verbosity"] > 0:
            self.stdout.write(f"The worker is ready (process {os.getpid()}).")
            self.stdout.flush()
        watchdog = Watchdog()
        if not options["once"]:
            # To the end of the process: opening a connection has been seen to hang as well, and so has the end.
            watchdog.start()
        asyncio.run(work(watchdog, wait=not options["once"]))

    def _await_migrations(self, wait):
        """Wait for the server, which is started at the same time and applies them; raises CommandError without ``wait``."""
        lacking = migrations()
        if lacking and not wait:
            raise CommandError(f"Migrations: {lacking} Run `manage.py migrate` first.")
        if lacking:
            self.stdout.write(f"The worker waits for the migrations: {lacking}")
            self.stdout.flush()
        while migrations():
            sd_notify("WATCHDOG=1", log)
            time.sleep(LOOK_SECONDS)


async def work(watchdog, wait=True, signals=True):
    """Do what is in the queue; with ``wait``, until a signal. ``watchdog`` is told of each look at the queue."""
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
            sd_notify("WATCHDOG=1", log)  # does nothing but where systemd has started the worker


class Watchdog(threading.Thread):
    """Ends the process when ``seen`` has not been set for too long."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = time.monotonic()

    def run(self):
        """Look again and again."""
        while True:
            time.sleep(WATCH_SECONDS)
            if time.monotonic() - self.seen > HUNG_SECONDS:
                log.error("The worker has done nothing for %s seconds; it ends, to be started again.", HUNG_SECONDS)
                os._exit(1)
