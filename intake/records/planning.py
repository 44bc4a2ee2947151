"""File, database, and what was loaded before: what is to be written, and what is left as it is.

Field by field, a list counting as one field:

=====================  ====================  ===============================
database, as loaded    file, as loaded       then
=====================  ====================  ===============================
(database = file)                            nothing to do
same                   differs               the file's value is written
differs                same                  a person edited: kept, reported
differs                differs               kept, reported with both values
=====================  ====================  ===============================
"""

import json
from dataclasses import dataclass, field

from intake.records.format import KINDS
from intake.records.report import ABSENT, BOTH, DELETED, EDITED, EXISTING, MERGED, Difference, Report


@dataclass
class LoadPlan:
    """What a load is going to do."""

    report: Report = field(default_factory=Report)
    create: dict = field(default_factory=dict)  # kind → [FileEntry]
    update: dict = field(default_factory=dict)  # kind → [Update]
    remember: dict = field(default_factory=dict)  # (kind, key) → (FileEntry, public id, values as loaded from now on)

    def note(self, entry, public_id, values):
        """Remember the values as loaded."""
        self.remember[entry.kind.name, entry.key] = (entry, public_id, values)


@dataclass
class Update:
    """An existing record, and the names of the keys and lists that take the file's value."""

    entry: object
    pk: int
    names: list
    here: dict = field(default_factory=dict)  # what these keys and lists hold now


def plan(entries, directory, found, loaded, look=lambda: None):
    """Decide on every entry.

    ``found`` maps the name of a kind to ``state.current()`` of its records, ``loaded`` maps
    (kind, key) to LoadedRecord, or to what else stands for the record before the file was
    changed, with ``values``, ``public_id`` and ``file``. ``look()`` is called before each and may raise to stop.
    """
    made = LoadPlan()
    order = list(KINDS)
    for entry in sorted(entries, key=lambda entry: order.index(entry.kind.name)):
        look()
        if not entry.broken:
            _decide(made, entry, directory, found[entry.kind.name], loaded.get((entry.kind.name, entry.key)))
    return made


def _decide(made, entry, directory, found, before):
    kind, report = entry.kind, made.report
    if entry.new:
        # If its address is in use after all, the database refuses it.
        made.create.setdefault(kind.name, []).append(entry)
        return
    here = found.get(directory.pk(kind, entry.key))
    if here is None:
        if before or directory.gone(kind, entry.key):
            report.count(kind.name, "deleted here")
            report.differences.append(_difference(DELETED, entry))
        else:
            made.create.setdefault(kind.name, []).append(entry)
        return
    address, public_id, here = here
    if address != entry.key and (before is None or before.public_id != public_id):
        report.count(kind.name, "kept")
        report.differences.append(_difference(MERGED, entry, kind.id_key, entry.key, address))
        return
    file = directory.in_words_of_today(kind, entry.values)
    if before is None:
        _meet(made, entry, file, here, public_id)
        return
    was = directory.in_words_of_today(kind, {**_nothing(kind), **before.values})
    differences, names = [], []
    as_loaded = dict(before.values)
    for name in file:
        if not entry.gives(name):
            continue
        if same(file[name], here[name]):
            as_loaded[name] = entry.values[name]
        elif same(here[name], was[name]):
            names.append(name)
            as_loaded[name] = entry.values[name]
        else:
            why = EDITED if same(file[name], was[name]) else BOTH
            differences.append(_difference(why, entry, name, file[name], here[name]))
    if address != entry.key:
        differences.append(_difference(EDITED, entry, kind.id_key, entry.key, address))
    report.differences += differences
    if names:
        now = {name: here[name] for name in names}
        made.update.setdefault(kind.name, []).append(Update(entry, directory.pk(kind, entry.key), names, now))
    else:
        report.count(kind.name, "kept" if differences else "unchanged")
    if as_loaded != before.values or before.file != entry.file_name:
        made.note(entry, public_id, as_loaded)


def _meet(made, entry, file, here, public_id):
    """A record that is here already but was never loaded: taken as loaded if equal, else left alone."""
    differing = [name for name in file if entry.gives(name) and not same(file[name], here[name])]
    made.report.count(entry.kind.name, "kept" if differing else "unchanged")
    made.report.differences += [_difference(EXISTING, entry, name, file[name], here[name]) for name in differing]
    if not differing:
        made.note(entry, public_id, entry.values)


def absent(report, rows):
    """Report records (rows of LoadedRecord) that no longer stand in the file that they were loaded from."""
    report.differences += [Difference(ABSENT, row.kind, row.key, row.file) for row in rows]


def _nothing(kind):
    """The values of a record of which only the address is known: for keys that were not in the format then."""
    return {name: key.left_out for name, key in kind.keys.items()} | {name: [] for name in kind.rows}


def _difference(why, entry, name="", in_file=None, here=None):
    line = entry.lines.get(name, entry.line)
    return Difference(why, entry.kind.name, entry.key, f"{entry.file}:{line}", name, in_file, here)


def same(one, other):
    """Whether two values say the same; the order within a list says nothing."""
    if isinstance(one, list):
        return sorted(map(_sortable, one)) == sorted(map(_sortable, other))
    return one == other


def _sortable(row):
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
