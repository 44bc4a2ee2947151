"""manage.py restore_drill PLACE: test that the last backup can be restored."""

from django.core.management.base import BaseCommand, CommandError

from lib.backup import BackupError
from lib.backup.drill import drill
from lib.counts import counted


class Command(BaseCommand):
    """Restore the last backup into a scratch database, and report the result."""

    help = (
        "Restore the newest backup of a folder into a scratch database and compare every table with what was backed up."
        " Fails, and tells the administrators by mail where mail is set, if it does not come back or is too old."
    )

    def add_arguments(self, parser):
        parser.add_argument("place", help="a folder of backups (*.tar), or one backup")
        parser.add_argument("--hours", type=int, default=36, help="how old the last backup may be (default: 36)")

    def handle(self, *args, place, hours, **options):
        try:
            file, manifest = drill(place, hours, say=self.stderr.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(number for number, _ in manifest["tables"].values())
        held = [
            counted(len(manifest["tables"]), "table"),
            counted(rows, "row"),
            counted(len(manifest["files"]) - 1, "upload"),
        ]
        self.stdout.write(f"{file} of {manifest['created']} comes back: {', '.join(held)}.")
