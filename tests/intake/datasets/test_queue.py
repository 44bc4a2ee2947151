"""The page of the desk with the rows that wait."""

import pytest
from django.urls import reverse

from intake.models import QueuedRow
from tests.intake.datasets.conftest import TRIPS, trip
from tests.roles import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(travels, take):
    """Two trips that wait, one of them with a mark-up in its remarks."""
    bad = [
        trip(
            9,
            "green-ada",
            "Ada Green",
            "2022-05-02",
            "2022-05-01",
            "japan",
            "Japan",
            "Tokyo",
            "Met &lt;b&gt;Bo&lt;/b&gt;.",
        ),
        trip(10, "green-ada", "Ada Green", "2022", "2022", "japan", "Japan"),
    ]
    take("hsg-travels", travels(trips=[*TRIPS, *bad]))


def test_rows_stand_there_with_reason_and_passage(admin_client, queued):
    page = admin_client.get(reverse("bulk:waiting")).content.decode()
    assert "trip 9" in page and "It ends (2022-05-01) before it starts (2022-05-02)." in page
    assert "Met &lt;b&gt;Bo&lt;/b&gt;." in page and "2 rows" in page
    home = admin_client.get(reverse("admin:index")).content.decode()
    assert reverse("bulk:waiting") in home and "rows of data sets that wait" in home


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"dataset": "hsg-travels"}, {"trip 9", "trip 10"}),
        ({"q": "before it starts"}, {"trip 9"}),
        ({"q": "tokyo"}, {"trip 9"}),
        ({"q": "nothing of the kind"}, set()),
        ({"dataset": "no such", "page": "x", "q": "\0"}, {"trip 9", "trip 10"}),
    ],
)
def test_the_list_is_narrowed(admin_client, queued, asked, places):
    answer = admin_client.get(reverse("bulk:waiting"), asked)
    assert answer.status_code == 200 and {row.place for row in answer.context["page"]} == places


def test_it_takes_a_constant_number_of_statements(admin_client, queued, django_assert_max_num_queries):
    QueuedRow.objects.bulk_create(QueuedRow(dataset="x", place=f"p{n}", file="f", reason="r") for n in range(60))
    with django_assert_max_num_queries(8):
        assert "Page 1 of 2" in admin_client.get(reverse("bulk:waiting")).content.decode()
    narrowed = admin_client.get(reverse("bulk:waiting"), {"dataset": "x", "q": "r & s"}).content.decode()
    assert "No row matches." in narrowed
    page = admin_client.get(reverse("bulk:waiting"), {"dataset": "x", "q": "r"}).content.decode()
    assert 'href="?dataset=x&amp;q=r&amp;page=2"' in page, "the next page is narrowed in the same way"


def test_only_who_may_import_sees_it(client, queued):
    assert client.get(reverse("bulk:waiting")).status_code == 302
    client.force_login(person("Reader", is_staff=True))
    assert client.get(reverse("bulk:waiting")).status_code == 403


def test_of_formats_with_many_data_sets_it_is_said_which_one(admin_client):
    QueuedRow.objects.create(dataset="popolo:house", place="persons 3", file="house.json", reason="It has no id.")
    page = admin_client.get(reverse("bulk:waiting")).content.decode()
    assert "people, organisations and posts as Popolo JSON: house" in page
