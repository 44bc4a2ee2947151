"""What the data sets of the Office of the Historian have in common."""

from intake.datasets.rows import Tie
from lib.partialdates.core import PartialDateError, parse

PUBLISHER = "Office of the Historian, US Department of State"


def source(proposed, row, key, title, notes):
    """Propose the record of the data set itself. Returns its key."""
    return proposed.shared(
        "sources", key, row, [Tie("address")], kind="dataset", title=title, publisher=PUBLISHER,
        url="https://history.state.gov", language="en", licence="CC0", notes=notes,
    )  # fmt: skip


def period(start, end):
    """A partial date as text from two days or months, which may be equal. Raises ValueError with the reason."""
    try:
        return str(parse(start if start == end else f"{start}/{end}"))
    except PartialDateError as error:
        raise ValueError(str(error)) from None


def cite(entry, source, place, field="", value="", note=""):
    """Add a further citation to an entry: another place in the data set, and what it states for a field."""
    said = {"source": source, "locator": place, "field": field, "value": value, "note": note}
    entry.values["citations"].append(entry.values["citations"][0] | said)
    entry.row_lines["citations"].append(entry.line)
