"""From files to entries: YAML with its line numbers, checked for form, without the database."""

import datetime
import difflib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from intake.records.format import KINDS, FileKind
from intake.records.report import BrokenRecords, Problem
from lib import clocks
from lib.digits import plain
from lib.partialdates.core import PartialDateError, parse

SUFFIXES = (".yaml", ".yml")
# What PostgreSQL's text cannot hold: NUL, and half of a surrogate pair.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class FileEntry:
    """A record as a file gives it.

    ``values`` holds every key and list of the kind, in the form that is also read from the
    database: text, number or None; dates and times as text; references as slug or id; a list
    as a list of mappings. ``lines`` and ``row_lines`` say where each of them stands.
    """

    kind: FileKind
    key: str
    file: str
    line: int
    values: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    row_lines: dict = field(default_factory=dict)
    broken: bool = False
    given: frozenset | None = None  # the keys and lists that a table has columns for; None: all
    exported_at: datetime.datetime | None = None  # of a table's row: what it was before, the history says
    new: bool = False  # made for what is not on record: never an edit, whatever has its address

    @property
    def where(self):
        return f"{self.file}:{self.line}"

    @property
    def file_name(self):
        return Path(self.file).name

    def gives(self, name):
        """Whether it says anything of a key or list."""
        return self.given is None or name in self.given

    def problem(self, message, key="", line=None):
        """A fault of this entry; from now on it counts as broken."""
        self.broken = True
        return Problem(self.file, line or self.lines.get(key, self.line), f"{self.kind.name} {self.key}", key, message)

    def references(self):
        """Every reference: (path of keys, line, kind, slug or id)."""
        for name, key in self.kind.keys.items():
            if key.holds == "reference" and self.values[name] is not None:
                yield name, self.lines.get(name, self.line), key.refers, self.values[name]
        for name, rows in self.kind.rows.items():
            for row, line in zip(self.values[name], self.row_lines.get(name, ()), strict=False):
                for part, key in rows.keys.items():
                    if key.holds == "reference" and row[part] is not None:
                        yield name, line, key.refers, row[part]


def files_in(paths):
    """The record files that the paths (files or folders) name, once each, folders in the order of names."""
    found, problems = [], []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(child for child in path.iterdir() if child.suffix in SUFFIXES and not child.is_dir())
            if not inside:
                problems.append(Problem(shown(path), 0, "", "", "this folder holds no record files (*.yaml)."))
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            problems.append(Problem(shown(path), 0, "", "", "there is no such file or folder."))
    if problems:
        raise BrokenRecords(problems)
    return list({path.resolve(): path for path in found}.values())


def shown(path):
    """The path for a message: from the current folder, where it lies below."""
    short = os.path.relpath(path)
    return str(path) if short.startswith("..") else short


def read_files(paths):
    """Read all files. Returns (entries, problems); broken entries are among the entries, marked."""
    entries, problems = [], []
    for path in paths:
        _File(path, entries, problems).read()
    refuse_twice(entries, problems)
    return entries, problems


def refuse_twice(entries, problems):
    """Each slug once per kind, each id once over all kinds; else it becomes a problem."""
    first = {}
    for entry in entries:
        scope = entry.kind.name if entry.kind.id_key == "slug" else "id"
        other = first.setdefault((scope, entry.key), entry)
        if other is not entry:
            problems.append(
                entry.problem(
                    f"this {entry.kind.id_key} is taken: {other.kind.name} {other.key} at {other.where} has it.",
                    entry.kind.id_key,
                )
            )


def similar(word, words):
    """A question that offers the words most like ``word``; "" where none is."""
    near = difflib.get_close_matches(word, list(words), n=3, cutoff=0.65)
    return f" Did you mean {' or '.join(near)}?" if near else ""


