import io
import sys

from django.core.management.base import BaseCommand, CommandError

from intake.bulk.exports import TooLong, csv_lines, write_xlsx
from intake.records.format import KINDS


class Command(BaseCommand):
    """Exports records as tables; see docs/bulk.md."""

    help = (
        "Export the records of a kind as CSV, or of one or all kinds as XLSX. What is exported can be imported again "
        "unchanged."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", choices=[*KINDS, "all"], help=f"{', '.join(KINDS)}, or all (XLSX)")
        parser.add_argument("--format", choices=["csv", "xlsx"], help="default: by the ending of FILE, else csv")
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def handle(self, *args, **options):
        output, name = options["output"], options["kind"]
        chosen = options["format"] or ("xlsx" if (output or "").lower().endswith(".xlsx") else "csv")
        kinds = list(KINDS.values()) if name == "all" else [KINDS[name]]
        if chosen == "csv" and len(kinds) > 1:
            raise CommandError("A CSV file holds one kind of record: name one, or export all with --format xlsx.")
        # In memory first: a failed export leaves no broken file behind.
        buffer = io.BytesIO()
        if chosen == "csv":
            for line in csv_lines(kinds[0]):
                buffer.write(line.encode())
        else:
            try:
                write_xlsx(buffer, kinds)
            except TooLong as error:
                raise CommandError(str(error)) from None
        if output:
            try:
                with open(output, "wb") as file:
                    file.write(buffer.getvalue())
            except OSError as error:
                raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        else:
            sys.stdout.buffer.write(buffer.getvalue())
