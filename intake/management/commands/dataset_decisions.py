from django.core.management.base import BaseCommand, CommandError

from intake.datasets.ties import decided
from intake.models import LoadedRecord


class Command(BaseCommand):
    """Writes what people decided about a data set's records; see docs/importing.md."""

    help = (
        "Write as a table (CSV) which records on file the records of a data set are: those that people merged, and those "
        "that were found on record. import_dataset reads it (--decisions), here or in another installation."
    )

    def add_arguments(self, parser):
        parser.add_argument("dataset", metavar="NAME", help="the data set, as import_dataset has it, e.g. hsg-travels")

    def handle(self, *args, dataset, **options):
        there = LoadedRecord.objects.exclude(dataset="").values_list("dataset", flat=True)
        if dataset not in (names := sorted(set(there.order_by().distinct()))):
            raise CommandError(f"No data set “{dataset}” was imported. There are: {', '.join(names) or 'none'}.")
        for line in decided(dataset):
            self.stdout.write(line, ending="")
