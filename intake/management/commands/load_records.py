from django.core.management.base import BaseCommand, CommandError

from intake.records import BrokenRecords, load
from intake.records.options import add_deleted, choice_of, end_for_deleted


class Command(BaseCommand):
    """Loads record files; see docs/records.md."""

    help = (
        "Load records from YAML files (format: docs/records.md). A second load changes nothing; "
        "what people edited is kept and reported; if a file is broken, nothing is written. The exit status is 3 where "
        "records of the files were deleted here and --deleted does not say what to do about them."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a record file, or a folder of *.yaml files")
        parser.add_argument("--dry-run", action="store_true", help="report what would be done and write nothing")
        add_deleted(parser)

    def handle(self, *args, **options):
        try:
            report = load(
                options["paths"],
                dry_run=options["dry_run"],
                progress=self._progress(options),
                deleted=choice_of(options),
            )
        except BrokenRecords as error:
            count = len(error.problems)
            faults = "1 fault" if count == 1 else f"{count} faults"
            raise CommandError(f"{error}\nNothing was loaded: {faults}.") from None
        finally:
            self._clear()
        if options["verbosity"] > 0:
            for line in report.lines():
                self.stdout.write(line)
        end_for_deleted(report, options)

    def _progress(self, options):
        self._shown = False
        if options["verbosity"] < 1 or not self.stderr.isatty():
            return None

        def show(kind, number):
            self._shown = True
            self._line(f"Writing {number} {kind} ...")

        return show

    def _clear(self):
        if self._shown:
            self._line("")

    def _line(self, text):
        """Write a line of the terminal anew, without the colour of errors."""
        self.stderr.write(f"\r\033[K{text}", str, ending="")
        self.stderr.flush()
