"""Read XLSX files: their size is checked first, and their cells become the text that they show."""

import contextlib
import datetime
import functools
import io
import operator
import re
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

import openpyxl
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, to_excel
from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS
from openpyxl.xml.constants import WORKSHEET_TYPE as SHEET

from intake.records.reading import UNSTORABLE
from intake.zips import UNREADABLE
from lib.spreadsheets import xlsx_unescaped

# Limits of a workbook: far more than the rows of a table need, far less than would exhaust a machine.
MOST_UNPACKED = 1 << 30  # bytes, all parts together
MOST_TEXTS = 64 << 20  # bytes of the part with the texts of all cells, which is read into memory
MOST_OTHER = 16 << 20  # bytes of each other part that is read into memory: styles, list of sheets
LAST_ROW = 1_048_576  # the last row that the format allows
MOST_COLUMNS = 1000
LONGEST_ROW = 32 << 20  # characters
LONGEST_TAG = 8 << 20  # bytes, of a comment as well
DEEPEST = 100  # elements inside one another
MOST_IN_ROW = 100 * MOST_COLUMNS  # elements: cells, and the runs of their texts
MOST_BESIDE = 2_000_000  # elements of a part outside rows: texts of cells, merged cells, links
CHUNK = 1 << 20


def check_size(path):
    """Raise ValueError with a message if the file is not a workbook, or unpacks to more than the limits.

    Reads only the directory of the ZIP.
    """
    with _opened(path) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise ValueError("unpacks to more than a gigabyte: split it into several files.")
        types = _types(packed)
    for part in parts:
        held = types.get(part.filename, set())
        if held == {SHEET} and part.filename.startswith("xl/worksheets/"):
            continue  # read row by row
        if SHARED_STRINGS in held and part.file_size > MOST_TEXTS:
            size = f"the texts of its cells unpack to {part.file_size >> 20} MB"
            raise ValueError(f"is too large: {size}, at most {MOST_TEXTS >> 20} are read. Split it into several files.")
        if SHARED_STRINGS not in held and part.file_size > MOST_OTHER:
            size = f"its part {part.filename[:80]} unpacks to {part.file_size >> 20} MB"
            raise ValueError(f"is too large: {size}, at most {MOST_OTHER >> 20} are read. Save the table alone.")


def load(path, progress=lambda: None):
    """Open a workbook for reading row by row. Raises ValueError with a message before anything large is read.

    ``progress()`` is called repeatedly meanwhile; exceptions from it end the reading and propagate.
    """
    check_size(path)
    file = _Watched(path, progress)
    try:
        with _opened(file) as packed:
            for part in packed.infolist():
                _measure(packed, part, file.go_on)
        book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl and zipfile raise many exceptions for a broken file
        file.close()
        if file.stopped:
            raise file.stopped from None
        if isinstance(error, _Refused):
            raise
        words = (
            "cannot be read as XLSX: it is damaged, or holds what no workbook holds. Save it again, or as “CSV UTF-8”."
        )
        raise ValueError(words) from error
    file.progress = lambda: None
    return book


class _Refused(ValueError):
    """A part of the workbook exceeds a limit; the message says which."""


class _Watched(io.FileIO):
    """A file that calls ``progress()`` whenever it is read, and keeps an exception from it in ``stopped``."""

    def __init__(self, path, progress):
        super().__init__(path)
        self.progress = progress
        self.stopped = None

    def go_on(self):
        """Call ``progress()``."""
        try:
            self.progress()
        except Exception as error:
            self.stopped = error
            raise

    def read(self, size=-1):
        self.go_on()
        return super().read(size)


def _opened(file):
    try:
        return zipfile.ZipFile(file)
    except UNREADABLE as error:
        raise ValueError(f"cannot be read as XLSX ({error}): save it again, or as “CSV UTF-8”.") from None


def _types(packed):
    """The content types of the parts by the workbook's own list: {name: set of types}."""
    types = {}
    with contextlib.suppress(KeyError, ElementTree.ParseError):  # openpyxl reports what is wrong with it
        if packed.getinfo(ARC_CONTENT_TYPES).file_size <= MOST_OTHER:
            content = packed.read(ARC_CONTENT_TYPES)
            for node in ElementTree.fromstring(content):  # noqa: S314 - openpyxl reads it so too
                types.setdefault(node.get("PartName", "").lstrip("/"), set()).add(node.get("ContentType"))
    return types


