"""manage.py backup FILE: all that cannot be made again, in one file."""

from django.core.management.base import BaseCommand, CommandError

from lib.backup import BackupError, create


class Command(BaseCommand):
    """Write a backup and prove that it restores."""

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
        self.stdout.write(f"{file}: {len(manifest['tables'])} tables, {rows} rows, {uploads} uploads, {checked}.")
