"""`make run` and `manage.py serve`: from an empty home to answers, and back to no process."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.processes import ROOT, environment, free_port, heed_interrupts, left, manage, server_pid

pytestmark = pytest.mark.slow

SECONDS = 120


class Run:
    """A started server, its output up to the last address, and what follows."""

    def __init__(self, home, port, command=(sys.executable, "manage.py", "serve"), **more):
        self.port = port
        self.more = more
        self.home = home
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(home, PORT=str(port), **more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )
        self.output = ""
        try:
            for line in self.process.stdout:
                self.output += line
                if line.startswith("Ctrl-C"):
                    break
            else:
                raise AssertionError(f"The server did not start:\n{self.output}")
        except BaseException:  # also where somebody interrupts the tests
            self.clear()
            raise

    def get(self, path):
        """Return (status, headers, text) of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def until(self, words):
        """Read on until the server has said this; if it never does, it is ended after five minutes, and the test fails."""
        limit = threading.Timer(300, os.killpg, (self.process.pid, signal.SIGKILL))
        limit.start()
        try:
            for line in self.process.stdout:
                self.output += line
                if words in line:
                    return
        finally:
            limit.cancel()
        raise AssertionError(f"It ended without “{words}”:\n{self.output}")

    def end(self):
        """Wait for the end and return the exit status."""
        self.output += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def clear(self):
        """End it and all that it started, if a failed test left it running, whatever state it is in."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.communicate()


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A first start on an empty home, kept running until the tests that need it are done."""
    home = tmp_path_factory.mktemp("first") / "home"
    run = Run(home, free_port(), PARLEY_METRICS=str(free_port()))
    yield run
    run.clear()


@pytest.fixture
def start(first):
    """A function that starts a server anew on the home of `first`, which must have ended."""
    runs = []

    def again(**more):
        first.clear()
        runs.append(Run(first.home, free_port(), **more))
        return runs[-1]

    yield again
    for run in runs:
        run.clear()


def test_a_first_start_prints_addresses_that_answer(first):
    site = f"http://127.0.0.1:{first.port}/"
    for path in ("", "admin/", "api/v1/", "experts/fyodor-lukyanov/"):
        assert re.search(rf" {re.escape(site + path)}$", first.output, re.MULTILINE), first.output
    status, headers, _text = first.get("/admin/login/")
    assert status == 200
    assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"


def test_prometheus_is_told_what_all_processes_answered(first):
    def told():
        with urllib.request.urlopen(f"http://127.0.0.1:{first.more['PARLEY_METRICS']}/metrics", timeout=30) as answer:
            return answer.read().decode()

    def number(text):
        return sum(
            map(float, re.findall(r'^parley_requests_total\{.*view="events-list".*\} (\S+)$', text, re.MULTILINE))
        )

    before = number(told())
    assert {first.get("/api/v1/events/")[0] for _ in range(20)} == {200}
    assert number(told()) == before + 20
    assert "parley_database_up 1.0" in told() and first.get("/metrics")[0] == 404


def test_static_files_are_served_and_may_be_kept_for_ever(first):
    path = re.search(r'href="(/static/admin/css/base\.[0-9a-f]+\.css)"', first.get("/admin/login/")[2])[1]
    status, headers, _ = first.get(path)
    assert status == 200 and "immutable" in headers["Cache-Control"]


def test_debug_is_off(first):
    status, _, text = first.get("/no-such-page/")
    assert status == 404 and "Traceback" not in text and "urlpatterns" not in text


def test_the_first_administrator_can_log_in_and_is_shown_once(first):
    name, password = re.search(r"user +(\S+)\n +password +(\S+)\n", first.output).groups()
    code = f"from django.contrib.auth import authenticate as a; print(a(username={name!r}, password={password!r}).is_superuser)"
    assert manage(first.home, "shell", "--no-imports", "-c", code).stdout == "True\n"


