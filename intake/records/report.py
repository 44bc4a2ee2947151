"""What a load did, what it left as it is, and what is wrong with the files."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a file: where it is, and what to change."""

    file: str
    line: int  # 0: the file as a whole
    record: str  # kind and key, as far as known
    key: str
    message: str

    def __str__(self):
        what = ", ".join(part for part in (self.record, self.key) if part)
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {what + ': ' if what else ''}{self.message}"


class BrokenRecords(Exception):
    """The files cannot be loaded and nothing was written; ``problems`` says where they are broken."""

    def __init__(self, problems):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


# Why a record or a field of it stays as it is, in words for the person who loads.
EDITED = "kept: edited here"
BOTH = "kept: changed here and in the file"
EXISTING = "kept: was here before, and differs"
MERGED = "kept: its address now leads to another record"
DELETED = "deleted here, not created again"
LEFT_OUT = "left out: it refers to a record that was deleted here"
ABSENT = "no longer in its file; the record stays"


@dataclass(frozen=True)
class Difference:
    """Something that the files say and the database does not, left as it is."""

    why: str
    kind: str
    record: str  # slug or id
    where: str  # file:line, or the file alone
    key: str = ""
    in_file: object = None
    here: object = None

    def __str__(self):
        name = f"{self.kind} {self.record}" + (f", {self.key}" if self.key else "")
        head = f"{self.why}: {name} ({self.where})"
        if self.in_file is None and self.here is None:
            return head
        return f"{head}\n    file: {words(self.in_file)}\n    here: {words(self.here)}"


@dataclass(frozen=True)
class Doubt:
    """Something that was written as the files say, and does not fit what else is on record."""

    kind: str
    record: str  # slug or id
    where: str  # file:line
    text: str

    @classmethod
    def of(cls, entry, text):
        """A doubt about an entry's record."""
        return cls(entry.kind.name, entry.key, f"{entry.file}:{entry.line}", text)

    def __str__(self):
        return f"doubtful: {self.kind} {self.record} ({self.where}): {self.text}"


def words(value):
    """A value of a record file for a reader."""
    if value in (None, "", []):
        return "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {words(part)}" for key, part in value.items() if part not in (None, ""))
    return str(value)


COUNTED = ("created", "updated", "unchanged", "kept", "deleted here", "left out")


@dataclass
class Report:
    """Counts per kind, the differences that were left as they are, and what is doubtful about what was written."""

    counts: dict = field(default_factory=dict)  # kind → {one of COUNTED: number}
    differences: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    revived: str = ""  # what was brought back, in words
    dry_run: bool = False

    def count(self, kind, what):
        """Count a record of a kind."""
        row = self.counts.setdefault(kind, dict.fromkeys(COUNTED, 0))
        row[what] += 1

    def total(self, what):
        """Return the number over all kinds."""
        return sum(row[what] for row in self.counts.values())

    def lines(self):
        """The report for a reader, line by line: a table of counts, then the differences and the doubts."""
        yield from self.table()
        for difference in self.differences:
            yield str(difference)
        yield from map(str, self.doubts)
        if self.dry_run:
            yield "A dry run: nothing was written."

    def table(self):
        """The counts, kind by kind, and what was brought back."""
        wide = max([len(kind) for kind in self.counts] + [5])
        yield " " * wide + "".join(f"  {what:>12}" for what in COUNTED)
        for kind, row in self.counts.items():
            yield f"{kind:<{wide}}" + "".join(f"  {row[what]:>12}" for what in COUNTED)
        if len(self.counts) > 1:
            yield f"{'total':<{wide}}" + "".join(f"  {self.total(what):>12}" for what in COUNTED)
        if self.revived:
            yield f"Brought back: {self.revived}."
