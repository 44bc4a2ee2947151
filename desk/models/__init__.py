"""The desk's own records: merges, and what was decided about suspected duplicates."""

from desk.models.merges import Merge, NotDuplicate, Scanned, Suspected

__all__ = ["Merge", "NotDuplicate", "Scanned", "Suspected"]
