"""The page on which the other record of a merge is chosen."""

import pytest
from django.urls import reverse

from desk.duplicates import refresh, suspected_of
from tests import factories as make
from tests.desk.pages import researcher


@pytest.mark.django_db
def test_a_suspected_duplicate_is_offered_with_its_reasons(client):
    client.force_login(researcher())
    kept = make.expert(name="Fyodor Lukyanov")
    other = make.expert(name="Fedor Lukianov")
    refresh("expert")
    assert [pk for pk, _, _ in suspected_of("expert", kept.pk)] == [other.pk]
    response = client.get(reverse("admin:merge_choose", args=["expert", kept.pk]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Fedor Lukianov" in page
    assert reverse("admin:merge_preview", args=["expert", kept.pk, other.pk]) in page
    # Both records are on record already: the box only finds.
    assert "data-pick" in page and reverse("admin:experts_expert_add") not in page
