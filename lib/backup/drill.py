"""A drill: restore the last backup beside the database, and report the result for Prometheus and by mail."""

import datetime
import json
import os
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import Error

from lib import database, mail
from lib.backup.archive import DUMP, BackupError, unpack
from lib.backup.creating import prove
from lib.backup.scratch import scratch_folder


def last(place):
    """The newest backup in a folder; a path of a file is returned. Raises BackupError."""
    place = Path(place)
    if not place.is_dir():
        return place
    found = sorted(place.glob("*.tar"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise BackupError(f"There is no backup (*.tar) in {place}.")
    return found[-1]


def drill(place, hours, say=lambda text: None):
    """Restore the last backup in ``place`` into a scratch database, compare each table, and save the result.

    Returns (file, manifest). Raises BackupError if the backup does not restore or is older than ``hours``, and then
    sends mail to the administrators.
    """
    began = time.time()
    try:
        file = last(place)
        settings.MEDIA_ROOT.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(".parley-drill-", settings.MEDIA_ROOT.parent) as folder:
            say(f"Unpacking and checking {file} ...")
            manifest = unpack(file, folder)
            say("Restoring it into a scratch database to compare ...")
            prove(folder / DUMP, manifest["tables"])
        made = datetime.datetime.fromisoformat(manifest["created"]).timestamp()
        if began - made > hours * 3600:
            raise BackupError(f"{file} comes back, and is of {manifest['created']}: none was made in {hours} hours.")
    except (BackupError, psycopg.Error, OSError) as error:
        words = str(error).strip()
        _note(began, error=words)
        _tell(words)
        raise BackupError(words) from error
    _note(began, backup=made)
    return file, manifest


def noted():
    """The result of the last drill: {at, seconds, error, backup}; {} if there was none."""
    try:
        return json.loads(_notes().read_text())
    except (OSError, ValueError):
        return {}


def _notes():
    return database.home() / "restore-drill.json"


def _note(began, backup=None, error=""):
    """Save the result; after a failed drill the last backup that restored is kept."""
    backup = backup or noted().get("backup")
    new = _notes().with_suffix(".new")
    new.write_text(json.dumps({"at": began, "seconds": time.time() - began, "error": error, "backup": backup}))
    os.replace(new, _notes())


def _tell(words):
    """Send mail to the administrators, if configured; not by the worker, which may fail for the same reason."""
    if not settings.PARLEY_MAIL:
        return
    try:
        people = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(email="")
        for address in people.values_list("email", flat=True):
            mail.send(address, "The last backup does not come back", "backup/drill.txt", {"words": words})
    except (OSError, Error) as error:
        raise BackupError(f"{words} And nobody could be told by mail: {error}") from error
