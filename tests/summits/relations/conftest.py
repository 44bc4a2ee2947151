"""What the tests of relations share: two states with a person each, and the API for both audiences."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from experts.models import OrganisationTerritory
from tests import factories as make
from tests.api.conftest import Api
from tests.summits.relations.events import state


@pytest.fixture
def world():
    """North with a ministry; South, which goes on from Old; the land that both held, with a city; a person of each."""
    w = SimpleNamespace()
    w.north, w.old = state("north"), state("old", end="1991-12-26")
    w.south = state("south", predecessor=w.old, start="1991-12-25")
    w.ministry = make.organisation(slug="ministry", name="Ministry", kind="ministry", parent=w.north)
    w.land = make.country(slug="southland", name="Southland")
    w.city = make.place(slug="southtown", name="Southtown", country=w.land)
    OrganisationTerritory.objects.create(organisation=w.old, place=w.land, period="1922/1991-12-26")
    OrganisationTerritory.objects.create(organisation=w.south, place=w.land, period="1991-12-25/..")
    w.ada, w.bo = make.expert(slug="ada", name="Ada North"), make.expert(slug="bo", name="Bo South")
    return w


@pytest.fixture
def api():
    """The API as the public sees it."""
    return Api(Client())


@pytest.fixture
def staff():
    """The API as staff see it."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    return Api(client)
