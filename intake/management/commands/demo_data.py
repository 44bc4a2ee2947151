import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from intake.datasets.importing import import_dataset
from intake.datasets.markup import TooLarge
from intake.datasets.register import DEMO, REGISTER
from intake.datasets.watching import Console
from intake.errors import Unreadable
from lib.addresses import Publication


class Command(BaseCommand):
    """Fills a home with real data: the founding records, then the data sets of the Office of the Historian."""

    help = (
        "Import the data sets of the US Office of the Historian below a folder, published, one after another, "
        "after the founding records. Run again, nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="DATA", help="the folder that holds " + ", ".join(DEMO))

    def handle(self, *args, path, **options):
        folders = [(REGISTER[name], Path(path) / folder) for folder, name in DEMO.items()]
        for importer, folder in folders:
            if not path or not importer.recognises(folder):
                raise CommandError(
                    f"{folder} does not hold the {importer.name} data set. Say where the folders {', '.join(DEMO)} are: "
                    "make demo-data DATA=/path/to/hsg"
                )
        call_command("migrate", interactive=False, verbosity=0)
        # First, so that the data sets add to the records that are there instead of standing beside them.
        call_command("load_records", str(settings.BASE_DIR / "records"), verbosity=0)
        for importer, folder in folders:
            began = time.monotonic()
            try:
                with Console(sys.stderr, sys.stderr.isatty()) as watch:
                    outcome = import_dataset(importer, folder, publication=Publication.PUBLISHED, watch=watch)
            except (Unreadable, TooLarge) as error:
                raise CommandError(f"{error} Nothing of {importer.name} was imported.") from None
            self.stdout.write(f"{importer.name}: {outcome.sum()} ({time.monotonic() - began:.0f} s).")
