"""What an importer returns: the rows of its data set and the records proposed for them. No database."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from intake.errors import Unreadable
from intake.records.format import KINDS
from intake.records.reading import UNSTORABLE, FileEntry

# Rows of a data set that are imported at once. An import keeps them all in memory, 10 to 20 kB for each.
MOST_ROWS = 100_000


@dataclass(slots=True)
class SourceRow:
    """One row of a data set, and what becomes of it.

    ``place`` is its name in citations ("trip 4115"), ``passage`` its text. In the end, exactly one of
    these is set: ``entries`` (the first is the row's own record), ``same_as`` (the place of the row that it
    repeats), or ``reason`` (why it waits). ``beside`` are shared entries that are imported with it although
    its own entries do not refer to them.
    """

    place: str
    file: str
    line: int
    passage: str = ""
    reason: str = ""
    same_as: str = ""
    entries: list = field(default_factory=list)
    beside: list = field(default_factory=list)


class RowWaits(Exception):
    """A row waits instead of becoming a record; the message is the reason."""


@dataclass(frozen=True)
class Tie:
    """A reason why a proposed record may be on record already.

    ``by`` is ``address`` (the same slug), ``cited`` (``value`` is the (source, place in it) of a
    citation), or ``named`` (the only record of its sort with that name). Identifiers are always
    compared.
    """

    by: str
    value: tuple = ()


@dataclass(frozen=True)
class Importer:
    """An entry of the register: the name and title of a data set, and how it is recognised and read.

    ``recognises(path)`` says whether a file or folder looks like one; ``propose(path, watch)`` returns its Proposed
    and raises Unreadable. Neither uses the database.
    """

    name: str
    title: str
    recognises: Callable
    propose: Callable


class Proposed:
    """The rows of a data set and the entries proposed for them, as returned by an importer."""

    def __init__(self):
        self.rows = []
        self.entries = {}  # (kind, key) → FileEntry
        self.ties = {}  # (kind, key) → [Tie]
        self.notes = []  # remarks for the person who imports
        self.part = ""  # which data set of this format it is, if there are many; releases of one have the same name

    def row(self, place, file, line, passage="", **more):
        """Add a row; returns it. Raises Unreadable beyond MOST_ROWS."""
        if len(self.rows) >= MOST_ROWS:
            raise Unreadable(f"{file} has more than {MOST_ROWS:,} rows, or its data set has: split it into several.")
        # What the database cannot store becomes the replacement character; the importer reports it.
        place, passage = (UNSTORABLE.sub("\ufffd", words) for words in (place[:200], passage))
        made = SourceRow(place, file, line, passage, **more)
        self.rows.append(made)
        return made

    def own(self, row, kind, key, ties=(), /, **values):
        """Add the entry of a record that belongs to one row; the first one is the row's own record."""
        made = self._add(kind, key, row.file, row.line, ties, values)
        row.entries.append(made)
        return made

    def shared(self, kind, key, row, ties=(), /, **values):
        """Add the entry of a record that several rows refer to, unless it exists. Returns its key."""
        if (kind, key) not in self.entries:
            self._add(kind, key, row.file, row.line, ties, values)
        return key

    def _add(self, kind, key, file, line, ties, values):
        made = entry(kind, key, file, line, **values)
        if (kind, key) in self.entries:
            raise KeyError(f"{kind} {key} is proposed twice")
        self.entries[kind, key] = made
        self.ties[kind, key] = list(ties)
        return made


@functools.cache
def _given(kind):
    """The keys that an entry of a kind gives: one shared set for tens of thousands of entries."""
    return (frozenset(kind.keys) | frozenset(kind.rows)) - {"publication"}


def entry(kind, key, file, line, /, **values):
    """A FileEntry with all keys of its kind except publication. Lists are of mappings; missing values get the default."""
    kind = KINDS[kind]
    made = FileEntry(kind, key, file, line)
    for name, spec in kind.keys.items():
        value = values.pop(name, None)
        made.values[name] = spec.left_out if value is None else value
    for name, rows in kind.rows.items():
        defaults = {part: spec.left_out for part, spec in rows.keys.items()}
        made.values[name] = [{**defaults, **row} for row in values.pop(name, ())]
        made.row_lines[name] = [line] * len(made.values[name])
    if values:
        raise KeyError(f"{kind.name} have no {', '.join(values)}")
    made.given = _given(kind)
    return made
