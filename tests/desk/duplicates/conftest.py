"""Fixtures of the tests of duplicates."""

import pytest

from tests.desk.pages import researcher


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client
