"""Tables that spreadsheets open as they are meant: the mark of UTF-8, and text that none takes for a formula.

A cell that begins with a sign such as ``=`` is run, the full-width signs of East Asian keyboards
too. Where a spreadsheet separates by semicolons (most of Europe), a comma's quotes do not hold, and
what stands behind a semicolon, a tab or a line's end within a text begins a cell of its own.
"""

import csv
import io
import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# The first three bytes by which a spreadsheet knows UTF-8.
MARK = "\ufeff"
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_PARTED = re.compile('[;"\\r\\n]')
_BEGINS = re.compile(f"[{_SIGNS}\t\r]")
_WITHIN = re.compile(f"([;\t\r\n][^\\S\r\n]*)(?='*[{_SIGNS}])")
_GUARDED = re.compile(f"([;\t\r\n][^\\S\r\n]*)'(?='*[{_SIGNS}])")


def runs(text):
    """Whether a spreadsheet would run a cell with this text."""
    return bool(_BEGINS.match(text))


def guard_within(text):
    """The text with an apostrophe before each formula that a split would bring to the front of a cell."""
    return _WITHIN.sub(r"\1'", text)


def unguard_within(text):
    """The text that ``guard_within`` was given."""
    return _GUARDED.sub(r"\1", text)


def cell(value):
    """A value as a cell that is safe to open."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return f"'{guard_within(value)}" if runs(value) else guard_within(value)


def listed(entries):
    """Texts as one cell, apart by semicolons; one that has a semicolon, a quote or a line's end is in double quotes.

    So the entries of a cell can be told apart, and those of several cells be paired by their places.
    """
    return "; ".join('"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text for text in entries)


def line(values):
    """Values as one line of CSV (text), each made safe."""
    return raw_line([cell(value) for value in values])


def raw_line(cells):
    """Cells that are safe already as one line of CSV (text)."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


# -- what XLSX cannot hold as it is ---------------------------------------------------------------

_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
XLSX_LONGEST = 32_767


def xlsx_escaped(text):
    """Characters that XML cannot hold, in the notation of the file format (``_x000D_``)."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def xlsx_unescaped(text):
    """The text that ``xlsx_escaped`` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


_BOLD = Font(bold=True)


def text_cell(sheet, text, head=False):
    """A cell of a workbook that is written row by row, with text that is no formula and no error."""
    made = WriteOnlyCell(sheet, value=xlsx_escaped(text))
    made.data_type = "s"  # openpyxl makes a formula of what begins with “=”
    made.number_format = "@"
    if head:
        made.font = _BOLD
    return made
