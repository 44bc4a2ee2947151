"""`make check` fails on what it should find, and says what."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import check

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("step", "file", "text"),
    [
        ("rules", "wrong.py", "import os\n"),
        ("formatting of Python", "wrong.py", "x = { 'a':1 }\n"),
        ("formatting of templates", "wrong.html", "<ul>\n<li>one</li>\n</ul>\n"),
        ("types", "wrong.py", "def size() -> int:\n    return 'three'\n"),
    ],
)
def test_each_step_finds_a_fault(step, file, text, tmp_path):
    (tmp_path / file).write_text(text)
    command, environment = next((command, more) for name, command, more in check.steps(quick=False) if name == step)
    asked = [part for part in command if part != "." and not part.endswith(".html")]
    asked += ["--config-file", str(ROOT / "pyproject.toml")] if step == "types" else []
    done = subprocess.run([*asked, str(tmp_path / file)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "wrong" in done.stdout + done.stderr, environment


def test_a_failed_step_is_named(monkeypatch, capsys):
    failing = [
        ("good", [sys.executable, "-c", "print('fine')"], {}),
        ("bad", [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], {}),
    ]
    monkeypatch.setattr(check, "steps", lambda quick: failing)
    with pytest.raises(SystemExit, match="failed: bad"):
        check.main([])
    shown = capsys.readouterr().out
    assert "good: as it should be" in shown and "the reason" in shown and "fine" not in shown
