"""`manage.py unlock_login NAME`: allow log-in attempts again."""

from django.core.management.base import BaseCommand, CommandError

from accounts.throttle import unlock


class Command(BaseCommand):
    """Forgets the failed attempts of a user name or an address."""

    help = "Forget failed log-ins, so that further attempts are possible at once."

    def add_arguments(self, parser):
        """Add the name of the account."""
        parser.add_argument("name", nargs="?", default="", help="the user name, as it was typed")
        parser.add_argument("--address", default="", help="the address, as the page “failed log-ins” shows it")
        parser.add_argument("--all", action="store_true", help="all names and addresses")

    def handle(self, *args, name, address, all, **options):
        """Unlock, and print how many counts were deleted."""
        if bool(name or address) == all:
            raise CommandError("Give a user name, --address ADDRESS, or --all.")
        number = unlock(name, address)
        self.stdout.write(f"{number} count{'' if number == 1 else 's'} of failed attempts removed.")
