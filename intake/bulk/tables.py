"""Tables from files: CSV and XLSX, streamed row by row as text, without the database.

A fault of the whole file raises Unreadable; one of a row is yielded in its place, so that all
of them can be listed.
"""

import csv
import datetime
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from intake.bulk.cells import xlsx_unescaped

MOST_ROWS = 100_000
# What a workbook may unpack to: far above what MOST_ROWS needs, far below what fills a machine.
MOST_UNPACKED = 1 << 30
LONGEST_CELL = 10_000_000
DELIMITERS = ",;\t"


class Unreadable(Exception):
    """The file is no table; the message says what to do."""


@dataclass
class Table:
    """A table of a file: its name (file, or sheet), headings, and rows as (line, cells or message)."""

    file: str  # as named in messages
    name: str  # of the sheet; of a CSV file, the file's without its ending
    headings: list
    line: int  # of the headings
    rows: object


def tables(path, name=None):
    """The tables in the file at ``path``; ``name`` is what the person calls it. Raises Unreadable."""
    name = name or Path(path).name
    suffix = Path(name).suffix.lower()
    if suffix == ".xlsx":
        yield from _sheets(path, name)
    elif suffix in (".csv", ".txt", ".tsv"):
        yield _csv(path, name)
    else:
        raise Unreadable(f"{name} is neither CSV nor XLSX: its name should end in .csv or .xlsx.")


def _counted(rows, file):
    """The rows that are not empty; more than MOST_ROWS are refused."""
    count = 0
    for line, row in rows:
        if not isinstance(row, str):
            if not any(cell.strip() for cell in row):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(f"{file} has more than {MOST_ROWS:,} rows: divide it into several files.")
        yield line, row


def _headings(cells, file, line):
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Unreadable(f"{file}:{line}: the first line holds no headings.")
    for column, heading in enumerate(headings, 1):
        if not heading:
            raise Unreadable(f"{file}:{line}: column {column} has no heading.")
        if headings.index(heading) < column - 1:
            raise Unreadable(f"{file}:{line}: the heading “{heading}” stands twice.")
    return headings


# -- CSV --------------------------------------------------------------------------------------


def _csv(path, name):
    _check_encoding(path, name)
    file = open(path, encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed with the rows
    first = file.readline()
    file.seek(0)
    if not first.strip():
        file.close()
        raise Unreadable(f"{name} begins with an empty line: the first line holds the headings.")
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        headings = _headings(next(reader), name, 1)
    except csv.Error as error:
        file.close()
        raise Unreadable(f"{name}:1: this is not CSV: {error}.") from None
    except Unreadable:
        file.close()
        raise
    rows = _counted(_csv_rows(file, reader, name), name)
    return Table(name, Path(name).stem, headings, 1, rows)


def _csv_rows(file, reader, name):
    with file:
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise Unreadable(f"{name}:{line}: from here on this is not CSV: {error}.") from None
            if any("\0" in cell for cell in row):
                yield line, "a cell holds the character NUL, which cannot be stored: remove it."
            else:
                yield line, row


def _check_encoding(path, name):
    """Raise Unreadable unless the file is UTF-8, naming what it looks like instead."""
    line = 1
    with open(path, "rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            raise Unreadable(f"{name} is UTF-16 text: save it as “CSV UTF-8”.")
        file.seek(0)
        for raw in file:
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                raise Unreadable(f"{name}:{line}: {_other_encoding(raw)}Save it as “CSV UTF-8”.") from None
            line += 1


def _other_encoding(raw):
    text = raw.decode("cp1251", errors="replace").strip()
    letters = [char for char in text if char.isalpha()]
    cyrillic = [char for char in letters if "а" <= char.lower() <= "я"]
    if len(cyrillic) > len(letters) / 3:
        word = max(
            text.replace(";", " ").replace(",", " ").split(), key=lambda w: sum("а" <= c.lower() <= "я" for c in w)
        )
        return f"this is not UTF-8 but looks like Windows-1251 (“{word[:40]}”). "
    return "this is not UTF-8 text. "


# -- XLSX -------------------------------------------------------------------------------------


def _sheets(path, name):
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(info.file_size for info in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable(f"{name} unpacks to more than a gigabyte: divide it into several files.")
        book = openpyxl.load_workbook(path, read_only=True)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl and zipfile raise many kinds for a broken file
        raise Unreadable(f"{name} cannot be read as XLSX ({error}): save it anew, or as “CSV UTF-8”.") from None
    try:
        found = 0
        for sheet in book.worksheets:
            file = f"{name}, sheet {sheet.title}"
            rows = _xlsx_rows(sheet, file)
            first = next(((line, row) for line, row in rows if isinstance(row, str) or any(row)), None)
            if first is None:
                continue
            found += 1
            line, row = first
            if isinstance(row, str):
                raise Unreadable(f"{file}:{line}: {row}")
            yield Table(file, sheet.title, _headings(row, file, line), line, _counted(rows, file))
        if not found:
            raise Unreadable(f"{name} holds no table: all its sheets are empty.")
    finally:
        book.close()


def _xlsx_rows(sheet, file):
    # The size that a file states may be wrong, and then cuts off rows.
    sheet.reset_dimensions()
    try:
        for line, row in enumerate(sheet.iter_rows(), 1):
            try:
                yield line, [_text(cell) for cell in row]
            except ValueError as error:
                yield line, str(error)
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise Unreadable(f"{file} cannot be read to its end ({error}): save it anew, or as “CSV UTF-8”.") from None


def _text(cell):
    """The text of a cell as it was typed. Raises ValueError for one that holds no value."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "f":
            raise ValueError(f"{_at(cell)} holds a formula: replace it by its value (copy, then paste values only).")
        if cell.data_type == "e":
            raise ValueError(f"{_at(cell)} holds the error {value}.")
        text = xlsx_unescaped(value)
        if "\0" in text:
            raise ValueError(f"{_at(cell)} holds the character NUL, which cannot be stored.")
        return text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime.datetime):
        return _date(value, cell.number_format)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M" if not value.second else "%H:%M:%S")
    if isinstance(value, int):
        return str(value)
    raise ValueError(f"{_at(cell)} holds a value that is neither text, number nor date: write it as text.")


def _date(value, shown):
    """A date cell as a partial date: as exact as it is shown, since “Jun-21” was typed as a month."""
    plain = "".join(shown.lower().split('"')[::2])  # without literal words
    if value.time() != datetime.time():
        return value.isoformat(" ")
    if "d" in plain:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m") if "m" in plain else value.strftime("%Y")


def _at(cell):
    return f"cell {cell.coordinate}"