class _File:
    """Reads one file into ``entries`` and ``problems``."""

    def __init__(self, path, entries, problems):
        self.path = path
        self.name = shown(path)
        self.entries = entries
        self.problems = problems

    def read(self):
        try:
            text = self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = self.path.read_bytes()[: error.start].count(b"\n") + 1
            return self._fault(line, "the file is not UTF-8 text here.")
        except OSError as error:
            return self._fault(0, f"the file cannot be read: {error.strerror}.")
        try:
            loader = yaml.SafeLoader(text)
            root = loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = ", ".join(part for part in (error.context, error.problem) if part)
            return self._fault(mark.line + 1 if mark else 1, f"this is not YAML: {reason}.")
        except yaml.reader.ReaderError as error:
            line = text[: error.position].count("\n") + 1
            return self._fault(line, f"this character (code {error.character:#x}) is not allowed in YAML.")
        except RecursionError:
            return self._fault(loader.line + 1, "lists and mappings are nested too deeply.")
        except (ValueError, OverflowError):
            # PyYAML makes a character of any number after \\U.
            return self._fault(loader.line + 1, "this is not YAML: an escape such as \\U00110000 is not a character.")
        if root is None or not self._storable(root):
            return None
        if not isinstance(root, yaml.MappingNode):
            return self._fault(_line(root), "a record file is a mapping of kinds to lists of records.")
        for name, node, line in self._pairs(root):
            if name not in KINDS:
                self._fault(
                    line, f"“{name}” is not a kind of record.{similar(name, KINDS)} There are: {', '.join(KINDS)}."
                )
            elif not _is_null(node):
                self._records(KINDS[name], node)
        return None

    def _fault(self, line, message, record="", key=""):
        self.problems.append(Problem(self.name, line, record, key, message))

    def _storable(self, root):
        """Whether the database can hold every text below ``root``; what it cannot is a fault.

        JSON writes a character beyond the basic plane as two escapes, a surrogate pair; YAML keeps
        the two halves, so they are joined here.
        """
        faults, seen, waiting = len(self.problems), set(), [root]
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue  # an alias
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
            elif isinstance(node, yaml.SequenceNode):
                waiting += reversed(node.value)
            elif UNSTORABLE.search(node.value):
                node.value = node.value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
                if character := UNSTORABLE.search(node.value):
                    code = ord(character[0])
                    self._fault(_line(node), f"this character (code {code:#x}) cannot be stored: remove it.")
        return len(self.problems) == faults

    def _pairs(self, node, record=""):
        """(key, value node, line) of a mapping; a key that stands twice is a fault."""
        seen = {}
        for key_node, value in node.value:
            line = _line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, "a key is one word.", record)
            elif key_node.value in seen:
                self._fault(
                    line, f"this key appears twice, first at line {seen[key_node.value]}.", record, key_node.value
                )
            else:
                seen[key_node.value] = line
                yield key_node.value, value, line

    def _records(self, kind, node):
        if not isinstance(node, yaml.SequenceNode):
            return self._fault(_line(node), f"“{kind.name}” holds a list of records, each with a “-” before it.")
        for child in node.value:
            if isinstance(child, yaml.MappingNode):
                self._record(kind, child)
            else:
                self._fault(_line(child), f"a record of {kind.name} is a mapping of keys to values.")
        return None

    def _record(self, kind, node):
        faults = len(self.problems)
        address = next((v for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == kind.id_key), None)
        if not isinstance(address, yaml.ScalarNode) or _is_null(address) or not address.value.strip():
            return self._fault(_line(node), f"this record has no “{kind.id_key}”.", kind.name, kind.id_key)
        entry = FileEntry(kind, address.value.strip(), self.name, _line(node))
        record = f"{kind.name} {entry.key}"
        given = {}
        for name, value, line in self._pairs(node, record):
            entry.lines[name] = line
            if name in kind.keys or name in kind.rows:
                given[name] = value
            elif name != kind.id_key:
                known = kind.order()
                self._fault(line, f"unknown key.{similar(name, known)} There are: {', '.join(known)}.", record, name)
        for name, key in kind.keys.items():
            entry.values[name] = self._value(key, given.get(name), entry.line, record, name)
        for name, rows in kind.rows.items():
            found = self._rows(kind, rows, given.get(name), record)
            entry.values[name] = [row for row, _ in found]
            entry.row_lines[name] = [line for _, line in found]
        entry.broken = len(self.problems) > faults
        self.entries.append(entry)
        return None

    def _rows(self, kind, rows, node, record):
        """The rows of a list, as (mapping, line)."""
        if node is None or _is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fault(
                _line(node),
                "this is a list: write its entries in [ ], or each with a “-” before it.",
                record,
                rows.name,
            )
            return []
        found = []
        for child in node.value:
            line = _line(child)
            if rows.plain:
                ((name, key),) = rows.keys.items()
                found.append(({name: self._value(key, child, line, record, rows.name)}, line))
            elif not isinstance(child, yaml.MappingNode):
                form = ", ".join(f"{name}: …" for name, key in rows.keys.items())
                self._fault(line, f"an entry of this list is a mapping: {{{form}}}.", record, rows.name)
            else:
                found.append((self._row(kind, rows, child, record), line))
        return found

    def _row(self, kind, rows, node, record):
        given = {}
        for name, value, line in self._pairs(node, record):
            if name in rows.keys:
                given[name] = value
            else:
                path = f"{rows.name}.{name}"
                self._fault(
                    line, f"unknown key.{similar(name, rows.keys)} There are: {', '.join(rows.keys)}.", record, path
                )
        row = {
            name: self._value(key, given.get(name), _line(node), record, f"{rows.name}.{name}")
            for name, key in rows.keys.items()
        }
        return kind.stored(rows, row)

    def _value(self, key, node, line, record, path):
        """The value of a key; its text counts as written, whatever YAML would make of it."""
        if node is None or _is_null(node) or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            if key.required:
                if node is None:
                    self._fault(line, "this key is missing.", record, path)
                else:
                    self._fault(_line(node), "this needs a value.", record, path)
            return key.left_out
        line = _line(node)
        if not isinstance(node, yaml.ScalarNode):
            self._fault(line, "this is one value, not a list or mapping.", record, path)
            return key.left_out
        try:
            return READERS[key.holds](key, node.value.strip())
        except ValueError as error:
            self._fault(line, str(error), record, path)
            return key.left_out


