"""Migrated databases: migrating takes longer than most tests, so it is done once and copied.

The copies are in the home of the tests, named by a hash of everything that migrations depend on. One process creates
them, the others wait.
"""

import fcntl
import functools
import hashlib
import shutil
import subprocess
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from lib import database
from tests import emptying
from tests.processes import ROOT, manage


@functools.cache
def state():
    """A hash of everything that determines a migrated database."""
    files = [*ROOT.glob("*/migrations/**/*.py"), *ROOT.glob("lib/database/*.py"), ROOT / "requirements.txt"]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone():
    with open(database.home() / "migrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated(home):
    """Make ``home`` (a path where nothing is) a home of Parley with an empty, migrated database."""
    with _alone():
        kept = database.home() / f"migrated-{state()}"
        if not kept.exists():
            for other in database.home().glob("migrated-*"):
                shutil.rmtree(other)
            new = database.home() / "migrating"
            shutil.rmtree(new, ignore_errors=True)
            done = manage(new, "migrate", "-v0")
            assert done.returncode == 0, done.stderr
            new.rename(kept)
        # With owners and modes, since the server runs as another user if the tests run as root.
        subprocess.run(["cp", "-a", str(kept), str(home)], check=True)
    return home


def template():
    """The name of a migrated database on the server of the tests, to make others from."""
    name = f"parley_migrated_{state()}"
    with _alone():
        kept = _rows("SELECT datname FROM pg_database WHERE datname LIKE 'parley\\_migrat%'")
        if (name,) not in kept:
            for (other,) in kept:
                _run(f'DROP DATABASE "{other}" WITH (FORCE)')
            _run("CREATE DATABASE parley_migrating")
            with using("parley_migrating"):
                call_command("migrate", verbosity=0)
            _run(f"ALTER DATABASE parley_migrating RENAME TO {name}")
        emptying.let_triggers_rest()
        connection.close()  # else the first test would find the connection open
    return name


@contextmanager
def using(name):
    """Point Django's connection at another database of the same server."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
