"""manage.py import_records and export_records."""

import io

import pytest
from django.core.management import CommandError, call_command

from experts.models import Expert
from intake.records.format import KINDS

pytestmark = pytest.mark.usefixtures("loaded")


def run(*arguments):
    out = io.StringIO()
    call_command("import_records", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(table, everything):
    path = table("experts.csv", ["slug", "name"], ["ada-berg", "Ada B."], ["bo", "Bo"])
    before = everything()
    text = run(path, "--dry-run")
    assert "created: experts bo: Bo (experts.csv:3)" in text
    assert "changed: experts ada-berg: Ada B. (experts.csv:2)\n    name: Ada Berg → Ada B." in text
    assert "A dry run: nothing was written." in text
    assert everything() == before
    run(path)
    assert set(Expert.objects.values_list("name", flat=True)) == {"Ada B.", "Bo"}


def test_bad_rows_end_it_with_all_of_them(table):
    path = table("experts.csv", ["slug", "name"], ["a", ""], ["b b", "B"], ["c", "C"])
    with pytest.raises(CommandError) as caught:
        run(path)
    text = str(caught.value)
    assert "experts.csv:2: experts a, name: this needs a value." in text
    assert "experts.csv:3: experts b b, slug:" in text
    assert text.endswith("Nothing was imported: 2 faults.")
    assert Expert.objects.count() == 1


def test_unknown_ones_are_named_with_the_closest_and_created_on_demand(table):
    path = table("new.csv", ["id", "expert", "organisation", "post"], ["apt-1", "Ada Bergh", "council", "X"])
    with pytest.raises(CommandError) as caught:
        run(path, "--kind", "appointments")
    assert "Not on record: experts “Ada Bergh” (1 time). Closest: ada-berg (Ada Berg)." in str(caught.value)
    assert "--create-close" in str(caught.value)
    run(path, "--kind", "appointments", "--create-close")
    assert Expert.objects.get(slug="ada-bergh").publication == "draft"


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_kind_is_exported_and_imports_back(tmp_path, name, form):
    path = tmp_path / f"{name}.{form}"
    call_command("export_records", name, output=str(path))
    assert "unchanged" in (text := run(path))
    row = next(line for line in text.splitlines() if line.startswith(name)).split()
    assert [int(number) for number in row[1:]] == [0, 0, KINDS[name].model.objects.count(), 0, 0, 0]


def test_all_kinds_need_a_workbook(tmp_path):
    with pytest.raises(CommandError, match="holds one kind"):
        call_command("export_records", "all", output=str(tmp_path / "all.csv"))
    call_command("export_records", "all", output=str(tmp_path / "all.xlsx"))
    assert "total" in run(tmp_path / "all.xlsx")


def test_a_place_that_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_records", "topics", output=str(tmp_path / "none" / "topics.csv"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="none.csv.*No such file"):
        run(tmp_path / "none.csv")
