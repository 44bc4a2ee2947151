"""The desk's own records: merges, what was decided about suspected duplicates, reviews."""

from desk.models.drafts import FormDraft
from desk.models.merges import Merge, NotDuplicate, Scanned, Suspected
from desk.models.redactions import Redaction
from desk.models.reviews import Change, ChangesRead, Review, Verdict
from desk.models.sent import SentForm

__all__ = [
    "Change",
    "ChangesRead",
    "FormDraft",
    "Merge",
    "NotDuplicate",
    "Redaction",
    "Review",
    "Scanned",
    "SentForm",
    "Suspected",
    "Verdict",
]
