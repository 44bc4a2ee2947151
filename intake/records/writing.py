"""Writes a plan through the models' own validation, in bulk.

``clean()`` explains, the constraint guarantees: each row passes the checks of its fields and
its ``clean()``; uniqueness and constraints are left to the database, a whole kind at a time.
Only where the database refuses a batch are its rows taken one by one, and those that it
refuses again go through ``full_clean()``, so that each faulty one gets its message. Tens of
statements instead of tens of thousands, and the same rows are accepted.
"""

import functools
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, DataError, IntegrityError, models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from intake.models import LoadedRecord
from intake.records.doubts import doubts
from intake.records.format import KINDS
from intake.records.reading import FileEntry
from intake.records.report import LEFT_OUT, Difference
from intake.records.state import listed
from lib.names import SearchKeyField
from lib.violations import violation_messages
from summits.models import Panel

BATCH = 500
MANY = 5_000  # records of one kind that stand in memory as instances, where nothing refers to them


@functools.cache
def _referred():
    """The names of the kinds to which records or their rows refer."""
    specs = [(kind.keys, *(rows.keys for rows in kind.rows.values())) for kind in KINDS.values()]
    return {key.refers.name for some in specs for keys in some for key in keys.values() if key.holds == "reference"}


def batches(rows, size=BATCH):
    """``rows`` in lists of at most ``size``."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


@dataclass
class Row:
    """An instance to be written, with its place in the files."""

    instance: models.Model
    entry: FileEntry
    path: str = ""  # the list that it stands in; "" for the record itself
    line: int = 0
    fields: tuple | None = None  # of an existing record: those that change


class Writer:
    """Carries out a Plan; collects problems instead of stopping at the first.

    ``progress(kind, number)`` is called before each kind with the number of its records to
    write, ``tick(number)`` after some of them with how many they were, and in between with 0, since
    it may raise to stop; what it raises goes up.
    Without ``remember`` the files do not count as loaded: the records are then as if a person
    had entered them.
    """

    def __init__(self, plan, directory, entries, progress=None, tick=None, remember=True):
        self.plan = plan
        self.directory = directory
        self.entries = {(entry.kind.name, entry.key): entry for entry in entries}
        self.progress = progress or (lambda kind, number: None)
        self.tick = tick or (lambda number: None)
        self.remember = remember
        self.problems = []
        self._now = timezone.now()
        self._instances = {}  # (kind, key) → model instance
        self._written = {}  # kind → {pk: FileEntry}

    def write(self):
        """Write all kinds, in their order, and what is remembered of them."""
        for name, kind in KINDS.items():
            create, update = self.plan.create.get(name, []), self.plan.update.get(name, [])
            if create or update:
                self.progress(name, len(create) + len(update))
                self._kind(kind, create, update)
        self._recheck_programmes()
        if self.remember:
            self._remember()
        self.plan.report.doubts = doubts(self._written)

    def _kind(self, kind, create, update):
        self._fetch([*create, *(item.entry for item in update)])
        self._written[kind.name] = {}
        if kind.name in _referred():
            self._part(kind, create, update)
            return
        # Nothing needs these instances afterwards, so they do not all stand in memory together.
        for part in batches(create, MANY):
            self._part(kind, part, [])
            self._let_go(kind, part)
        self._part(kind, [], update)

    def _let_go(self, kind, entries):
        for entry in entries:
            self._instances.pop((kind.name, entry.key), None)

    def _part(self, kind, create, update):
        written = []
        for level in self._levels(kind, create):
            written += [(entry, entry.kind.rows) for entry in self._create(kind, level)]
        changed = self._update(kind, update)
        written += [(item.entry, [name for name in item.names if name in kind.rows]) for item in changed]
        self._write_lists(kind, written)
        self._recheck_lists(kind, changed)
        self._written[kind.name] |= {self._instances[kind.name, entry.key].pk: entry for entry, _ in written}

    # -- what a record refers to --------------------------------------------------------------

    def _fetch(self, entries):
        """Fetch the records that the entries refer to and that were here before, in bulk per kind."""
        wanted = {}
        for entry in entries:
            for _, _, refers, key in entry.references():
                pk = self.directory.pk(refers, key)
                if pk is not None and (refers.name, key) not in self._instances:
                    wanted.setdefault(refers.name, {})[key] = pk
        for name, keys in wanted.items():
            found = KINDS[name].model.objects.in_bulk(keys.values())
            self._instances.update(((name, key), found[pk]) for key, pk in keys.items() if pk in found)

    def _possible(self, entry, names=None):
        """Whether all that the entry refers to (under ``names``) is there; if not, it is not written.

        Left out, and reported, where a person deleted the other record. Where the other one is
        faulty, that fault is reported already.
        """
        for name, line, refers, key in entry.references():
            if (refers.name, key) in self._instances or (names is not None and name not in names):
                continue
            other = self.entries.get((refers.name, key))
            if other is not None and other.broken:
                entry.broken = True
            else:
                report = self.plan.report
                report.count(entry.kind.name, "left out")
                where = f"{entry.file}:{line}"
                report.differences.append(Difference(LEFT_OUT, entry.kind.name, entry.key, where, name, key, None))
            self.plan.remember.pop((entry.kind.name, entry.key), None)
            return False
        return True

    def _levels(self, kind, entries):
        """The entries in layers, each of which refers to earlier ones only; a circle is a problem."""
        waiting = {entry.key: entry for entry in entries}
        while waiting:
            layer = [
                entry
                for entry in waiting.values()
                if not any(refers is kind and key in waiting for _, _, refers, key in entry.references())
            ]
            if not layer:
                for entry in waiting.values():
                    name, key = next(
                        (name, key) for name, _, refers, key in entry.references() if refers is kind and key in waiting
                    )
                    self.problems.append(entry.problem(f"“{key}” leads back to this record, which is a circle.", name))
                return
            for entry in layer:
                del waiting[entry.key]
            yield layer

    # -- records ------------------------------------------------------------------------------

    def _create(self, kind, entries):
        """Insert the records of one layer. Returns the entries that were written."""
        rows = []
        for entry in entries:
            self.tick(0)
            if self._possible(entry):
                instance = kind.model(**self._columns(kind.keys, entry.values), **{kind.address: entry.key})
                instance.slug_is_free = True  # the directory looked: else it were renamed or deleted
                rows.append(Row(instance, entry, "", entry.line))
        self._insert(kind.model, rows)
        written = [row for row in rows if not row.entry.broken]
        for row in written:
            entry = row.entry
            self._instances[kind.name, entry.key] = row.instance
            self.plan.report.count(kind.name, "created")
            self.plan.note(entry, row.instance.public_id, entry.values)
        return [row.entry for row in written]

    def _update(self, kind, items):
        """Give existing records the file's values. Returns the items that were done."""
        done = []
        for batch in batches(items):
            batch = [item for item in batch if self._possible(item.entry, item.names)]
            found = kind.model.objects.in_bulk([item.pk for item in batch])
            rows = []
            for item in batch:
                instance, entry = found[item.pk], item.entry
                keys = {name: kind.keys[name] for name in item.names if name in kind.keys}
                instance.slug_is_free = True  # it stays as it is
                instance.programme_follows = True  # its panels are written after it
                columns = self._columns(keys, entry.values)
                for field, value in columns.items():
                    setattr(instance, field, value)
                self._instances[kind.name, entry.key] = instance
                if columns:
                    rows.append(Row(instance, entry, "", entry.line, tuple(columns)))
            self._save_changes(kind.model, rows)
            changed = [item for item in batch if not item.entry.broken]
            for _ in changed:
                self.plan.report.count(kind.name, "updated")
            done += changed
            self.tick(len(batch))
        return done

    def _save_changes(self, model, rows):
        """Validate and update existing rows; faulty ones become problems."""
        same = {}
        for row in rows:
            if self._sound(row):
                same.setdefault(row.fields, []).append(row)
        for fields, group in same.items():
            # bulk_update() does not set what follows from other columns.
            keys = [f for f in model._meta.fields if isinstance(f, SearchKeyField) and f.source in fields]
            for row in group:
                for key in keys:
                    key.pre_save(row.instance, False)
            try:
                with transaction.atomic():
                    model.objects.bulk_update(
                        [row.instance for row in group], [*fields, *(key.name for key in keys)], batch_size=100
                    )
            except (IntegrityError, DataError):
                for row in group:
                    self._save(row)

    def _columns(self, keys, values):
        """Arguments of a model from the values of a file."""
        columns = {}
        for name, key in keys.items():
            value = values[name]
            if key.holds == "reference" and value is not None:
                value = self._instances[key.refers.name, value]
            columns[key.field.name] = value
        return columns

    # -- lists below records ------------------------------------------------------------------

    def _write_lists(self, kind, written):
        """Bring lists to what the files say. ``written`` holds (entry, names of lists)."""
        for name, rows in kind.rows.items():
            entries = [entry for entry, names in written if name in names and not entry.broken]
            owners = {self._instances[kind.name, entry.key].pk: entry for entry in entries}
            here, surplus = {}, []
            for owner, pk, row in listed(rows, list(owners)):
                self.tick(0)
                if self._row_in_file(owners[owner], name, row):
                    here.setdefault(owner, []).append(row)
                else:
                    surplus.append(pk)
            # Out before in: a name may have moved from one record to another.
            if surplus:
                rows.model.objects.filter(pk__in=surplus).delete()
            fresh = []
            for entry in entries:
                self.tick(0)
                owner = self._instances[kind.name, entry.key]
                there = here.get(owner.pk, [])
                today = self.directory.in_words_of_today(kind, entry.values)[name]
                for row, now, line in zip(entry.values[name], today, entry.row_lines[name], strict=False):
                    if now in there:
                        there.remove(now)
                    else:
                        instance = rows.model(**{rows.owner: owner}, **self._columns(rows.keys, row))
                        fresh.append(Row(instance, entry, name, line))
            self._insert(rows.model, fresh)

    def _row_in_file(self, entry, name, row):
        return row in self.directory.in_words_of_today(entry.kind, entry.values)[name]

    def _recheck_lists(self, kind, items):
        """Rows that stayed below changed records must still agree with them."""
        # Where only lists changed, their rows were checked as they came.
        owners = {
            self._instances[kind.name, item.entry.key].pk: item.entry
            for item in items
            if not item.entry.broken and any(name in kind.keys for name in item.names)
        }
        for name, rows in kind.rows.items() if owners else ():
            named = [key.field.name for key in rows.keys.values() if key.holds == "reference"]
            for row in rows.model.objects.filter(**{f"{rows.owner}__in": owners}).select_related(*named).order_by("pk"):
                entry = owners[getattr(row, f"{rows.owner}_id")]
                setattr(row, rows.owner, self._instances[kind.name, entry.key])
                try:
                    row.clean()
                except ValidationError as error:
                    for message in error.messages:
                        self.problems.append(entry.problem(f"{message} (“{row}” is on record here.)", name))

    def _recheck_programmes(self):
        """Panels must still agree with changed events, when all is written."""
        items = {
            item.pk: item.entry
            for item in self.plan.update.get("events", ())
            if {"date", "timezone"} & set(item.names) and not item.entry.broken
        }
        timed = {}
        for panel in Panel.objects.filter(event__in=items, start_time__isnull=False) if items else ():
            timed.setdefault(panel.event_id, []).append(panel)
        for pk, panels in timed.items():
            entry = items[pk]
            try:
                self._instances["events", entry.key].check_programme(panels)
            except ValidationError as error:
                self.problems += [entry.problem(message, "date") for message in error.messages]

    # -- through validation into the table ----------------------------------------------------

    def _insert(self, model, rows):
        """Validate and insert rows of one model; faulty ones become problems."""
        # A default that the database works out is an expression in each row, for which Django names each value of
        # a batch by itself, in place of an array for each column. That takes three times as long.
        moments = [field.attname for field in model._meta.concrete_fields if isinstance(field.db_default, Now)]
        for row in rows if moments else ():
            vars(row.instance).update(dict.fromkeys(moments, self._now))
        for batch in batches(rows):
            self.tick(0)
            sound = [row for row in batch if self._sound(row)]
            try:
                with transaction.atomic():
                    model.objects.bulk_create([row.instance for row in sound])
            except (IntegrityError, DataError):
                for row in sound:
                    row.instance.pk, row.instance._state.adding = None, True
                    self._save(row)
            self.tick(0 if batch[0].path else len(batch))

    def _sound(self, row):
        """The checks that need no question to the database."""
        instance = row.instance
        # References were resolved by us. One that is limited to some records is looked at all the same.
        resolved = {f.name for f in instance._meta.fields if f.is_relation and not f.get_limit_choices_to()}
        return self._explained(row, lambda: instance.clean_fields(exclude=resolved), instance.clean)

    def _save(self, row):
        """Save one row; what the database refuses is explained."""
        try:
            with transaction.atomic():
                row.instance.save()
        except (IntegrityError, DataError) as error:
            adding = row.fields is None
            if adding:
                row.instance.pk, row.instance._state.adding = None, True
            if self._explained(row, row.instance.full_clean):
                self.problems.append(row.entry.problem(_in_words(row.instance, error), row.path, row.line))

    def _explained(self, row, *checks):
        """Run checks; what they refuse becomes problems at the line of the key. Returns whether all passed."""
        found = {}
        for check in checks:
            try:
                check()
            except ValidationError as error:
                for field, messages in getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages}).items():
                    found.setdefault(field, []).extend(messages)
        entry = row.entry
        keys = entry.kind.rows[row.path].keys if row.path else entry.kind.keys
        names = {key.field.name: name for name, key in keys.items()} | {entry.kind.address: entry.kind.id_key}
        for field, messages in found.items():
            name = names.get(field, "")
            path = ".".join(part for part in (row.path, name) if part)
            line = row.line if row.path else entry.lines.get(name, entry.line)
            self.problems += [entry.problem(message, path, line) for message in messages]
        return not found

    def _remember(self):
        """Keep what was loaded, for the next comparison."""
        rows = [
            LoadedRecord(kind=kind, key=key, public_id=public_id, values=values, file=entry.file_name)
            for (kind, key), (entry, public_id, values) in self.plan.remember.items()
        ]
        LoadedRecord.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["dataset", "kind", "key"],
            update_fields=["public_id", "values", "file", "loaded_at"],
        )


def _in_words(instance, error):
    """What the database refused, in words; what it says itself where nobody knows better."""
    try:
        return " ".join(violation_messages(error, type(instance)))
    except DatabaseError:
        return f"the database refuses it: {str(error).splitlines()[0]}."
