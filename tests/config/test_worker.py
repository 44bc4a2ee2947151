"""The keeper of the worker: how soon one that has ended is started again, and that none outlives the server."""

import os
import signal
import time

from config import parent, worker


class Ended:
    """A worker that has lived for so many seconds, by a clock that stands still otherwise."""

    def __init__(self, clock, seconds):
        self.clock, self.seconds = clock, seconds

    def wait(self):
        self.clock[0] += self.seconds


class Ending:
    """Notes the pauses, and ends the keeper with the last of them."""

    def __init__(self, number):
        self.number, self.pauses = number, []

    def is_set(self):
        return False

    def wait(self, seconds):
        self.pauses.append(seconds)
        return len(self.pauses) == self.number


def test_a_worker_that_had_worked_is_started_at_once(monkeypatch):
    clock, lives = [0.0], [0, 0, 0, 3600, 0, 0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    processes = iter([Ended(clock, seconds) for seconds in lives])
    monkeypatch.setattr(worker.subprocess, "Popen", lambda *args, **kwargs: next(processes))
    keeper = worker.Keeper()
    keeper._ending = Ending(len(lives))
    keeper._spawn()
    keeper._keep()
    assert keeper._ending.pauses == [1, 2, 4, 1, 2, 4]


def test_a_worker_to_which_the_signal_is_lost_is_killed(monkeypatch):
    sent, slept = [], []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    monkeypatch.setattr(time, "sleep", slept.append)
    parent._look(7, -1, worker.ORPHAN_SECONDS)
    assert sent == [(7, signal.SIGINT), (7, signal.SIGKILL)] and slept == [worker.ORPHAN_SECONDS]
    parent._look(7, -1, None)  # the server itself ends its database first, however long that takes
    assert sent[2:] == [(7, signal.SIGINT)]
