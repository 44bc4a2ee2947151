"""A constant number of SQL statements: the same for one row and for three, and within the budget of each list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.api import RESOURCES
from tests import factories as make
from tests.api.conftest import RECORDS, body, key_of
from topics.models import Topic


def statements(api, path, **parameters):
    """How many statements an answer takes, and the answer."""
    with CaptureQueriesContext(connection) as captured:
        response = api(path, **parameters)
        body(response) if response.streaming else response.content
    assert response.status_code == 200
    return len(captured), [one["sql"] for one in captured.captured_queries]


def another(world, name):
    """One more record of each kind, with all that may hang on it, like the world's."""
    event = make.on_topics(make.event(date="2020", place=world.place), world.topic)
    expert, organisation = make.expert(), make.organisation(parent=world.organisation, place=world.city)
    post = make.appointment(expert=expert, organisation=organisation)
    panel = make.panel(event=event)
    make.participation(event=event, panel=panel, expert=expert, appointments=[post], on_behalf_of=organisation)
    make.position(
        event=event, panel=panel, holders=[expert, organisation], endorsers=[world.expert], topics=[world.topic],
        about=[world.event], in_reply_to=world.position,
    )  # fmt: skip
    make.outcome(event=event, parties=[expert, organisation], later=[world.third])
    make.link(event, world.event, "follows")
    make.topic(broader=world.topic)
    make.source()
    make.place(parent=world.place, country=world.land)


@pytest.mark.parametrize("name", sorted(RESOURCES))
@pytest.mark.parametrize("chosen", ["json", "csv", "ics", "csl"])
def test_a_list_takes_as_many_for_three_rows_as_for_one(api, world, name, chosen):
    if chosen == "ics" and not RESOURCES[name].calendar:
        assert "ics" in api.faults(name, format="ics")["format"]
        return
    rows = RESOURCES[name].list_serializer.Meta.model.objects
    first = RECORDS[name][-1]
    keep = getattr(world, first).pk
    # The others are hidden, not deleted: what hangs on the one row stays.
    rows.exclude(pk=keep).update(publication="draft")
    one, _ = statements(api, name, format=chosen)
    rows.update(publication="published")
    for _ in range(3):
        another(world, name)
    many, sql = statements(api, name, format=chosen)
    assert len(api.rows(name)) >= 3
    assert one == many, sql
    assert many <= 3


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_detail_takes_as_many_however_much_hangs_on_it(api, world, name):
    address = f"{name}/{key_of(getattr(world, RECORDS[name][0]))}"
    one, _ = statements(api, address)
    for _ in range(3):
        another(world, name)
    many, sql = statements(api, address)
    assert one == many <= 2, sql


@pytest.mark.parametrize("address", ["events/mark-event/related", "events/mark-event"])
def test_an_event_with_much_on_it_stays_within_its_budget(api, world, address):
    for _ in range(3):
        make.participation(event=world.event)
        make.position(event=world.event, holders=[world.expert], topics=[world.topic], about=[world.other])
        make.link(world.event, make.event(), "follows")
        make.outcome(event=world.event, parties=[world.expert])
    number, sql = statements(api, address)
    assert number <= 6, sql
    assert number == 2, sql


BUDGETS = [
    ("events", {"date_from": "2021", "date_to": "2021", "topic": "mark-broad", "country": "mark-land"}),
    ("events", {"expert": "mark-expert", "organisation": "mark-parent", "attendance": "unable", "page_size": "1"}),
    ("events", {"link": "discusses", "linked_to": "mark-other", "discusses": "mark-other", "q": "mark"}),
    (
        "positions",
        {"topic": "mark-topic", "expert": "mark-expert", "date_from": "2021", "date_to": "2021", "stance": "mixed"},
    ),
    ("positions", {"organisation": "mark-parent", "about": "mark-other", "page_size": "1"}),
    (
        "experts",
        {"name": "Markexpert", "organisation": "mark-parent", "post": "director", "on": "2015", "topic": "mark-broad"},
    ),
    ("appointments", {"organisation": "mark-parent", "on": "2015", "expert": "mark-expert"}),
]


@pytest.mark.parametrize(("name", "parameters"), BUDGETS)
def test_a_filtered_list_takes_at_most_four(api, world, name, parameters):
    assert api.rows(name, **parameters)
    number, sql = statements(api, name, **parameters)
    assert number <= 4, sql
    for _ in range(2):
        another(world, name)
    again, sql = statements(api, name, **parameters)
    assert again <= 4, sql


def test_a_long_table_takes_one_statement_per_thousand_rows(api, monkeypatch):
    from lib.api.formats import csv as exports

    Topic.objects.update(publication="draft")  # those that the tests of this file share
    topics = [make.topic() for _ in range(7)]
    monkeypatch.setattr(exports.chunks, "__defaults__", (3,))
    number, sql = statements(api, "topics", format="csv")
    # The ids by one server-side cursor, then one statement for each three rows.
    assert number == 1 + 3, sql
    assert body(api("topics", format="csv")).count("\r\n") == 1 + len(topics)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("positions", {"expert": "mark-expert", "topic": "mark-topic", "stance": "mixed"}),
        ("positions", {"event": "mark-event"}),
        ("events", {"topic": "mark-broad", "country": "mark-land"}),
        ("experts", {"name": "Markexpert"}),
    ],
)
def test_few_rows_are_cut_and_counted_in_one_statement(api, world, name, parameters):
    for _ in range(3):
        another(world, name)
    # The slugs, the page with its count, the rows.
    budget = 2 if name == "experts" else 3
    number, sql = statements(api, name, page_size="1", **parameters)
    assert number == budget, sql
    first = api.json(name, page_size="1", **parameters)
    assert first["count"] == api.json(name, **parameters)["count"] == len(api.rows(name, **parameters))
    if first["next"]:
        cursor = first["next"].split("cursor=")[1].split("&")[0]
        number, sql = statements(api, name, page_size="1", cursor=cursor, **parameters)
        assert number == budget, sql
