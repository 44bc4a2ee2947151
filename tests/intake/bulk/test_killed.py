"""A worker that is killed with SIGKILL in the middle of an import: nothing half-written, and taken up again."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.slow

ROWS = 6000
UPLOAD = """
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from intake.bulk import jobs
user = get_user_model().objects.create_superuser("boss", password="a long password 1")
rows = "".join(f"e{n},Expert {n},Эксперт {n}\\n" for n in range(%d))
bulk = jobs.upload(user, SimpleUploadedFile("experts.csv", ("slug,name,names\\n" + rows).encode()))
""" % ROWS
BEGIN = "from intake.bulk import jobs; from intake.models import BulkImport; jobs.begin_import(BulkImport.objects.get())"
LOOK = """
import json
from intake.models import BulkImport
from experts.models import Expert, ExpertName
bulk = BulkImport.objects.get()
print(json.dumps([bulk.state, bulk.stage, bulk.rows_done, Expert.objects.count(), ExpertName.objects.count()]))
"""


class Home:
    """A Parley of its own."""

    def __init__(self, path):
        self.path = path

    def shell(self, code):
        done = manage(self.path, "shell", "--no-imports", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def look(self):
        """(state, stage, rows done, experts, their names), as another process sees them."""
        return json.loads(self.shell(LOOK))

    def worker(self, *arguments):
        command = [sys.executable, "manage.py", "run_worker", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment(self.path), stdout=subprocess.DEVNULL)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    keeper = subprocess.Popen(
        # Keeps the database up between the commands.
        [sys.executable, "-c", "from lib import database; database.ensure(); print(flush=True); input()"],
        cwd=ROOT, env=environment(home.path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    keeper.stdout.readline()
    assert manage(home.path, "migrate", "-v0").returncode == 0
    yield home
    keeper.communicate("\n")


def test_a_worker_killed_in_the_middle_of_an_import(home):
    home.shell(UPLOAD)
    assert home.worker("--once").wait(120) == 0
    assert home.look()[0] == "checked"
    home.shell(BEGIN)
    worker = home.worker()
    deadline = time.monotonic() + 60
    while (seen := home.look())[:2] != ["importing", "Writing"] or not 0 < seen[2] < ROWS:
        assert time.monotonic() < deadline and seen[0] == "importing", f"it was not seen in the middle: {seen}"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    state, _, _, experts, names = home.look()
    assert (state, experts, names) == ("importing", 0, 0)
    # The next worker takes it up once the first has been silent for a while.
    worker = home.worker()
    deadline = time.monotonic() + 90
    while home.look()[0] == "importing" and time.monotonic() < deadline:
        time.sleep(1)
    assert home.look() == ["done", "", ROWS, ROWS, ROWS]
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0


def test_a_worker_that_is_asked_to_end_leaves_the_import_for_the_next(home):
    home.shell(UPLOAD)
    home.worker("--once").wait(120)
    home.shell(BEGIN)
    worker = home.worker()
    deadline = time.monotonic() + 60
    while (seen := home.look())[:2] != ["importing", "Writing"]:
        assert time.monotonic() < deadline and seen[0] == "importing", f"it was not seen in the middle: {seen}"
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert home.look()[3:] in ([0, 0], [ROWS, ROWS])
    assert home.worker("--once").wait(120) == 0
    # What was to begin again a second later may be left for yet another one.
    home.worker("--once").wait(120)
    assert home.look()[0] == "done" and home.look()[3:] == [ROWS, ROWS]
