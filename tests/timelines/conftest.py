"""What the tests of timelines share."""

import pytest

from tests.timelines.world import make


@pytest.fixture
def world(db):
    """Two experts, a summit, and a discussion of it, see tests/timelines/world.py."""
    return make()
