"""lib/admin/search: names as typed first, names like them while few are found, the newest of very many."""

import pytest

from experts.models import Expert
from lib.admin import search
from tests import factories as make


@pytest.fixture
def people(db):
    """Three of one name, one of them by a further name, and one of a like name; the eldest first."""
    make.expert(slug="a", name="Anna Lukyanov")
    make.expert(slug="b", name="Boris Lukyanov")
    further = make.expert(slug="c", name="Carl Other")
    further.names.create(text="Лукьянов")
    make.expert(slug="d", name="Dora Lukianov")


def found(text):
    """The slugs that a search finds."""
    return set(search.named(Expert.objects.all(), text).values_list("slug", flat=True))


def test_what_is_like_the_text_is_found_while_few_have_it_as_typed(people, monkeypatch):
    assert found("Lukyanov") == {"a", "b", "c", "d"}
    monkeypatch.setattr(search, "ENOUGH", 2)
    assert found("Lukyanov") == {"a", "b", "c"}
    assert found("Lukianov") == {"a", "b", "c", "d"}


def test_of_very_many_the_newest_of_each_way_are_put_in_order(people, monkeypatch):
    monkeypatch.setattr(search, "ENOUGH", 1)
    monkeypatch.setattr(search, "MOST", 1)
    assert found("Lukyanov") == {"b", "c"}


def in_order(text):
    """The slugs that a search finds, as they come."""
    return list(search.named(Expert.objects.all(), text).values_list("slug", flat=True))


def test_a_name_as_typed_then_its_start_then_its_words_then_what_is_like_it(db):
    make.expert(slug="like", name="Pavel Novikova-Smirnoff")
    make.expert(slug="words", name="Smirnov, Anna Novikov")
    make.expert(slug="start", name="Novikov Smirnov Junior")
    make.expert(slug="further", name="Zoe Zet").names.create(text="Новиков Смирнов")
    make.expert(slug="exact", name="Novikov Smirnov")
    assert in_order("Novikov Smirnov") == ["exact", "further", "start", "words", "like"]


def test_a_name_as_typed_is_not_crowded_out_by_newer_ones(db, monkeypatch):
    monkeypatch.setattr(search, "MOST", 1)
    make.expert(slug="exact", name="Zoe Un")
    make.expert(slug="newer", name="Bruno Funk")
    assert in_order("un")[0] == "exact"
