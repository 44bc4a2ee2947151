"""What the watch over the embedded database tells, whoever starts it again."""

import os

import pytest

from lib import database

AGAIN = "The database is running again; nothing that was saved is lost."
STOPPED = "The database stopped unexpectedly; starting it again ..."


class Server:
    """A database of which each look sees the next process; the last look ends the watch."""

    def __init__(self, place, *looks):
        self.place, self.looks, self.starts, self.waits = place, list(looks), 0, False

    def pid(self):
        """The process at this moment. A start puts another there."""
        if len(self.looks) == 1:
            database._held.pop(self.place, None)
            return self.looks[0]
        return self.looks.pop(0)

    def hangs(self):
        return self.waits

    def answers(self):
        return self.looks[0] is not None and not self.waits

    def settle(self):
        return False

    def start(self):
        self.starts, self.waits = self.starts + 1, False
        self.looks = [2, 2]


@pytest.fixture
def told(tmp_path, monkeypatch):
    """A function that watches over a database that is seen as these processes: (what is told, how often it was started)."""
    monkeypatch.setattr(database, "WATCH_SECONDS", 0)

    def watch(*looks, waits=False):
        server, said = Server(tmp_path, *looks), []
        server.waits = waits
        monkeypatch.setitem(database._held, tmp_path, (os.getpid(), None, server))
        database._watch(tmp_path, said.append, 1)
        return said, server.starts

    return watch


def test_one_that_died_is_started_and_both_are_told(told):
    assert told(1, 1, None, None) == ([STOPPED, AGAIN], 1)


@pytest.mark.parametrize("looks", [(1, 1, 2, 2, 2), (None, 2, 2, 2)], ids=["between two looks", "at a look"])
def test_one_that_another_process_has_started_again_is_told_as_well(told, looks):
    assert told(*looks) == ([AGAIN], 0)


def test_nothing_is_told_of_one_that_goes_on(told):
    assert told(1, 1, 1, 1) == ([], 0)


def test_one_that_waits_for_ever_is_started_again(told, monkeypatch):
    monkeypatch.setattr(database, "HANGING_LOOK_SECONDS", 0)
    assert told(1, 1, waits=True) == ([STOPPED, AGAIN], 1)
