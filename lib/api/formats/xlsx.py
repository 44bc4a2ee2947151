"""XLSX of a whole filtered list: the columns of the CSV, written row by row to the disk, never all in memory."""

import tempfile

import orjson
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from lib.api.formats.base import FileRenderer, ListFormat, replayed
from lib.api.formats.chunks import chunks
from lib.api.formats.csv import columns
from lib.api.serializers import fetch
from lib.spreadsheets import XLSX_LONGEST, cell, text_cell, xlsx_escaped

# The most rows of a sheet; further rows are on the next one.
ROWS = 1_048_576
CUT = " … (cut: the CSV has all of it)"


def _value(sheet, value):
    """A cell: numbers stay numbers; everything else is text, even dates, since most are partial."""
    value = cell(value)
    if not isinstance(value, str):
        return value
    if not value:
        return None
    if len(xlsx_escaped(value)) > XLSX_LONGEST:
        # An escaped character takes seven.
        value = value[: XLSX_LONGEST // 7 if xlsx_escaped(value) != value else XLSX_LONGEST - len(CUT)] + CUT
    return text_cell(sheet, value)


def _sheet(book, name, cells):
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, (heading, _) in enumerate(cells, 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = 60 if heading in ("name", "title", "summary", "definition", "quotation") else 22
        column.number_format = "@"
    sheet.append([text_cell(sheet, heading, head=True) for heading, _ in cells])
    return sheet


def _fill(book, resource, rows, ordering, audience, base):
    name = str(resource.list_serializer.Meta.model._meta.verbose_name_plural)
    cells = columns(resource.list_serializer)
    sheet, number = _sheet(book, name, cells), 1
    for ids in chunks(rows, ordering):
        for record in map(orjson.loads, fetch(resource.list_serializer, ids, audience, base)):
            if number == ROWS:
                sheet, number = _sheet(book, f"{name} {len(book.worksheets) + 1}", cells), 1
            sheet.append([_value(sheet, read(record)) for _, read in cells])
            number += 1


def parts(resource, rows, ordering, audience, base):
    """The workbook, in parts of bytes."""
    book = Workbook(write_only=True)
    try:
        _fill(book, resource, rows, ordering, audience, base)
    except BaseException:
        # Unfinished sheets are temporary files: close them.
        for sheet in book.worksheets:
            sheet.close()
        raise
    with tempfile.TemporaryFile() as file:
        book.save(file)
        yield from replayed(file)


class XlsxRenderer(FileRenderer):
    """XLSX of a whole filtered list."""

    media_type, format, charset = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", None


def write(*found):
    """The workbook as (``""`` for no ETag, iterator of bytes)."""
    return "", parts(*found)


FORMAT = ListFormat(XlsxRenderer, write)
