"""What is exported imports back unchanged: all founding records, and texts that spreadsheets like to spoil."""

import io
import re

import openpyxl
import pytest
from django.db import connection

from experts.models import Expert, ExpertName
from intake.bulk.exports import TooLong, csv_lines, write_xlsx
from intake.models import LoadedRecord
from intake.records import load
from intake.records.format import KINDS
from intake.records.state import current
from lib.history import history_of
from sources.models import Source
from tests.processes import ROOT

NASTY = [
    "=1+1",
    "'=1+1",
    "''",
    "'t Hart",
    "@SUM(A1)",
    "+7 495",
    "-",
    " blanks at both ends ",
    "line one\nline two\r\nline three",
    'quotes "and" semicolons; commas, equals = signs',
    "\ttab",
    "Лукьянов «Россия» 漢字 👩‍🔬 e\u0301",
    "_x000D_ and a control \x0b sign",
    "2021-06",
    "TRUE",
    "007",
]


def everything():
    """All records of all kinds as the files write them: {kind: {slug or id: values}}."""
    found = {}
    for name, kind in KINDS.items():
        pks = list(kind.model.objects.values_list("pk", flat=True))
        found[name] = {
            key: {part: sorted(map(str, value)) if isinstance(value, list) else value for part, value in values.items()}
            for key, _, values in current(kind, pks).values()
        }
    return found


def exported(folder, form):
    """All records as files: one workbook, or a CSV file per kind."""
    if form == "xlsx":
        with open(folder / "all.xlsx", "wb") as file:
            write_xlsx(file, KINDS.values())
        return [folder / "all.xlsx"]
    for name, kind in KINDS.items():
        (folder / f"{name}.csv").write_text("".join(csv_lines(kind)), encoding="utf-8", newline="")
    return [folder / f"{name}.csv" for name in KINDS]


def emptied():
    """Empty all tables of records, their history included."""
    models = {model for kind in KINDS.values() for model in [kind.model, *(rows.model for rows in kind.rows.values())]}
    tables = {model._meta.db_table for model in models}
    # Else they count as deleted by a person, or since the export.
    tables |= {LoadedRecord._meta.db_table, *(history_of(model)._meta.db_table for model in models)}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else what was written cannot be emptied yet
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


@pytest.fixture
def founding(db):
    load([ROOT / "records"])
    for number, text in enumerate(NASTY):
        expert = Expert.objects.create(slug=f"nasty-{number}", name=f"x{text}", notes=text, publication="draft")
        ExpertName.objects.create(record=expert, text=text, kind="alias")
        Source.objects.create(slug=f"nasty-{number}", title=text, notes=text * 2)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_all_records_come_back_unchanged(founding, take, tmp_path, form):
    before = everything()
    assert sum(map(len, before.values())) > 700
    files = exported(tmp_path, form)
    result = take(*files)
    assert result.problems == [] and result.create == {} and result.update == {}
    assert result.report.differences == []
    assert result.report.total("unchanged") == sum(map(len, before.values()))
    assert everything() == before
    # And into an empty database.
    emptied()
    assert sum(map(len, everything().values())) == 0
    result = take(*files)
    assert result.problems == [] and result.written
    assert everything() == before


def test_no_cell_runs_as_a_formula(founding, tmp_path):
    for path in [*exported(tmp_path, "csv"), *exported(tmp_path, "xlsx")]:
        if path.suffix == ".csv":
            text = path.read_text(encoding="utf-8-sig")
            assert ",=" not in text and ",@" not in text and "\n=" not in text and ',"=' not in text
            continue
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                assert all(cell.data_type in ("s", "n", "inlineStr") for cell in row if cell.value is not None)
                texts = [str(cell.value or "") for cell in row]
                signed = [text for text in texts if text.startswith(("=", "+", "-", "@"))]
                # A plain number, such as a latitude in the south, runs nothing.
                assert all(re.fullmatch(r"-\d+\.\d+", text) for text in signed), signed


def test_a_text_that_no_cell_of_xlsx_holds_is_refused_and_csv_takes_it(take, db, tmp_path):
    Source.objects.create(slug="long", title="Long", notes="word " * 8000)
    with pytest.raises(TooLong, match="sources long: “notes” has 40,001 characters.*as CSV"):
        write_xlsx(io.BytesIO(), [KINDS["sources"]])
    exported(tmp_path, "csv")
    result = take(tmp_path / "sources.csv")
    assert result.problems == [] and result.report.total("unchanged") == 1
    assert Source.objects.get().notes == "word " * 8000


def test_an_export_takes_a_constant_number_of_statements_per_chunk(db, django_assert_num_queries):
    kind = KINDS["experts"]

    # The moment, the ids, the records, and three kinds of lists.
    Expert.objects.create(slug="a", name="A")
    with django_assert_num_queries(6):
        assert len(list(csv_lines(kind))) == 2
    Expert.objects.bulk_create(Expert(slug=f"b{n}", name="B") for n in range(20))
    with django_assert_num_queries(6):
        assert len(list(csv_lines(kind))) == 22
