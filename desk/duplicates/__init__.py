"""Suspected duplicates: found in SQL, shown with their reasons, decided by a person, never merged by itself."""

from desk.duplicates.finding import KINDS, refresh
from desk.duplicates.queue import counts, suspected_of, suspicions

__all__ = ["KINDS", "counts", "refresh", "suspected_of", "suspicions"]
