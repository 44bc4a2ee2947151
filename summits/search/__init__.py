"""One search over all kinds of record, for the page and the API."""

from summits.search.finding import CAP, MOST, Found, Hit, search
from summits.search.identifiers import IDENTIFIERS
from summits.search.kinds import SEARCHED
from summits.search.typed import LONGEST

__all__ = ["CAP", "IDENTIFIERS", "LONGEST", "MOST", "SEARCHED", "Found", "Hit", "search"]
