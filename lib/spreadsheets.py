"""Tables that spreadsheets open correctly: a byte order mark for UTF-8, and escaped formulas.

A cell that begins with a character such as ``=`` is run as a formula, also with the full-width characters
of East Asian keyboards. If a spreadsheet separates by semicolons (most of Europe), quotes around commas are not
recognised, and text after a semicolon, a tab or a line break begins a new cell.
"""

import csv
import io
import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# The byte order mark by which spreadsheets recognise UTF-8.
MARK = "\ufeff"
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_PARTED = re.compile('[;"\\r\\n]')
_BEGINS = re.compile(f"[{_SIGNS}\t\r]")
_WITHIN = re.compile(f"([;\t\r\n][^\\S\r\n]*)(?='*[{_SIGNS}])")
_GUARDED = re.compile(f"([;\t\r\n][^\\S\r\n]*)'(?='*[{_SIGNS}])")


def runs(text):
    """Whether a spreadsheet would run this text as a formula."""
    return bool(_BEGINS.match(text))


def guard_within(text):
    """The text with an apostrophe before each formula that a split would move to the beginning of a cell."""
    return _WITHIN.sub(r"\1'", text)


def unguard_within(text):
    """The inverse of ``guard_within``."""
    return _GUARDED.sub(r"\1", text)


def cell(value):
    """A value as the text of a cell, escaped if it would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return f"'{guard_within(value)}" if runs(value) else guard_within(value)


def listed(entries):
    """Texts as one cell, separated by semicolons, and quoted if they contain a semicolon, quote or line break.

    So the entries of a cell can be told apart, and those of several cells be paired by position.
    """
    return "; ".join('"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text for text in entries)


def line(values):
    """Values as a line of CSV, each escaped."""
    return raw_line([cell(value) for value in values])


def raw_line(cells):
    """Escaped cells as a line of CSV."""
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
    """The inverse of ``xlsx_escaped``."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


_BOLD = Font(bold=True)


def text_cell(sheet, text, head=False):
    """A text cell, never a formula or error, for a write-only workbook."""
    made = WriteOnlyCell(sheet, value=xlsx_escaped(text))
    made.data_type = "s"  # openpyxl would make a formula of a text that begins with “=”
    made.number_format = "@"
    if head:
        made.font = _BOLD
    return made
