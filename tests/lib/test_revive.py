"""Bringing deleted records back."""

import pytest
from django.db import connection

from experts.models import Expert
from lib.former import present_slug
from lib.revive import bring_back, deletions
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_former_addresses_come_back_after_truncate_as_far_as_nobody_has_them():
    """A database of before the addresses stayed reserved may have given one away."""
    lost = make.expert(slug="first")
    for slug in ("second", "third"):
        lost.slug = slug
        lost.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE experts_expert CASCADE")
        cursor.execute("DELETE FROM experts_formerexpertslug")
    other = make.expert(slug="second")
    bring_back({Expert: deletions(Expert, "slug", ["third"]).values()})
    assert present_slug(Expert, "first", None) == "third"
    assert Expert.objects.get(slug="second") == other
    assert not lost.former_slugs.filter(slug="second").exists()
