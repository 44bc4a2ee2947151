"""Starts that end early, and what the start of a server prepares, without a running server."""

import gc
import re
import signal
import socket
import subprocess
import sys

import pytest

from tests.processes import ROOT, environment, free_port, left, manage

pytestmark = pytest.mark.slow


def test_an_interrupted_preparation_leaves_no_process(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(tmp_path / "home", PORT=str(free_port())),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while "Preparing" not in process.stdout.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        errors = process.communicate(timeout=60)[1]
    finally:
        process.kill()
    assert process.returncode == 143 and "Traceback" not in errors
    assert left(tmp_path / "home") == []


def test_a_port_taken_during_the_preparation_is_named(monkeypatch):
    from config import serve, server
    from lib.database import Unavailable

    number = free_port()
    monkeypatch.setattr(server, "PORT", number)
    claimed = serve.claim()
    with socket.create_server(("127.0.0.1", number)), pytest.raises(Unavailable, match=f"Port {number} .*in use"):
        serve.listen(claimed)


def test_a_worker_keeps_its_program_out_of_the_collection_of_garbage(settings):
    from config import server

    settings.PARLEY_POOLER = True  # the connection of the tests is not to be bounded
    gc.unfreeze()
    try:
        server.post_worker_init(None)
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()


def test_an_address_that_the_machine_lacks_is_named(tmp_path):
    done = manage(tmp_path, "serve", BIND="192.0.2.1", PORT=str(free_port()))
    assert done.returncode == 1 and done.stderr.strip() == "BIND: 192.0.2.1 is no address of this machine."


def test_make_alone_lists_the_targets():
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, env=environment(ROOT))
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert done.returncode == 0 and len(targets) > 3
    for target in targets:
        assert f"make {target}\t" in done.stdout
