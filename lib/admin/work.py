"""What is left to do, as numbers on the desk's home page, each with the list of exactly these.

The desk counts what records lack. A room that the desk does not know (it must not import
its neighbours) adds its own numbers with ``offer`` when the app is ready.
"""

from dataclasses import dataclass

# Counting further than this is worth no one's wait on a home page.
CAP = 1000


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what, how many (up to CAP + 1), and the list of exactly these."""

    words: str
    count: int
    url: str

    @property
    def number(self):
        """The count as shown."""
        return f"{CAP:,}+" if self.count > CAP else f"{self.count:,}"


_offered = []


def offer(gaps):
    """Add a function from a request to the Gaps that its person may see, by a fixed number of statements."""
    if gaps not in _offered:
        _offered.append(gaps)


def offered(request):
    """The Gaps that other rooms have for the person of a request."""
    return [gap for gaps in _offered for gap in gaps(request)]
