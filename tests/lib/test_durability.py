"""What was acknowledged survives a killed database; nothing is half-written."""

import os
import signal
import subprocess
import sys

import pytest

from tests.migrated import migrated
from tests.processes import ROOT, environment, manage, server_pid, using, wait_ready, writing_held

pytestmark = pytest.mark.slow

# Enters an event with a panel per transaction and says so only when it is committed.
ENTRY = """
import sys
from django.db import transaction
from summits.models import Event, Panel
for n in range(100000):
    with transaction.atomic():
        event = Event.objects.create(slug=f"e{n}", name=f"Event {n}", kind="summit", date="2021-06")
        Panel.objects.create(event=event, title="Panel")
    print(n, flush=True)
"""
COUNT = """
from summits.models import Event, EventName, Panel
import json
events = set(Event.objects.values_list("slug", flat=True))
print(json.dumps([len(events), Panel.objects.count(), Event.objects.filter(panels__isnull=True).count(),
    sorted(int(slug[1:]) for slug in events if slug[0] == "e" and slug[1:].isdigit())[-1:]]))
"""


def kill_server(home):
    """SIGKILL the database server of a home with all its processes."""
    pid = server_pid(home)
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    for one in [pid, *map(int, children)]:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_entry_survives_a_killed_database(tmp_path):
    home = tmp_path / "home"
    safe = {"PARLEY_UNSAFE_DATABASE": "0"}
    migrated(home)
    entering = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", ENTRY],
        cwd=ROOT,
        env=environment(home, **safe),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    acknowledged = [int(entering.stdout.readline()) for _ in range(40)]
    kill_server(home)
    acknowledged += [int(line) for line in entering.stdout.read().split()]
    assert entering.wait(60) != 0, "entry went on without a database"
    done = manage(home, "shell", "-v0", "-c", COUNT, **safe)
    assert done.returncode == 0, done.stderr
    events, panels, half, last = __import__("json").loads(done.stdout)
    assert last[0] >= max(acknowledged) and events >= len(acknowledged)
    assert (half, panels) == (0, events)


def test_an_import_that_is_cut_off_leaves_nothing_behind(tmp_path):
    home = tmp_path / "home"
    records = tmp_path / "records.yaml"
    topics = "\n".join(f"- {{slug: t{n}, name: Topic {n}}}" for n in range(300))
    records.write_text(f"topics:\n{topics}\nevents:\n- {{slug: f, kind: summit, name: Event, date: '2021'}}\n")
    migrated(home)
    command = [sys.executable, "manage.py", "load_records", str(records)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with using(home) as keeper:
        try:
            wait_ready(keeper)
            with writing_held(home, "summits_event") as somebody_is_held:
                loading = subprocess.Popen(command, cwd=ROOT, env=environment(home), **pipes)
                try:
                    somebody_is_held()  # the topics are written, and not committed
                    kill_server(home)
                    output, _ = loading.communicate(timeout=60)
                finally:
                    loading.kill()
                    loading.wait()
        finally:
            keeper.communicate("\n", timeout=60)
    assert loading.returncode != 0, output
    rows = "SELECT count(*) FROM topics_topic"
    done = manage(
        home,
        "shell",
        "-v0",
        "-c",
        f"from django.db import connection as c\nwith c.cursor() as k:\n k.execute('{rows}'); print(k.fetchone()[0])",
    )
    assert done.stdout.strip() == "0", done.stdout + done.stderr
    assert manage(home, "load_records", str(records)).returncode == 0
