"""What is left to do, as numbers on the desk's home page, each with the list of exactly these.

The desk counts what records lack; its parts add their own numbers (lib/admin/parts.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

# Counting further than this is worth no one's wait on a home page.
CAP = 1000


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what (many, and one), how many (up to CAP + 1), and the list of exactly these."""

    words: str
    one: str
    count: int
    url: str

    @property
    def number(self):
        """The count as shown."""
        return f"{CAP:,}+" if self.count > CAP else f"{self.count:,}"

    @property
    def counted(self):
        """The words that follow the number."""
        return self.one if self.count == 1 else self.words


@dataclass(frozen=True)
class Queue:
    """Work that waits, in the left column: words, its list, and what counts it (up to CAP + 1), asked only for the numbers."""

    words: str
    url: str
    count: Callable

    @property
    def number(self):
        """The count as shown; empty for none."""
        count = self.count()
        return f"{CAP:,}+" if count > CAP else f"{count:,}" if count else ""
