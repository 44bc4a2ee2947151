"""The desk, and the form of a new event."""

import pytest

from summits.models import Event
from tests.desk.pages import FormPage, address, researcher


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


@pytest.fixture
def page(desk):
    """The form of a new event with what every event needs."""
    return FormPage(desk, address(Event, "add")).set(name="Geneva discussion", kind="discussion", date="2021-06-16")
