"""The event whose related ones are asked for."""

import pytest

from tests import factories as make


@pytest.fixture
def asked(db):
    """The event that is asked for."""
    return make.event(slug="asked")
