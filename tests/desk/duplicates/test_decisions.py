"""What a person decided about a pair: made once, kept, and undone with a merge."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from desk.duplicates import KINDS
from desk.kinds import KINDS as MERGED
from desk.merge.engine import merge
from desk.merge.undo import undo
from desk.models import DuplicateDismissal, DuplicateSuggestion
from tests import factories as make
from tests.desk.duplicates.pairs import found

pytestmark = pytest.mark.django_db


def test_a_pair_has_the_lower_number_first():
    for numbers in ({"first": 2, "second": 1}, {"first": 1, "second": 1}):
        with pytest.raises(IntegrityError, match="duplicatedismissal_in_order"), transaction.atomic():
            DuplicateDismissal.objects.create(kind="expert", why="no", **numbers)
        with pytest.raises(IntegrityError, match="duplicatesuggestion_in_order"), transaction.atomic():
            DuplicateSuggestion.objects.create(kind="expert", score=0.5, reasons=[], **numbers)


def test_a_decision_is_made_once_and_says_why():
    columns = DuplicateDismissal.pair("expert", 2, 1)
    assert columns == {"kind": "expert", "first": 1, "second": 2}
    DuplicateDismissal.objects.create(**columns, why="no")
    DuplicateDismissal.objects.create(**columns | {"kind": "topic"}, why="no")
    with pytest.raises(IntegrityError, match="duplicatedismissal_once"), transaction.atomic():
        DuplicateDismissal.objects.create(**columns, why="no")
    with pytest.raises(IntegrityError, match="notduplicate_why"), transaction.atomic():
        DuplicateDismissal.objects.create(**DuplicateDismissal.pair("topic", 7, 8), why="")
    DuplicateSuggestion.objects.create(**columns, score=0.5, reasons=[])
    with pytest.raises(IntegrityError, match="duplicatesuggestion_once"), transaction.atomic():
        DuplicateSuggestion.objects.create(**columns, score=0.5, reasons=[])


def test_a_decision_outlives_the_deletion_of_a_record(desk):
    one, two = make.expert(name="George Bush"), make.expert(name="George Bush")
    DuplicateDismissal.objects.create(**DuplicateDismissal.pair("expert", one.pk, two.pk), why="father and son")
    page = reverse("admin:duplicates_decided", args=["expert"])
    assert "father and son" in desk.get(page).content.decode()
    number = two.pk
    two.delete()
    assert "father and son" not in desk.get(page).content.decode()
    make.expert(pk=number, name="George Bush", slug="george-bush-again")
    assert found("expert") == {} and "father and son" in desk.get(page).content.decode()


def test_a_merge_of_before_pairs_had_kinds_can_be_undone():
    """The migration rewrites what the log says of decisions; see desk/migrations/0014_generic_pairs.py."""
    kept, gone, other = (make.expert(name=name) for name in ("Ann Abel", "Zoe Young", "Bo Ek"))
    DuplicateDismissal.objects.create(**DuplicateDismissal.pair("expert", gone.pk, other.pk), why="two people")
    before = list(DuplicateDismissal.objects.values())
    made = merge(MERGED["expert"], kept.pk, gone.pk).merge
    steps = [step for step in made.log["steps"] if step["model"] == "desk.DuplicateDismissal"]
    assert [step["op"] for step in steps] == ["delete", "insert"]
    for step in steps:
        row, kind = step["row"], step["row"].pop("kind")
        columns = {f"{kind}_{side}_id": None for kind in KINDS for side in ("first", "second")}
        columns |= {f"{kind}_{side}_id": row.pop(side) for side in ("first", "second")}
        step |= {"model": "desk.NotDuplicate", "row": row | columns}
    made.save()
    import_module("desk.migrations.0014_generic_pairs").rewrite_logs(apps, None)
    undo(made.pk)
    assert list(DuplicateDismissal.objects.values()) == before
