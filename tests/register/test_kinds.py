"""The register holds every kind of record once, in an order in which they can be written."""

import pytest
from django.apps import apps
from django.db.models import CASCADE, ForeignKey

from config.api import RESOURCES
from desk import kinds as merged
from desk.models import Merge
from lib.addresses import Record, SluggedRecord
from register.kinds import ALONE, KINDS, LISTED, kind_of


def test_every_kind_of_record_is_there_once():
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    assert {kind.model for kind in LISTED} == set(models)
    assert sorted(kind.name for kind in LISTED) == sorted(KINDS)
    assert len(LISTED) == len(models)
    assert [kind_of(kind.model) for kind in LISTED] == list(LISTED)
    assert kind_of(LISTED[0].beside("citations")) is None


def test_the_api_lists_them_in_the_order_for_people():
    assert list(RESOURCES) == [kind.name for kind in LISTED]


def test_those_with_slugs_stand_alone():
    assert {kind.model for kind in ALONE} == {kind.model for kind in LISTED if issubclass(kind.model, SluggedRecord)}


@pytest.mark.parametrize("kind", LISTED, ids=str)
def test_what_a_record_refers_to_is_written_before_it(kind):
    order = list(KINDS.values())
    tables = [kind.model, *filter(None, map(kind.beside, ("citations", "names", "identifiers")))]
    referred = {f.related_model for model in tables for f in model._meta.fields if isinstance(f, ForeignKey)}
    others = {kind_of(model) for model in referred} - {kind, None}
    assert all(order.index(other) < order.index(kind) for other in others)


@pytest.mark.parametrize("kind", LISTED, ids=str)
def test_the_fields_that_an_entry_names_are_there(kind):
    for name in filter(None, (kind.title, kind.parent, *kind.not_in_files, *kind.words_need)):
        assert kind.model._meta.get_field(name)
    owners = [kind.model._meta.get_field(name) for name in kind.owners]
    assert all(kind_of(owner.related_model) for owner in owners)
    assert len(owners) == 2 or all(owner.remote_field.on_delete is CASCADE for owner in owners)
    assert bool(kind.owners) is not kind.alone
    if kind.parent:
        assert kind.model._meta.get_field(kind.parent).related_model is kind.model


def test_what_stands_alone_can_be_merged_and_its_merges_are_kept():
    choices = [value for value, _ in Merge._meta.get_field("kind").choices]
    assert sorted(choices) == sorted(merged.KINDS) == sorted(kind.model._meta.model_name for kind in ALONE)


def test_a_table_that_is_not_there_is_none():
    assert KINDS["sources"].beside("citations") is None
    assert KINDS["panels"].beside("former_slugs") is None
