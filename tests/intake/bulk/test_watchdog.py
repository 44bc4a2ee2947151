"""A worker that hangs ends by itself, so that it is started again."""

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError

from intake.management.commands import run_worker
from intake.management.commands.run_worker import Command, Watchdog, _look_after


@pytest.fixture
def ended(monkeypatch):
    """The codes with which the process would have ended; the watchdog has no patience."""
    codes = []

    def end(code):
        codes.append(code)
        raise SystemExit

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(run_worker, "HUNG_SECONDS", -1)
    monkeypatch.setattr(run_worker, "WATCH_SECONDS", 0)
    return codes


def run(coroutine):
    """Run it in a thread of its own: where browser tests were before, Playwright's loop is in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


def test_a_worker_that_is_not_seen_ends(ended, caplog):
    with pytest.raises(SystemExit):
        Watchdog().run()
    assert ended == [1] and "it ends, to be started again" in caplog.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # how it ends in its thread
def test_it_is_watched_to_the_end_of_its_process(ended, monkeypatch):
    watched = []

    async def work(watchdog, wait):
        watched.append(watchdog)

    monkeypatch.setattr(run_worker, "work", work)
    monkeypatch.setattr(run_worker, "migrations", lambda: "")
    run(asyncio.to_thread(Command().handle, verbosity=0, once=False))
    watched[0].join()  # it has not been told that the work is done
    assert ended == [1]


def test_it_begins_when_the_migrations_are_applied(monkeypatch, capsys):
    begun, found = [], iter(["2 are not applied.", "2 are not applied.", "1 is not applied.", ""])

    async def work(watchdog, wait):
        begun.append(next(found, "nothing is lacking"))

    monkeypatch.setattr(run_worker, "work", work)
    monkeypatch.setattr(run_worker, "LOOK_SECONDS", 0)
    monkeypatch.setattr(run_worker, "migrations", lambda: next(found))
    monkeypatch.setattr(Watchdog, "start", lambda self: None)
    run(asyncio.to_thread(Command().handle, verbosity=1, once=False))
    assert begun == ["nothing is lacking"]
    assert [line[:24] for line in capsys.readouterr().out.splitlines()] == [
        "The worker waits for the",
        "The worker is ready (pro",
    ]


def test_once_it_does_not_wait_for_migrations(monkeypatch):
    monkeypatch.setattr(run_worker, "migrations", lambda: "2 are not applied.")
    with pytest.raises(CommandError, match=r"2 are not applied\. Run `manage\.py migrate` first\."):
        Command().handle(verbosity=0, once=True)


@pytest.mark.parametrize(("name", "seen"), [("update_heartbeats", True), ("worker loop", False)])
def test_it_is_seen_while_it_gives_signs_of_life_and_tells_systemd(monkeypatch, tmp_path, name, seen):
    systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    systemd.bind(str(tmp_path / "notify"))
    systemd.setblocking(False)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setattr(run_worker, "LOOK_SECONDS", 0)
    watchdog, looks = Watchdog(), []
    watchdog.seen = None

    async def take_up():
        looks.append(None)
        if len(looks) == 2:
            raise KeyError  # the second look ends the test

    async def both():
        living = asyncio.create_task(asyncio.sleep(60), name=name)
        with pytest.raises(KeyError):
            await _look_after(watchdog)
        living.cancel()

    monkeypatch.setattr(run_worker, "take_up", take_up)
    run(both())
    assert (watchdog.seen is not None) == seen
    with systemd:
        if seen:
            assert systemd.recv(100) == b"WATCHDOG=1"
        else:
            with pytest.raises(BlockingIOError):
                systemd.recv(100)


def test_the_worker_names_its_signs_of_life_so():
    found = []

    async def names():
        worker = run_worker.app._worker(listen_notify=False, wait=False)
        tasks = worker._start_side_tasks()
        found.extend(task.get_name() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run(names())
    assert "update_heartbeats" in found
