"""Import tables: read, resolve, compare, write; all or nothing.

The records go through the same plan and the same writer as record files. What differs is the
base of the three-way comparison. An exported row has the time of its export, so the base is
the record as the history has it at that time: a field that the table did not change keeps
what others have entered since, and one that both changed is reported and kept. For a row that
was not exported, the base is what a person saw when they checked the import; without a check,
the row overwrites.
"""

from dataclasses import dataclass, field

import pghistory
from django.db import transaction

from intake.bulk import proposals as proposing
from intake.bulk.reading import read_tables
from intake.bulk.snapshots import Before, at, moment
from intake.models import ImportRun
from intake.records.deleted import describe_revived, settle
from intake.records.directory import Directory
from intake.records.format import KINDS
from intake.records.loading import dangling, hold_still, one_at_a_time, pks, wanted
from intake.records.planning import plan, same
from intake.records.report import Report
from intake.records.state import current
from intake.records.writing import Writer
from lib.addresses import Publication
from lib.database.planner import count_anew
from lib.history import many_rows
from lib.jobs import Watch
from lib.publishing import seen_by_public


@dataclass
class ImportResult:
    """What an import did, or would do."""

    entries: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    proposals: list = field(default_factory=list)  # those that nobody has decided
    settled: list = field(default_factory=list)  # those that were decided
    revived: dict = field(default_factory=dict)  # model → rows that were brought back
    create: dict = field(default_factory=dict)  # kind → [FileEntry]
    update: dict = field(default_factory=dict)  # kind → [Update]
    report: Report = field(default_factory=Report)
    moment: object = None  # as of which records were compared
    freed: dict = field(default_factory=dict)  # kind → addresses of deleted records that new records took
    written: bool = False
    run: object = None  # the ImportRun, if anything was written
    queued: list = field(default_factory=list)  # rows of a data set that wait (datasets.rows.SourceRow)
    told: dict = field(default_factory=dict)  # for a data set: its totals in words, and notes


def import_files(
    files,
    kind="",
    *,
    dry_run=False,
    choices=None,
    rules=None,
    seen_at=None,
    context=None,
    watch=None,
    finish=None,
    may_publish=True,
    deleted="",
):
    """Import tables from files (pairs of path and name). Returns an ImportResult.

    Everything happens in one transaction. Nothing is written if there is any problem, or with
    ``dry_run``. ``choices`` decide proposals, ``rules`` (proposals.Rules) decide the others.
    ``seen_at`` is the time of the check whose result a person has seen. ``context`` is stored in
    the history. Progress is reported to ``watch`` (see Watch), which may raise to roll everything
    back. ``finish(result)`` is called at the end of the transaction that writes. Without
    ``may_publish``, a row that would publish or withdraw a record is a problem. ``deleted`` says
    what to do about records that were deleted here (see records.deleted).
    """
    watch = watch or Watch()
    result = ImportResult()
    result.entries, result.problems = read_tables(files, kind, watch.read)
    about = {"command": "import_records", "file": ", ".join(name for _, name in files), **(context or {})}
    with transaction.atomic(), pghistory.context(**about) as saved:
        one_at_a_time()
        many_rows()
        result.moment = moment()
        _carry_out(result, (choices or {}, rules or proposing.Rules()), seen_at, watch, may_publish, deleted)
        if dry_run or result.problems:
            transaction.set_rollback(True)
        else:
            result.written = True
            _note(result, files, saved.id, context or {})
            if finish:
                finish(result)
            count_anew()
    return result


def _note(result, files, context, about):
    """Create the ImportRun of an import that wrote anything, so that it can be undone."""
    counts = result.report.counts
    if not (result.revived or any(row["created"] or row["updated"] for row in counts.values())):
        return
    result.run = ImportRun.objects.create(
        context=context, files=", ".join(name for _, name in files), counts=counts, user_id=about.get("user"),
        bulk_id=about.get("bulk_import"), freed=result.freed,
    )  # fmt: skip


