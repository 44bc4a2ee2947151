"""What the tests of the public pages share."""

import pytest

from tests import factories


@pytest.fixture
def world(db):
    """One record of every kind, see tests/factories.py."""
    return factories.world()