def test_secrets_are_for_the_owner_only(first):
    key = first.home / "secrets" / "django-secret-key"
    assert key.stat().st_mode & 0o777 == 0o600 and key.parent.stat().st_mode & 0o077 == 0


def test_commands_share_the_running_database(first):
    assert manage(first.home, "showmigrations", "auth").returncode == 0
    assert first.get("/admin/login/")[0] == 200, "the command left the server of others alone"


def test_a_port_in_use_is_named_and_nothing_is_started(first, tmp_path):
    done = manage(tmp_path / "home", "serve", PORT=str(first.port))
    assert done.returncode == 1
    assert f"Port {first.port}" in done.stderr and "in use" in done.stderr and "Traceback" not in done.stderr
    assert left(tmp_path / "home") == [] and not (tmp_path / "home" / "database").exists()


def worker(home):
    """The process id of the worker of `home`, which is there when the server has told its addresses."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            mine = os.fsencode(f"PARLEY_HOME={home}\0") in (entry / "environ").read_bytes()
            if mine and b"config.worker" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue  # it ended meanwhile
    (pid,) = found
    return pid


def test_a_worker_that_is_killed_is_started_again(first):
    killed = worker(first.home)
    os.kill(killed, signal.SIGKILL)
    first.until("The worker has ended and was started again")
    assert worker(first.home) != killed
    assert first.get("/admin/login/")[0] == 200, "the server itself went on"


def raw(port, target):
    """The status line and the body of the answer to a request line that is sent byte by byte as it stands."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as there:
        there.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        head, _, body = b"".join(iter(lambda: there.recv(65536), b"")).partition(b"\r\n\r\n")
    return head.split(b"\r\n", 1)[0].decode(), body.decode()


def test_an_address_may_hold_a_name_as_people_type_it(first):
    status, body = raw(first.port, "/api/v1/experts/?name=Лукьянов".encode())
    assert " 200 " in status and "fyodor-lukyanov" in body
    assert " 404 " in raw(first.port, "/experts/Лукьянов/".encode())[0]
    assert " 400 " in raw(first.port, b"/api/v1/experts/?name=\x01")[0]
    assert raw(first.port, b"/api/v1/experts/?name=\xff\xfe")[0].split()[1] in ("200", "400")


HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "
BODY = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na="


@pytest.mark.parametrize("sent", [b"", HALF, BODY], ids=["idle", "header", "body"])
def test_forty_slow_clients_harm_nobody(first, sent):
    """Each thread would wait for one of them otherwise: there are eight."""
    slow = [socket.create_connection(("127.0.0.1", first.port)) for _ in range(40)]
    try:
        for one in slow:
            one.sendall(sent)
        # They are let in in order, so all of them have been when this is answered by each process.
        assert [first.get("/api/v1/topics/")[0] for _ in range(10)] == [200] * 10
        for one in slow:
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.recv(1)  # they are still connected
    finally:
        for one in slow:
            one.close()


def test_a_header_moves_no_address(first):
    """gunicorn takes the root of the site from such a header when it comes from this machine."""
    ask = b"GET /api/v1/topics/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s: /evil\r\n\r\n"
    for name in (b"SCRIPT_NAME", b"Script-Name", b"SCRIPT-NAME"):
        with socket.create_connection(("127.0.0.1", first.port), timeout=30) as there:
            there.sendall(ask % name)
            answer = b"".join(iter(lambda: there.recv(65536), b""))
        assert b" 200 " in answer.split(b"\r\n", 1)[0] and b"evil" not in answer