def _carry_out(result, decisions, seen_at, watch, may_publish, deleted):
    entries = result.entries
    watch.stage("Looking up what the rows refer to", len(entries))
    directory = Directory(wanted(entries))
    settled = settle(deleted, entries, directory, may_publish)
    result.revived, result.freed = settled.revived, settled.freed
    result.problems += settled.problems
    if result.revived:
        directory = Directory(wanted(entries))
    unknown = proposing.unknown(entries, directory)

    def search(proposals):
        watch.stage("Looking for names like those that are not on record", len(proposals))
        proposing.search(proposals, watch.tick)

    proposing.decide(unknown, *decisions, search)
    result.proposals, result.settled = proposing.settle(unknown, entries)
    if result.settled:
        directory = Directory(wanted(entries))
    result.problems += dangling(entries, directory)
    result.problems += _lacking(entries, directory)
    hold_still(entries, directory)
    watch.stage("Comparing with what is on record", len(entries))
    found = {}
    for name, kind in KINDS.items():
        watch.look()
        found[name] = current(kind, pks(entries, directory, kind))
    made = plan(entries, directory, found, _before(result, directory, found, seen_at, watch.look), watch.look)
    result.create, result.update, result.report = made.create, made.update, made.report
    result.report.revived = describe_revived(result.revived)
    if not may_publish:
        result.problems += _publishing(made)
    watch.stage("Trying each row" if result.problems else "Writing", len(entries))
    # Records that need no writing count as done.
    watch.tick(len(entries) - sum(map(len, [*made.create.values(), *made.update.values()])))
    writer = Writer(made, directory, entries, watch.kind, watch.tick, remember=False)
    seen = publicly_seen(made) if not may_publish else {}
    writer.write()
    if not may_publish:
        result.problems += changes_of_sight(made, seen)
    result.problems = sorted(set(result.problems + writer.problems))


def _lacking(entries, directory):
    """The problems of new records whose table lacks a required column."""
    problems = []
    for entry in entries:
        if entry.given is None or entry.broken or directory.pk(entry.kind, entry.key) is not None:
            continue
        for name, key in entry.kind.keys.items():
            deleted = directory.gone(entry.kind, entry.key) and not entry.new
            if key.required and name not in entry.given and not deleted:
                problems.append(entry.problem(f"this record is new, and the table has no column “{name}”.", name))
    return problems


def _publishing(made):
    """The problems of rows that publish or withdraw a record, which only a reviewer may do."""
    problems = []
    for entry in sum(made.create.values(), []):
        if entry.values["publication"] == Publication.PUBLISHED:
            problems.append(entry.problem(f"{NOT_PUBLISH}: write draft or submitted.", "publication"))
    for item in sum(made.update.values(), []):
        if "publication" not in item.names:
            continue
        if item.entry.values["publication"] == Publication.PUBLISHED:
            problems.append(item.entry.problem(f"{NOT_PUBLISH}: leave this as it is here.", "publication"))
        elif item.here["publication"] == Publication.PUBLISHED:
            words = "this record is published, and only a reviewer may withdraw it: leave the cell empty."
            problems.append(item.entry.problem(words, "publication"))
    return problems


def publicly_seen(made):
    """The changed records that are public: {kind: {id}}."""
    return {name: seen_by_public(KINDS[name].model, [item.pk for item in items]) for name, items in made.update.items()}


def changes_of_sight(made, before):
    """The problems of rows that make a hidden record visible, or a visible one hidden, by what it refers to."""
    problems = []
    for name, now in publicly_seen(made).items():
        for item in made.update[name]:
            if "publication" in item.names:
                continue
            if item.pk in now - before[name]:
                problems.append(item.entry.problem(f"{NOT_PUBLISH}, and this would: leave it as it is."))
            elif item.pk in before[name] - now:
                problems.append(item.entry.problem(WITHDRAWS, _hiding(item)))
    return problems


def _hiding(item):
    """The column that hides a record from the public, as far as the table alone tells."""
    keys = item.entry.kind.keys
    names = [name for name in item.names if name in keys and keys[name].holds == "reference"]
    return names[0] if len(names) == 1 else ""


WITHDRAWS = (
    "the public sees this record now and no longer would, with one that is not public, "
    "and only a reviewer may withdraw it: leave it where it is."
)
NOT_PUBLISH = "only a reviewer may publish"


def _before(result, directory, found, seen_at, look):
    """The base of the comparison: what the records were before the table was edited, {(kind, key): Before}."""
    before, ask = {}, {}
    back = {(model, row["id"]) for model, rows in result.revived.items() for row in rows}
    for entry in result.entries:
        look()
        pk = directory.pk(entry.kind, entry.key)
        here = found[entry.kind.name].get(pk)
        if here is None or entry.broken:
            continue
        address, public_id, values = here
        changed = any(entry.gives(name) and not same(value, values[name]) for name, value in entry.values.items())
        # What was brought back just now did not exist when a person checked.
        when = entry.exported_at or (seen_at if (entry.kind.model, pk) not in back else None)
        if when and (changed or address != entry.key):
            ask.setdefault((entry.kind.name, when), []).append((pk, entry))
        elif address == entry.key:
            before[entry.kind.name, entry.key] = Before(address, values, public_id, entry.file_name)
    for (name, when), rows in ask.items():
        then = at(KINDS[name], [pk for pk, _ in rows], when)
        for pk, entry in rows:
            was = then.get(pk)
            # Otherwise another record has taken this address since, and is left alone.
            if was is not None and was.address == entry.key:
                was.file = entry.file_name
                before[name, entry.key] = was
    return before