def _measure(packed, part, progress):
    """Raise _Refused if the part has a cell beyond the limits of a table, or too many elements.

    openpyxl creates every row and cell up to that address, so a single cell can keep it busy for hours, and it keeps
    unknown elements in memory. Which part is a sheet can be stated in several places, so all parts are checked; what
    is not XML is not a sheet. ``progress()`` is called for each piece, since few bytes may unpack to many.
    """

    cells = letters_of_row = rows = depth = in_row = beside = last = 0
    row_at = None  # the depth of the row that is open

    def see(tag, attributes):
        nonlocal cells, letters_of_row, rows, depth, in_row, beside, row_at, last
        depth += 1
        if depth > DEEPEST:
            raise _Refused(f"has elements that stand more than {DEEPEST} deep inside one another: save it again.")
        tag = tag.rpartition(":")[2]
        if tag == "row" and row_at is None:
            row_at, in_row, rows = depth, 0, rows + 1
            if rows > LAST_ROW:
                raise _Refused(f"has more than {LAST_ROW:,} rows: split it.")
        elif row_at is None:
            beside += 1
        else:
            in_row += 1
        if in_row > MOST_IN_ROW or beside > MOST_BESIDE:
            where = f"in row {rows:,}" if in_row > MOST_IN_ROW else f"in its part {part.filename[:80]}"
            raise _Refused(f"holds too many elements {where}: save the table alone, or as “CSV UTF-8”.")
        if tag not in ("row", "c"):
            return
        cells, letters_of_row = (0, 0) if tag == "row" else (cells + 1, letters_of_row)
        if cells > MOST_COLUMNS:
            raise _Refused(f"has a row of more than {MOST_COLUMNS:,} cells: at most {MOST_COLUMNS:,} columns are read.")
        letters, digits = re.match(r"([A-Za-z]*)(\d*)", attributes.get("r", "")).groups()
        if digits and (len(digits) > 8 or int(digits) > LAST_ROW):
            raise _Refused(f"names row {digits[:20]}, but a sheet ends at row {LAST_ROW:,}: save it again.")
        if tag == "row" and "r" in attributes:
            if digits != attributes["r"] or int(digits) <= last:
                # openpyxl would skip it silently.
                raise _Refused(f"names row {attributes['r'][:20]} behind row {last}: save it again.")
            last = int(digits)
        if letters and (len(letters) > 3 or column_index_from_string(letters.upper()) > MOST_COLUMNS):
            raise _Refused(
                f"holds something in column {letters[:10].upper()}: at most {MOST_COLUMNS:,} columns are read."
            )

    def hear(text):
        nonlocal letters_of_row
        letters_of_row += len(text)
        if letters_of_row > LONGEST_ROW:
            raise _Refused(f"has a row of more than {LONGEST_ROW >> 20} million characters: split it.")

    def leave(tag):
        nonlocal depth, row_at
        if row_at == depth:
            row_at = None
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = see, leave, hear
    parser.buffer_text = True
    done = 0
    with packed.open(part) as stream, contextlib.suppress(expat.ExpatError):
        while chunk := stream.read(CHUNK):
            progress()
            parser.Parse(chunk)
            done += len(chunk)
            # The parser reads an unfinished tag from its beginning again with each piece.
            if done - parser.CurrentByteIndex > LONGEST_TAG:
                raise _Refused(f"has a tag of more than {LONGEST_TAG >> 20} MB: save it again.")


# -- cells ------------------------------------------------------------------------------------