def answering(run):
    """The process ids of a server's processes that answer requests."""
    pids = Path(f"/proc/{run.process.pid}/task/{run.process.pid}/children").read_text().split()
    # Beside them are the worker and what watches over the database.
    return {int(pid) for pid in pids if b"\0serve\0" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def wait_for_end(pid):
    """Return as soon as a process has ended, of which this one is no parent."""
    try:
        there = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([there], [], [], 120)[0], f"process {pid} goes on"
    finally:
        os.close(there)


def test_sighup_renews_the_processes_that_answer(first):
    assert first.get("/admin/login/")[0] == 200  # so one is there
    before = answering(first)
    assert before
    first.process.send_signal(signal.SIGHUP)
    for pid in before:
        wait_for_end(pid)
    assert {first.get("/admin/login/")[0] for _ in range(8)} == {200}
    assert first.process.poll() is None
    assert answering(first) and not answering(first) & before


def test_a_database_that_is_killed_is_started_again(first):
    assert first.get("/api/v1/events/")[0] == 200
    killed = server_pid(first.home)
    os.kill(killed, signal.SIGKILL)
    # Until it is back whoever asks is told so; how long that takes is up to the machine.
    status, headers, text = first.get("/api/v1/events/")
    assert status == 200 or (status == 503 and headers["Retry-After"] == "5" and "database" in text)
    first.until("The database is running again")
    assert server_pid(first.home) != killed
    # Every thread of every server process finds its connection again.
    assert {first.get("/api/v1/events/")[0] for _ in range(20)} == {200}


def test_sigterm_stops_everything_and_a_second_start_keeps_the_data(first, start):
    first.process.send_signal(signal.SIGTERM)
    assert first.end() == 0
    assert "gunicorn/" not in first.output, "a traceback of the server"
    assert "The database is running again" in first.output
    assert left(first.home) == []
    again = start()
    assert "password" not in again.output and "Preparing" not in again.output and "Collecting" not in again.output
    assert "Loading" not in again.output
    os.killpg(again.process.pid, signal.SIGINT)  # what Ctrl-C does
    assert again.end() == 0
    assert left(first.home) == []


def test_all_processes_end_with_the_server_that_is_killed_while_clients_hold_them(first, start):
    run = start()
    worker(first.home)
    slow = [socket.create_connection(("127.0.0.1", run.port)) for _ in range(8)]
    for one in slow:
        one.sendall(HALF)
    assert run.get("/admin/login/")[0] == 200  # the server's processes are there, too, and stop the database
    run.process.kill()
    run.process.wait()
    began = time.monotonic()
    # Not only when the clients are sent away, after 20 seconds.
    assert left(first.home) == [] and time.monotonic() - began < 18
    for one in slow:
        one.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_to_make_alone_stops_everything(first, start, number):
    # The recipe of the Makefile itself, with this interpreter instead of making .venv.
    command = ["make", "run", "PYTHON=true", f"PY={sys.executable}"]
    run = start(command=command)
    assert run.get("/admin/login/")[0] == 200, run.output
    run.process.send_signal(number)
    run.end()
    assert left(first.home) == []
    assert "Traceback" not in run.output


def test_starts_again_after_everything_was_killed(first, start):
    run = start()
    os.killpg(run.process.pid, signal.SIGKILL)
    run.end()
    again = start()
    assert again.get("/admin/login/")[0] == 200, again.output
    again.process.send_signal(signal.SIGTERM)
    again.end()
    assert left(first.home) == []


def test_gunicorn_alone_serves_as_make_run_does(first):
    """Here on another address of the machine, with addresses as people type them and bounded statements."""
    number = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--log-level", "info"],
        cwd=ROOT,
        env=environment(first.home, PORT=str(number), BIND="127.0.0.2", PARLEY_WORKERS="1", PARLEY_THREADS="2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    try:
        for line in process.stderr:
            if "Booting worker" in line:
                break
        with socket.create_connection(("127.0.0.2", number), 30) as client:
            asked = "GET /api/v1/experts/?name=Лукьянов HTTP/1.1\r\nHost: 127.0.0.2\r\nConnection: close\r\n\r\n"
            client.sendall(asked.encode())
            answer = b"".join(iter(lambda: client.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 ") and b"fyodor-lukyanov" in answer
    finally:
        process.terminate()
        process.communicate(timeout=60)
