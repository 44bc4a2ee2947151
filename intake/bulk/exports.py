"""Export tables of records in chunks of constant size: CSV, and XLSX with a sheet per kind."""

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from intake.bulk.columns import EXPORTED, cells, columns, moment_text
from intake.bulk.snapshots import moment
from intake.records.state import current
from lib.spreadsheets import MARK, XLSX_LONGEST, raw_line, text_cell, xlsx_escaped

CHUNK = 500
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooLong(Exception):
    """A text is longer than the limit of an XLSX cell; the message says what to do."""


def rows(kind, queryset=None):
    """Yield the rows of a kind's table as lists of texts, oldest record first; those of ``queryset``, if given."""
    exported = moment_text(moment())
    queryset = kind.model.objects.all() if queryset is None else queryset
    pks = queryset.order_by("pk").values_list("pk", flat=True)
    for chunk in _chunks(pks.iterator(chunk_size=CHUNK)):
        found = current(kind, chunk)
        for pk in chunk:
            if pk in found:  # else it was deleted a moment ago
                address, _, values = found[pk]
                yield list(cells(kind, address, values, exported))


def _chunks(values):
    chunk = []
    for value in values:
        chunk.append(value)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def csv_lines(kind, queryset=None):
    """Yield the CSV line by line: a byte order mark, by which spreadsheets recognise UTF-8, headings, rows."""
    yield MARK + raw_line(columns(kind))
    for row in rows(kind, queryset):
        yield raw_line(row)


def write_xlsx(file, kinds, querysets=None):
    """Write a workbook to a binary file: a sheet for each of ``kinds``. Raises TooLong.

    ``querysets`` maps names of kinds to the records to export. All cells are text, and so are
    the empty columns below, so that a spreadsheet takes nothing typed for a date.
    """
    book = Workbook(write_only=True)
    try:
        for kind in kinds:
            _sheet(book.create_sheet(kind.name), kind, (querysets or {}).get(kind.name))
    except BaseException:
        # Unfinished sheets are temporary files: close them.
        for sheet in book.worksheets:
            sheet.close()
        raise
    book.save(file)


def _sheet(sheet, kind, queryset):
    sheet.freeze_panes = "B2"
    names = columns(kind)
    for number, name in enumerate(names, 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = 60 if name in ("summary", "definition", "quotation") else 12 if name == EXPORTED else 24
        column.number_format = "@"
    sheet.append([_cell(sheet, name, head=True) for name in names])
    for row in rows(kind, queryset):
        for name, text in zip(names, row, strict=True):
            if len(xlsx_escaped(text)) > XLSX_LONGEST:
                raise TooLong(
                    f"{kind.name} {row[0]}: “{name}” has {len(text):,} characters; a cell of XLSX holds "
                    f"{XLSX_LONGEST:,}. Export {kind.name} as CSV."
                )
        sheet.append([_cell(sheet, text) if text else None for text in row])


_TOP = Alignment(vertical="top", wrap_text=True)


def _cell(sheet, text, head=False):
    cell = text_cell(sheet, text, head)
    if not head:
        cell.alignment = _TOP
    return cell
