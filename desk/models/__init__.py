"""The desk's own records: merges, what was decided about suspected duplicates, reviews."""

from desk.models.merges import Merge, NotDuplicate, Scanned, Suspected
from desk.models.reviews import Review, Verdict

__all__ = ["Merge", "NotDuplicate", "Review", "Scanned", "Suspected", "Verdict"]
