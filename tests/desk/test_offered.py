"""What a page offers, the person who sees it may do."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.desk.pages import address
from tests.roles import person


def offered(client, record):
    """The links of a record's history that take something back."""
    html = client.get(address(record).replace("/change/", "/history/")).content.decode()
    return re.findall(r'class="take-back" href="([^"]+)"', html)


@pytest.mark.parametrize("role", ["Reader", "Editor", "Reviewer", "Administrator"])
def test_the_history_offers_what_is_not_refused(client, db, role):
    public, draft, topic = make.event(), make.event(publication="draft"), make.topic()
    for event in (public, draft):
        make.panel(event=event), make.link(from_event=event), make.participation(event=event)
        event.names.create(text="A name")
        type(event).objects.filter(pk=event.pk).update(summary="Otherwise")
    client.force_login(person(role))
    links = {record: offered(client, record) for record in (public, draft, topic)}
    assert all(client.get(url).status_code == 200 for found in links.values() for url in found)
    # The entry of the event, of its panel, link and participation; the name and the summary.
    numbers = {"Reviewer": [2, 6, 0], "Administrator": [6, 6, 1]}
    assert [len(found) for found in links.values()] == numbers.get(role, [0, 0, 0])


def test_the_history_costs_the_same_for_many_events(client, db):
    event = make.event()
    client.force_login(person("Reviewer"))

    def cost():
        with CaptureQueriesContext(connection) as seen:
            offered(client, event)
        return len(seen)

    make.link(to_event=event)
    cost(), (little := cost())
    for _ in range(5):
        make.link(to_event=event)
    assert cost() == little


@pytest.mark.parametrize("role", ["Reader", "Editor"])
def test_where_nothing_is_merged_the_duplicates_are_offered_to_who_may_see_them(client, db, role):
    client.force_login(person(role))
    html = client.get("/admin/merge/").content.decode()
    assert "Nothing has been merged yet" in html
    may = client.get("/admin/duplicates/").status_code == 302
    assert ('href="/admin/duplicates/"' in html.split("Nothing has been merged yet")[1]) is may is (role == "Editor")
