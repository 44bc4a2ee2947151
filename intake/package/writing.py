"""Writing a data package: streamed as one ZIP, or into a folder. All of it is one moment of the database."""

import contextlib
import csv
import hashlib
import io
import json
import zipfile

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from intake.package.readme import readme
from intake.package.tables import addresses, tables
from intake.records.format import KINDS
from lib.models import Removal

# The day of the files in the ZIP: the same record makes the same file.
DAY = (1980, 1, 1, 0, 0, 0)
PIECE = 64 * 1024


def version_of():
    """The version of the data: the moment of the last change that the public sees, e.g. ``20261128T150203.123456Z``."""
    moments = [kind.model.objects.visible_to(None).aggregate(at=Max("modified_at"))["at"] for kind in KINDS.values()]
    moments.append(Removal.objects.aggregate(at=Max("at"))["at"])
    last = max((moment for moment in moments if moment), default=None)
    return f"{last:%Y%m%dT%H%M%S.%fZ}" if last else "0"


def stream(drafts=False):
    """The package as a ZIP, in pieces of bytes."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, pieces in _files(drafts):
            with archive.open(zipfile.ZipInfo(path, DAY), "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    if sink.size > PIECE:
                        yield sink.taken()
    yield sink.taken()


def write(path, drafts=False):
    """Write the package into a new folder, or a file whose name ends in ``.zip``. Raises OSError."""
    if path.suffix.lower() == ".zip":
        part = path.with_name(f"{path.name}.part")
        try:
            with open(part, "wb") as file:
                file.writelines(stream(drafts))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return
    for name, pieces in _files(drafts):
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "wb") as file:
            file.writelines(pieces)


class _Sink(io.RawIOBase):
    """Where the ZIP is written to: what has come since it was last taken."""

    def __init__(self):
        super().__init__()
        self.parts, self.size = [], 0

    def writable(self):
        return True

    def write(self, data):
        self.parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def taken(self):
        parts, self.parts, self.size = self.parts, [], 0
        return b"".join(parts)


def _files(drafts):
    """The files of the package: (path, pieces of bytes), the description last, since it tells their sizes."""
    with _one_moment():
        version, seen = version_of(), addresses(drafts)
        resources = []
        for table in tables(drafts):
            told = {"rows": 0, "bytes": 0, "hash": hashlib.sha256()}
            yield table.path, _csv(table, seen, told)
            resources.append(_resource(table, told))
        package = _package(version, resources, drafts)
        yield "README.md", [readme(package).encode()]
        yield "datapackage.json", [json.dumps(package, indent=2, ensure_ascii=False).encode()]


@contextlib.contextmanager
def _one_moment():
    """A transaction that sees the database as it is now, whatever is written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _csv(table, seen, told):
    """The table as CSV, in pieces; ``told`` has its number of rows, its size and hash in the end."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")

    def piece():
        data = buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
        told["bytes"] += len(data)
        told["hash"].update(data)
        return data

    writer.writerow(table.headings)
    for row in table.content(seen):
        writer.writerow(row)
        told["rows"] += 1
        if buffer.tell() > PIECE:
            yield piece()
    yield piece()


def _resource(table, told):
    return {
        "name": table.name,
        "title": table.kind.name.capitalize() + (f": {table.rows.name.replace('_', ' ')}" if table.rows else ""),
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": told["bytes"],
        "hash": f"sha256:{told['hash'].hexdigest()}",
        "rows": told["rows"],
        "schema": table.schema(),
    }


def _package(version, resources, drafts):
    name, address = settings.PARLEY_LICENCE or ("", "")
    licence = {key: value for key, value in (("title", name), ("path", address)) if value}
    found = {
        "profile": "tabular-data-package",
        "name": "parley",
        "title": "Parley: diplomatic events, who took part, and what they held",
        "version": version,
        "description": "All records, drafts included." if drafts else "All public records.",
        **({"licenses": [licence]} if licence else {}),
        "resources": resources,
    }
    if version != "0":
        found["created"] = f"{version[:4]}-{version[4:6]}-{version[6:11]}:{version[11:13]}:{version[13:15]}Z"
    return found
