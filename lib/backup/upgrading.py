"""Moving the embedded database to another major version of PostgreSQL by a dump; the old one is kept."""

import os
from contextlib import contextmanager

from django.db import connection

from lib import database
from lib.backup.archive import DUMP, BackupError
from lib.backup.scratch import scratch_folder
from lib.backup.tools import connect, contents, differences, load_dump, run
from lib.database import binaries
from lib.database.cluster import Cluster


def majors():
    """(major version of the database of this home, newest major version installed)."""
    made = int((Cluster(database.home()).path / "PG_VERSION").read_text())
    return made, binaries.find().major


def upgrade(say=lambda text: None):
    """Recreate the database of this home with the newest programs. Returns the folder of the old one.

    The new one is created and compared in another folder and replaces the old one at the end; on any error before that,
    nothing has changed. Raises BackupError.
    """
    if database.external():
        raise BackupError("DATABASE_URL names the database: it is upgraded by whoever runs that server.")
    made, newest = majors()
    if made == newest:
        raise BackupError(f"The database was made by PostgreSQL {made}, which is the newest here: nothing to do.")
    place = Cluster(database.home()).path
    kept = place.with_name(f"{place.name}-{made}")
    if place.is_symlink() or kept.exists():
        raise BackupError(
            f"{kept} is there, or {place} is a link: make a backup, and restore it into a new PARLEY_HOME."
        )
    with scratch_folder(".parley-upgrade-", place.parent) as folder:
        say(f"Dumping the database of PostgreSQL {made} ...")
        with connect() as there:
            _refuse_others(there)
            held = contents(there)
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}")
        say(f"Restoring it with PostgreSQL {newest} ...")
        fresh = Cluster(folder, unsafe=os.environ.get("PARLEY_UNSAFE_DATABASE") == "1")
        fresh.start()
        try:
            with _on(fresh):
                load_dump(folder / DUMP)
                with connect() as there:
                    there.execute("ANALYZE")
                    found = differences(held, contents(there))
        finally:
            fresh.stop()
        if found:
            raise BackupError("The new database is not what the old one is: " + "; ".join(found[:5]) + ".")
        database.release()
        if Cluster(database.home()).answers():
            raise BackupError("The database is in use: stop Parley first.")
        place.rename(kept)
        fresh.path.rename(place)
    # This process goes on with the new one.
    database.ensure()
    return kept


@contextmanager
def _on(cluster):
    """Context manager: the functions of tools.py connect to another cluster."""
    chosen = connection.settings_dict
    before = chosen["HOST"]
    chosen["HOST"] = str(cluster.sockets)
    try:
        yield
    finally:
        chosen["HOST"] = before


def _refuse_others(there):
    others = there.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    ).fetchone()[0]
    if others:
        raise BackupError(f"The database is in use ({others} other connections): stop Parley first.")
