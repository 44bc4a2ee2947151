"""Backup and restore of everything that cannot be regenerated.

    create(path)    one file: the database (a consistent dump by the server's own tools),
                    the uploads, and a manifest with what must be found in them
    restore(path)   the same into an empty home or database
    unfinished(…)   whether a restore was killed on its way, and what to do then

Both compare the database with the manifest, table by table, before they say that it is done.
"""

from lib.backup.archive import BackupError
from lib.backup.creating import create
from lib.backup.restoring import restore, unfinished

__all__ = ["BackupError", "create", "restore", "unfinished"]
