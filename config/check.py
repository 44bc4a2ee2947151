"""`make check`: rules, formatting, types, migrations and settings; each fails on a warning.

``--quick`` leaves out what needs a database or more than a second or two (before a commit);
``--mend`` formats, and mends what the rules can mend by themselves.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

# As a server runs it: what `check --deploy` asks for is set by these.
DEPLOYED = {"PARLEY_HTTPS": "1", "PARLEY_HOSTS": "parley.example"}


def templates():
    """The templates under version control."""
    listed = subprocess.run(["git", "ls-files", "*.html"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split()


def steps(quick):
    """What is checked, in order: [(what it is, command, further environment)]."""
    home = {"PARLEY_HOME": str(ROOT / "var" / "check")}
    found = [
        ("rules", [PYTHON, "-m", "ruff", "check", "."], {}),
        ("formatting of Python", [PYTHON, "-m", "ruff", "format", "--check", "."], {}),
        ("formatting of templates", [PYTHON, "-m", "djhtml", "--tabwidth", "2", "--check", *templates()], {}),
    ]
    if not quick:
        found += [
            ("types", [PYTHON, "-m", "mypy"], home),
            ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], home),
            ("settings", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], home | DEPLOYED),
        ]
    return found


def mend():
    """Format everything; returns the number of steps that failed."""
    commands = [
        [PYTHON, "-m", "ruff", "check", "--fix", "--quiet", "."],
        [PYTHON, "-m", "ruff", "format", "."],
        [PYTHON, "-m", "djhtml", "--tabwidth", "2", *templates()],
    ]
    return sum(bool(subprocess.run(command, cwd=ROOT).returncode) for command in commands)


def main(arguments):
    """Run the steps, all of them, and exit with 1 if one failed; what it printed is shown."""
    if "--mend" in arguments:
        sys.exit(bool(mend()))
    failed = []
    for name, command, environment in steps("--quick" in arguments):
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        print(f"{name}: {'as it should be' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout, flush=True)
    if failed:
        sys.exit(f"`make check` failed: {', '.join(failed)}. `make format` mends formatting.")


if __name__ == "__main__":
    main(sys.argv[1:])
