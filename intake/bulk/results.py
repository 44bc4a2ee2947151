"""The result of an import as lines for a person: rows to be created or changed, left alone, and bad."""

from intake.models import BulkLine
from intake.records.format import KIND_OF, KINDS
from intake.records.report import words
from intake.records.writing import batches

LONGEST = 2000


def lines(result):
    """The unsaved BulkLines of an ImportResult: bad rows first, then by kind in the order of the file.

    A bad row appears only as bad, not among those to be created or changed.
    """
    what = BulkLine.What
    called = _Called(result)
    bad = {(problem.file, problem.line) for problem in result.problems}
    for problem in result.problems:
        kind, _, key = problem.record.partition(" ")
        text = f"{problem.key}: {problem.message}" if problem.key else problem.message
        yield BulkLine(
            what=what.BAD, file=problem.file, line=problem.line, kind=kind, key=key[:300], text=text[:LONGEST]
        )
    for row in result.queued:
        yield BulkLine(
            what=what.WAITING, file=row.file, line=row.line, key=row.place[:300], text=row.reason[:LONGEST],
            changes=[["", "", row.passage[:LONGEST]]] if row.passage else [],
        )  # fmt: skip
    for entry in (entry for entries in result.create.values() for entry in entries):
        if (entry.file, entry.line) in bad:
            continue
        yield _line(what.CREATED, entry, called.new(entry))
    for update in (update for updates in result.update.values() for update in updates):
        if (update.entry.file, update.entry.line) in bad:
            continue
        changes = [
            [name, words(update.here[name])[:LONGEST], words(update.entry.values[name])[:LONGEST]]
            for name in update.names
        ]
        yield _line(what.CHANGED, update.entry, called.changed(update), changes)
    yield from _back(result)
    for doubt in result.report.doubts:
        file, line = _place(doubt.where)
        yield BulkLine(
            what=what.DOUBT,
            file=file,
            line=line,
            kind=doubt.kind,
            key=doubt.record[:300],
            text=doubt.text[:LONGEST],
        )
    for difference in result.report.differences:
        file, line = _place(difference.where)
        changes = []
        if difference.in_file is not None or difference.here is not None:
            changes = [[difference.key, words(difference.here)[:LONGEST], words(difference.in_file)[:LONGEST]]]
        yield BulkLine(
            what=what.KEPT,
            file=file,
            line=line,
            kind=difference.kind,
            key=difference.record[:300],
            text=difference.why,
            changes=changes,
        )


def _place(where):
    """The (file, line) of “file:line”; (file, 0) for what is no longer in its file."""
    file, _, line = where.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (where, 0)


def _back(result):
    """Records that were brought back: those in the file, and those that depend on them."""
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


# Titles of records that have none of their own, made of what they refer to and of labels of choices.
CALLED = {
    "participations": (("expert", "organisation"), "role", ("event",), "{}, {} – {}"),
    "links": (("from",), "kind", ("to",), "{} {} {}"),
}


class _Called:
    """The titles of the rows of a result, read in a constant number of statements."""

    def __init__(self, result):
        self.names = {(one.kind.name, one.key): title(one) for one in result.entries if one.kind.title}
        wanted = {}
        for kind in CALLED:
            for entry in result.create.get(kind, ()):
                for _, _, refers, key in entry.references():
                    if refers.title and not self.names.get((refers.name, key)):
                        wanted.setdefault(refers, set()).add(key)
        for kind, keys in wanted.items():
            for batch in batches(sorted(keys), 5000):
                rows = kind.model.objects.filter(**{f"{kind.address}__in": batch})
                found = rows.values_list(kind.address, kind.title)
                self.names.update(((kind.name, address), _short(name)) for address, name in found)
        self.here = {}
        for kind in CALLED:
            pks = [update.pk for update in result.update.get(kind, ())]
            related = [key.field.name for key in KINDS[kind].keys.values() if key.holds == "reference"]
            for batch in batches(pks, 5000):
                rows = KINDS[kind].model.objects.filter(pk__in=batch).select_related(*related)
                self.here.update(((kind, row.pk), _short(str(row))) for row in rows)

    def new(self, entry):
        """The title of a row that is to be created."""
        if entry.kind.name not in CALLED:
            return title(entry)
        who, choice, where, template = CALLED[entry.kind.name]
        label = dict(entry.kind.keys[choice].field.flatchoices).get(entry.values[choice], entry.values[choice])
        return _short(template.format(self._first(entry, who), label, self._first(entry, where)))

    def changed(self, update):
        """The title of a record that is to be changed; as it is on record where the row does not have it."""
        here = (update.entry.kind.name, update.pk)
        return self.here[here] if here in self.here else title(update.entry)

    def _first(self, entry, names):
        for name in names:
            if key := entry.values[name]:
                # The address itself, if no record has it.
                return self.names.get((entry.kind.keys[name].refers.name, key)) or key
        return "nobody"


def _short(text):
    return text if len(text) <= 120 else f"{text[:119]}…"


def title(entry):
    """The title of a record from its row; "" if the table does not have it."""
    name = entry.kind.title
    if not name or not entry.gives(name):
        return ""
    return _short(entry.values[name])
