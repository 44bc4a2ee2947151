"""Import a data set: read, propose, match, compare, write; what cannot be written waits with its reason.

The records go through the same three-way comparison and the same writer as record files. What a data
set says about a record of other origin is added to it and never overwrites it. Everything happens in one
transaction, noted as one import, so that it can be undone as one step.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pghistory
from django.db import transaction

from intake.bulk.importing import changes_of_sight, publicly_seen
from intake.bulk.snapshots import Before
from intake.datasets.adding import add_to
from intake.datasets.numbers import free_numbers
from intake.datasets.ties import find
from intake.models import ImportRun, LoadedRecord, QueuedRow
from intake.records.directory import Directory
from intake.records.format import KINDS
from intake.records.loading import dangling, hold_still, one_at_a_time, wanted
from intake.records.planning import absent, plan, same
from intake.records.report import EDITED, Report
from intake.records.state import current
from intake.records.writing import Writer, batches
from lib.addresses import Publication
from lib.api.sql import among_texts
from lib.counts import counted
from lib.database.planner import count_anew
from lib.history import many_rows
from lib.jobs import Watch

LONGEST = 2000  # characters of the passage that is kept with a row that waits


@dataclass
class DatasetResult:
    """What an import of a data set did, or would do. The numbers count rows; ``rows`` is the sum of the others."""

    rows: int = 0
    records: int = 0  # created or changed records
    recognised: int = 0  # say what is on record already, or repeat another row
    queued: list = field(default_factory=list)  # the SourceRows that wait, each with a reason
    notes: list = field(default_factory=list)
    report: Report = field(default_factory=Report)
    run: object = None  # the ImportRun, if anything was written
    entries: list = field(default_factory=list)  # of the rows that do not wait
    made: object = None  # the Plan of records.planning

    def sum(self):
        """The numbers in words, as a sum."""
        return (
            f"{counted(self.rows, 'row')} in = {self.records:,} records + {len(self.queued):,} queued"
            f" + {self.recognised:,} recognised"
        )


def import_dataset(
    importer,
    path,
    *,
    decisions=None,
    publication=Publication.DRAFT,
    may_publish=True,
    dry_run=False,
    watch=None,
    context=None,
    finish=None,
):
    """Import the data set at a path with an importer (see datasets.REGISTER). Returns an DatasetResult.

    ``decisions`` say whom names mean ({“experts:name”: choice}, see bulk.decisions); new records get the state
    ``publication``. Without ``may_publish``, a row waits if it would publish or withdraw a record. ``context`` (user,
    bulk_import) is stored in the history and the run; ``finish(outcome)`` is called at the end of the transaction
    that writes. Raises Unreadable if a file cannot be read; then nothing is written.
    """
    watch = watch or Watch()
    path = Path(path)
    watch.stage(f"Reading {importer.name}", 0)
    proposed = importer.propose(path, watch)
    dataset = f"{importer.name}:{proposed.part}" if proposed.part else importer.name
    about = {"command": "import_dataset", "dataset": dataset, "file": path.name, **(context or {})}
    with transaction.atomic(), pghistory.context(**about) as saved:
        one_at_a_time()
        many_rows()
        watch.stage("Looking up what is on record", len(proposed.entries))
        done = _Import(dataset, proposed, decisions or {}, publication, may_publish, watch)
        outcome = done.run()
        if dry_run:
            transaction.set_rollback(True)
            outcome.report.dry_run = True
        else:
            done.keep(outcome, saved.id, path, context or {})
            watch.stage("Counting the tables anew", 0)
            count_anew()
            if finish:
                # Called last: it locks rows that the watch updates over another connection.
                finish(outcome)
    return outcome


class _Import:
    def __init__(self, dataset, proposed, decisions, publication, may_publish, watch):
        self.dataset = dataset
        self.proposed = proposed
        self.may_publish = may_publish
        self.watch = watch
        self.found = find(dataset, proposed, decisions, watch.look)
        self.origin = {}  # (kind, address) → key of the data set
        for (kind, key), one in proposed.entries.items():
            watch.look()
            one.key = self.found.address[kind, key]
            one.values["publication"] = publication
            self._rewrite(one)
            # Importers add rows to entries that earlier rows began.
            one.row_lines = {name: [one.line] * len(one.values[name]) for name in one.kind.rows}
            self.origin[kind, one.key] = key
        there = self.found.loaded.keys() | self.found.others
        free_numbers(
            proposed.entries.values(),
            lambda one: (one.kind.name, self.origin[one.kind.name, one.key]) in there,
        )
        # Entries stay as proposed; what changes later is a copy (see _standing).
        self.said = {id(one): one.values for one in proposed.entries.values()}
        for here, row in self.found.loaded.items():
            if here in proposed.entries:
                row.values = _kept_once(row.values, proposed.entries[here].values)

    def _rewrite(self, one):
        """Replace the data set's keys by addresses."""
        for name, key in one.kind.keys.items():
            if key.holds == "reference" and one.values[name] is not None:
                one.values[name] = self.found.address.get((key.refers.name, one.values[name]), one.values[name])
        for name, rows in one.kind.rows.items():
            parts = [(part, key.refers.name) for part, key in rows.keys.items() if key.holds == "reference"]
            for row in one.values[name]:
                for part, refers in parts:
                    if row[part] is not None:
                        row[part] = self.found.address.get((refers, row[part]), row[part])

    def run(self):
        """Write what can be written. Refused rows and those that need them are queued, and the rest is tried again."""
        rows = self.proposed.rows
        while True:
            entries = self._standing(rows)
            with transaction.atomic():
                made, problems = self._attempt(entries)
                if problems:
                    transaction.set_rollback(True)
            if not problems:
                return self._outcome(made, entries)
            self._queue(rows, problems)
            self.watch.stage("Trying again without the rows that were refused", len(entries))

    def _standing(self, rows):
        """The entries of the rows that do not wait, and all that these refer to, as they were proposed."""
        by_address = {(one.kind.name, one.key): one for one in self.proposed.entries.values()}
        mine = {id(one) for row in rows for one in row.entries}
        waiting = [one for row in rows if not row.reason for one in (*row.entries, *row.beside)]
        found = {}
        while waiting:
            one = waiting.pop()
            if id(one) in found:
                continue
            one.broken = False
            if (one.kind.name, self.origin[one.kind.name, one.key]) in self.found.others:
                # It gets the values of the record of other origin; all others are not changed and need no copy.
                one.values = dict(self.said[id(one)])
                one.row_lines = {name: [one.line] * len(one.values[name]) for name in one.kind.rows}
            found[id(one)] = one
            for _, _, refers, key in one.references():
                other = by_address.get((refers.name, key))
                # Entries that belong to a row that waits are not imported through a reference.
                if other is not None and id(other) not in mine:
                    waiting.append(other)
        return [one for one in self.proposed.entries.values() if id(one) in found]

    def _attempt(self, entries):
        known = {
            (kind, self.found.address[kind, key]): row
            for (kind, key), row in self.found.loaded.items()
            if (kind, key) in self.proposed.entries
        }
        differences, before, others = self._add_to_others(entries, known)
        directory = Directory(wanted(entries, known))
        self.watch.look()
        problems = dangling(entries, directory)
        self.watch.look()
        hold_still(entries, directory, known)
        self.watch.stage("Comparing with what is on record", len(entries))
        own = [one for one in entries if (one.kind.name, one.key) not in before]
        there = {name: found | others[name] for name, found in self._states(own, directory).items()}
        for one in entries:
            here = (one.kind.name, one.key)
            if here not in before and here in known:
                row = known[here]
                before[here] = Before(one.key, row.values, row.public_id, row.file)
        made = plan(entries, directory, there, before, self.watch.look)
        made.report.differences += differences
        self.watch.stage("Writing", len(entries))
        seen = {} if self.may_publish else publicly_seen(made)
        writer = Writer(made, directory, entries, self.watch.kind, self.watch.tick, remember=False)
        writer.write()
        if not self.may_publish:
            problems += changes_of_sight(made, seen)
        return made, problems + writer.problems

    def _add_to_others(self, entries, known):
        """Give the entries of records of other origin the values of these records, plus what the data set adds.

        Returns (differences that are left, values of these records by (kind, address), the records as of _states()).
        """
        others = [one for one in entries if (one.kind.name, self.origin[one.kind.name, one.key]) in self.found.others]
        directory = Directory(wanted(others, {}))
        hold_still(others, directory)
        there = self._states(others, directory)
        differences, before = [], {}
        for one in others:
            self.watch.look()
            here = (one.kind.name, one.key)
            state = there[one.kind.name].get(directory.pk(one.kind, one.key))
            if state is not None:
                _, public_id, values = state
                row = known.get(here)
                was = directory.in_words_of_today(one.kind, row.values) if row else None
                differences += add_to(one, values, was)
                before[here] = Before(one.key, values, public_id, one.file_name)
        return differences, before, there

    def _states(self, entries, directory):
        """The records of the entries that are there, by kind, as of state.current()."""
        found = {}
        for name, kind in KINDS.items():
            self.watch.look()
            mine = {directory.pk(kind, one.key): one for one in entries if one.kind is kind}
            found[name] = current(kind, [pk for pk in mine if pk is not None])
            for pk, (address, public_id, values) in found[name].items():
                self.watch.look()
                found[name][pk] = (address, public_id, _kept_once(values, self.said[id(mine[pk])]))
        return found

    def _queue(self, rows, problems):
        """Mark the rows as waiting whose records, or what these refer to, were refused."""
        why = {}
        for problem in problems:
            said = f"{problem.key}: {problem.message}" if problem.key else problem.message
            why.setdefault(problem.record, said)
        bad = {id(one) for one in self.proposed.entries.values() if _name(one) in why}
        before = sum(bool(row.reason) for row in rows)
        while True:
            gone = {_name(one): row for row in rows if row.reason for one in row.entries}
            fresh = []
            for row in rows:
                if row.reason:
                    continue
                for one in row.beside:
                    if id(one) in bad:
                        row.reason = f"“{one.key}” was refused: {why[_name(one)]}"
                for one in row.entries:
                    if id(one) in bad:
                        row.reason = why[_name(one)]
                    for name, _, refers, key in one.references():
                        other = f"{refers.name} {key}"
                        if other in why:
                            row.reason = row.reason or f"{name}: “{key}” was refused: {why[other]}"
                        elif other in gone:
                            row.reason = row.reason or f"{name}: “{key}” waits itself ({gone[other].place})."
                if row.reason:
                    fresh.append(row)
            if not fresh:
                break
        if before == sum(bool(row.reason) for row in rows):
            raise AssertionError(f"no row is at fault: {problems[0]}")

    def _outcome(self, made, entries):
        changed = {id(one) for some in made.create.values() for one in some if not one.broken}
        changed |= {id(item.entry) for some in made.update.values() for item in some}
        self.made, self.entries = made, entries
        # What somebody changed here, and the data set did not change since, needs nobody's attention.
        made.report.differences = [one for one in made.report.differences if one.why != EDITED]
        outcome = DatasetResult(len(self.proposed.rows), report=made.report, entries=entries, made=made)
        outcome.notes = [*self.proposed.notes, *self.found.notes]
        for row in self.proposed.rows:
            if row.reason:
                outcome.queued.append(row)
            elif any(id(one) in changed for one in row.entries):
                outcome.records += 1
            else:
                outcome.recognised += 1
        gone = [
            row
            for key, row in self.found.loaded.items()
            if key not in self.proposed.entries and key not in self.found.gone
        ]
        absent(made.report, gone)
        return outcome

    def keep(self, outcome, context, path, about):
        """Save the run, what was loaded, and the rows that wait."""
        remember = dict(self.made.remember)
        others = [
            one for one in self.entries if (one.kind.name, self.origin[one.kind.name, one.key]) in self.found.others
        ]
        ids = self._public_ids(others)
        for one in others:
            self.watch.look()
            here = (one.kind.name, one.key)
            row = self.found.loaded.get((one.kind.name, self.origin[here]))
            said = {name: value for name, value in self.said[id(one)].items() if name != "publication"}
            remember.pop(here, None)
            if here in ids and (row is None or row.public_id != ids[here] or _differ(said, row.values)):
                remember[here] = (one, ids[here], said)
        written = any(counts["created"] or counts["updated"] for counts in outcome.report.counts.values())
        if written:
            outcome.run = ImportRun.objects.create(
                context=context,
                dataset=self.dataset,
                files=f"{self.dataset}: {path.name}",
                counts=outcome.report.counts,
                user_id=about.get("user"),
                bulk_id=about.get("bulk_import"),
            )
        self.watch.stage("Noting what was loaded", len(remember))
        # In batches: as model instances they would double the memory in use.
        for batch in batches(list(remember.items()), 1000):
            LoadedRecord.objects.bulk_create(
                [self._loaded(*key, *said, outcome.run) for key, said in batch],
                update_conflicts=True,
                unique_fields=["dataset", "kind", "key"],
                update_fields=["public_id", "values", "file", "loaded_at", "run", "earlier", "borrowed"],
            )
            self.watch.tick(len(batch))
        self._keep_queue(outcome.queued, outcome.run)

    def _loaded(self, kind, address, one, public_id, values, run):
        """The LoadedRecord of an entry: the data set's values, and the record that they became."""
        key = self.origin[kind, address]
        row = self.found.loaded.get((kind, key))
        more = {"slug": address} if KINDS[kind].address == "slug" else {}
        return LoadedRecord(
            dataset=self.dataset, kind=kind, key=key, public_id=public_id, values={**values, **more},
            file=one.file_name, run=run, earlier=row.values if row else None,
            borrowed=(kind, key) in self.found.others,
        )  # fmt: skip

    def _public_ids(self, entries):
        found = {}
        for name, kind in KINDS.items():
            addresses = [one.key for one in entries if one.kind is kind]
            if addresses:
                rows = kind.model.objects.filter(among_texts(kind.address, addresses))
                found.update(
                    ((name, address), public_id) for address, public_id in rows.values_list(kind.address, "public_id")
                )
        return found

    def _keep_queue(self, rows, run):
        there = {(row.place, row.file, row.line): row for row in QueuedRow.objects.filter(dataset=self.dataset)}
        fresh = []
        for row in rows:
            passage = row.passage[:LONGEST]
            old = there.get((row.place, row.file, row.line))
            if old is None:
                fresh.append(
                    QueuedRow(
                        dataset=self.dataset,
                        place=row.place,
                        file=row.file,
                        line=row.line,
                        reason=row.reason,
                        passage=passage,
                        run=run,
                    )
                )
                continue
            del there[row.place, row.file, row.line]
            if (old.reason, old.passage) != (row.reason, passage):
                old.reason, old.passage = row.reason, passage
                old.save(update_fields=["reason", "passage"])
        QueuedRow.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
        QueuedRow.objects.bulk_create(fresh, batch_size=1000)


def _name(one):
    return f"{one.kind.name} {one.key}"


def _kept_once(values, said):
    """Values with what equals the data set's as the same object: those of all records are in memory three times."""
    return {name: said[name] if name in said and said[name] == value else value for name, value in values.items()}


def _differ(said, values):
    return any(not same(value, values.get(name)) for name, value in said.items())
