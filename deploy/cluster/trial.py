"""Kill, freeze and cut off the node that leads, again and again, while people read and write; count what is lost.

    .venv/bin/python deploy/cluster/trial.py 10             ten rounds of each; `make cluster-test ROUNDS=10`
    .venv/bin/python deploy/cluster/trial.py 1 "cut off"    one of one of them

Runs in a network namespace of its own: its addresses are nobody else's, and a node can be cut off. Three load the
cluster: a ledger in SQL (each row that was acknowledged must be there at the end of the round), a person who makes API
tokens on Parley's pages, and two readers of public pages. As root.
"""

import itertools
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import cluster
import psycopg
import requests

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://127.0.0.1:8000"
PAGES = ("/", "/events/", "/api/v1/events/", "/experts/fyodor-lukyanov/", "/api/v1/experts/?name=lukyanov")
PATIENCE = 10  # of a reader, in seconds
FAULTS = ("killed", "frozen", "cut off")
PASSWORD = "trial-of-Clusters-1"  # noqa: S105 - of an account that lasts as long as the trial


class Load:
    """A thread that does something over and over; notes when it succeeded, and the errors."""

    def __init__(self, pause):
        self.pause, self.done, self.errors, self.acknowledged = pause, [], [], set()
        self.number = 0
        threading.Thread(target=self._go_on, daemon=True).start()

    def _go_on(self):
        while True:
            try:
                self.once()
                self.done.append(time.monotonic())
            except (psycopg.Error, requests.RequestException, AssertionError) as error:
                self.errors.append((time.monotonic(), f"{type(error).__name__}: {str(error)[:100]}"))
                self.recover()
            time.sleep(self.pause)

    def recover(self):
        """Before the next try."""

    def gap(self, since):
        """The longest time without success, of what began after a moment."""
        moments = [since, *(moment for moment in list(self.done) if moment >= since), time.monotonic()]
        return max(later - earlier for earlier, later in itertools.pairwise(moments))

    def missing(self, there):
        """How many of those that were acknowledged are not there; they are not counted again."""
        lost = self.before - there
        self.acknowledged -= lost
        return len(lost)


class Ledger(Load):
    """Writes numbers into a table, on a connection of its own."""

    there = None

    def once(self):
        """One row, acknowledged."""
        if self.there is None:
            self.there = psycopg.connect(cluster.address(cluster.PRIMARY), autocommit=True, connect_timeout=2)
        self.number += 1
        self.there.execute("INSERT INTO ledger (number) VALUES (%s)", [self.number])
        self.acknowledged.add(self.number)

    def recover(self):
        """Connect anew."""
        if self.there is not None:
            self.there.close()
        self.there = None

    def lost(self):
        """How many acknowledged rows are not there."""
        self.before = set(self.acknowledged)  # what is acknowledged from now on may be missed by what is read now
        with psycopg.connect(cluster.address(cluster.PRIMARY), connect_timeout=5) as there:
            return self.missing({number for (number,) in there.execute("SELECT number FROM ledger")})


class Person(Load):
    """Makes API tokens on the pages of Parley."""

    session = None

    def once(self):
        """One token, shown."""
        if self.session is None:
            session = requests.Session()
            session.get(f"{SITE}/account/login/", timeout=PATIENCE)
            form = {"username": "trial", "password": PASSWORD}
            self.send(session, "/account/login/", form)
            assert "sessionid" in session.cookies, "not logged in"
            self.session = session
        self.number += 1
        name = f"token {self.number}"
        assert f"“{name}”" in self.send(self.session, "/account/tokens/", {"name": name}).text, "not made"
        self.acknowledged.add(name)

    def send(self, session, path, form):
        """The answer to a form."""
        form = form | {"csrfmiddlewaretoken": session.cookies.get("csrftoken", "")}
        answer = session.post(f"{SITE}{path}", form, timeout=30)
        words = " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
        assert answer.status_code == 200, f"{answer.status_code} {words[-80:]}"
        return answer

    def lost(self):
        """How many tokens that were shown are not there."""
        self.before = set(self.acknowledged)  # what is acknowledged from now on may be missed by what is read now
        with psycopg.connect(cluster.address(cluster.PRIMARY), connect_timeout=5) as there:
            return self.missing({name for (name,) in there.execute("SELECT name FROM accounts_apitoken")})


class Reader(Load):
    """A stranger who reads public pages."""

    def once(self):
        """One page."""
        answer = requests.get(f"{SITE}{random.choice(PAGES)}", timeout=PATIENCE)  # noqa: S311 - no secret
        assert answer.status_code == 200, str(answer.status_code)


def cut(n, off):
    """Cut a node off from all others, or let it come back: what goes to it, or comes from it, leads nowhere."""
    for number, what in enumerate(
        (f"to 127.0.0.1{n}", f"from 127.0.0.1{n}", f"to 127.0.1.1{n}", f"from 127.0.1.1{n}"), 1
    ):
        verb = ["add" if off else "del", "prio", str(number)]
        subprocess.run(["ip", "rule", *verb, *([*what.split(), "blackhole"] if off else [])], check=True)


def strike(n, fault):
    """Do a node harm."""
    if fault == "cut off":
        cut(n, off=True)
    else:
        cluster.send(cluster.of_node(n), signal.SIGKILL if fault == "killed" else signal.SIGSTOP)


