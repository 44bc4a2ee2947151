"""Work to do, as counts on the desk's home page, each with the list of exactly these records.

The desk counts what records lack; its parts add their own counts (lib/admin/parts.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

# Counting beyond this would make the home page slow.
CAP = 1000


@dataclass(frozen=True)
class Gap:
    """Something that is missing: words (many, one), the number (at most CAP + 1), and the URL of the list."""

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
        """The words after the number."""
        return self.one if self.count == 1 else self.words


@dataclass(frozen=True)
class Queue:
    """A queue in the left column: words, the URL of its list, and a function that counts it (at most CAP + 1)."""

    words: str
    url: str
    count: Callable

    @property
    def number(self):
        """The count as shown; empty for none."""
        count = self.count()
        return f"{CAP:,}+" if count > CAP else f"{count:,}" if count else ""
