"""The desk's own records: merges, what was decided about suspected duplicates, reviews."""

from desk.models.merges import Merge, NotDuplicate, Scanned, Suspected
from desk.models.reviews import Change, ChangesRead, Review, Verdict

__all__ = ["Change", "ChangesRead", "Merge", "NotDuplicate", "Review", "Scanned", "Suspected", "Verdict"]
