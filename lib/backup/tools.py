"""Running PostgreSQL's client programs, and comparing the contents of databases."""

import ctypes
import os
import re
import signal
import subprocess
import sys

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from lib.backup.archive import BackupError
from lib.database import binaries
from lib.database.errors import Unavailable

# PR_SET_PDEATHSIG of Linux: the signal that a process gets when its parent dies.
PR_SET_PDEATHSIG = 1
# libpq's environment variables for the options of a DATABASE_URL.
OPTIONS = {
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# A line with a setting at the beginning of the output of pg_restore.
SETTING = re.compile(r"SET (\w+) = ")
# An option that Debian's PostgreSQL 15.20 dumps for each column and PostgreSQL 18 refuses.
STAMP = re.compile(r"ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);\n")


def target(name=None):
    """Connection parameters, as psycopg's keywords, of the database or of another one, ``name``, on its server."""
    # In tests the name of the database is that of the connection, not of the settings.
    chosen = connection.settings_dict or settings.DATABASES["default"]
    found = {
        "dbname": name or chosen["NAME"],
        "user": chosen.get("USER"),
        "password": chosen.get("PASSWORD"),
        "host": chosen.get("HOST"),
        "port": chosen.get("PORT"),
        **{key: value for key, value in chosen.get("OPTIONS", {}).items() if key in OPTIONS},
    }
    return {key: str(value) for key, value in found.items() if value not in (None, "")}


def connect(name=None):
    """A new autocommit connection to the database or to another one on its server."""
    return psycopg.connect(**target(name), autocommit=True)


def run(program, *arguments, name=None):
    """Run a client program against the database. Raises BackupError with its output if it fails."""
    where = target(name)
    environment = {**os.environ, "PGDATABASE": where["dbname"], "PGAPPNAME": "parley backup"}
    for key, variable in {
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "host": "PGHOST",
        "port": "PGPORT",
        **OPTIONS,
    }.items():
        if key in where:
            environment[variable] = where[key]
    try:
        folder = binaries.find().folder
    except Unavailable as error:
        raise BackupError(f"{program} is needed and was not found: {error}") from error
    path = folder / program
    if not path.exists():
        raise BackupError(f"{program} is needed and is not in {folder}: install PostgreSQL's client programs.")
    command = [str(path), *map(str, arguments)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, preexec_fn=_ending_with(os.getpid())
    )
    if done.returncode:
        words = done.stderr.strip() or f"it ended with status {done.returncode}"
        raise BackupError(f"{program} failed: {words}")
    return done.stdout


def load_dump(dump, *first, name=None):
    """Restore a dump into the database (or another one, ``name``) in one transaction, after the scripts ``first``.

    The programs may be newer than the server: settings that the server does not know are removed.
    Raises BackupError with their output if it fails; then nothing has changed.
    """
    script = dump.with_suffix(".sql")
    run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", dump, name=name)
    with connect(name) as connection:
        known = {setting for (setting,) in connection.execute("SELECT name FROM pg_settings")}
    kept = dump.with_suffix(".kept.sql")
    with open(script, encoding="utf-8") as made, open(kept, "w", encoding="utf-8") as written:
        for line in made:
            if not line.startswith(("--", "SET ", "SELECT pg_catalog.set_config", "\\", "\n")):
                # Settings are at the beginning; further down, such a line may be data.
                written.write(line)
                break
            setting = SETTING.match(line)
            if not setting or setting[1] in known:
                written.write(line)
        _copy_statements(made, written)
    script.unlink()
    quiet = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null")
    run("psql", *quiet, *(f"--file={one}" for one in (*first, kept)), name=name)


def _copy_statements(made, written):
    """Copy the rest of a script without options that other servers do not know; data is not changed."""
    in_texts = False
    for line in made:
        if in_texts:
            in_texts = line != "\\.\n"
        elif STAMP.fullmatch(line):
            continue
        else:
            in_texts = line.startswith("COPY ") and line.endswith(" FROM stdin;\n")
        written.write(line)


def _ending_with(parent):
    """A preexec_fn by which the child ends when ``parent`` is killed, if the system supports it.

    The program that a killed restore has started must not finish the restore.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None

    def bind():
        if prctl:
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)  # it was killed before prctl()

    return bind


def tables(connection):
    """The names of the tables of the database, sorted."""
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in rows]


def contents(connection):
    """The contents of a database: {table: [number of rows, digest of all rows in any order]}."""
    found = {}
    for name in tables(connection):
        query = sql.SQL(
            "SELECT count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric), 0)::text"
            " FROM public.{} t"
        ).format(sql.Identifier(name))
        number, digest = connection.execute(query).fetchone()
        found[name] = [number, digest]
    return found


def differences(expected, found):
    """The differences between two contents, as texts."""
    words = []
    for name in sorted({*expected, *found}):
        if name not in found:
            words.append(f"{name} is missing")
        elif name not in expected:
            words.append(f"{name} is not in the backup")
        elif expected[name][0] != found[name][0]:
            words.append(f"{name} has {found[name][0]} rows instead of {expected[name][0]}")
        elif expected[name] != found[name]:
            words.append(f"{name} has different rows from the backup")
    return words