def heal(n, fault):
    """Take the harm away, as somebody who starts the machine again or mends the cable."""
    if fault == "cut off":
        cut(n, off=False)
    elif fault == "frozen":
        cluster.send(cluster.of_node(n), signal.SIGCONT)
    else:
        cluster.start_node(n)


def one_round(fault, ledger, person, readers):
    """Strike the node that leads; wait until both write again; heal it; wait until all is whole. The figures."""
    leader = cluster.leader_of(cluster.members())
    began = time.monotonic()
    strike(leader, fault)
    until = began + 180
    while time.monotonic() < until:
        time.sleep(0.5)
        # From new connections to another node: what was under way at the strike does not count.
        if all([moment for moment in one.done[-3:] if moment > began + 3][2:] for one in (ledger, person)):
            break
    time.sleep(5)
    found = {
        "fault": fault,
        "ledger": ledger.gap(began),
        "person": person.gap(began),
        "reads": max(reader.gap(began) for reader in readers),
        "failed reads": sum(moment >= began for reader in readers for moment, _ in reader.errors),
        "reads done": sum(moment >= began for reader in readers for moment in reader.done),
    }
    heal(leader, fault)
    cluster.wait_until_whole(300, leader)
    found |= {
        "lost": ledger.lost() + person.lost(),
        "leader before": leader,
        "and after": cluster.leader_of(cluster.members(leader)),
    }
    return found


def prepare(home):
    """Start Parley on the cluster; returns its process."""
    environment = {
        **os.environ,
        "PARLEY_HOME": str(home),
        "PORT": "8000",
        "DATABASE_URL": cluster.address(cluster.PRIMARY),
        "DATABASE_READ_URL": cluster.address(cluster.REPLICAS),
    }
    log = open(home / "parley.log", "w")  # noqa: SIM115 - the process writes it
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    while "Ctrl-C" not in (home / "parley.log").read_text():
        if process.poll() is not None:
            sys.exit((home / "parley.log").read_text())
        time.sleep(1)
    code = f"from django.contrib.auth.models import User; User.objects.create_superuser('trial', password='{PASSWORD}')"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code], cwd=ROOT, env=environment, check=True
    )
    with psycopg.connect(cluster.address(cluster.PRIMARY)) as there:
        there.execute("CREATE TABLE ledger (number bigint PRIMARY KEY)")
    return process


def tell(found):
    """Print median and worst of each fault."""
    cluster.say("\n| the node that led was | rounds | seconds without writes: median, worst | a person on Parley's pages | "
                "longest without a read | failed reads | acknowledged writes lost |\n|---|---|---|---|---|---|---|")  # fmt: skip
    for fault in FAULTS:
        rows = [one for one in found if one["fault"] == fault]
        if rows:
            both = {
                key: f"{statistics.median(row[key] for row in rows):.1f}, {max(row[key] for row in rows):.1f}"
                for key in ("ledger", "person", "reads")
            }
            failed, read = (sum(row[key] for row in rows) for key in ("failed reads", "reads done"))
            reads = f"{failed} of {failed + read}"
            lost = sum(row["lost"] for row in rows)
            cluster.say(
                f"| {fault} | {len(rows)} | {both['ledger']} | {both['person']} | {both['reads']} | {reads} | {lost} |"
            )


def main(rounds, faults):
    """Set all up, go through the rounds, and take all down."""
    for command in ("link set lo up", "rule add prio 10 lookup local", "rule del prio 0 lookup local"):
        subprocess.run(["ip", *command.split()], check=True)
    home = cluster.FOLDER.with_name(f"{cluster.FOLDER.name}-home")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    server, found = None, []
    try:
        cluster.up()
        server = prepare(home)
        ledger, person, readers = Ledger(0.05), Person(1), [Reader(0.2), Reader(0.2)]
        time.sleep(10)
        for number in range(rounds * len(faults)):
            found.append(one_round(faults[number % len(faults)], ledger, person, readers))
            cluster.say(str(number + 1) + ". " + ", ".join(
                f"{key} {value:.1f}" if isinstance(value, float) else f"{key} {value}" for key, value in found[-1].items()
            ))  # fmt: skip
        for name, one in {"ledger": ledger, "person": person, "reader": readers[0]}.items():
            words = sorted({text for _, text in one.errors})
            cluster.say(f"{name}: {len(one.done)} done, {len(one.errors)} failed: {words[:6]}")
    finally:
        tell(found)
        if server:
            server.terminate()
            server.wait(60)
        logs = cluster.FOLDER.with_name(f"{cluster.FOLDER.name}-logs")
        shutil.rmtree(logs, ignore_errors=True)
        logs.mkdir(mode=0o700)
        for log in [home / "parley.log", *cluster.FOLDER.glob("*.log")]:
            shutil.copy(log, logs)
        cluster.down()
        shutil.rmtree(home)
    sys.exit(any(one["lost"] for one in found))


if __name__ == "__main__":
    if "INSIDE" not in os.environ:
        os.environ["INSIDE"] = "1"
        os.execvp("unshare", ["unshare", "--net", sys.executable, *sys.argv])  # noqa: S606 - nothing of it is a shell's
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2:] or FAULTS)
