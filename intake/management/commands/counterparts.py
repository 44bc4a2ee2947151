import csv
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from intake.datasets.hsg import measuring, meetings
from intake.datasets.met import deciding
from intake.datasets.met.proposing import propose
from intake.errors import Unreadable
from lib.counts import counted
from lib.spreadsheets import MARK

HEADINGS = ["trip", "day", "name as printed", "office", "country", "name", "told by", "state", "passage"]


class Command(BaseCommand):
    """Lists whom the travellers met; see docs/importing.md."""

    help = (
        "List whom Presidents and Secretaries of State met, from the remarks on their trips, as a table: proposals, each with "
        "its passage, that nobody has confirmed. With --propose they stand on the desk, where people accept or reject them; "
        "else nothing is written to the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("travels", type=Path, help="the folder of hsg-travels")
        parser.add_argument(
            "--visits", type=Path, help="the folder of hsg-visits: its visitors' names resolve surnames"
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="write the table (CSV) there")
        parser.add_argument(
            "--measure", type=Path, metavar="FILE", help="instead, print precision and recall against this annotation"
        )
        parser.add_argument(
            "--propose", action="store_true", help="put them into the desk's queue, for the trips that are on record"
        )
        parser.add_argument(
            "--decisions", type=Path, metavar="FILE", help="with --propose: carry out what people decided before (CSV)"
        )
        parser.add_argument("--half", default="measure", help="of the annotation (default: measure)")

    def handle(self, *args, **options):
        for path in filter(None, (options[name] for name in ("travels", "visits", "measure", "decisions"))):
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}.")
        try:
            mets = meetings.read(options["travels"], options["visits"])
        except Unreadable as error:
            raise CommandError(str(error)) from None
        if options["measure"]:
            return self._measure(mets, options)
        if options["propose"]:
            return self._propose(mets, options["decisions"])
        if options["output"]:
            with options["output"].open("w", encoding="utf-8", newline="") as file:
                file.write(MARK)
                _write(file, mets)
        else:
            _write(self.stdout if options["verbosity"] else sys.stdout, mets)
        full, resolved = sum(met.who.full for met in mets), sum(bool(met.told_by) for met in mets)
        self.stderr.write(
            f"{counted(len(mets), 'name')} in {counted(len({met.place for met in mets}), 'trip')}: {full:,} in full, "
            f"{resolved:,} surnames resolved, {len(mets) - full - resolved:,} as printed.",
            str,
        )
        return None

    def _propose(self, mets, decisions):
        new, waiting, decided = propose("hsg-travels", mets)
        self.stdout.write(
            f"{counted(waiting + decided, 'person', 'people')} met in trips on record: {new:,} new, "
            f"{waiting:,} proposed, {decided:,} decided before."
        )
        if not decisions:
            return
        try:
            with decisions.open(encoding="utf-8-sig", newline="") as file:
                accepted, rejected, faults = deciding.take(file)
        except (deciding.Refused, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{decisions}: {error}") from None
        for fault in faults:
            self.stdout.write(fault)
        self.stdout.write(f"By {decisions.name}: {accepted:,} accepted, {rejected:,} rejected.")

    def _measure(self, mets, options):
        try:
            rows = measuring.read(options["measure"])
        except (KeyError, ValueError) as error:
            raise CommandError(f"{options['measure']} is not an annotation: {error}. See docs/importing.md.") from None
        rows = [row for row in rows if row[0] == options["half"]]
        if not rows:
            raise CommandError(f"{options['measure']} has no remarks of the half “{options['half']}”.")
        made = measuring.measure(rows, mets)
        for line in [*made.faults, f"{counted(made.remarks, 'remark')} ({options['half']})", *made.lines()]:
            self.stdout.write(line)


def _write(file, mets):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADINGS)
    for met in mets:
        who = met.who
        writer.writerow(
            [
                met.place,
                met.day,
                who.name,
                who.office,
                who.country,
                met.name,
                met.told_by,
                "proposed, not confirmed",
                who.passage,
            ]
        )
