"""The one error of the launcher, and the words for what the system reports."""

import errno


class Unavailable(Exception):
    """The database cannot be used. The text is one paragraph for the person at the terminal."""


ADVICE = "Set DATABASE_URL=postgresql://user:password@host/name to use a PostgreSQL server (14 or newer) of your own."


def explain(error, path):
    """Say in one sentence why the operating system refused something at or below `path`.

    `error` is an OSError. Returns text; raises nothing.
    """
    where = getattr(error, "filename", None) or path
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: nothing more can be written to {where}. Free some space and start again; "
            "what was saved is kept."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{where} cannot be written ({error.strerror}). Choose another place with PARLEY_HOME=/path, "
            "or change its owner or mode."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where} cannot be used as a folder: part of its path is a file. Choose another place with PARLEY_HOME=/path."
    return f"{where} cannot be used: {error.strerror or error}."
