"""Undoing a merge: what it will not overwrite, and in what order."""

import pytest

from desk.merge.engine import MergeRejected, merge
from desk.merge.undo import undo
from desk.models import Merge
from experts.models import Appointment, Expert, ExpertName
from summits import models as s
from tests import factories as make
from tests.desk.mergepairs import EXPERT, two

pytestmark = pytest.mark.django_db


def test_undo_refuses_to_overwrite_later_changes_and_names_them():
    kept, gone = two(born="1967")
    Expert.objects.filter(pk=gone.pk).update(died="2024")
    at = make.participation(expert=gone)
    made = merge(EXPERT, kept.pk, gone.pk).merge
    s.Participation.objects.filter(pk=at.pk).update(expert=make.expert())
    Expert.objects.filter(pk=kept.pk).update(died="2025", born="1968")
    ExpertName.objects.filter(record=kept).update(text="Edited")
    with pytest.raises(MergeRejected) as refused:
        undo(made.pk)
    told = " | ".join(refused.value.details)
    assert "died" in told and "participation" in told and "name" in told
    assert "born" not in told, "what the merge did not write is nobody's business"
    assert Expert.objects.filter(pk=gone.pk).count() == 0 and Merge.objects.get().undone_at is None


def test_undo_leaves_later_additions_where_they_are():
    kept, gone = two()
    made = merge(EXPERT, kept.pk, gone.pk).merge
    later = make.appointment(expert=kept)
    undo(made.pk)
    assert Appointment.objects.get(pk=later.pk).expert == kept
    with pytest.raises(MergeRejected, match="undone on"):
        undo(made.pk)


def test_merges_on_top_of_each_other_are_undone_from_the_top():
    kept, gone = two()
    top = make.expert(name="F. Lukyanov")
    first = merge(EXPERT, kept.pk, gone.pk).merge
    second = merge(EXPERT, top.pk, kept.pk).merge
    with pytest.raises(MergeRejected, match=f"merge {second.pk}\\): undo that merge first"):
        undo(first.pk)
    undo(second.pk)
    undo(first.pk)
    assert Expert.objects.filter(pk__in=[kept.pk, gone.pk, top.pk]).count() == 3


def test_undo_says_when_the_survivor_is_gone():
    kept, gone = two()
    made = merge(EXPERT, kept.pk, gone.pk).merge
    Expert.objects.filter(pk=kept.pk).delete()
    with pytest.raises(MergeRejected, match="has been deleted since"):
        undo(made.pk)
