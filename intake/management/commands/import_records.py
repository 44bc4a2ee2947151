from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from intake.bulk import decisions
from intake.bulk.importing import import_files
from intake.bulk.proposals import Rules
from intake.bulk.results import lines
from intake.models import BulkLine
from intake.records.format import KINDS
from intake.records.options import add_deleted, choice_of, end_for_deleted
from lib.counts import counted
from lib.jobs import Watch


class Command(BaseCommand):
    """Imports tables of records; see docs/bulk.md."""

    help = (
        "Import records from CSV or XLSX files (columns: docs/bulk.md), read together. All or nothing: if any row is "
        "bad, all bad rows are listed, nothing is written, and the exit status is 1. It is 3 where records of the files "
        "were deleted here and --deleted does not say what to do about them: all else was imported."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .csv or .xlsx file")
        parser.add_argument(
            "--kind",
            choices=KINDS,
            default="",
            help="the kind of record; by default, the file's name or columns tell it",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
        parser.add_argument(
            "--take-exact",
            action="store_true",
            help="where a row names an expert, an organisation or a topic by a name that exactly one record has, "
            "in any case and script (of people: in any order of the words), take that record",
        )
        parser.add_argument(
            "--create-unknown",
            action="store_true",
            help="create drafts of experts, organisations and topics that rows name and to which nothing on record comes close",
        )
        parser.add_argument(
            "--create-close",
            action="store_true",
            help="the same also where something comes close, but no record has the name",
        )
        parser.add_argument(
            "--decisions", metavar="FILE", help="read which record each name means from this table (docs/bulk.md)"
        )
        parser.add_argument(
            "--save-decisions",
            metavar="FILE",
            help="write such a table: what was decided, and the names that are still to be decided",
        )
        add_deleted(parser)

    def handle(self, *args, **options):
        files = [(path, Path(path).name) for path in options["files"]]
        choices, close = self._decisions(options["decisions"])
        result = import_files(
            files,
            options["kind"],
            dry_run=options["dry_run"],
            choices=choices,
            rules=Rules(options["take_exact"], options["create_unknown"], options["create_close"]),
            deleted=choice_of(options),
            watch=_Shown(self) if options["verbosity"] > 0 and self.stderr.isatty() else Watch(),
        )
        if options["verbosity"] > 0:
            for line in lines(result):
                # The report below lists the doubts.
                if line.what not in (BulkLine.What.BAD, BulkLine.What.DOUBT) and not (
                    result.problems and not options["dry_run"]
                ):
                    self._show(line)
            if not result.problems:
                for line in result.report.lines():
                    self.stdout.write(line)
                if options["dry_run"]:
                    self.stdout.write("A dry run: nothing was written.")
        if options["save_decisions"]:
            self._save(options["save_decisions"], choices, close, result)
        if result.problems:
            raise CommandError("\n".join([*map(str, result.problems), *_proposals(result), _verdict(result)]))
        end_for_deleted(result.report, options)

    def _decisions(self, path):
        if not path:
            return {}, {}
        choices, close, problems = decisions.read_decisions(path, Path(path).name)
        if problems:
            raise CommandError("\n".join([*map(str, problems), "Nothing was imported: correct the decisions."]))
        return choices, close

    def _save(self, path, choices, close, result):
        # As it was when it was decided: a draft that was made since is what it came to be.
        close = decisions.close_to(result.settled) | close
        made = decisions.made(choices, result)
        text = "".join(decisions.lines(made, [proposal.data() for proposal in result.proposals], close))
        try:
            Path(path).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            done = "The import was done, but" if result.written else "Nothing was imported, and"
            raise CommandError(f"{done} the decisions cannot be written to {path}: {error.strerror}.") from None

    def _show(self, line):
        title = f": {line.text}" if line.text else ""
        self.stdout.write(f"{line.get_what_display()}: {line.kind} {line.key}{title} ({line.file}:{line.line})")
        for name, old, new in line.changes:
            self.stdout.write(
                f"    {name}: {old} → {new}" if line.what == "changed" else f"    {name}: here {old}; file {new}"
            )


def _proposals(result):
    for proposal in result.proposals:
        close = decisions.in_words(proposal.closest) or "nothing is close"
        word = "On record under this name" if proposal.exact else "Closest"
        yield f"Not on record: {proposal.kind} “{proposal.key}” ({counted(proposal.count, 'time')}). {word}: {close}."


def _verdict(result):
    said = [f"Nothing was imported: {counted(len(result.problems), 'fault')}."]
    one = sum(len(proposal.exact) == 1 for proposal in result.proposals)
    several = sum(len(proposal.exact) > 1 for proposal in result.proposals)
    close = sum(bool(proposal.closest) and not proposal.exact for proposal in result.proposals)
    others = len(result.proposals) - one - several - close
    if one:
        said.append(
            f"{one:,} of the names {'is' if one == 1 else 'are'} on record exactly: --take-exact would take them."
        )
    if several:
        said.append(
            f"{several:,} {'is' if several == 1 else 'are'} the name of several records: --decisions says which."
        )
    if others:
        said.append(f"--create-unknown would create drafts for {others:,} to which nothing on record comes close.")
    if close:
        said.append(
            f"Something on record comes close to {close:,}: --decisions says what is meant, "
            f"--create-close would create drafts for {'it' if close == 1 else 'them'} too."
        )
    return " ".join(said)


class _Shown(Watch):
    """Shows on a terminal how far the import is."""

    def __init__(self, command):
        self.command = command
        self.words, self.done, self.total = "", 0, 0

    def read(self, file, count):
        self._line(f"Reading {file}: {counted(count, 'row')}")

    def stage(self, words, total):
        self.words, self.done, self.total = words, 0, total
        self._line(f"{words} ...")

    def tick(self, number):
        self.done += number
        self._line(f"{self.words}: {self.done:,} of {self.total:,}" if self.done < self.total else "")

    def _line(self, text):
        self.command.stderr.write(f"\r\033[K{text}", str, ending="")
        self.command.stderr.flush()
