"""Workbooks: dates as exact as they are shown, and files that are made to keep a reader busy."""

import datetime
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from intake.bulk import jobs, workbooks
from intake.bulk.reading import read_tables
from intake.bulk.tables import tables
from intake.bulk.workbooks import shown_by

DAY = datetime.datetime(2021, 6, 16)
HALF_PAST_SIX = datetime.datetime(2021, 6, 16, 18, 30)


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("mmm-yy", DAY, "2021-06"),
        ("[$-de-DE]mmmm yyyy", DAY, "2021-06"),
        ("[$-809]mmmm\\ yyyy;@", DAY, "2021-06"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", DAY, "2021-06-16"),
        ("dddd, mmmm yyyy", DAY, "2021-06"),  # a day of the week is not a day of the month
        ('"dated" mmmm yyyy', DAY, "2021-06"),
        ("\\d\\a\\y mmm yyyy", DAY, "2021-06"),
        ("_dmmm yyyy", DAY, "2021-06"),
        ("* dmmm yyyy", DAY, "2021-06-16"),  # the blank is repeated, the d is shown
        ("[Red]yyyy", DAY, "2021"),
        ("[Blue][$-407]yyyy", DAY, "2021"),
        ("[<44000]dd.mm.yyyy;yyyy", DAY, "2021"),
        ("yyyy;dd/mm/yyyy", DAY, "2021"),
        ('"a;b"yyyy', DAY, "2021"),
        ('[Red]"held;"mmm yyyy', DAY, "2021-06"),
        ("\\;yyyy", DAY, "2021"),
        ('"a;b"0', 44363, "44363"),
        ("0.0E+0", 44363, "44363"),
        ("YYYY-MM-DD", HALF_PAST_SIX, "2021-06-16"),  # the time is there and not shown
        ("yyyy-mm-dd hh:mm", HALF_PAST_SIX, "2021-06-16 18:30:00"),
        ("hh:mm", HALF_PAST_SIX, "18:30"),
        ("h:mm AM/PM", HALF_PAST_SIX, "18:30"),
        ("[$-D00041E]ddd d mmm yyyy", DAY, "2021-06-16"),
    ],
)
def test_a_date_is_as_exact_as_it_is_shown(tmp_path, code, value, text):
    assert cell(tmp_path, value, code) == text


@pytest.mark.parametrize("code", ["d mmm", "mmmm", "dddd", "d yyyy", "[$-409]d\\-mmm;@", "mm-dd"])
def test_a_date_that_is_shown_in_part_is_refused(tmp_path, code):
    """Its year is what the spreadsheet made up when somebody typed “16 June”."""
    path = workbook(tmp_path, DAY, code)
    _, problems = read_tables([(path, "experts.xlsx")])
    assert f"cell B2 is a date that is shown as “{code}”" in problems[0].message
    assert "year-month-day" in problems[0].message


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ("h:mm:ss", {"hour", "minute", "second"}),
        ("mm:ss.0", {"minute", "second"}),
        ("[mm]:ss", {"minute", "second"}),
        ("d/m/yy h:mm", {"day", "month", "year", "hour", "minute"}),
        ("m/d", {"month", "day"}),
        ("General", set()),
        ('0.00 "days"', set()),
        ("", set()),
        ('"unclosed', set()),
        ("[unclosed", set()),
        ("\\", set()),
        ("0.00E+00", set()),
        ("e", {"era"}),
        ("bbbb", {"era"}),
        ("[$-411]ge.m.d", {"era", "month", "day"}),
        ("[$-107041E]yyyy", {"era", "year"}),
        ("[$-th-TH,107]mmm yyyy", {"era", "month", "year"}),
        ("[$-1010409]yyyy", {"year"}),
        ("[$-107041E]0.00", set()),
        ("a/p", set()),
    ],
)
def test_format_codes(code, units):
    assert shown_by(code) == units


