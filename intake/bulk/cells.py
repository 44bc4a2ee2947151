"""The text of a cell: escaped formulas, which reading restores exactly, and lists in one cell.

A list below a record stands in one cell, an entry per line or between semicolons, its parts
between commas; the first part is the list's first key, the others say their key::

    Ада Берг, language=ru, script=Cyrl, kind=translation; A. Berg

A value that holds one of ``; , = "``, a line break, or blanks at its ends stands in double
quotes, with double quotes inside it doubled. Parts that equal the default are left out.
"""

import re

from intake.records.reading import READERS, similar
from lib.spreadsheets import guard_within, runs, unguard_within

_ENDS = re.compile(r"\A\s|\s\Z")
_QUOTED_NEEDED = re.compile(r'[;,="\r\n]|\A\s|\s\Z|\A\Z')


def _defused(text):
    """Whether the text is written with a leading apostrophe: it would run as a formula, or lose blanks at its ends."""
    while text.startswith("'"):
        text = text[1:]
    return runs(text) or bool(_ENDS.search(text))


def encode(text):
    """The text of a cell for a value, which may also be a number, a boolean or None."""
    if isinstance(text, float):
        return str(text)  # a spreadsheet takes “-6.1432” for a number
    text = _written(text)
    guarded = guard_within(text)
    return "'" + guarded if _defused(text) else guarded


def _written(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def decode(cell):
    """The value from which ``encode`` made the cell. Blanks around it are ignored, as people type them."""
    text = unguard_within(cell)
    if text.startswith("'") and _defused(text[1:]):
        return text[1:]
    return text.strip()


# -- lists ------------------------------------------------------------------------------------


def encode_list(rows, entries):
    """The entries of a list (mappings) as the text of one cell."""
    return "; ".join(_entry(rows, entry) for entry in entries)


def _entry(rows, entry):
    first, parts = next(iter(rows.keys)), []
    for name, key in rows.keys.items():
        value = entry[name]
        if value == key.left_out and not key.required:
            continue
        text = _written(value)
        text = '"' + text.replace('"', '""') + '"' if _QUOTED_NEEDED.search(text) else text
        parts.append(text if name == first else f"{name}={text}")
    return ", ".join(parts)


class NotationError(ValueError):
    """The text is not a valid list; the message says what to write instead. ``key`` names the part at fault, if known."""

    def __init__(self, message, key=""):
        super().__init__(message)
        self.key = key


_TOKEN = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;,="\r\n]*))\s*?(=|,|;|\r?\n|\r|\Z)', re.DOTALL)


def decode_list(rows, text):
    """The entries in a text, as mappings with all keys of the list. Raises NotationError."""
    entries, given, key, place, first = [], {}, None, 0, next(iter(rows.keys))
    while place <= len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise NotationError(f"it cannot be read from “{text[place : place + 30]}” on: {_advice(rows)}")
        quoted, bare, sign = match.groups()
        value = quoted.replace('""', '"') if quoted is not None else bare.strip()
        if sign == "=" and key is None and quoted is None:
            if value not in rows.keys:
                known = ", ".join(rows.keys)
                raise NotationError(
                    f"“{value}” is not part of this list.{similar(value, rows.keys)} There are: {known}."
                )
            key, place = value, match.end()
            continue
        if sign == "=":
            raise NotationError(f"put a value that contains “=” in double quotes. {_advice(rows)}")
        if value or quoted is not None or key:
            name = key or first
            if name in given:
                where = f"“{name}” appears twice in one entry" if key else f"“{value}” does not say what it is"
                raise NotationError(f"{where}. {_advice(rows)}", name)
            if not key and given:
                raise NotationError(f"“{value}” comes after other parts: say which part it is. {_advice(rows)}")
            given[name] = value
        key = None
        if sign != "," and given:
            entries.append(_values(rows, given))
            given = {}
        if match.end() == len(text) and sign in ("", ";", "\n", "\r", "\r\n"):
            break
        place = match.end()
    if given:
        entries.append(_values(rows, given))
    return entries


def _values(rows, given):
    values = {}
    for name, key in rows.keys.items():
        text = given.get(name, "")
        if not text:
            if key.required:
                raise NotationError(f"an entry lacks its “{name}”. {_advice(rows)}", name)
            values[name] = key.left_out
            continue
        try:
            values[name] = READERS[key.holds](key, text)
        except ValueError as error:
            raise NotationError(str(error), name) from None
    return values


def _advice(rows):
    """A sentence that says how an entry of the list is written."""
    first, *others = rows.keys
    form = ", ".join([f"…{first}…", *(f"{name}=…" for name in others[:2])])
    return f"Write {form} and put a semicolon between entries."
