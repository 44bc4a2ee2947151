"""Processes with a home of their own, for tests of the launcher and the server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from lib.database.cluster import NAME, PORT, socket_folder

ROOT = Path(__file__).resolve().parent.parent
# Variables of the test run that other homes must not get. Compiled files are kept, since compiling takes a process a fifth
# of a second.
OWN = re.compile("PARLEY_|DJANGO_|PYTEST_|DATABASE_URL$|PORT$|MAKE|PYTHONDONTWRITEBYTECODE$")


def environment(home, **more):
    """Return an environment for a process on `home`, as a person's shell would have it."""
    plain = {name: value for name, value in os.environ.items() if not OWN.match(name)}
    return plain | {"PARLEY_HOME": str(home), "PARLEY_UNSAFE_DATABASE": "1", "PYTHONPATH": str(ROOT)} | more


def manage(home, *arguments, **more):
    """Run a manage.py command to its end and return the CompletedProcess."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(home, **more), capture_output=True, text=True, timeout=120)


def heed_interrupts():
    """Let a child take SIGINT, which a shell makes its background jobs ignore, and so a test run in one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def using(home, code="", **more):
    """Start a process that uses the database of `home` and runs `code`, then waits for its input to end."""
    script = f"from lib import database; database.ensure()\n{code}\nprint('ready', flush=True)\ninput()"
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(home, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )


def wait_ready(process):
    """Wait until a process of using() has the database; fails with its report if it gave up."""
    line = process.stdout.readline()
    assert line == "ready\n", line + process.stderr.read()


def left(home):
    """Return the command lines of the processes that belong to `home`: its server and its users."""
    # The last ones may still be ending when their parent is gone.
    deadline = time.monotonic() + 60
    while (lines := found(home)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return lines


def found(home):
    """Return the command lines of the processes that belong to `home` now."""
    wanted = os.fsencode(f"PARLEY_HOME={home}\0")
    lines = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            inside = os.path.samefile(entry / "cwd", home / "database") if (home / "database").exists() else False
            if command and (inside or wanted in (entry / "environ").read_bytes()):
                lines.append(command.replace(b"\0", b" ").decode())
        except OSError:
            continue  # it ended meanwhile
    return lines


def connected(home):
    """Connect to the database of `home`, whose server runs; a context manager, each statement is committed."""
    host = str(socket_folder(home))
    return closing(psycopg.connect(host=host, port=PORT, dbname=NAME, user=NAME, autocommit=True))


@contextmanager
def writing_held(home, table):
    """Block all writes into a table of the home's database until the block ends.

    Reading is possible. Yields a function that waits until a writer is blocked.
    """

    with connected(home) as holder, connected(home) as watcher:
        holder.execute(f"BEGIN; LOCK TABLE {table} IN SHARE MODE")

        def somebody_is_held():
            deadline = time.monotonic() + 120
            query = f"SELECT count(*) FROM pg_locks WHERE relation = '{table}'::regclass AND NOT granted"
            while not watcher.execute(query).fetchone()[0]:
                assert time.monotonic() < deadline, f"nobody has come to write into {table}"
                time.sleep(0.05)

        yield somebody_is_held


def server_pid(home):
    """Return the process id in the cluster's pid file."""
    return int((home / "database" / "postmaster.pid").read_text().split()[0])


def free_port():
    """Return a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def end(process, number=signal.SIGTERM):
    """Send the signal and return (exit status, output, errors)."""
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors
