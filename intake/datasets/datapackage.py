"""Data packages of Parley (intake/package), from any installation: each row of a kind's table is a record."""

import csv
import io
import json
import zipfile
from pathlib import Path, PurePosixPath

from intake.datasets.rows import Importer, Proposed, Tie
from intake.errors import Unreadable
from intake.package.tables import NUMBER, tables
from intake.records.format import KINDS
from intake.records.reading import READERS, UNSTORABLE
from intake.zips import DAMAGED, UNREADABLE

DESCRIPTION = "datapackage.json"
# Bytes of all files together, unpacked: some fifty times the largest package that was tried.
LARGEST = 2 * 1024**3
LONGEST_CELL = 10_000_000
# Rows of lists, which are kept until their records are read: some 700 bytes each.
MOST_LISTED = 300_000


def recognises(path):
    """Whether a ZIP, a folder, or a datapackage.json is a package with tables of Parley."""
    try:
        with _Package(path) as package:
            return bool(package.resources.keys() & set(KINDS))
    except Unreadable:
        return False


def propose(path, watch):
    """The rows of a package and the records proposed for them."""
    with _Package(path) as package:
        return _Reader(package, watch).read()


class _Package:
    """A package in a ZIP or a folder: its description and its files."""

    def __init__(self, path):
        self.path = Path(path)
        self.archive = None

    def __enter__(self):
        if self.path.is_dir():
            self.folder = self.path
        elif self.path.name == DESCRIPTION:
            self.folder = self.path.parent
        elif zipfile.is_zipfile(self.path):
            self.archive = zipfile.ZipFile(self.path)
            if sum(info.file_size for info in self.archive.infolist()) > LARGEST:
                self.archive.close()
                raise Unreadable(f"{self.path.name} would unpack to more than {LARGEST // 1024**3} GB.")
        else:
            raise Unreadable(f"{self.path.name} is neither a ZIP nor a folder with {DESCRIPTION}.")
        try:
            self._describe()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *args):
        if self.archive:
            self.archive.close()

    def _describe(self):
        try:
            with self.open(DESCRIPTION) as file:
                found = json.load(file)
        except RecursionError:
            raise Unreadable(
                f"{DESCRIPTION} of {self.path.name}: its lists and objects are nested too deeply."
            ) from None
        except (ValueError, *DAMAGED) as error:
            raise Unreadable(f"{DESCRIPTION} of {self.path.name} is not JSON: {error}.") from None
        resources = found.get("resources") if isinstance(found, dict) else None
        if not isinstance(resources, list):
            raise Unreadable(f"{DESCRIPTION} of {self.path.name} lists no resources.")
        self.name = str(found.get("name") or self.path.stem)[:40]
        self.resources = {
            one["name"]: one["path"]
            for one in resources
            if isinstance(one, dict) and isinstance(one.get("name"), str) and isinstance(one.get("path"), str)
        }

    def open(self, name):
        """Open a file of the package as text. Raises Unreadable."""
        where = PurePosixPath(name)
        if where.is_absolute() or ".." in where.parts or "\\" in name:
            raise Unreadable(f"{name} leads out of the package.")
        try:
            file = self.archive.open(name) if self.archive else (self.folder / name).open("rb")
        except (FileNotFoundError, KeyError):
            raise Unreadable(f"{self.path.name} holds no file {name}.") from None
        except (OSError, *UNREADABLE) as error:
            why = getattr(error, "strerror", None) or error
            raise Unreadable(f"{name} of {self.path.name} cannot be read: {why}.") from None
        return io.TextIOWrapper(file, encoding="utf-8", newline="")


