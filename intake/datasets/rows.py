"""What an importer gives: the rows of its data set, and the records that it proposes for them. No database."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from intake.records.format import KINDS
from intake.records.reading import UNSTORABLE, FileEntry


@dataclass(slots=True)
class SourceRow:
    """One row of a data set, and what becomes of it.

    ``place`` is how citations name it ("trip 4115"), ``passage`` what it says. Exactly one of
    these holds in the end: it has ``entries`` (the first is the row's own record), it says again
    what another row says (``same_as``, the place of that one), or it waits (``reason``). ``beside`` are
    shared entries that come with it although its own do not refer to them.
    """

    place: str
    file: str
    line: int
    passage: str = ""
    reason: str = ""
    same_as: str = ""
    entries: list = field(default_factory=list)
    beside: list = field(default_factory=list)


@dataclass(frozen=True)
class Tie:
    """Why a proposed record may be one that is on record already.

    ``by``: ``address`` (the same slug), ``cited`` (``value`` is (source, place in it) that a
    citation of it names), or ``named`` (the only one of its sort with that name). Identifiers
    tie without being asked.
    """

    by: str
    value: tuple = ()


@dataclass(frozen=True)
class Importer:
    """An entry of the register: what a data set is called, what it is, how it is known, and how it is read.

    ``recognises(path)`` tells whether a file or folder looks like one; ``propose(path, watch)`` gives its Proposed
    and raises markup.Unreadable. Both know nothing of the database.
    """

    name: str
    title: str
    recognises: Callable
    propose: Callable


class Proposed:
    """The rows of a data set and the entries proposed for them, as one importer gives them."""

    def __init__(self):
        self.rows = []
        self.entries = {}  # (kind, key) → FileEntry
        self.ties = {}  # (kind, key) → [Tie]
        self.notes = []  # what a person should hear of, line by line
        self.part = ""  # which data set of this format it is, where there are many: releases of one bear one name

    def row(self, place, file, line, passage="", **more):
        """Add a row; returns it."""
        # What the database cannot hold is shown as the sign for that; the importer says that it is there.
        place, passage = (UNSTORABLE.sub("\ufffd", words) for words in (place[:200], passage))
        made = SourceRow(place, file, line, passage, **more)
        self.rows.append(made)
        return made

    def own(self, row, kind, key, ties=(), /, **values):
        """Add the entry of a record that stands or falls with a row; the first one is the row's own record."""
        made = self._add(kind, key, row.file, row.line, ties, values)
        row.entries.append(made)
        return made

    def shared(self, kind, key, row, ties=(), /, **values):
        """The entry of a record that several rows refer to, made from the first that does. Returns its key."""
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
    """What an entry of a kind gives: one set for all entries, of which there are tens of thousands."""
    return (frozenset(kind.keys) | frozenset(kind.rows)) - {"publication"}


def entry(kind, key, file, line, /, **values):
    """An FileEntry that gives all keys of its kind but publication; lists hold mappings, what is left out has its default."""
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
