"""Visits by foreign leaders to the United States: an event each, with the state that the visitor represented.

The rows have no ids of people: “King Hussein” may be one man or two. So the visitor's name is kept as printed in the
participation of the state, and no expert is created.
"""

import datetime

from intake.datasets import markup
from intake.datasets.hsg import common, countries
from intake.datasets.rows import Importer, Proposed
from intake.errors import Unreadable

SOURCE = "hsg-visits"
TITLE = "Visits by foreign leaders to the United States"
HOST = "united-states"


def recognises(path):
    """Whether a folder holds the visits."""
    return path.is_dir() and any(path.glob("data/[12]*0.xml"))


def propose(path, watch):
    """The rows below a folder and the records proposed for them."""
    made = Proposed()
    files = sorted(path.glob("data/*.xml"))
    if not files:
        raise Unreadable(f"{path.name} holds no folder “data” with XML files.")
    seen = {}
    for file in files:
        name = f"data/{file.name}"
        root = markup.read(file, name)
        if root.tag != "visits":
            raise Unreadable(f"{name} begins with <{root.tag}>; <visits> was expected.")
        for node in root.all("visit"):
            _visit(made, node, name, seen)
        watch.read(name, len(made.rows))
    return made


def _fault(number, visitor, country, start, end):
    for value, what in ((number, "number"), (visitor, "visitor"), (country, "country")):
        if not value:
            return f"The row has no {what}."
    try:
        first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    except ValueError:
        return f"“{start}” to “{end}” are not two days such as 2021-06-15."
    if last < first:
        return f"It ends ({end}) before it starts ({start})."
    if countries.state(countries.territory(country), start) is None:
        return f"Which state “{country}” was on {start} is not known."
    return ""


def _visit(made, node, file, seen):
    number, visitor, start, end = (node.get(name) for name in ("id", "visitor", "start-date", "end-date"))
    country, printed, said = node.attribute("id", "from"), node.get("from"), node.get("description")
    row = made.row(f"visit {number}", file, node.line, f"{visitor}, {printed}, {start}–{end}: {said}")
    row.reason = _fault(number, visitor, country, start, end)
    if row.reason:
        return
    source = common.source(
        made, row, SOURCE, TITLE, "One record per visit, numbered; visitors stand as strings without identifiers."
    )
    first = seen.setdefault((visitor, countries.territory(country), start, end), row)
    if first is not row:
        # A duplicate row: one event with two citations.
        row.same_as = first.place
        event = first.entries[0]
        common.cite(event, source, row.place, *(("summary", said[:500]) if said != event.values["summary"] else ()))
        event.values["identifiers"].append({"scheme": "hsg", "value": f"visit-{number}"})
        event.row_lines["identifiers"].append(event.line)
        return
    key = f"hsg-visit-{number}"
    cited = [{"source": source, "locator": row.place}]
    made.own(
        row, "events", key, kind="visit", name=f"{visitor} ({printed}) in the United States"[:300], status="held",
        date=common.period(start, end), place=countries.country(made, row, HOST), summary=said,
        identifiers=[{"scheme": "hsg", "value": f"visit-{number}"}], citations=cited,
    )  # fmt: skip
    made.own(
        row, "participations", f"{key}-visitor", event=key, organisation=countries.government(made, row, country, start),
        role="principal", name_as_printed=visitor[:300], citations=cited,
    )  # fmt: skip
    made.own(
        row, "participations", f"{key}-host", event=key, organisation=countries.government(made, row, HOST, start),
        role="host", citations=cited,
    )  # fmt: skip


IMPORTER = Importer(SOURCE, f"{TITLE} (US Office of the Historian)", recognises, propose)
