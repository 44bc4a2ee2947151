"""manage.py restore FILE: restore a backup into an empty home or database."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lib.backup import BackupError, restore
from lib.counts import counted


class Command(BaseCommand):
    """Restore a backup."""

    help = "Restore FILE into an empty PARLEY_HOME or database. Refuses one in use unless --overwrite is given."
    # The checks read the database, which may have no tables yet.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="a file that manage.py backup has written")
        parser.add_argument("--overwrite", action="store_true", help="replace what is in the database and the uploads")

    def handle(self, *args, file, overwrite, **options):
        try:
            manifest = restore(file, overwrite=overwrite, say=self.stderr.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        # A backup of an older Parley is migrated.
        call_command("migrate", interactive=False, verbosity=0)
        rows = sum(number for number, _ in manifest["tables"].values())
        uploads = len(manifest["files"]) - 1
        held = [counted(len(manifest["tables"]), "table"), counted(rows, "row"), counted(uploads, "upload")]
        self.stdout.write(f"Restored {', '.join(held)} as of {manifest['created']}.")
