"""A worker that hangs ends by itself, so that it is started again."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from intake.management.commands import run_worker
from intake.management.commands.run_worker import Watchdog, _look_after


@pytest.fixture
def ended(monkeypatch):
    """The codes with which the process would have ended; the watchdog has no patience."""
    codes = []

    def end(code):
        codes.append(code)
        raise SystemExit

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(run_worker, "HUNG_SECONDS", -1)
    return codes


def run(coroutine):
    """Run it in a thread of its own: where browser tests were before, Playwright's loop is in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


def test_a_worker_that_is_not_seen_ends(ended, caplog):
    with pytest.raises(SystemExit):
        Watchdog().run()
    assert ended == [1] and "it ends, to be started again" in caplog.text


def test_one_that_is_over_is_left_alone(ended):
    watchdog = Watchdog()
    watchdog.over.set()
    watchdog.run()
    assert ended == []


@pytest.mark.parametrize(("name", "seen"), [("update_heartbeats", True), ("worker loop", False)])
def test_it_is_seen_while_it_gives_signs_of_life(monkeypatch, name, seen):
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
