"""A worker that is killed with SIGKILL in the middle of an import: nothing half-written, and taken up again."""

import os
import signal
import subprocess
import sys
from unittest.mock import ANY

import pytest

from tests.migrated import migrated
from tests.processes import ROOT, connected, end, environment, using, wait_ready, writing_held

pytestmark = pytest.mark.slow

ROWS = 1200  # several batches
# An upload that is checked, and whose import is to begin.
PREPARE = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from intake.bulk import jobs
from intake.models import BulkImport
user = get_user_model().objects.create_superuser("boss", password="a long password 1")
rows = "".join(f"e{n},Expert {n},Эксперт {n}\\n" for n in range(ROWS))
jobs.upload(user, SimpleUploadedFile("experts.csv", ("slug,name,names\\n" + rows).encode()))
call_command("run_worker", "--once", verbosity=0)
jobs.begin_import(BulkImport.objects.get(state="checked"))
""".replace("ROWS", str(ROWS))
LOOK = """
    SELECT state, stage, rows_done, (SELECT count(*) FROM experts_expert), (SELECT count(*) FROM experts_expertname)
    FROM intake_bulkimport
"""


class Home:
    """A Parley of its own, whose database runs."""

    def __init__(self, path):
        self.path = path
        self.workers = []

    def look(self):
        """(state, stage, rows done, experts, their names), as another process sees them."""
        with connected(self.path) as connection:
            return list(connection.execute(LOOK).fetchone())

    def silence_workers(self):
        """Make all that workers have said so long ago that they are taken for dead."""
        with connected(self.path) as connection:
            connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")

    def worker(self, *arguments):
        command = [sys.executable, "manage.py", "run_worker", *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(self.path), stdout=subprocess.DEVNULL)
        self.workers.append(process)
        return process


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A home with an upload that is checked and on its way into the database; nothing runs."""
    place = migrated(tmp_path_factory.mktemp("begun") / "home")
    process = using(place, PREPARE, DJANGO_SETTINGS_MODULE="config.settings")
    wait_ready(process)
    end(process)
    return place


@pytest.fixture
def home(begun, tmp_path):
    """A copy of it with its database; it leaves no process."""
    home = Home(tmp_path / "home")
    subprocess.run(["cp", "-a", begun, home.path], check=True)
    with using(home.path) as keeper:  # keeps the database up between the commands
        try:
            wait_ready(keeper)
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
        assert home.look() == ["importing", "Writing", ANY, 0, 0]
    # The next worker takes it up once the first has been silent for a while.
    home.silence_workers()
    assert home.worker("--once").wait(120) == 0
    assert home.look() == ["done", "", ROWS, ROWS, ROWS]


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
