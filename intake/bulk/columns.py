"""The columns of a kind's table: one for each key of record files, and the time of the export."""

import datetime

from intake.bulk.cells import encode, encode_list
from intake.records.format import KINDS
from intake.records.reading import similar

EXPORTED = "exported_at"
_MOMENT = "UTC %Y-%m-%d %H:%M:%S.%f"


def columns(kind):
    """The headings of an exported table of the kind."""
    return [*kind.order(), EXPORTED]


def cells(kind, key, values, moment):
    """The cells of a record, from its key (slug or id) and its values as returned by state.current()."""
    yield encode(key)
    for name in kind.keys:
        yield encode(values[name])
    for name, rows in kind.rows.items():
        yield encode(encode_list(rows, values[name]))
    yield moment


def moment_text(moment):
    """An aware datetime as the text of ``exported_at``, in a form that spreadsheets do not convert to a date and round."""
    return moment.astimezone(datetime.UTC).strftime(_MOMENT)


def moment_of(text):
    """The aware datetime in a cell of ``exported_at``. Raises ValueError, saying what to do."""
    try:
        return datetime.datetime.strptime(text, _MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError:
        raise ValueError(f"“{text}” is not what an export writes here: empty the cell, or export again.") from None


def kinds_with(headings):
    """The kinds whose tables have all of these headings, among which must be the record's slug or id."""
    given = set(headings)
    return [kind for kind in KINDS.values() if kind.id_key in given and given <= set(columns(kind))]


def unknown(kind, heading):
    """The message for a heading that tables of the kind do not have."""
    known = columns(kind)
    return f"{kind.name} have no column “{heading}”.{similar(heading, known)} There are: {', '.join(known)}."
