"""Read tables into entries, the same structures as from record files, checked for form without the database.

Unlike a key missing from a record file, a column missing from a table says nothing about its
records, which keep their values. An empty cell means that there is no value.
"""

from intake.bulk.cells import NotationError, decode, decode_list
from intake.bulk.columns import EXPORTED, kinds_with, moment_of, unknown
from intake.bulk.tables import tables
from intake.errors import Unreadable
from intake.records.format import KINDS
from intake.records.reading import READERS, FileEntry, refuse_twice
from intake.records.report import Problem

# New records of a table without the column “publication” wait for a person to publish them.
UNSAID = "draft"


def kind_of(table, wanted=""):
    """The kind of record in a table: as wanted, by its name, or by its headings. Raises Unreadable."""
    if wanted:
        return KINDS[wanted]
    word = table.name.strip().lower().replace(" ", "_")
    for name in sorted(KINDS, key=len, reverse=True):
        if word == name or word.startswith((f"{name}-", f"{name}_", f"{name}.")):
            return KINDS[name]
    found = kinds_with(table.headings)
    if len(found) == 1:
        return found[0]
    names = ", ".join(kind.name for kind in found) or "none"
    raise Unreadable(
        f"{table.file}: which kind of record is this? By its columns it could be: {names}. Name the kind, or give "
        f"the {'sheet' if ', sheet ' in table.file else 'file'} its name. There are: {', '.join(KINDS)}."
    )


def read_tables(files, kind="", progress=None):
    """Read the tables in files. Returns (entries, problems); broken entries are included and marked.

    ``files`` are pairs of path and name (as the person calls it). ``progress(file, count)`` is
    called now and then with the number of rows read. Entries have the time of their export in
    ``exported_at``. A file that is not a table gives one problem.
    """
    entries, problems = [], []
    for path, name in files:
        try:
            for table in tables(path, name, progress):
                _Reader(table, kind_of(table, kind), entries, problems, progress).read()
        except Unreadable as error:
            problems.append(Problem(name, 0, "", "", _without(name, str(error))))
        except OSError as error:
            problems.append(Problem(name, 0, "", "", f"the file cannot be read: {error.strerror}."))
    refuse_twice(entries, problems)
    return entries, problems


def kinds_in(path, name, kind=""):
    """The kinds of the tables in a file, from its headings alone. Raises Unreadable."""
    return [kind_of(table, kind) for table in tables(path, name)]


def _without(name, message):
    # A problem names its file separately.
    for start in (f"{name}: ", f"{name}:", f"{name} ", f"{name}, "):
        if message.startswith(start):
            return message[len(start) :].lstrip() if start != f"{name}:" else f"line {message[len(start) :]}"
    return message


class _Reader:
    """Reads one table into ``entries`` and ``problems``."""

    def __init__(self, table, kind, entries, problems, progress):
        self.table = table
        self.kind = kind
        self.entries = entries
        self.problems = problems
        self.progress = progress or (lambda file, count: None)

    def read(self):
        headings = self.table.headings
        known = {self.kind.id_key, EXPORTED, *self.kind.keys, *self.kind.rows}
        wrong = [heading for heading in headings if heading not in known]
        for heading in wrong:
            self._fault(self.table.line, unknown(self.kind, heading))
        if self.kind.id_key not in headings:
            self._fault(self.table.line, f"there is no column “{self.kind.id_key}”, which says which record a row is.")
        if wrong or self.kind.id_key not in headings:
            return
        self.given = frozenset(headings) & {*self.kind.keys, *self.kind.rows}
        self.missing = [name for name, key in self.kind.keys.items() if key.required and name not in self.given]
        for count, (line, row) in enumerate(self.table.rows, 1):
            if isinstance(row, str):
                self._fault(line, row)
            elif len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
                self._fault(line, f"the row has {len(row)} cells, but there are only {len(headings)} headings.")
            else:
                self._record(line, dict(zip(headings, row, strict=False)))
            if count % 500 == 0:
                self.progress(self.table.file, count)

    def _fault(self, line, message, record="", key=""):
        self.problems.append(Problem(self.table.file, line, record, key, message))

    def _record(self, line, cells):
        kind, faults = self.kind, len(self.problems)
        address = decode(cells.get(kind.id_key, ""))
        if not address:
            return self._fault(line, f"this row has no “{kind.id_key}”.", kind.name, kind.id_key)
        # Every value is on the entry's line, so their lines need not be stored.
        entry = FileEntry(kind, address, self.table.file, line, given=self.given)
        record = f"{kind.name} {address}"
        for name, key in kind.keys.items():
            entry.values[name] = self._value(key, decode(cells.get(name) or ""), entry, record)
        for name, rows in kind.rows.items():
            entry.values[name] = self._list(rows, decode(cells.get(name) or ""), line, record)
            entry.row_lines[name] = [line] * len(entry.values[name])
        entry.exported_at = self._moment(cells.get(EXPORTED) or "", line, record)
        entry.broken = len(self.problems) > faults
        self.entries.append(entry)
        return None

    def _value(self, key, text, entry, record):
        if not text:
            if key.name == "publication":
                # An empty cell does not withdraw a record.
                entry.given -= {"publication"}
                return UNSAID
            if key.required and key.name in self.given:
                self._fault(entry.line, "this needs a value.", record, key.name)
            return key.left_out
        try:
            return READERS[key.holds](key, text)
        except ValueError as error:
            self._fault(entry.line, str(error), record, key.name)
            return key.left_out

    def _list(self, rows, text, line, record):
        try:
            found = decode_list(rows, text) if text else []
        except NotationError as error:
            self._fault(line, str(error), record, f"{rows.name}.{error.key}" if error.key else rows.name)
            return []
        return [self.kind.stored(rows, row) for row in found]

    def _moment(self, text, line, record):
        text = decode(text)
        try:
            return moment_of(text) if text else None
        except ValueError as error:
            self._fault(line, str(error), record, EXPORTED)
            return None
