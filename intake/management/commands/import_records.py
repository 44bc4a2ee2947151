from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from intake.bulk.found import lines
from intake.bulk.importing import Watch, import_files
from intake.models import BulkLine
from intake.records.format import KINDS


class Command(BaseCommand):
    """Imports tables of records; see docs/bulk.md."""

    help = (
        "Import records from CSV or XLSX files (columns: docs/bulk.md), read together. All or nothing: if any row is "
        "bad, all bad rows are listed, nothing is written, and the exit status is 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .csv or .xlsx file")
        parser.add_argument("--kind", choices=KINDS, default="", help="of record; else the file's name or columns tell")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument(
            "--create-unknown", action="store_true",
            help="create drafts of experts, organisations and topics that rows name and that are not on record",
        )

    def handle(self, *args, **options):
        files = [(path, Path(path).name) for path in options["files"]]
        result = import_files(
            files, options["kind"], dry_run=options["dry_run"], create_unknown=options["create_unknown"],
            watch=_Shown(self) if options["verbosity"] > 0 and self.stderr.isatty() else Watch(),
        )
        if options["verbosity"] > 0:
            for line in lines(result):
                if line.what != BulkLine.What.BAD and not (result.problems and not options["dry_run"]):
                    self._show(line)
            if not result.problems:
                for line in result.report.lines():
                    self.stdout.write(line)
                if options["dry_run"]:
                    self.stdout.write("A dry run: nothing was written.")
        if result.problems:
            raise CommandError("\n".join([*map(str, result.problems), *_proposals(result), _verdict(result)]))

    def _show(self, line):
        title = f": {line.text}" if line.text else ""
        self.stdout.write(f"{line.get_what_display()}: {line.kind} {line.key}{title} ({line.file}:{line.line})")
        for name, old, new in line.changes:
            self.stdout.write(f"    {name}: {old} → {new}" if line.what == "changed" else f"    {name}: here {old}; file {new}")


def _proposals(result):
    for proposal in result.proposals:
        close = "; ".join(f"{slug} ({name})" for slug, name in proposal.closest) or "nothing is close"
        yield f"Not on record: {proposal.kind} “{proposal.key}” ({proposal.count} {'time' if proposal.count == 1 else 'times'}). Closest: {close}."


def _verdict(result):
    count = len(result.problems)
    hint = " --create-unknown would create drafts of what is not on record." if result.proposals else ""
    return f"Nothing was imported: {count} {'fault' if count == 1 else 'faults'}.{hint}"


class _Shown(Watch):
    """Shows on a terminal how far the import is."""

    def __init__(self, command):
        self.command = command
        self.words, self.done, self.total = "", 0, 0

    def read(self, file, count):
        self._line(f"Reading {file}: {count:,} rows")

    def stage(self, words, total):
        self.words, self.done, self.total = words, 0, total
        self._line(f"{words} ...")

    def tick(self, number):
        self.done += number
        self._line(f"{self.words}: {self.done:,} of {self.total:,}" if self.done < self.total else "")

    def _line(self, text):
        self.command.stderr.write(f"\r\033[K{text}", str, ending="")
        self.command.stderr.flush()
