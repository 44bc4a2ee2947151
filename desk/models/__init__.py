"""The desk's own models: merges, bulk actions, suspected duplicates, reviews, drafts, redactions."""

from desk.models.drafts import FormDraft
from desk.models.many import Act, MassChange, MassState
from desk.models.merges import DuplicateDismissal, DuplicateSuggestion, Merge, Scanned
from desk.models.redactions import Redaction
from desk.models.reviews import Change, ChangesRead, Review, Verdict
from desk.models.sent import SentForm

__all__ = [
    "Act",
    "Change",
    "ChangesRead",
    "DuplicateDismissal",
    "DuplicateSuggestion",
    "FormDraft",
    "MassChange",
    "MassState",
    "Merge",
    "Redaction",
    "Review",
    "Scanned",
    "SentForm",
    "Verdict",
]
