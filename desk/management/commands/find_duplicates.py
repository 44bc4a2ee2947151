"""manage.py find_duplicates: compare all records that are new or changed with all others."""

import time

from django.core.management.base import BaseCommand

from desk.duplicates import KINDS, suspicions
from desk.duplicates.finding import scan, waiting


class Command(BaseCommand):
    """Fill the queue of suspected duplicates."""

    help = "Compare new or changed experts, organisations, events and topics with all others."

    def handle(self, *args, **options):
        """Go on until nothing is left; what has been compared stays compared where it is stopped."""
        for name in KINDS:
            number, began = waiting(name), time.monotonic()
            if not number:
                continue
            self.say(f"{name}: {number:,} to compare")
            left = number
            for left in scan(name):
                self.say(f"{name}: {left:,} left")
            if left:
                self.say(f"{name}: another run is comparing them.")
            else:
                self.say(f"{name}: compared in {time.monotonic() - began:.1f} s")
        for name in KINDS:
            self.say(f"{name}: {suspicions(name).count():,} suspected")

    def say(self, text):
        """A line, at once."""
        self.stdout.write(text)
        self.stdout.flush()
