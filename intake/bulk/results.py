"""What an import found, as lines for a person: rows to be created or changed, left alone, and bad."""

from intake.models import BulkLine
from intake.records.format import KIND_OF
from intake.records.report import words

LONGEST = 2000


def lines(result):
    """The BulkLines (not saved) of a Result: bad rows first, then by kind in the order of the file.

    A bad row is nothing else: it is not among those to be created or changed.
    """
    what = BulkLine.What
    bad = {(problem.file, problem.line) for problem in result.problems}
    for problem in result.problems:
        kind, _, key = problem.record.partition(" ")
        text = f"{problem.key}: {problem.message}" if problem.key else problem.message
        yield BulkLine(
            what=what.BAD, file=problem.file, line=problem.line, kind=kind, key=key[:300], text=text[:LONGEST]
        )
    for entry in (entry for entries in result.create.values() for entry in entries):
        if (entry.file, entry.line) in bad:
            continue
        yield _line(what.CREATED, entry, title(entry))
    for update in (update for updates in result.update.values() for update in updates):
        if (update.entry.file, update.entry.line) in bad:
            continue
        changes = [
            [name, words(update.here[name])[:LONGEST], words(update.entry.values[name])[:LONGEST]]
            for name in update.names
        ]
        yield _line(what.CHANGED, update.entry, title(update.entry), changes)
    yield from _back(result)
    for doubt in result.report.doubts:
        file, _, line = doubt.where.rpartition(":")
        yield BulkLine(
            what=what.DOUBT,
            file=file,
            line=int(line),
            kind=doubt.kind,
            key=doubt.record[:300],
            text=doubt.text[:LONGEST],
        )
    for difference in result.report.differences:
        file, _, line = difference.where.rpartition(":")
        changes = []
        if difference.in_file is not None or difference.here is not None:
            changes = [[difference.key, words(difference.here)[:LONGEST], words(difference.in_file)[:LONGEST]]]
        yield BulkLine(
            what=what.KEPT,
            file=file,
            line=int(line),
            kind=difference.kind,
            key=difference.record[:300],
            text=difference.why,
            changes=changes,
        )


def _back(result):
    """Records that were brought back, whether the file has a row of them or they hung on one."""
    rows = {(entry.kind.name, entry.key): entry for entry in result.entries}
    for model, found in result.revived.items():
        kind = KIND_OF.get(model)
        for row in found if kind else ():
            key = row[kind.address]
            entry = rows.get((kind.name, key))
            text = row[kind.title] if kind.title else ""
            yield BulkLine(
                what=BulkLine.What.BACK, file=entry.file if entry else "", line=entry.line if entry else 0,
                kind=kind.name, key=key, text=text[:LONGEST],
            )  # fmt: skip


def _line(what, entry, text, changes=()):
    return BulkLine(
        what=what,
        file=entry.file,
        line=entry.line,
        kind=entry.kind.name,
        key=entry.key[:300],
        text=text,
        changes=list(changes),
    )


def title(entry):
    """What a record is called, from its row; "" where the table does not say."""
    name = entry.kind.title
    if not name or not entry.gives(name):
        return ""
    value = entry.values[name]
    return value if len(value) <= 120 else f"{value[:119]}…"
