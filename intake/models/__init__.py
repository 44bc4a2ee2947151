"""What has been taken in, and the files that are being taken in."""

from intake.models.bulk import BulkImport, BulkLine, BulkState, Deleted, ImportRun
from intake.models.loaded import LoadedRecord
from intake.models.proposed import Decision, ProposedParticipation
from intake.models.queued import QueuedRow

__all__ = [
    "BulkImport",
    "BulkLine",
    "BulkState",
    "Decision",
    "Deleted",
    "ImportRun",
    "LoadedRecord",
    "ProposedParticipation",
    "QueuedRow",
]