@pytest.mark.parametrize(
    ("day", "code", "text"),
    [
        ("1985-11-19", "[>40000]yyyy-mm-dd;mmmm yyyy", "1985-11"),
        ("2021-06-16", "[>40000]yyyy-mm-dd;mmmm yyyy", "2021-06-16"),
        ("2021-06-16", "[<36526]yyyy-mm-dd;yyyy", "2021"),
        ("1987-06-05", "[>=36526]yyyy;yyyy-mm-dd", "1987-06-05"),
        ("1987-06-05", "[Red][>=36526]yyyy;[=31933]mmmm yyyy;dd.mm.yyyy", "1987-06"),
        ("1987-06-05", 'yyyy;"nothing"', "1987"),
    ],
)
def test_the_section_counts_by_which_the_date_is_shown(tmp_path, day, code, text):
    assert cell(tmp_path, datetime.datetime.fromisoformat(day), code) == text


@pytest.mark.parametrize(
    "code", ["e", "bbbb", "bb-mm-dd", "[$-411]ggge", "[$-107041E]d mmmm yyyy", "[$-th-TH,107]yyyy"]
)
def test_years_of_another_calendar_are_refused(tmp_path, code):
    """What is shown as 2564 is not 2564 of ours; who reads 2021 there did not see it."""
    _, (problem,) = read_tables([(workbook(tmp_path, DAY, code), "experts.xlsx")])
    assert "in the years of another calendar" in problem.message and "year-month-day" in problem.message


@pytest.mark.parametrize("code", ["mmmmm yyyy", "[>40000]yyyy;[>50000]mmm yyyy"])
def test_a_month_of_one_letter_or_nothing_at_all_is_refused(tmp_path, code):
    _, problems = read_tables([(workbook(tmp_path, datetime.datetime(1987, 6, 5), code), "experts.xlsx")])
    assert "leaves out a part of it" in problems[0].message


def cell(tmp_path, value, code):
    """The text that a cell is read as."""
    (table,) = tables(workbook(tmp_path, value, code))
    ((_, row),) = table.rows
    return row[1]


def workbook(tmp_path, value="Ada", code="General"):
    made = openpyxl.Workbook()
    made.active.title = "experts"
    made.active.append(["slug", "name"])
    made.active.append(["ada", value])
    made.active["B2"].number_format = code
    path = tmp_path / "experts.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(("text", "code"), [("a_x0000_", "0x0"), ("_xD83D_", "0xd83d")])
def test_a_character_that_cannot_be_stored(tmp_path, text, code):
    _, problems = read_tables([(workbook(tmp_path, text), "experts.xlsx")])
    assert f"cell B2 holds a character (code {code})" in problems[0].message


# -- made to keep a reader busy -----------------------------------------------------------------


def changed(path, part, old, new):
    """The workbook with a text of one of its parts replaced."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert re.search(old, parts[part])
    parts[part] = re.sub(old, lambda match: new, parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def with_texts(path, size):
    """The workbook with a part of shared texts of that size, wherever it says that it lies."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/worksheets/x.xml" ContentType="{kind}"/></Types>'
    changed(path, "[Content_Types].xml", b"</Types>", named.encode())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/x.xml", "<sst><si><t>" + "x" * size + "</t></si></sst>")
    return path


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        (SHEET, b'<row r="2"', b'<row r="20000000"', "names row 20000000, but a sheet ends at row 1,048,576"),
        (SHEET, b'<row r="2"', b'<row r="' + b"9" * 30 + b'"', "names row 9999"),
        (SHEET, b'r="B2"', b'r="XFD2"', "in column XFD: at most 1,000 columns"),
        (SHEET, b'r="B2"', b'r="B20000000"', "names row 20000000"),
        (SHEET, b"Ada", b"x" * (33 << 20), "more than 32 million characters"),
        (SHEET, b'<c r="B2"', b"<c/>" * 1000 + b'<c r="B2"', "a row of more than 1,000 cells"),
        (SHEET, b"<sheetData>", b"<extLst><ext/></extLst><sheetData>", "cannot be read to its end"),
        (SHEET, b'<row r="2"', b'<row x="' + b"x" * (9 << 20) + b'"', "a tag of more than 8 MB"),
        (SHEET, b"<sheetData>", b"<a>" * 101 + b"<sheetData>", "more than 100 deep"),
        (SHEET, b'<c r="B2"', b"<x/>" * 100_001 + b'<c r="B2"', "too many elements in row 2"),
        (SHEET, b'<row r="2"', b'<row r="1"', "names row 1 behind row 1"),
        (SHEET, b'<row r="2"', b'<row r="-2"', "names row -2"),
        ("xl/styles.xml", b"</styleSheet>", b" " * (17 << 20) + b"</styleSheet>", "xl/styles.xml unpacks to 17 MB"),
    ],
    ids=[
        "row",
        "no number",
        "column",
        "row of a cell",
        "long",
        "wide",
        "extension",
        "tag",
        "deep",
        "row of anything",
        "order",
        "sign",
        "styles",
    ],
)
def test_a_crafted_workbook_is_refused_in_a_sentence(tmp_path, part, old, new, words):
    path = changed(workbook(tmp_path), part, old, new)
    entries, (problem,) = read_tables([(path, "experts.xlsx")])
    assert words in problem.message and not entries


