"""Creating a backup."""

import datetime
import json
import os
import shutil
from pathlib import Path

from django.conf import settings
from psycopg import errors, sql

from lib.backup.archive import DUMP, FORMAT, MANIFEST, UPLOADS, BackupError, digest, files_below, pack
from lib.backup.restoring import unfinished
from lib.backup.scratch import drop_database, scratch_database, scratch_folder
from lib.backup.tools import connect, contents, differences, load_dump, run


def create(path, check=True, say=lambda text: None):
    """Write a backup to ``path``, and prove it by restoring it into a scratch database.

    The dump and the figures in the manifest are of one snapshot, however much is entered
    meanwhile. The file gets its name only when it is complete. ``check=False`` skips the
    test restore. Returns the manifest. Raises BackupError.
    """
    path = Path(path).absolute()
    if path.exists():
        raise BackupError(f"{path} already exists: choose another name.")
    if not path.parent.is_dir():
        raise BackupError(f"The folder {path.parent} does not exist.")
    with scratch_folder(".parley-backup-", path.parent) as folder:
        say("Dumping the database ...")
        with connect() as connection:
            if words := unfinished(connection):
                raise BackupError(words)
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
            held = contents(connection)
            version = connection.execute("SHOW server_version").fetchone()[0]
            arguments = ("--format=custom", "--no-owner", "--no-privileges")
            run("pg_dump", *arguments, f"--snapshot={snapshot}", f"--file={folder / DUMP}")
        uploads = Path(settings.MEDIA_ROOT)
        if uploads.is_dir():
            say("Copying the uploads ...")
            shutil.copytree(uploads, folder / UPLOADS, symlinks=True, dirs_exist_ok=True)
        files = {DUMP: digest(folder / DUMP)}
        files |= {f"{UPLOADS}/{name}": sum_ for name, sum_ in files_below(folder / UPLOADS).items()}
        manifest = {
            "format": FORMAT,
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "server_version": version,
            "tables": held,
            "files": files,
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
        if check:
            say("Restoring it into a scratch database to compare ...")
            prove(folder / DUMP, held)
        packed = folder / "packed.tar"
        pack(packed, folder)
        with open(packed, "rb") as file:
            os.fsync(file.fileno())
        os.chmod(packed, 0o600)
        # link() fails if the name has been taken meanwhile; rename() would replace that file.
        try:
            os.link(packed, path)
        except FileExistsError:
            raise BackupError(f"{path} already exists: choose another name.") from None
    return manifest


def prove(dump, expected):
    """Restore a dump into a scratch database and compare it with what is expected. BackupError if it differs."""
    with connect() as connection:
        scratch = scratch_database(connection)
        try:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(scratch)))
        except errors.InsufficientPrivilege as error:
            raise BackupError(
                "The backup was not checked: this database user may not create a scratch database. Give it CREATEDB,"
                " or make the backup with --no-check and try it on another server."
            ) from error
        try:
            load_dump(dump, name=scratch)
            with connect(scratch) as inside:
                found = differences(expected, contents(inside))
                unproven = "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"
                found += [f"the constraint {name} does not hold" for (name,) in inside.execute(unproven)]
        finally:
            drop_database(connection, scratch)
    if found:
        raise BackupError("The backup does not restore to what was dumped: " + "; ".join(found[:5]) + ".")
