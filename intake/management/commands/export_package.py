from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from intake.package import write


class Command(BaseCommand):
    """Exports all records as one data package; see docs/research.md."""

    help = (
        "Export all public records as one Frictionless data package: tables with keys, schemas, licence and version. "
        "manage.py import_dataset takes it in again."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="a file that ends in .zip, or a folder that is new or empty")
        parser.add_argument("--drafts", action="store_true", help="include what is not public")

    def handle(self, *args, **options):
        path = Path(options["path"])
        try:
            if path.suffix.lower() != ".zip" and path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise CommandError(f"{path} is there already and not an empty folder: name another.")
            write(path, options["drafts"])
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Written: {path}")
