"""manage.py backup FILE: everything that cannot be regenerated, in one file."""

from django.core.management.base import BaseCommand, CommandError

from lib.backup import BackupError, create
from lib.counts import counted


class Command(BaseCommand):
    """Write a backup and test that it restores."""

    help = "Write database and uploads to FILE: a consistent dump, checked by restoring it into a scratch database."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file to write; it must not exist yet")
        parser.add_argument("--no-check", action="store_true", help="do not restore it into a scratch database")

    def handle(self, *args, file, no_check, **options):
        try:
            manifest = create(file, check=not no_check, say=self.stderr.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(number for number, _ in manifest["tables"].values())
        uploads = len(manifest["files"]) - 1
        checked = "not checked" if no_check else "checked"
        held = [counted(len(manifest["tables"]), "table"), counted(rows, "row"), counted(uploads, "upload")]
        self.stdout.write(f"{file}: {', '.join(held)}, {checked}.")
