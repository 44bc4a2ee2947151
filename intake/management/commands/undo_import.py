from django.core.management.base import BaseCommand, CommandError

from intake.bulk import undo
from intake.models import ImportRun
from lib.revive import NotPossible

LISTED = 20


class Command(BaseCommand):
    """Undoes an import as one step; see docs/bulk.md."""

    help = (
        "Undo an import as one step: what it created is deleted, what it changed is changed back, what it deleted comes "
        "back. Without a number the latest imports are listed."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", type=int, help="of the import")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
        parser.add_argument(
            "--keep-changed",
            action="store_true",
            help="keep what was changed afterwards, and what that needs, instead of refusing",
        )

    def handle(self, *args, **options):
        if options["number"] is None:
            return self._list()
        run = ImportRun.objects.filter(pk=options["number"]).first()
        if run is None:
            raise CommandError(f"There is no import no. {options['number']}. Without a number they are listed.")
        if options["dry_run"]:
            return self._look(run)
        try:
            _, told = undo.undo(run.pk, keep=options["keep_changed"])
        except NotPossible as refused:
            hint = (
                "" if options["keep_changed"] or run.undone_at else "\n--keep-changed keeps these and undoes the rest."
            )
            raise CommandError("\n".join(refused.messages) + hint) from None
        if options["verbosity"] > 0:
            for line in told.lines():
                self.stdout.write(line)
            self.stdout.write(f"Import no. {run.pk} ({run.files}) was undone.")
        return None

    def _list(self):
        for run in ImportRun.objects.select_related("user")[:LISTED]:
            undone = f", undone {run.undone_at:%Y-%m-%d %H:%M}" if run.undone_at else ""
            self.stdout.write(f"{run.pk:>5}  {run.at:%Y-%m-%d %H:%M}  {run.user or 'by command'}  {run.files}{undone}")

    def _look(self, run):
        if run.undone_at:
            raise CommandError(f"This import was already undone on {run.undone_at:%-d %B %Y at %H:%M} UTC.")
        made = undo.look(run)
        for line in undo.describe(made).lines():
            self.stdout.write(line)
        if made.empty:
            self.stdout.write("There is nothing left of it to undo.")
        self.stdout.write("A dry run: nothing was written.")
