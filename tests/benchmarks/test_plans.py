"""No work item reads a large table from end to end: the plans of all its addresses, at size S."""

import subprocess
import sys

import pytest
from django.db import connection

from benchmarks.plans import sequential_scans
from benchmarks.work import items
from tests.processes import ROOT, environment

pytestmark = pytest.mark.slow


def test_no_work_item_scans_a_large_table_at_size_s(tmp_path):
    """A process with a database of its own, since the data are those of `make bench`, loaded as it loads them."""
    command = [sys.executable, "-m", "benchmarks.plans", "S"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment(tmp_path), timeout=900)
    labels = ", ".join(item.label for item in items())
    assert f" addresses of {labels}" in done.stdout, done.stdout + done.stderr
    assert "from end to end" not in done.stdout
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_a_scan_is_seen(generated):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
    assert sequential_scans("/api/v1/positions/?page_size=2", {"summits_position", "experts_appointment"}) == [
        "summits_position"
    ]
