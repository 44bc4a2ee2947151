"""Files: encodings, separators, sheets; what is refused says what to do."""

import datetime
import zipfile

import openpyxl
import pytest

from intake.bulk import tables, workbooks
from intake.bulk.reading import kind_of, read_tables
from intake.errors import Unreadable


def rows_of(path):
    (found,) = tables.tables(path)
    return found.headings, list(found.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separators_and_a_mark_of_utf8(table, encoding, delimiter):
    path = table("experts.csv", ["slug", "name"], ["ada", "Ада; Берг, Ada"], delimiter=delimiter, encoding=encoding)
    assert rows_of(path) == (["slug", "name"], [(2, ["ada", "Ада; Берг, Ada"])])


def test_lines_count_as_in_the_file(table):
    path = table("experts.csv", ["slug", "notes"], ["a", "one\ntwo"], [], ["b", "x"])
    assert [line for line, _ in rows_of(path)[1]] == [2, 5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("slug,name\nada,Лукьянов".encode("cp1251"), r"experts.csv:2: .*Windows-1251 \(“Лукьянов”\).*CSV UTF-8"),
        ("slug,name\nada,Zürich".encode("latin-1"), "not UTF-8 text"),
        ("slug,name\n".encode("utf-16"), "UTF-16"),
        (b"", "empty line"),
        (b"\nslug", "empty line"),
        (b"slug,,name\n", "column 2 has no heading"),
        (b"slug,slug\n", "appears twice"),
    ],
)
def test_a_file_that_is_no_table_is_explained(tmp_path, content, words):
    path = tmp_path / "experts.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        list(tables.tables(path))


def test_broken_quotes_are_found_with_their_line(tmp_path):
    path = tmp_path / "experts.csv"
    path.write_text('slug,name\na,A\nb,"B"x\n')
    entries, problems = read_tables([(path, path.name)])
    assert len(entries) == 1 and "line 3" in str(problems[0]) and "not CSV" in str(problems[0])


def test_more_rows_than_are_taken(table, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    path = table("experts.csv", ["slug", "name"], *[[f"a{n}", "A"] for n in range(3)])
    _, problems = read_tables([(path, path.name)])
    assert ["more than 2 rows" in str(problem) for problem in problems] == [True]


def test_cells_of_a_workbook_are_read_as_they_are_shown(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "experts"
    sheet.append(["slug", "born", "died", "notes", "name"])
    sheet.append(["ada", 1911, datetime.datetime(1990, 6, 1), 2.0, "Ada"])
    sheet["C2"].number_format = "mmm-yy"  # what a spreadsheet makes of “1990-06”
    sheet.append(["bo", "1950~", datetime.datetime(1999, 12, 31), None, "=A1"])
    sheet["C3"].number_format = "yyyy-mm-dd"
    made.save(tmp_path / "b.xlsx")
    _, rows = rows_of(tmp_path / "b.xlsx")
    assert rows[0] == (2, ["ada", "1911", "1990-06", "2", "Ada"])
    assert rows[1][0] == 3 and "cell E3 holds a formula" in rows[1][1]
    sheet["E3"] = "Bo"
    made.save(tmp_path / "b.xlsx")
    assert rows_of(tmp_path / "b.xlsx")[1][1] == (3, ["bo", "1950~", "1999-12-31", "", "Bo"])


def test_a_broken_workbook_and_one_that_unpacks_too_far(tmp_path, monkeypatch):
    (tmp_path / "b.xlsx").write_bytes(b"PK nonsense")
    with pytest.raises(Unreadable, match="cannot be read as XLSX"):
        list(tables.tables(tmp_path / "b.xlsx"))
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", b"0" * 5000)
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 4000)
    with pytest.raises(Unreadable, match="unpacks to more"):
        list(tables.tables(tmp_path / "c.xlsx"))


def test_another_kind_of_file(tmp_path):
    with pytest.raises(Unreadable, match="neither CSV nor XLSX"):
        list(tables.tables(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    ("name", "headings", "kind"),
    [
        ("experts.csv", ["slug"], "experts"),
        ("Experts-2026-01-31.csv", ["slug"], "experts"),
        ("new.csv", ["id", "verb", "summary"], "positions"),
        ("new.csv", ["slug", "born"], "experts"),
    ],
)
def test_the_kind_is_told_by_name_or_columns(table, name, headings, kind):
    (found,) = tables.tables(table(name, headings, ["x"] * len(headings)))
    assert kind_of(found).name == kind


def test_a_kind_that_cannot_be_told_is_asked_for(table):
    (found,) = tables.tables(table("new.csv", ["slug", "name"], ["a", "A"]))
    with pytest.raises(
        Unreadable, match="which kind of record is this.*places, topics, organisations, experts, events"
    ):
        kind_of(found)
    assert kind_of(found, "topics").name == "topics"
