"""The option of commands that says what is done about records that were deleted here."""

from django.core.management import CommandError

from intake.models import Deleted
from intake.records.deleted import advice

# Another status than that of faults (1) and of wrong options (2): all else was done.
STATUS = 3


def add_deleted(parser):
    """Add the option ``--deleted`` to a command."""
    parser.add_argument(
        "--deleted",
        choices=[choice.replace("_", "-") for choice in Deleted.values],
        default="",
        help="what is done about records of the files that were deleted here: bring-back (as they were, with what "
        "was deleted with them, then with the values of the files), create (again), leave",
    )


def choice_of(options):
    """What ``--deleted`` says: one of Deleted, "" where it is not given."""
    return options["deleted"].replace("-", "_")


def end_for_deleted(report, options):
    """End the command with STATUS where records stay deleted and nobody said that they are to."""
    said = advice(report)
    if said and choice_of(options) != Deleted.LEAVE:
        raise CommandError(
            f"{said} --deleted bring-back brings them back as they were and gives them the values of the files; "
            "--deleted create creates those of the files again; --deleted leave says that they stay deleted.",
            returncode=STATUS,
        )
