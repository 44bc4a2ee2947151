"""manage.py find_duplicates: compare all records that are new or changed with all others."""

from django.core.management.base import BaseCommand

from desk.duplicates import KINDS, counts, refresh


class Command(BaseCommand):
    """Fill the queue of suspected duplicates."""

    help = "Compare experts, organisations, events and topics that are new or changed with all others."

    def handle(self, *args, **options):
        """Go on until nothing is left."""
        for name in KINDS:
            before = None
            while left := refresh(name, step=1000):
                if left == before:
                    self.stdout.write(f"{name}: {left} left; another run is at it.")
                    break
                before = left
                self.stdout.write(f"{name}: {left} left")
        for name, number in counts().items():
            self.stdout.write(f"{name}: {number} suspected")
