"""The Wikidata ids of the founding records: each with its sources in docs/decisions/0024-founding-links.md."""

import re

import pytest
from django.conf import settings

from experts.models import Expert, Organisation
from sources.models import Place
from summits.models import Event

pytestmark = pytest.mark.django_db

PAGE = settings.BASE_DIR / "docs" / "decisions" / "0024-founding-links.md"


def test_each_wikidata_id_is_of_what_the_page_says_and_has_two_sources():
    rows = re.findall(r"^\| (Q\d+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(), re.MULTILINE)
    found = {
        row.value: row.record.name
        for model in (Expert, Organisation, Place, Event)
        for row in model._meta.get_field("identifiers")
        .related_model.objects.filter(scheme="wikidata")
        .select_related("record")
    }
    assert found == {qid: name for qid, name, _ in rows}
    assert len(found) == 36
    assert all(len(re.findall(r"\d{9,}", files)) >= 2 for _, _, files in rows)
