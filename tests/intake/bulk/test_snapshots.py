"""What records were at a moment, when rows below them have moved from one record to another and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.kinds import KINDS as MERGED
from desk.merge.engine import merge
from desk.merge.undo import undo
from experts.models import Expert, ExpertIdentifier, ExpertName
from intake.bulk.exports import csv_lines
from intake.bulk.snapshots import at, moment
from intake.records.format import KINDS
from intake.records.state import current
from tests import factories as make

# The history tells moments apart by transaction.
pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair():
    """Two experts, both with rows below them, merged and parted again."""
    ada, bo = Expert.objects.get(slug="ada-berg"), make.expert(name="Bo Ek", slug="bo-ek")
    ExpertName.objects.create(record=bo, text="B. Ek")
    ExpertName.objects.create(record=bo, text="Bosse Ek")
    ExpertIdentifier.objects.create(record=bo, scheme="hsg", value="ek-b")
    bo.citations.create(source=make.source(), paragraph=2)
    undo(merge(MERGED["expert"], ada.pk, bo.pk).merge.pk)
    return ada, bo


def now(kind, pks):
    return {pk: (was.address, was.public_id, was.values) for pk, was in at(kind, pks, moment()).items()}


def test_after_a_merge_is_undone_the_history_says_what_the_tables_say(pair):
    for kind in KINDS.values():
        pks = list(kind.model.objects.values_list("pk", flat=True))
        assert pks and now(kind, pks) == current(kind, pks), kind.name
        for pk in pks:  # alone: the other that a row belongs to is not asked for
            assert now(kind, [pk]) == current(kind, [pk]), kind.name
    _ada, bo = pair
    assert [row["text"] for row in now(KINDS["experts"], [bo.pk])[bo.pk][2]["names"]] == ["B. Ek", "Bosse Ek"]


def test_a_row_moved_by_hand_counts_for_the_record_that_had_it_then():
    ada, bo = Expert.objects.get(slug="ada-berg"), make.expert(name="Bo Ek", slug="bo-ek")
    name, kind = ExpertName.objects.create(record=ada, text="Wanderer"), KINDS["experts"]

    def owners(when):
        found = at(kind, [ada.pk, bo.pk], when)
        return [pk for pk, was in found.items() if "Wanderer" in [row["text"] for row in was.values["names"]]]

    before = moment()
    ExpertName.objects.filter(pk=name.pk).update(record=bo)
    between = moment()
    ExpertName.objects.filter(pk=name.pk).delete()
    assert (owners(before), owners(between), owners(moment())) == ([ada.pk], [bo.pk], [])
    # Asked for one of the two alone: the row is the other's as well as gone.
    assert "Wanderer" not in [row["text"] for row in at(kind, [ada.pk], between)[ada.pk].values["names"]]


@pytest.mark.parametrize("slug", ["ada-berg", "bo-ek"])
def test_imports_change_the_lists_of_records_whose_merge_was_undone(pair, take, tmp_path, slug):
    """One of the two at a time: the survivor (ada-berg) had the other's rows for a while."""
    record = Expert.objects.get(slug=slug)
    ExpertName.objects.create(record=record, text="Old name")
    other = {pk: values for pk, values in current(KINDS["experts"], [p.pk for p in pair]).items() if pk != record.pk}
    path = tmp_path / "experts.csv"
    text = "".join(csv_lines(KINDS["experts"]))
    assert text.count("Old name") == 1
    path.write_text(text.replace("Old name", "New name"), encoding="utf-8", newline="")
    result = take(path)
    assert result.problems == [] and result.report.differences == []
    texts = set(record.names.values_list("text", flat=True))
    assert "New name" in texts and "Old name" not in texts
    assert current(KINDS["experts"], list(other)) == other


def test_the_number_of_statements_does_not_grow_with_the_rows(pair):
    kind = KINDS["experts"]

    def statements():
        pks = list(Expert.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as asked:
            at(kind, pks, moment())
        return len(asked)

    few = statements()
    for n in range(5):
        ExpertName.objects.create(record=make.expert(name=f"X{n}", slug=f"x-{n}"), text=f"Y{n}")
        ExpertName.objects.create(record=pair[1], text=f"Z{n}")
    assert statements() == few
