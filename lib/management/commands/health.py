"""manage.py health: whether Parley can do its work, and why not."""

from django.core.management.base import BaseCommand, CommandError

from lib.health import checks, troubles


class Command(BaseCommand):
    """Says what /health/ready keeps to itself."""

    help = "Say whether database, migrations, worker and disk are as they should be; ends with 1 where one is not."

    def handle(self, *args, **options):
        found = troubles()
        for name, _ in checks():
            if name in found:
                self.stdout.write(f"{name:<12}{found[name]}")
            elif "database" in found:
                self.stdout.write(f"{name:<12}not looked at")
            else:
                self.stdout.write(f"{name:<12}as it should be")
        if found:
            raise CommandError("Parley is not ready.")
