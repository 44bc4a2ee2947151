"""manage.py health: the health checks with their reasons."""

from django.core.management.base import BaseCommand, CommandError

from lib.health import checks, troubles


class Command(BaseCommand):
    """Prints the result of each health check, which /health/ready does not disclose."""

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
