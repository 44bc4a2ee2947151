"""Helpers of the API's tests: a client that reads answers, and the world of factories.py."""

import copy

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from config.api import RESOURCES
from tests import factories as make

ROOT = "/api/v1"
# The records of the world by resource, as attributes of the world.
RECORDS = {
    "events": ("event", "other", "third"),
    "panels": ("panel",),
    "participations": ("participation", "host", "guest"),
    "experts": ("expert", "endorser"),
    "organisations": ("parent", "organisation", "unit"),
    "appointments": ("appointment", "former"),
    "topics": ("broad", "topic", "narrow"),
    "positions": ("question", "position", "reply"),
    "outcomes": ("outcome",),
    "links": ("link", "back"),
    "sources": ("source",),
    "places": ("land", "city", "place", "room"),
}
assert set(RECORDS) == set(RESOURCES)


def key_of(record):
    """The slug or public id under which a record stands in the API."""
    return getattr(record, "slug", None) or record.public_id


def body(response):
    """The body as text, whether streamed or not."""
    return response.getvalue().decode()


class Api:
    """Reads the API as one user: ``api("events", kind="summit")`` is a response, ``api.rows(...)`` the results."""

    def __init__(self, client):
        self.client = client

    def __call__(self, path, **parameters):
        address = path if path.startswith(("/", "http")) else f"{ROOT}/{path}/"
        return self.client.get(address, {k: v for k, v in parameters.items() if v is not None})

    def json(self, path, **parameters):
        """The answer as Python objects; fails unless it is a 200."""
        response = self(path, **parameters)
        assert response.status_code == 200, (path, parameters, body(response))
        return response.json()

    def rows(self, path, **parameters):
        """The rows of a list."""
        return self.json(path, **parameters)["results"]

    def keys(self, path, **parameters):
        """The slugs or ids of the rows of a list, in order."""
        return [row.get("slug") or row["id"] for row in self.rows(path, **parameters)]

    def faults(self, path, **parameters):
        """The errors of a 400 by parameter: {name: text}."""
        response = self(path, **parameters)
        assert response.status_code == 400, (path, parameters, response.status_code, body(response)[:300])
        return {name: " ".join(texts) for name, texts in response.json().items()}


@pytest.fixture
def api(db):
    """The API as the public sees it."""
    return Api(Client())


@pytest.fixture
def staff(db):
    """The API as staff see it."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    return Api(client)


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """The world of a file, in a transaction that is rolled back after it; each test is a savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make.world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_once, db):
    """One record of every kind with every field filled, the same for all tests of a file.

    Later tests of the file see it, too. Files that count records, and tests that commit, use `lonely_world` instead.
    """
    return copy.deepcopy(made_once)


@pytest.fixture
def lonely_world(db):
    """The same, for this test alone."""
    return make.world()
