"""The table of decisions about names that are not on record: one import writes it, the next reads it.

=======  ====================================================================
kind     experts, organisations or topics; for data sets every kind with an address
name     as the tables print it; for data sets the data set's own id
record   the slug of the record that is meant, ``(draft)``, or empty: not decided
closest  the records that come closest, for the person who decides; ignored when read
=======  ====================================================================
"""

from typing import NamedTuple

from intake.bulk.cells import decode, encode
from intake.bulk.proposals import CREATE, PROPOSED, USE
from intake.bulk.tables import tables
from intake.errors import Unreadable
from intake.records.directory import Directory, like
from intake.records.format import KINDS
from intake.records.reading import similar
from intake.records.report import Problem
from lib.spreadsheets import MARK, raw_line

HEADINGS = ["kind", "name", "record", "closest"]
DRAFT = "(draft)"


class Decisions(NamedTuple):
    """The content of a file: choices and closest records, both by choice_key, and the problems found."""

    choices: dict
    closest: dict
    problems: list


def read_decisions(path, name, kinds=PROPOSED):
    """Read the Decisions in a file, about records of ``kinds``. Undecided names are left out of the choices.

    A record that does not exist is a problem; a slug that was renamed or merged is followed to its present record.
    """
    choices, close, rows, problems = {}, {}, [], []
    try:
        for table in tables(path, name):
            missing = [heading for heading in HEADINGS[:3] if heading not in table.headings]
            if missing:
                lacking = " and ".join(f"“{heading}”" for heading in missing)
                raise Unreadable(
                    f"{table.file}: decisions have the columns kind, name and record; {lacking} is missing."
                )
            rows += [(table.file, line, _cells(table, row)) for line, row in table.rows]
    except Unreadable as error:
        return Decisions({}, {}, [Problem(name, 0, "", "", str(error))])
    except OSError as error:
        return Decisions({}, {}, [Problem(name, 0, "", "", f"the file cannot be read: {error.strerror}.")])
    meant = {
        kind: {record for _, _, (k, _, record, _) in rows if k == kind and record not in ("", DRAFT)} for kind in kinds
    }
    directory = Directory(meant)
    for file, line, (kind, printed, record, closest) in rows:
        fault, choice = _decision(directory, kinds, kind, printed, record)
        key = f"{kind}:{printed}"
        if closest:
            close[key] = closest
        if not fault and choice and choices.setdefault(key, choice) != choice:
            fault = f"“{printed}” is decided twice, differently."
        if fault:
            problems.append(Problem(file, line, "", "", fault))
    return Decisions(choices, close, problems)


def _cells(table, row):
    if isinstance(row, str):
        return row, "", "", ""
    cells = dict(zip(table.headings, row, strict=False))
    return tuple(decode(cells.get(heading) or "") for heading in HEADINGS)


def _decision(directory, kinds, kind, printed, record):
    """The decision of one row, as (fault or "", choice or "")."""
    if kind not in kinds:
        there = ", ".join(kinds)
        return f"“{kind}” is not a kind whose names are decided.{similar(kind, kinds)} There are: {there}.", ""
    if not printed:
        return "this row has no name.", ""
    if not record:
        return "", ""
    if record == DRAFT:
        return "", CREATE
    if directory.pk(KINDS[kind], record) is not None:
        return "", USE + directory.now(KINDS[kind], record)
    if directory.gone(KINDS[kind], record):
        return f"“{record}” among {kind} was deleted: write another one, or {DRAFT}.", ""
    hint = similar(record, like(KINDS[kind], record))
    return f"there is no “{record}” among {kind}.{hint} Write its slug, or {DRAFT}.", ""


def lines(choices, proposals=(), close=None):
    """Yield the table of decisions as CSV: first what was decided, then what is open, each with the closest records.

    ``proposals`` are the open ones, as data; ``close`` is {choice_key: closest records in words} for the others.
    """
    close = close or {}
    yield MARK + raw_line(HEADINGS)
    for key, choice in choices.items():
        kind, _, printed = key.partition(":")
        yield _line(kind, printed, DRAFT if choice == CREATE else choice.removeprefix(USE), close.get(key, ""))
    for proposal in proposals:
        if f"{proposal['kind']}:{proposal['key']}" not in choices:
            yield _line(proposal["kind"], proposal["key"], "", in_words(proposal["closest"]))


def in_words(closest):
    """The closest records in words, for the person who decides."""
    return "; ".join(f"{slug} ({name})" for slug, name in closest)


def close_to(proposals):
    """The closest records of each proposal in words, {choice_key: text}, without proposals that have none."""
    return {proposal.choice_key: in_words(proposal.closest) for proposal in proposals if proposal.closest}


def _line(*values):
    return raw_line([encode(value) for value in values])


def made(choices, result):
    """All decisions after an import: the previous ones, and what was decided about each name."""
    settled = {
        proposal.choice_key: USE + proposal.record if result.written else proposal.choice for proposal in result.settled
    }
    return choices | settled