def _line(node):
    return node.start_mark.line + 1


def _is_null(node):
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _date(key, text):
    try:
        return str(parse(text)) if text else None
    except PartialDateError as error:
        raise ValueError(str(error)) from None


def _time(key, text):
    return time_text(clocks.read(text))


def time_text(time):
    """A time as the files write it: HH:MM, with seconds only where there are any."""
    return time.strftime("%H:%M" if not (time.second or time.microsecond) else "%H:%M:%S")


def _number(key, text):
    if not re.fullmatch(r"[0-9]{1,9}", plain(text)):
        raise ValueError(f"“{text}” is not a whole number.")
    return int(plain(text))


def _decimal(key, text):
    # Not what float() takes besides: “nan”, “1_000”, “1e3”.
    if not re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]{1,15})?", plain(text).replace("−", "-")):
        raise ValueError(f"“{text}” is not a number: write it in digits with a decimal point, such as 46.2044.")
    return float(plain(text).replace("−", "-"))


FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def _flag(key, text):
    if text.lower() not in FLAGS:
        raise ValueError(f"“{text}” is not allowed here: write yes or no.")
    return FLAGS[text.lower()]


def _choice(key, text):
    if text not in key.allowed:
        raise ValueError(
            f"“{text}” is not allowed here.{similar(text, key.allowed)} There are: {', '.join(key.allowed)}."
        )
    return text


def _text(key, text):
    return text


def _reference(key, text):
    return text or None


READERS = {
    "date": _date,
    "time": _time,
    "number": _number,
    "decimal": _decimal,
    "flag": _flag,
    "choice": _choice,
    "text": _text,
    "reference": _reference,
}
