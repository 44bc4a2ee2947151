"""A network of people, events and organisations in three columns, with a line for each tie; deterministic."""

from dataclasses import dataclass, field

from lib.languages import noun, several, translated
from lib.partialdates import parse
from summits.models.standing import CALLED_OFF, standing

# The most nodes of a drawing; other columns use the space that one leaves free.
MOST = 60
ROW, HEAD = 28, 26
# The horizontal positions of marks in per cent: people, left and right end of events, organisations.
PEOPLE, EVENTS, ORGANISATIONS = 24, (35, 65), 76
# The letters that fit into a label on the narrowest drawing.
LETTERS = {"expert": 27, "organisation": 27, "event": 34}
COLUMNS = ("expert", "event", "organisation")
KINDS = {
    "expert": "person",
    "event": "event",
    "organisation": "organisation",
}


@dataclass
class Mark:
    """A node with its position; ``lines`` are the paths of its ties; ``off`` is true for an event that was called off."""

    node: object
    y: int
    label: str
    words: str
    off: bool = False
    lines: list = field(default_factory=list)


def network(nodes, ties, totals):
    """The drawing of pages.tied: {"height", "columns": [(of, [Mark])], "left_out", …}; None without a tie."""
    if not ties:
        return None
    shown = _chosen(nodes, ties)
    kept = {tie for tie in ties if (tie[0], tie[1]) in shown and ("event", tie[2]) in shown}
    # Marks without lines are left out.
    tied = {(of, pk) for of, pk, _ in kept} | {("event", event) for _, _, event in kept}
    columns = {of: [one for one in shown.values() if one.of == of and (of, one.id) in tied] for of in COLUMNS}
    middle = {one.id: number for number, one in enumerate(columns["event"])}
    for of in ("expert", "organisation"):
        # Sorted by the mean position of their events, so that few lines cross.
        columns[of].sort(key=lambda one: (_mean(middle[event] for event in _events(one, kept)), one.slug))
    rows = max(map(len, columns.values()))
    marks = {}
    for column in columns.values():
        for number, one in enumerate(column):
            marks[one.of, one.id] = _mark(one, number, len(column), rows)
    for of, pk, event in sorted(kept):
        path = _line(of, marks[of, pk].y, marks["event", event].y)
        marks[of, pk].lines.append(path)
        marks["event", event].lines.append(path)
    return {
        "height": HEAD + rows * ROW,
        "columns": [(of, [marks[of, one.id] for one in columns[of]]) for of in COLUMNS],
        "shown": [(len(columns[of]), totals[of], noun(totals[of], KINDS[of])) for of in COLUMNS],
        "words": ", ".join(several(len(columns[of]), KINDS[of]) for of in COLUMNS),
        "cut": any(len(columns[of]) < totals[of] for of in COLUMNS),
        "rows": _rows(columns, marks, kept),
    }


def _chosen(nodes, ties):
    """The nodes to draw, by (of, id): a third of each kind, and the rest for the others."""
    by_kind = {of: [one for one in nodes if one.of == of] for of in COLUMNS}
    room = dict.fromkeys(COLUMNS, MOST // 3)
    free = sum(max(MOST // 3 - len(by_kind[of]), 0) for of in COLUMNS)
    for of in sorted(COLUMNS, key=lambda of: -len(by_kind[of])):
        more = min(free, max(len(by_kind[of]) - room[of], 0))
        room[of], free = room[of] + more, free - more
    who = {(one.of, one.id): one for of in ("expert", "organisation") for one in by_kind[of][: room[of]]}
    numbers = {}
    for of, pk, event in ties:
        numbers[event] = numbers.get(event, 0) + ((of, pk) in who)
    best = sorted(by_kind["event"], key=lambda one: -numbers.get(one.id, 0))[: room["event"]]
    # In order of time, as they were read.
    return who | {("event", one.id): one for one in by_kind["event"] if one in best}


def _events(node, kept):
    return [event for of, pk, event in kept if (of, pk) == (node.of, node.id)]


def _mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def _mark(node, number, of_column, rows):
    y = round(HEAD + (number + 0.5) * rows / of_column * ROW)
    return Mark(node, y, _cut(node.name, LETTERS[node.of]), _words(node), node.status in CALLED_OFF)


def _words(node):
    if node.of == "event":
        state = translated(standing(node.status).words)
        return ", ".join(filter(None, [node.name, node.date and parse(node.date).words(), state]))
    return f"{node.name}, {several(node.number, 'event')}"


def _cut(name, letters):
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _line(of, y, event):
    """The path of a tie, horizontally in per cent and vertically in pixels."""
    start, end = (PEOPLE, EVENTS[0]) if of == "expert" else (ORGANISATIONS, EVENTS[1])
    bend = (start + end) / 2
    return f"M{start} {y}C{bend:g} {y} {bend:g} {event} {end} {event}"


def _rows(columns, marks, kept):
    """The network as a table: [(mark, events as {"page", "name"})] of people and organisations."""
    events = {one.id: {"page": one.page, "name": one.name} for one in columns["event"]}
    return [
        (marks[of, one.id], [event for pk, event in events.items() if (of, one.id, pk) in kept])
        for of in ("expert", "organisation")
        for one in sorted(columns[of], key=lambda one: -one.number)
    ]
