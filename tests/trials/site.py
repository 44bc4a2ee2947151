"""A Parley with a home of its own, as a service runs it: server and worker, each started again when it ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import requests

from tests.processes import ROOT, connected, environment, found, manage, server_pid

PASSWORD = "trial-of-Parley-1"
SECONDS = 0.5  # until what has ended is started again


class Service:
    """A command that is started again whenever it ends, as systemd does with ``Restart=always``."""

    def __init__(self, command, env, log):
        self.command, self.env, self.log = command, env, log
        self.starts, self.ending = 0, threading.Event()
        self._start()
        threading.Thread(target=self._keep, daemon=True).start()

    def _start(self):
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.starts += 1

    def _keep(self):
        while True:
            self.process.wait()
            if self.ending.wait(SECONDS):
                return
            self._start()

    def children(self):
        """The processes that the command started, e.g. those that answer requests."""
        return below(self.process.pid)

    def kill(self):
        """SIGKILL to the command and to all that it started."""
        kill([self.process.pid, *self.children()])

    def stop(self):
        """End it for good."""
        self.ending.set()
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.wait()


class Site:
    """Parley on a home and a port, with what a trial asks of it."""

    def __init__(self, home, port, **settings):
        self.home, self.port, self.address = Path(home), port, f"http://127.0.0.1:{port}"
        self.server = self.worker = None
        own = {"PORT": str(port), "PARLEY_SERVE_WORKER": "0", "PARLEY_UNSAFE_DATABASE": "0", "PARLEY_RATE": "0"}
        self.settings = {**own, "PARLEY_ACCOUNT_RATE": "0", "PARLEY_LOG": "INFO", **settings}
        self.env = environment(self.home, **self.settings)
        self.home.mkdir(parents=True, exist_ok=True)
        self.log = open(self.home.with_name(f"{self.home.name}.log"), "a")

    def start(self):
        """Start server and worker, and make the account ``trial``; returns when all is ready."""
        self.server = Service([sys.executable, "manage.py", "serve"], self.env, self.log)
        self.wait(lambda: self.answers("/health/live"), 300)
        self.worker = Service([sys.executable, "manage.py", "run_worker"], self.env, self.log)
        code = f"from django.contrib.auth.models import User; User.objects.create_superuser('trial', password='{PASSWORD}')"
        done = manage(self.home, "shell", "--no-imports", "-c", code, **self.settings)
        assert done.returncode == 0, done.stderr
        self.wait(lambda: self.answers("/health/ready"), 60)

    def answers(self, path):
        """Whether a stranger is answered with 200 there."""
        try:
            return requests.get(f"{self.address}{path}", timeout=30).status_code == 200
        except requests.RequestException:
            return False

    @staticmethod
    def wait(ready, seconds):
        """Wait until something is so; returns the seconds that it took, or None if it never was."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if ready():
                return time.monotonic() - began
            time.sleep(0.1)
        return None

    def rows(self, query, *values):
        """The rows of a statement of the trial's own."""
        with connected(self.home) as there:
            return there.execute(query, values or None).fetchall()

    def worker_lives_since(self, moment):
        """Whether a worker has given a sign of life after a moment (``time.time()``)."""
        try:
            return self.rows(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > to_timestamp(%s)", moment
            )[0][0]
        except psycopg.Error:
            return False

    def session(self):
        """A browser in which ``trial`` is logged in."""
        session = requests.Session()
        session.get(f"{self.address}/account/login/", timeout=30)
        form = {"username": "trial", "password": PASSWORD, "csrfmiddlewaretoken": session.cookies["csrftoken"]}
        session.post(f"{self.address}/account/login/", form, timeout=30)
        if "sessionid" not in session.cookies:
            raise requests.RequestException("not logged in")
        return session

    def stop(self):
        """End server, worker and database; returns the command lines of what is left of them."""
        for service in (self.worker, self.server):
            if service:
                service.stop()
        self.wait(lambda: not found(self.home), 30)
        return found(self.home)


def below(pid):
    """All processes that a process started, and those that they started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout.split()
    children = {}
    for child, parent in zip(listed[::2], listed[1::2], strict=True):
        children.setdefault(int(parent), []).append(int(child))
    found, left = [], [pid]
    while left:
        more = children.get(left.pop(), [])
        found += more
        left += more
    return found


def of_database(home):
    """The server of the database of a home, then its processes for connections and the like; [] if none runs."""
    try:
        pid = server_pid(home)
    except (OSError, IndexError, ValueError):
        return []
    return [pid, *below(pid)]


def kill(pids):
    """SIGKILL, whether they are there or not."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
