"""Sound files in which some values are exchanged for others, of any type: each is taken, or refused in sentences.

`make fuzz` tries many more of them (docs/testing.md).
"""

import copy
import csv
import json
import os

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from intake.bulk.columns import columns
from intake.bulk.importing import import_files
from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER
from intake.errors import Unreadable
from intake.records import BrokenRecords, load
from intake.records.format import KINDS
from tests.intake.conftest import WORLD
from tests.intake.datasets.test_schedule import CONFERENCE, EARLY, NIGHT, OPENING

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES") or 8)
# The database is empty again after each example: nothing is committed.
several = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = [
    "", " ", "²", "٣", "-1", "0", "9" * 40, "9" * 5000, "1e400", "nan", "a\0b", "\ud83d", "a" * 400, "x y", "../a", "=1+1",
    "2021-02-30", "9999-12-31", "0001", "-0044", "2021/..", "2021-06-16?", "..", "0000", "24:00", "9:05", "25:61", "-1:00",
    "2021-06-16T10:00:00+99:00", "9999-12-31T23:59:59Z", "999999999:00", "http://[", "https://x y", "Europe/Nowhere", "yes",
    "ada-berg", "fish-talks", "harbour", "published", "sea; ice", "sea, stance=supports", '"', "a=b, c", "text=, kind=", "\ufeff",
]  # fmt: skip
LEAVES = (
    st.sampled_from(WORDS)
    | st.text(max_size=12)
    | st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.dates().map(str)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner, max_size=2),
    max_leaves=4,
)


def places(value, path=()):
    """The paths to all values within lists and mappings."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from places(inner, (*path, key))


@st.composite
def spoilt(draw, sound):
    """A copy of what is sound, with one to three of its values exchanged, left out or given a name that nobody knows."""
    made = copy.deepcopy(sound)
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(list(places(made)) or [()])) or (None,)
        if last is None:
            break
        holder = made
        for key in path:
            holder = holder[key]
        how = draw(st.sampled_from(["exchange", "exchange", "exchange", "leave out", "rename"]))
        if how == "exchange" or isinstance(holder, list):
            holder[last] = draw(VALUES)
        elif how == "leave out":
            del holder[last]
        else:
            holder[draw(st.text(max_size=6))] = holder.pop(last)
    return made


def in_sentences(texts):
    """Whether faults are told in words: nothing of the machine's own, however long what was written is."""
    return all(text and "Traceback" not in text and "Error(" not in text for text in texts)


@several
@given(data=spoilt(yaml.safe_load(WORLD)), flow=st.booleans())
def test_any_record_file(tmp_path_factory, data, flow):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(yaml.safe_dump(data, default_flow_style=flow, sort_keys=False), encoding="utf-8")
    problems = []
    try:
        load([path], dry_run=True)
    except BrokenRecords as refused:
        problems = refused.problems
    assert in_sentences(map(str, problems))


@st.composite
def tables(draw):
    """A kind, and the rows of a table of it: cells as they may be typed, or as a spreadsheet holds them."""
    kind = KINDS[draw(st.sampled_from(list(KINDS)))]
    headings = [name for name in columns(kind) if draw(st.booleans()) or name == kind.id_key]
    cells = st.lists(LEAVES, max_size=len(headings) + 1)
    rows = draw(st.lists(cells.map(lambda row: [f"row-{len(row)}", *row[1:]]) | cells, min_size=1, max_size=3))
    return kind.name, [headings, *rows]


@several
@given(table=tables(), ending=st.sampled_from(["csv", "xlsx"]), separator=st.sampled_from(",;\t"))
def test_any_table(tmp_path_factory, table, ending, separator):
    name, rows = table
    path = tmp_path_factory.getbasetemp() / f"{name}.{ending}"
    if ending == "csv":
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file, delimiter=separator).writerows(rows)
    else:
        book = openpyxl.Workbook()
        book.active.title = name
        for row in rows:
            book.active.append([storable(cell) for cell in row])
        book.save(path)
    result = import_files([(path, path.name)], dry_run=True)
    assert in_sentences(map(str, result.problems))


def storable(cell):
    """What a workbook can hold of a value."""
    return (
        ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000].encode(errors="replace").decode()
        if isinstance(cell, str)
        else cell
    )


PROGRAMME = {
    "schedule": {
        "base_url": "https://example.org/",
        "conference": {
            **CONFERENCE,
            "days": [
                {"index": 1, "date": "2021-06-16", "rooms": {"Hall 1": [OPENING, NIGHT], "Hall 2": [EARLY]}},
            ],
        },
    }
}


@several
@given(data=spoilt(PROGRAMME))
def test_any_programme(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "schedule.json"
    path.write_text(json.dumps(data))
    outcome, said = None, []
    try:
        outcome = import_dataset(REGISTER["schedule"], path, dry_run=True)
    except Unreadable as refused:
        said = [str(refused)]
    assert in_sentences(said)
    if outcome:
        assert in_sentences(row.reason for row in outcome.queued)
        assert outcome.rows == outcome.records + len(outcome.queued) + outcome.recognised
