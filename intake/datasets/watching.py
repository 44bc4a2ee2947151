"""Show the progress of an import on the console, at least every two seconds."""

import threading
import time

from lib.counts import counted
from lib.jobs import Watch

SECONDS = 1.5


class Console(Watch):
    """Writes the progress of an import: on a terminal over the same line, else as a line now and then.

    A thread repeats the last message while there is no other, so that it keeps writing even
    during a long database statement.
    """

    def __init__(self, stream, terminal):
        self.stream, self.terminal = stream, terminal
        self.words, self.done, self.total, self.since = "Beginning", 0, 0, time.monotonic()
        self._said = 0.0
        self._lock = threading.Lock()
        self._over = threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._repeat, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._over.set()
        self._thread.join()
        if self.terminal:
            self._write("\r\033[K")

    def read(self, file, count):
        self._now(f"Reading {file}", count, 0)

    def stage(self, words, total):
        self._now(words, 0, total)
        self._say()

    def kind(self, kind, number):
        self._now(f"Writing {kind}", 0, number)

    def tick(self, number):
        self.done += number
        if time.monotonic() - self._said > SECONDS / 3:
            self._say()

    def _now(self, words, done, total):
        if words != self.words:
            self.since = time.monotonic()
        self.words, self.done, self.total = words, done, total
        if time.monotonic() - self._said > SECONDS / 3:
            self._say()

    def _repeat(self):
        while not self._over.wait(0.25):
            if time.monotonic() - self._said > SECONDS:
                self._say()

    def _say(self):
        far = (
            f": {self.done:,} of {self.total:,}"
            if self.total and self.done
            else (f": {counted(self.done, 'row')}" if self.done else "")
        )
        seconds = int(time.monotonic() - self.since)
        text = f"{self.words}{far}" + (f" ({seconds} s)" if seconds > 1 else "")
        self._write(f"\r\033[K{text}" if self.terminal else f"{text}\n")

    def _write(self, text):
        with self._lock:
            self._said = time.monotonic()
            self.stream.write(text)
            self.stream.flush()
