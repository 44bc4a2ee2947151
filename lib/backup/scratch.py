"""Temporary folders and databases for backup and restore; the next run removes those of killed ones."""

import fcntl
import hashlib
import os
import shutil
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

from psycopg import errors, sql


@contextmanager
def scratch_folder(prefix, parent):
    """Context manager: a private folder below ``parent``, removed at the end with those of killed runs.

    A running process holds a lock on its folder, and one on the parent while it looks for and creates folders.
    """
    with _locked(parent):
        for left in Path(parent).glob(f"{prefix}*"):
            _remove_unused(left)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        held = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def scratch_database(connection):
    """A name for a new scratch database; drops those of runs that were killed.

    A running process holds an advisory lock on the name in the session of ``connection``.
    """
    own = connection.info.dbname
    prefix = f"parley_scratch_{hashlib.sha256(own.encode()).hexdigest()[:8]}_"
    query = """
        SELECT datname FROM pg_database
        WHERE starts_with(datname, %s) AND datdba = (SELECT oid FROM pg_roles WHERE rolname = current_user)"""
    for (left,) in connection.execute(query, [prefix]).fetchall():
        if connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [left]).fetchone()[0]:
            drop_database(connection, left)
            connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [left])
    name = prefix + uuid.uuid4().hex[:12]
    connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
    return name


def drop_database(connection, name):
    """Drop a scratch database and end its sessions.

    While autovacuum is working in it, only a superuser may use FORCE; without FORCE, the server cancels autovacuum
    itself.
    """
    try:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    except errors.InsufficientPrivilege:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@contextmanager
def _locked(folder):
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _lock(folder):
    """Lock a new folder; returns the descriptor that keeps the lock."""
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def _remove_unused(folder):
    try:
        held = _lock(folder)
    except OSError:
        return  # a running process uses it, or it is not ours
    shutil.rmtree(folder, ignore_errors=True)
    os.close(held)
