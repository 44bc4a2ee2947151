"""Users of the desk."""

import pytest

from tests.roles import person


@pytest.fixture
def editor(db):
    """An editor."""
    return person("Editor")


@pytest.fixture
def reviewer(db):
    """A reviewer."""
    return person("Reviewer")


@pytest.fixture
def as_(client):
    """A function that logs a user in: as_(user) → client."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in
