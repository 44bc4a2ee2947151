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
    """A partial date of two days or months as written, the same once; raises ValueError with the reason."""
    try:
        return str(parse(start if start == end else f"{start}/{end}"))
    except PartialDateError as error:
        raise ValueError(str(error)) from None


def cite(entry, source, place, field="", value="", note=""):
    """Add a citation to an entry that has one: a further place of the data set, with what it says of a field."""
    said = {"source": source, "locator": place, "field": field, "value": value, "note": note}
    entry.values["citations"].append(entry.values["citations"][0] | said)
    entry.row_lines["citations"].append(entry.line)
