"""Each twin's application starts in a process of its own, as the benchmark starts it."""

import subprocess
import sys

import pytest

from tests.processes import ROOT, environment

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("name", "settings"), [("limit", "config.settings"), ("drf", "benchmarks.drf.settings")])
def test_a_twin_starts(name, settings, tmp_path):
    code = f"from benchmarks.server import application; print(callable(application({name!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(tmp_path, DJANGO_SETTINGS_MODULE=settings, PARLEY_SECRET_KEY="x" * 40),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout == "True\n", done.stderr
