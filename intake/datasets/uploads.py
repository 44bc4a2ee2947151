"""Data sets uploaded on the desk: detecting the format of a file from its content, and finding its data in a ZIP.

A data set that is a folder is uploaded as a ZIP. The name of a file says nothing about its format but is kept, since
some formats tell the releases of a data set by it.
"""

import re
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

from intake.bulk.importing import ImportResult
from intake.bulk.snapshots import moment
from intake.datasets.register import REGISTER, recognised
from intake.errors import Unreadable
from intake.zips import UNREADABLE

AUTO = "auto"
TABLES = (".csv", ".xlsx")
# Limits of what a ZIP may unpack to.
LARGEST = 1 << 30
MOST_FILES = 50_000
# The most notes that are kept with an import.
MOST_NOTES = 200


def ending(path):
    """The file name extension that matches the content of a file."""
    with open(path, "rb") as file:
        start = file.read(1000)
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as packed:
                return ".xlsx" if "[Content_Types].xml" in packed.namelist() else ".zip"
        except UNREADABLE:
            return ".zip"
    text = start.decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    for begins, found in (("<", ".xml"), ("{", ".json"), ("[", ".json"), ("BEGIN:VCALENDAR", ".ics")):
        if text.upper().startswith(begins):
            return found
    return ".csv"


@contextmanager
def read_as(path, name, wanted, watch):
    """(importer, path to read) for an uploaded file; (None, None) for tables.

    ``wanted`` is the name of an importer, AUTO, or empty for tables. Raises Unreadable if the format is not clear.
    """
    if not wanted:
        yield None, None
        return
    with tempfile.TemporaryDirectory(prefix="parley-") as folder:
        stem = re.sub(r"[^\w. -]", "_", Path(name).stem)[:100].lstrip(".") or "file"
        file = Path(folder) / f"{stem}{ending(path)}"
        file.symlink_to(Path(path).resolve())
        yield _found(wanted, file, name, watch)


def _found(wanted, file, name, watch):
    watch.stage(f"Looking what {name} is", 0)
    if wanted != AUTO:
        importer = REGISTER[wanted]
        # If it is not recognised, the importer refuses it with a reason.
        return importer, next((place for place in _places(file, name, watch) if importer.recognises(place)), file)
    for place in _places(file, name, watch):
        found = recognised(place)
        if len(found) == 1:
            return found[0], place
        if found:
            like = " and ".join(importer.name for importer in found)
            raise Unreadable(f"{name} looks like {like}: choose the format below.")
    if file.suffix in TABLES:
        return None, None
    raise Unreadable(
        f"{name} looks like none of the data sets that are known: choose the format below, or see what is wrong."
    )


def _places(file, name, watch):
    """The paths at which a data set may be: the file itself, and the folders of a ZIP down to the second level."""
    yield file
    if file.suffix != ".zip":
        return
    folder = file.with_name(f"{file.stem}.unpacked") / file.stem
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST:
                raise Unreadable(f"{name} would unpack to more than {MOST_FILES:,} files or a gigabyte: split it.")
            watch.stage(f"Unpacking {name}", len(parts))
            for part in parts:
                packed.extract(part, folder)
                watch.tick(1)
    except (OSError, *UNREADABLE) as error:
        raise Unreadable(f"{name} cannot be unpacked: {error}.") from None
    yield folder
    for level in ("*", "*/*"):
        yield from sorted(place for place in folder.glob(level) if place.is_dir())


def result_of(outcome):
    """The DatasetResult as an ImportResult, as for tables, to be saved and shown."""
    return ImportResult(
        entries=outcome.entries, create=outcome.made.create, update=outcome.made.update, report=outcome.report,
        queued=outcome.queued, moment=moment(), written=not outcome.report.dry_run, run=outcome.run,
        told={"sum": outcome.sum(), "notes": outcome.notes[:MOST_NOTES]},
    )  # fmt: skip
