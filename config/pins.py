"""`make requirements`: write requirements.txt and requirements-dev.txt from their short lists.

Pins stay as they are where the lists allow it; ARGS=--upgrade looks for newer releases, and
ARGS="--upgrade-package NAME" for one.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments):
    """Compile both lists with uv, for every platform, with hashes and without any address of an index."""
    for name in ("requirements", "requirements-dev"):
        command = [sys.executable, "-m", "uv", "pip", "compile", f"{name}.in", "--output-file", f"{name}.txt"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        done = subprocess.run([*command, *arguments], cwd=ROOT)
        if done.returncode:
            sys.exit(f"{name}.txt could not be written; uv's reason is above.")


if __name__ == "__main__":
    main(sys.argv[1:])
