"""A small world, and OpenRefine's batches."""

import json

import pytest

from tests import factories as make
from tests.register.reconcile.schemas import HERE, RESULTS, valid


@pytest.fixture
def world(db):
    """One record of every kind with every field filled."""
    return make.world()


@pytest.fixture
def ask(client):
    """A function that sends a batch as OpenRefine does, and returns the candidates by query."""

    def send(reader=client, **queries):
        found = valid(reader.post(f"{HERE}/", {"queries": json.dumps(queries)}), RESULTS)
        return {name: one["result"] for name, one in found.items()}

    return send


@pytest.fixture
def people(db):
    """Two Kissingers, a Berg with a name in Cyrillic, and a draft."""
    institute = make.organisation(slug="iiss", name="International Institute for Strategic Studies")
    henry = make.expert(slug="henry", name="Henry Kissinger", born="1923-05-27", died="2023", public_id="r-henry")
    make.expert(slug="walter", name="Walter Kissinger", born="1924", public_id="r-walter")
    ada = make.expert(slug="ada", name="Ada Berg", born="1911~", public_id="r-ada")
    make.expert(slug="secret", name="Secret Kissinger", publication="draft", public_id="r-secret")
    ada.names.create(text="Ада Берг", language="ru", script="Cyrl")
    henry.identifiers.create(scheme="wikidata", value="Q66107")
    make.appointment(expert=ada, organisation=institute, post="Director")
