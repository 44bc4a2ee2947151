"""The worker that `manage.py serve` starts beside the server: a child that ends with it.

`python -m config.worker PID` is that child, of the process PID. It is started anew when it dies; what it was at is
then taken up again (intake/bulk/tasks.py).
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import django
from django.core.management import call_command

from config import parent
from lib import database

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 10
ORPHAN_SECONDS = 5  # to end in good order without the server; what it was at is taken up again
SLOWEST_SECONDS = 60  # between two starts, when it dies each time


class Keeper:
    """Starts the worker, again when it dies (which it tells ``say``), and ends it with this process."""

    def __init__(self, say=lambda text: None):
        self._say = say
        self._owner = os.getpid()
        self._ending = threading.Event()
        self._starting = threading.Lock()
        self._process = None

    def start(self):
        """Start the worker; it is there when this returns."""
        atexit.register(self.stop)
        self._spawn()
        threading.Thread(target=self._keep, daemon=True).start()

    def _spawn(self):
        """Start a worker, unless this is ending."""
        with self._starting:
            if not self._ending.is_set():
                self._process = subprocess.Popen([sys.executable, "-m", "config.worker", str(self._owner)], cwd=ROOT)

    def _keep(self):
        seconds = 1
        while True:
            began = time.monotonic()
            # How it ended is not asked: gunicorn waits for all children of this process too, and may be told instead.
            self._process.wait()
            if time.monotonic() - began > SLOWEST_SECONDS:
                seconds = 1  # it had worked: what ended it is another matter than what did so before
            if self._ending.wait(seconds):
                return
            self._spawn()
            self._say("The worker has ended and was started again.")
            seconds = min(2 * seconds, SLOWEST_SECONDS)

    def stop(self):
        """End the worker and wait for it. Does nothing in a fork of the process that started it."""
        if os.getpid() != self._owner:
            return
        self._ending.set()
        with self._starting:
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main(owner):
    """Run the worker until SIGINT or SIGTERM, or until the process `owner` that started it has gone."""
    parent.watch(patience=ORPHAN_SECONDS)
    if os.getppid() != owner:
        sys.exit()  # it has gone before we could watch it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # SIGINT comes when the parent has gone: the worker ends in good order, wherever it is.
    signal.signal(signal.SIGINT, lambda number, frame: sys.exit(128 + number))
    try:
        database.ensure()
        django.setup()
        call_command("run_worker", verbosity=0)
    except database.Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(int(sys.argv[1]))