class _Reader:
    def __init__(self, package, watch):
        self.package, self.watch = package, watch
        self.made = Proposed()
        self.made.part = package.name
        self.lists = {}  # (kind, list) → {record: [(number, values)]}
        self.listed = 0  # rows of all lists

    def read(self):
        known = {table.name: table for table in tables(drafts=True)}
        for name in sorted(self.package.resources.keys() - known.keys()):
            self.made.notes.append(f"The table {name} is not taken in.")
        there = [table for name, table in known.items() if name in self.package.resources]
        faults = {}
        # A record is proposed together with its lists, so these are read first.
        for table in sorted(there, key=lambda table: not table.rows):
            if table.rows:
                self._list(table, faults)
            else:
                self._records(table, faults)
        return self.made

    def _list(self, table, faults):
        found = self.lists.setdefault((table.kind.name, table.rows.name), {})
        for line, cells in self._rows(table):
            self.listed += 1
            if self.listed > MOST_LISTED:
                raise Unreadable(
                    f"The lists of {self.package.path.name} have more than {MOST_LISTED:,} rows: split it."
                )
            record = cells.get("record", "")
            values, fault = self._values(table, cells)
            if fault:
                faults.setdefault((table.kind.name, record), f"{table.name}, line {line}: {fault}")
                continue
            number = cells.get(NUMBER, "")
            place = int(number) if number.isdecimal() and len(number) < 10 else 0
            found.setdefault(record, []).append((place, table.kind.stored(table.rows, values)))

    def _records(self, table, faults):
        kind = table.kind
        for line, cells in self._rows(table):
            key = cells.get(kind.id_key, "").strip()
            row = self.made.row(f"{kind.name} {key or line}", table.path, line, ", ".join(filter(None, cells.values())))
            values, fault = self._values(table, cells)
            if not key:
                row.reason = f"It has no {kind.id_key}."
            elif (kind.name, key) in self.made.entries:
                row.reason = f"This {kind.id_key} stands twice."
            elif fault := fault or faults.get((kind.name, key)):
                row.reason = fault
            else:
                for name in kind.rows:
                    rows = sorted(self.lists.get((kind.name, name), {}).pop(key, ()), key=lambda one: one[0])
                    values[name] = [said for _, said in rows]
                values.pop("publication", None)
                self.made.own(row, kind.name, key, [Tie("address")], **values)
        for name in kind.rows:
            if left := self.lists.get((kind.name, name)):
                records = ", ".join(list(left)[:3])
                self.made.notes.append(
                    f"{kind.name}-{name} has rows of records that {kind.name} does not have: {records}."
                )

    def _values(self, table, cells):
        """(values of a row by key, the first fault among them or "")."""
        values = {}
        for name, key in table.keys.items():
            text = cells.get(name, "")
            if UNSTORABLE.search(text):
                return values, f"{name}: it holds a character that cannot be stored."
            if not text:
                if key.required:
                    return values, f"{name}: this needs a value."
                values[name] = "" if key.holds == "text" else None
                continue
            try:
                values[name] = READERS[key.holds](key, text)
            except ValueError as error:
                return values, f"{name}: {error}"
        return values, ""

    def _rows(self, table):
        """Yield the rows of a table as (line, {heading: cell})."""
        path = self.package.resources[table.name]
        csv.field_size_limit(LONGEST_CELL)
        with self.package.open(path) as file:
            reader = csv.DictReader(file, strict=True)
            try:
                headings = reader.fieldnames or []
                needed = [name for name in table.headings[: 2 if table.rows else 1] if name != NUMBER]
                for name in needed:
                    if name not in headings:
                        raise Unreadable(f"{path} has no column {name}.")
                if unknown := [name for name in headings if name not in table.headings]:
                    self.made.notes.append(f"Of {path} these columns are not taken in: {', '.join(map(str, unknown))}.")
                for count, cells in enumerate(reader, 1):
                    if count % 2000 == 0:
                        self.watch.read(path, count)
                    yield reader.line_num, {k: v or "" for k, v in cells.items() if k in table.headings}
            except (csv.Error, UnicodeDecodeError, *DAMAGED) as error:
                raise Unreadable(f"{path}, line {reader.line_num}: this is not CSV in UTF-8: {error}.") from None
        self.watch.read(path, reader.line_num)


IMPORTER = Importer("datapackage", "Data package of Parley (Frictionless)", recognises, propose)
