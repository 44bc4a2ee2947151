import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from intake.bulk import decisions
from intake.datasets.importing import import_dataset
from intake.datasets.markup import TooLarge
from intake.datasets.register import REGISTER, recognised
from intake.datasets.ties import DECIDED
from intake.datasets.watching import Console
from intake.errors import Unreadable
from lib.addresses import Publication
from lib.jobs import Watch

SHOWN = 20
AUTO = "auto"


class Command(BaseCommand):
    """Imports a data set of somebody else's; see docs/importing.md."""

    help = (
        "Import a whole data set. Every row of it becomes records, is recognised as what is on record, or waits in a "
        "queue with its reason. Run again, nothing changes; what people edited since is kept. One import is undone as "
        "one step by undo_import."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "name",
            choices=[*REGISTER, AUTO],
            metavar="NAME",
            help="; ".join(f"{one.name}: {one.title}" for one in REGISTER.values())
            + f"; {AUTO}: the one of these that the file looks like",
        )
        parser.add_argument("path", type=Path, metavar="PATH", help="the file or folder")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
        parser.add_argument(
            "--publication",
            choices=Publication.values,
            default=Publication.DRAFT,
            help="the state of new records (default: draft)",
        )
        parser.add_argument(
            "--decisions",
            metavar="FILE",
            help="read who is who among the data set's people from this table (docs/importing.md)",
        )
        parser.add_argument("--all", action="store_true", help=f"list everything, not the first {SHOWN} of each sort")

    def handle(self, *args, **options):
        path = options["path"]
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        importer = REGISTER[options["name"]] if options["name"] != AUTO else _found(path)
        choices = self._decisions(options["decisions"])
        quiet = options["verbosity"] < 1
        try:
            with Quiet() if quiet else Console(sys.stderr, sys.stderr.isatty()) as watch:
                outcome = import_dataset(
                    importer,
                    path,
                    decisions=choices,
                    publication=options["publication"],
                    dry_run=options["dry_run"],
                    watch=watch,
                )
        except (Unreadable, TooLarge) as error:
            raise CommandError(f"{error} Nothing was imported.") from None
        if not quiet:
            for line in self._lines(outcome, None if options["all"] else SHOWN):
                self.stdout.write(line)

    def _decisions(self, path):
        if not path:
            return {}
        read = decisions.read_decisions(path, Path(path).name, DECIDED)
        if read.problems:
            raise CommandError("\n".join([*map(str, read.problems), "Nothing was imported: correct the decisions."]))
        return read.choices

    def _lines(self, outcome, most):
        report = outcome.report
        yield from report.table()
        yield from some(outcome.notes, most)
        yield from some([str(one) for one in report.differences], most)
        yield from some([str(one) for one in report.doubts], most)
        yield from some([f"waits: {row.place} ({row.file}:{row.line}): {row.reason}" for row in outcome.queued], most)
        yield f"{outcome.sum()}."
        if report.dry_run:
            yield "A dry run: nothing was written."
        elif outcome.run:
            yield f"This was import no. {outcome.run.pk}: “manage.py undo_import {outcome.run.pk}” undoes it."


def _found(path):
    """The importer that a file or folder is for."""
    try:
        found = recognised(path)
    except TooLarge as error:
        raise CommandError(str(error)) from None
    if len(found) == 1:
        return found[0]
    like = " and ".join(importer.name for importer in found)
    why = f"{path} looks like {like}" if found else f"{path} looks like none of the data sets that are known"
    raise CommandError(f"{why}: give the name. There are: {', '.join(REGISTER)}.")


def some(lines, most):
    """The first lines, and how many more there are."""
    yield from lines[:most]
    if most and len(lines) > most:
        yield f"  and {len(lines) - most:,} more like the last (--all lists them)"


class Quiet(Watch):
    """Says nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass
