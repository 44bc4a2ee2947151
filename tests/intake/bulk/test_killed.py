"""A worker that is killed with SIGKILL in the middle of an import: nothing half-written, and taken up again."""

import json
import os
import signal
import subprocess
import sys
import time
from unittest.mock import ANY

import pytest

from tests.migrated import migrated
from tests.processes import ROOT, environment, manage, using, wait_ready, writing_held

pytestmark = pytest.mark.slow

ROWS = 1200  # several batches
UPLOAD = """
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from intake.bulk import jobs
user = get_user_model().objects.create_superuser("boss", password="a long password 1")
rows = "".join(f"e{n},Expert {n},Эксперт {n}\\n" for n in range(ROWS))
bulk = jobs.upload(user, SimpleUploadedFile("experts.csv", ("slug,name,names\\n" + rows).encode()))
""".replace("ROWS", str(ROWS))
BEGIN = (
    "from intake.bulk import jobs; from intake.models import BulkImport; jobs.begin_import(BulkImport.objects.get())"
)
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
        self.workers = []

    def shell(self, code):
        done = manage(self.path, "shell", "--no-imports", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def look(self):
        """(state, stage, rows done, experts, their names), as another process sees them."""
        return json.loads(self.shell(LOOK))

    def worker(self, *arguments):
        command = [sys.executable, "manage.py", "run_worker", *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(self.path), stdout=subprocess.DEVNULL)
        self.workers.append(process)
        return process


@pytest.fixture
def home(tmp_path):
    """A Parley with a database, and with an upload that is checked and on its way into it; it leaves no process."""
    home = Home(tmp_path / "home")
    migrated(home.path)
    with using(home.path) as keeper:  # keeps the database up between the commands
        try:
            wait_ready(keeper)
            home.shell(UPLOAD)
            assert home.worker("--once").wait(120) == 0
            assert home.look()[0] == "checked"
            home.shell(BEGIN)
            yield home
        finally:
            for process in home.workers:
                process.kill()
                process.wait()
            keeper.communicate("\n")


def test_a_worker_killed_in_the_middle_of_an_import(home):
    with writing_held(home.path, "experts_expertname") as somebody_is_held:
        worker = home.worker()
        somebody_is_held()
        assert home.look()[:2] == ["importing", "Writing"]
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        state, _, _, experts, names = home.look()
        assert (state, experts, names) == ("importing", 0, 0)
    # The next worker takes it up once the first has been silent for a while.
    worker = home.worker()
    deadline = time.monotonic() + 120
    while home.look()[0] == "importing" and time.monotonic() < deadline:
        time.sleep(1)
    assert home.look() == ["done", "", ROWS, ROWS, ROWS]
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0


def test_a_worker_that_is_asked_to_end_leaves_the_import_for_the_next(home):
    with writing_held(home.path, "experts_expertname") as somebody_is_held:
        worker = home.worker()
        somebody_is_held()
        worker.send_signal(signal.SIGTERM)
        assert home.look() == ["importing", "Writing", ANY, 0, 0]
    assert worker.wait(60) == 0
    # It may have been through before it heeded the signal; half of it is never there.
    assert home.look()[3:] in ([0, 0], [ROWS, ROWS])
    assert home.worker("--once").wait(120) == 0
    # What was to begin again a second later may be left for yet another one.
    assert home.worker("--once").wait(120) == 0
    assert home.look() == ["done", "", ROWS, ROWS, ROWS]
