"""What the queue of suspected duplicates offers of the founding records: nothing, as docs/merging.md says."""

import pytest

from desk.duplicates import KINDS, refresh, suspicions
from desk.duplicates.sql import SEARCHES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", KINDS)
def test_the_queue_is_not_flooded_with_nonsense(name):
    assert refresh(name) == 0
    names = dict(SEARCHES[name].model.objects.values_list("pk", "name"))
    assert [sorted(names[pk] for pk in row.ids) for row in suspicions(name)] == []