def test_what_the_reader_would_keep_is_counted(tmp_path, monkeypatch):
    """Rows, and elements outside of rows: texts of cells, and what the reader does not know."""
    monkeypatch.setattr(workbooks, "MOST_BESIDE", 300)
    path = changed(workbook(tmp_path), SHEET, b"<sheetData>", b"<x/>" * 301 + b"<sheetData>")
    _, (problem,) = read_tables([(path, "experts.xlsx")])
    assert "too many elements in its part xl/worksheets/sheet1.xml" in problem.message
    monkeypatch.setattr(workbooks, "LAST_ROW", 2)
    path = changed(workbook(tmp_path), SHEET, b"</sheetData>", b"<row/></sheetData>")
    _, (problem,) = read_tables([(path, "experts.xlsx")])
    assert "more than 2 rows" in problem.message


def test_opening_is_told_of_however_little_the_file_holds(tmp_path):
    """A few kilobytes unpack to hundreds of megabytes; Cancel works meanwhile."""
    path = changed(workbook(tmp_path), SHEET, b"<sheetData>", b"<sheetData>" + b" " * (30 << 20))
    seen = []
    workbooks.load(path, lambda: seen.append(1)).close()
    assert len(seen) > 30


def test_a_sheet_may_lie_anywhere(tmp_path):
    """Where the sheets are is said by the file itself, so every part is measured."""
    path = changed(workbook(tmp_path), SHEET, b'<row r="2"', b'<row r="20000000"')
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            content = content.replace(b"worksheets/sheet1.xml", b"media/image1.png")
            packed.writestr(name.replace("worksheets/sheet1.xml", "media/image1.png"), content)
    _, (problem,) = read_tables([(path, "experts.xlsx")])
    assert "names row 20000000" in problem.message


def test_what_can_be_seen_without_reading_is_refused_at_the_upload(tmp_path, django_user_model, db):
    user = django_user_model.objects.create_superuser("boss")
    path = with_texts(workbook(tmp_path), 65 << 20)
    with pytest.raises(jobs.ImportRejected, match="experts.xlsx is too large: the texts of its cells"):
        jobs.upload(user, SimpleUploadedFile("experts.xlsx", path.read_bytes()))


def test_the_upload_opens_no_workbook(tmp_path, monkeypatch, django_user_model, db):
    monkeypatch.setattr(workbooks, "load", None)
    user = django_user_model.objects.create_superuser("boss")
    bulk = jobs.upload(user, SimpleUploadedFile("experts.xlsx", workbook(tmp_path).read_bytes()))
    assert bulk.state == "checking"


def test_opening_can_be_stopped(tmp_path):
    """While a workbook is opened too, what the watcher raises comes through as it is."""

    class Stop(Exception):
        pass

    def progress(file, count):
        raise Stop

    with pytest.raises(Stop):
        read_tables([(workbook(tmp_path), "experts.xlsx")], progress=progress)
