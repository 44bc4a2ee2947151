"""Make or renew .venv: `python3 config/venv.py requirements.txt`. Needs only a bare Python.

Packages are installed when the list has changed since the last time, exactly as pinned and
hashed. A list that was installed is remembered by its hash in .venv.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def main(name):
    """Bring .venv in line with the list `name`. Exits with a sentence when that is impossible."""
    if sys.version_info < OLDEST:
        here = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"Parley needs Python 3.11 or newer; {sys.executable} is {here}. Name another: make PYTHON=python3.12 ..."
        )
    try:
        # `make run` and `make test` may be started at once.
        with open(ROOT / ".venv.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            renew(ROOT / ".venv", ROOT / name)
    except OSError as error:
        sys.exit(
            f"{error.filename or ROOT} cannot be written: {error.strerror}. The packages go to .venv beside the Makefile."
        )


def renew(folder, wanted):
    """Install the list `wanted` into the environment `folder` unless it is there."""
    python = folder / "bin" / "python"
    stamp = folder / f"{wanted.name}.sha256"
    if not works(python):
        print("Making .venv ...", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", folder])
        if made.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            sys.exit("A virtual environment could not be made. On Debian: apt-get install python3-venv.")
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing {wanted.name} into .venv ...", flush=True)
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*command, "-r", wanted]).returncode:
        sys.exit(f"The packages of {wanted.name} could not be installed; pip's reason is above.")
    stamp.write_text(digest)


def works(python):
    """Say whether the environment's Python starts, finds its packages' folder, and has pip."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1])
