"""Loading record files: read, resolve, compare, write; all or nothing."""

import pghistory
from django.db import connection, transaction

from intake.models import LoadedRecord
from intake.records.deleted import describe_revived, settle
from intake.records.directory import Directory, like
from intake.records.format import KINDS
from intake.records.planning import absent, plan, same
from intake.records.reading import files_in, read_files, similar
from intake.records.report import BrokenRecords
from intake.records.state import current
from intake.records.writing import Writer
from lib.database.planner import count_anew
from lib.history import many_rows

# References that lead nowhere, and are worth a search for what was meant.
MOST_HINTS = 200


def load(paths, *, dry_run=False, progress=None, deleted=""):
    """Load record files (or folders of them), read together. Returns a Report.

    Everything happens in one transaction: if anything is wrong, BrokenRecords is raised with
    every problem found, and nothing has been written. With ``dry_run`` nothing is written
    either; the report is the same. ``progress(kind, number)`` is called before the records of
    a kind are written. What people edited or deleted since the last load is left as it is and
    reported; a second load of the same files writes nothing. ``deleted`` says what else is done about
    what was deleted (see records.deleted).
    """
    files = files_in(paths)
    entries, problems = read_files(files)
    names = ", ".join(path.name for path in files)
    with transaction.atomic(), pghistory.context(command="load_records", file=names):
        one_at_a_time()
        many_rows()
        loaded = _loaded(entries)
        directory = Directory(wanted(entries, loaded))
        settled = settle(deleted, entries, directory)
        problems += settled.problems
        if settled.revived:
            directory = Directory(wanted(entries, loaded))
        problems += dangling(entries, directory)
        hold_still(entries, directory, loaded)
        found = {name: current(kind, pks(entries, directory, kind)) for name, kind in KINDS.items()}
        made = plan(entries, directory, found, loaded)
        writer = Writer(made, directory, entries, progress)
        writer.write()
        problems += writer.problems
        if problems:
            raise BrokenRecords(problems)
        absent(made.report, _no_longer_in(files, entries))
        made.report.revived = describe_revived(settled.revived)
        made.report.dry_run = dry_run
        if dry_run:
            transaction.set_rollback(True)
        else:
            count_anew()
    return made.report


def one_at_a_time():
    """Two loads at once would both find a record missing: the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {LoadedRecord._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _loaded(entries):
    keys = {entry.key for entry in entries}
    return {(row.kind, row.key): row for row in LoadedRecord.objects.filter(dataset="", key__in=keys)}


def _no_longer_in(files, entries):
    """What was loaded from files of these names, stands in none of them now, and still is on record."""
    given = {(entry.kind.name, entry.key) for entry in entries}
    rows = LoadedRecord.objects.filter(dataset="", file__in={path.name for path in files}).defer("values")
    missing = {}
    for row in rows:
        if (row.kind, row.key) not in given:
            missing.setdefault(row.kind, {})[row.public_id] = row
    for kind, by_id in missing.items():
        present = KINDS[kind].model.objects.filter(public_id__in=by_id).order_by("pk")
        yield from (by_id[public_id] for public_id in present.values_list("public_id", flat=True))


def wanted(entries, loaded=()):
    """Every slug and id that the files or the values as loaded name, by kind."""
    names = {name: set() for name in KINDS}
    loaded = dict(loaded)
    for entry in entries:
        names[entry.kind.name].add(entry.key)
        before = loaded.get((entry.kind.name, entry.key))
        for values in (entry.values, before.values if before else {}):
            for refers, key in _named(entry.kind, values):
                names[refers.name].add(key)
    return names


def _named(kind, values):
    for name, key in kind.keys.items():
        if key.holds == "reference" and values.get(name) is not None:
            yield key.refers, values[name]
    for name, rows in kind.rows.items():
        for part, key in rows.keys.items():
            if key.holds == "reference":
                yield from ((key.refers, row[part]) for row in values.get(name, ()) if row.get(part) is not None)


def dangling(entries, directory):
    """References that lead to no record, neither in the files nor in the database."""
    given = {name: set() for name in KINDS}
    for entry in entries:
        given[entry.kind.name].add(entry.key)
    problems, hints = [], {}
    for entry in entries:
        for name, line, refers, key in entry.references():
            if key in given[refers.name] or directory.pk(refers, key) is not None or directory.gone(refers, key):
                continue
            if (refers.name, key) not in hints:
                hints[refers.name, key] = _hint(refers, key, given) if len(hints) < MOST_HINTS else ""
            hint = hints[refers.name, key]
            message = f"there is no record “{key}” among {refers.name}, in these files or in the database.{hint}"
            problems.append(entry.problem(message, name, line))
    return problems


def _hint(kind, key, given):
    """What the writer may have meant by a slug or id that is nowhere; "" if nothing is like it."""
    others = [name for name, keys in given.items() if key in keys]
    if others:
        return f" There is one among {' and '.join(others)}."
    return similar(key, sorted(given[kind.name] | set(like(kind, key))))


def hold_still(entries, directory, loaded=None):
    """Lock the records that may be changed, before their values are read.

    They are those whose file differs from what was loaded, without ``loaded`` all of them; a
    person who edits one at this moment is either read or waits.
    """
    for kind in KINDS.values():
        pks = []
        for entry in entries:
            if entry.kind is not kind:
                continue
            before = loaded.get((entry.kind.name, entry.key)) if loaded is not None else None
            changed = before and any(not same(v, before.values.get(name)) for name, v in entry.values.items())
            if loaded is None or changed:
                pks.append(directory.pk(kind, entry.key))
        if pks := [pk for pk in pks if pk is not None]:
            list(kind.model.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def pks(entries, directory, kind):
    """The primary keys of the records of a kind that the entries name and that are there."""
    found = (directory.pk(kind, entry.key) for entry in entries if entry.kind is kind)
    return [pk for pk in found if pk is not None]
