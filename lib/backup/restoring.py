"""Restoring a backup."""

import datetime
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection as django_connection
from psycopg import sql

from lib.backup.archive import DUMP, UPLOADS, BackupError, unpack
from lib.backup.scratch import scratch_folder
from lib.backup.tools import connect, contents, differences, load_dump, tables

# Tables that migrations fill: a database with rows in these alone is not in use.
FILLED_BY_MIGRATIONS = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "desk_changesread",
}


# A schema that marks an unfinished restore: created in the transaction that restores the database, and dropped when
# the uploads are in place. Its comment is the name of the file.
UNFINISHED = "parley_restoring"


def unfinished(connection):
    """The message about a restore that was killed between the database and the uploads, or None."""
    query = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s"
    row = connection.execute(query, [UNFINISHED]).fetchone()
    if row is None:
        return None
    return (
        f"The restore of {row[0]} did not come to its end: the database is there, the uploads are not."
        " Run it again: manage.py restore FILE."
    )


def used(connection):
    """The tables with rows that somebody has entered."""
    found = []
    for name in tables(connection):
        if name in FILLED_BY_MIGRATIONS:
            continue
        query = sql.SQL("SELECT EXISTS (SELECT 1 FROM public.{})").format(sql.Identifier(name))
        if connection.execute(query).fetchone()[0]:
            found.append(name)
    return found


def restore(path, overwrite=False, say=lambda text: None):
    """Restore a backup into the database and uploads of this home.

    Refuses a database or uploads in use unless ``overwrite``; then what was there is
    replaced (former uploads are kept beside, under a dated name). The database changes
    in one transaction: on any error it is as it was. Until the uploads are in place too, the database says
    so: see ``unfinished``. Returns the manifest. Raises BackupError.
    """
    uploads = Path(settings.MEDIA_ROOT)
    uploads.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(".parley-restore-", uploads.parent) as folder:
        say("Unpacking and checking the file ...")
        manifest = unpack(path, folder)
        # Django's own connection would wait for itself.
        django_connection.close()
        with connect() as connection:
            # Nobody can have entered anything since: all rows are from the killed restore.
            _refuse_use(connection, uploads, overwrite or unfinished(connection))
            say("Restoring the database ...")
            _restore_database(folder, Path(path).absolute())
            # Until autovacuum analyses the tables, they are planned as empty.
            connection.execute("ANALYZE")
            found = differences(manifest["tables"], contents(connection))
        if found:
            raise BackupError("The restored database is not what was backed up: " + "; ".join(found[:5]) + ".")
        say("Restoring the uploads ...")
        if uploads.is_dir() and any(uploads.iterdir()):
            now = datetime.datetime.now(datetime.UTC)
            uploads.rename(uploads.with_name(f"{uploads.name}.before-{now:%Y%m%dT%H%M%S}"))
        if (folder / UPLOADS).is_dir():
            shutil.copytree(folder / UPLOADS, uploads, symlinks=True, dirs_exist_ok=True)
            uploads.chmod(0o700)
        with connect() as connection:
            connection.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(UNFINISHED)))
    return manifest


def _refuse_use(connection, uploads, overwrite):
    """Raise BackupError if others use the database, or if it has data and may not be overwritten."""
    others = connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    ).fetchone()[0]
    if others:
        raise BackupError(f"The database is in use ({others} other connections): stop Parley first, then restore.")
    if overwrite:
        return
    if full := used(connection):
        raise BackupError(
            f"This database is in use: it has rows in {', '.join(full[:4])}{' and others' if len(full) > 4 else ''}."
            " Restore into an empty PARLEY_HOME or database, or say --overwrite to replace all that is here."
        )
    if uploads.is_dir() and any(uploads.iterdir()):
        raise BackupError(f"{uploads} has files in it. Use an empty PARLEY_HOME, or say --overwrite to replace them.")


def _restore_database(folder, file):
    """Replace the schema by that of the dump in one transaction, and mark the restore as unfinished."""
    first = folder / "first.sql"
    # As in a new database, since the dump does not contain the schema itself.
    first.write_text(
        "SET client_min_messages = warning;\nDROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n"
        "ALTER SCHEMA public OWNER TO pg_database_owner;\n"
        f"DROP SCHEMA IF EXISTS {UNFINISHED};\nCREATE SCHEMA {UNFINISHED};\n"
        f"COMMENT ON SCHEMA {UNFINISHED} IS {sql.Literal(str(file)).as_string()};\n",
        encoding="utf-8",
    )
    load_dump(folder / DUMP, first)