def text_of(cell):
    """The text of a cell as it was typed. Raises ValueError for a formula, an error or another kind of content."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "f":
            raise ValueError(f"{_at(cell)} holds a formula: replace it with its value (copy, then paste values only).")
        if cell.data_type == "e":
            raise ValueError(f"{_at(cell)} holds the error {value}.")
        text = xlsx_unescaped(value)
        if character := UNSTORABLE.search(text):
            raise ValueError(f"{_at(cell)} holds a character (code {ord(character[0]):#x}) that cannot be stored.")
        return text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float) and shown_by(cell.number_format, value):
        # The reader looks for some letters in the first section alone.
        return _moment(_day(value, cell), cell)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime.datetime):
        return _moment(value, cell)
    if isinstance(value, datetime.time):
        return _time(value)
    if isinstance(value, int):
        return str(value)
    raise ValueError(f"{_at(cell)} holds a value that is neither text, number nor date: write it as text.")


def _at(cell):
    return f"cell {cell.coordinate}"


def _time(value):
    return value.strftime("%H:%M" if not value.second else "%H:%M:%S")


def _day(number, cell):
    """The moment that a number of days stands for. Raises ValueError."""
    try:
        found = from_excel(number, cell.parent.parent.epoch)
    except (ValueError, OverflowError):
        found = None
    if isinstance(found, datetime.time):  # before the first day
        return datetime.datetime.combine(datetime.date(1899, 12, 30), found)
    if found is None:
        shown = f"{_at(cell)} holds {number}, shown as “{cell.number_format}”"
        raise ValueError(f"{shown}, which is no date that can be read: write it as text.")
    return found


def _moment(value, cell):
    """A date cell with the precision that it shows, since “Jun-21” was typed as a month. Raises ValueError."""
    shown = shown_by(cell.number_format, to_excel(value, cell.parent.parent.epoch))
    if "era" in shown:
        raise ValueError(
            f"{_at(cell)} is a date that is shown as “{cell.number_format}”, in the years of another calendar: "
            "show it as year-month-day, or write it as text."
        )
    if "initial" in shown:
        shown = set()
    if "hour" in shown:
        return value.isoformat(" ") if "year" in shown else _time(value.time())
    if "day" in shown and {"year", "month"} <= shown:
        return value.strftime("%Y-%m-%d")
    if "year" in shown and "day" not in shown:
        return value.strftime("%Y-%m" if "month" in shown else "%Y")
    raise ValueError(
        f"{_at(cell)} is a date that is shown as “{cell.number_format}”, which leaves out a part of it: "
        "show it as year-month-day, or write it as text."
    )


# The parts of a format code: texts in quotes, escaped, padding and repeated characters, and
# brackets (colour, condition, locale, elapsed time) show nothing of the date.
_PARTS = re.compile(
    r'"[^"]*"?|[\\_*].|E[+-]|(?P<bracket>\[[^\]]*\]?)|(?P<half>AM/PM|A/P)|General'
    r"|(?P<year>y+)|(?P<era>[gbe]+)|(?P<m>m+)|(?P<d>d+)|(?P<hour>h+)|(?P<second>s+)|(?P<end>;)|.",
    re.IGNORECASE | re.DOTALL,
)


# A locale with a calendar that is not ours, by two digits before it or behind a comma: [$-107041E], [$-th-TH,107].
_CALENDAR = re.compile(
    r"\[\$[^\]]*(?:-[0-9A-F]{0,2}(?!0[0-29ABC])[0-9A-F]{6}|,[0-9A-F]{0,2}(?!0[0-29ABC])[0-9A-F]{2})\]", re.IGNORECASE
)

# A condition that limits a section to some numbers, e.g. [>=36526].
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_TESTS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@functools.lru_cache(maxsize=200)
def _sections(code):
    """The sections of a format code, each as a list of matches of _PARTS."""
    found = [[]]
    for match in _PARTS.finditer(code):
        if match.lastgroup == "end":
            found.append([])
        else:
            found[-1].append(match)
    return found


def _section_for(code, number):
    """The section that applies to a number: the first whose condition it meets, else the first without one.

    If no section has a condition, it is the first: the others are for negative numbers and text.
    """
    sections = _sections(code)
    conditions = [
        next((_CONDITION.fullmatch(m[0]) for m in part if _CONDITION.fullmatch(m[0])), None) for part in sections
    ]
    for section, condition in zip(sections, conditions, strict=True):
        if condition is None or _TESTS[condition[1]](number, float(condition[2])):
            return section
    return []


def shown_by(code, number=1):
    """The parts of a date that its format code shows: a set of "year", "month", "day", "hour", "minute", "second".

    "initial" stands for a month of which only the first letter is shown, "era" for years of another calendar: Buddhist
    ones (``b``), those of an era (``g``, ``e``; some programs show ``e`` as ours), or those of a locale. ``m`` means
    minutes next to hours or seconds, otherwise months. ``number`` is the workbook's serial number of the date, which
    chooses among sections with conditions. Source: ECMA-376 part 1, 18.8.31.
    """
    units = []
    for match in _section_for(code, number):
        kind = match.lastgroup
        if kind == "bracket":
            elapsed = re.fullmatch(r"\[(?:(h+)|(m+)|(s+))\]", match[0], re.IGNORECASE)
            if elapsed:
                units.append(("hour", "minute", "second")[elapsed.lastindex - 1])
        elif kind == "d":
            units.append("day" if len(match[0]) <= 2 else "weekday")
        elif kind == "m" and len(match[0]) == 5:
            units.append("initial")
        elif kind and kind != "half":
            units.append(kind)
    for place, unit in enumerate(units):
        if unit == "m":
            before, after = units[:place][-1:], units[place + 1 :][:1]
            units[place] = "minute" if before == ["hour"] or after == ["second"] else "month"
    if units and any(_CALENDAR.fullmatch(match[0]) for match in _section_for(code, number)):
        units.append("era")
    return set(units) - {"weekday"}
