"""The columns of a kind's table: the keys of record files, one to one, and the moment of the export."""

import datetime

from intake.bulk.cells import encode, encode_list
from intake.records.format import KINDS
from intake.records.reading import similar

EXPORTED = "exported_at"
_MOMENT = "UTC %Y-%m-%d %H:%M:%S.%f"


def columns(kind):
    """The headings of an export of the kind."""
    return [*kind.order(), EXPORTED]


def cells(kind, key, values, moment):
    """The cells of a record: the key (slug or id) and its values as state.current() gives them."""
    yield encode(key)
    for name in kind.keys:
        yield encode(values[name])
    for name, rows in kind.rows.items():
        yield encode(encode_list(rows, values[name]))
    yield moment


def moment_text(moment):
    """A moment (aware) for the column ``exported_at``; no spreadsheet takes it for a date and rounds it."""
    return moment.astimezone(datetime.UTC).strftime(_MOMENT)


def moment_of(text):
    """The moment that a cell of ``exported_at`` says. Raises ValueError with what to do."""
    try:
        return datetime.datetime.strptime(text, _MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError:
        raise ValueError(f"“{text}” is not what an export writes here: empty the cell, or export again.") from None


def kinds_with(headings):
    """The kinds whose table may have these headings: all known, the record's address among them."""
    given = set(headings)
    return [kind for kind in KINDS.values() if kind.id_key in given and given <= set(columns(kind))]


def unknown(kind, heading):
    """What to say of a heading that the kind does not have."""
    known = columns(kind)
    return f"{kind.name} have no column “{heading}”.{similar(heading, known)} There are: {', '.join(known)}."
