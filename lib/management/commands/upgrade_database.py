"""manage.py upgrade_database: move the embedded database to the newest PostgreSQL installed."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from lib.backup import BackupError
from lib.backup.upgrading import upgrade


class Command(BaseCommand):
    """Dump, create, restore and compare; the old database is kept until somebody removes it."""

    help = "Move the embedded database to the newest major version of PostgreSQL that is here; keeps the old one."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        connection.close()
        try:
            kept = upgrade(self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Done: every table is as it was. The old database is kept in {kept}; remove it when you like."
        )
