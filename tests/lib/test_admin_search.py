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
