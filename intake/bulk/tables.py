"""Read tables from CSV and XLSX files, streamed row by row as text, without the database.

A fault of the whole file raises Unreadable; a fault of a row is yielded in place of the row, so
that all of them can be listed.
"""

import csv
import zipfile
from dataclasses import dataclass
from pathlib import Path

from intake.bulk import workbooks
from intake.errors import Unreadable

MOST_ROWS = 100_000
LONGEST_CELL = 10_000_000
DELIMITERS = ",;\t"


@dataclass
class Table:
    """A table in a file: its name (of file or sheet), headings, and rows as (line, cells or fault)."""

    file: str  # as named in messages
    name: str  # of the sheet; of a CSV file, the file's without its ending
    headings: list
    line: int  # of the headings
    rows: object


def is_workbook(name):
    """Whether a file of this name is read as XLSX."""
    return Path(name).suffix.lower() == ".xlsx"


def tables(path, name=None, progress=None):
    """The tables in the file at ``path``, which the person calls ``name``. Raises Unreadable.

    ``progress(name, 0)`` is called now and then while a workbook is opened; exceptions from it propagate.
    """
    name = name or Path(path).name
    suffix = Path(name).suffix.lower()
    if is_workbook(name):
        yield from _sheets(path, name, progress or (lambda file, count: None))
    elif suffix in (".csv", ".txt", ".tsv"):
        yield _csv(path, name)
    else:
        raise Unreadable(f"{name} is neither CSV nor XLSX: its name should end in .csv or .xlsx.")


def _counted(rows, file):
    """Yield the rows that are not empty. Raises Unreadable beyond MOST_ROWS."""
    count = 0
    for line, row in rows:
        if not isinstance(row, str):
            if not any(cell.strip() for cell in row):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(f"{file} has more than {MOST_ROWS:,} rows: split it into several files.")
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
            raise Unreadable(f"{file}:{line}: the heading “{heading}” appears twice.")
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
    """Raise Unreadable unless the file is UTF-8, naming the encoding that it seems to have."""
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


def _sheets(path, name, progress):
    try:
        book = workbooks.load(path, lambda: progress(name, 0))
    except ValueError as error:
        raise Unreadable(f"{name} {error}") from None
    try:
        found = 0
        for sheet in book.worksheets:
            file = f"{name}, sheet {sheet.title}"
            rows = sheet_rows(sheet, file)
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


def sheet_rows(sheet, file):
    """Yield the rows of a sheet as (line, cells as text or fault)."""
    # The dimensions stated in a file may be wrong and would cut off rows.
    sheet.reset_dimensions()
    line = 0
    try:
        for line, row in enumerate(sheet.iter_rows(), 1):
            try:
                yield line, [workbooks.text_of(cell) for cell in row]
            except ValueError as error:
                yield line, str(error)
    except (LookupError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise Unreadable(
            f"{file} cannot be read to its end: behind row {line} stands what no workbook holds. "
            "Save it again, or as “CSV UTF-8”."
        ) from error
