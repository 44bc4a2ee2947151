"""The error of the launcher, and explanations of system errors."""

import errno
from pathlib import Path

from psycopg.errors import DiskFull


class Unavailable(Exception):
    """The database cannot be used. The text is one paragraph for the person at the terminal."""


FULL = (errno.ENOSPC, errno.EDQUOT)
ADVICE = "Set DATABASE_URL=postgresql://user:password@host/name to use a PostgreSQL server (14 or newer) of your own."


def is_full(error):
    """Whether an error or one of its causes means that a disk is full, ours or the database's."""
    while error is not None:
        if isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in FULL):
            return True
        error = error.__cause__
    return False


def explain(error, path):
    """Explain in a sentence an error of the operating system. Parley keeps its data at or below `path`.

    `error` is an OSError about the data or another file, such as an argument of a command. Never raises.
    """
    where = getattr(error, "filename", None) or path
    if error.errno in FULL:
        return (
            f"The disk is full: nothing more can be written to {where}. Free some space and start again; "
            "what was saved is kept."
        )
    if not _touch(Path(str(where)), Path(path)):
        return f"{where} cannot be used: {error.strerror or error}."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{where} cannot be written ({error.strerror}). Choose another place with PARLEY_HOME=/path, "
            "or change its owner or mode."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where} cannot be used as a folder: part of its path is a file. Choose another place with PARLEY_HOME=/path."
    return f"{where} cannot be used: {error.strerror or error}."


def _touch(one, other):
    """Whether one of two paths lies below the other, or they are the same."""
    one, other = one.absolute(), other.absolute()
    return one.is_relative_to(other) or other.is_relative_to(one)
