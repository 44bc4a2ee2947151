"""Every list of the admin: statements, filters, actions, and its own form."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext

from experts.models import Appointment, Expert, Organisation
from lib.addresses import Record
from lib.admin.base import RecordAdmin
from lib.admin.filters import LacksFilter
from sources.models import Place, Source
from summits.models import Event, EventLink, Outcome, Panel, Participation, Position
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher
from topics.models import Topic

pytestmark = pytest.mark.django_db

MAKERS = {
    Source: f.source,
    Place: lambda: f.place(parent=f.place(), country=f.country()),
    Topic: lambda: f.topic(broader=f.topic()),
    Organisation: lambda: f.organisation(parent=f.organisation(), place=f.place(country=f.country())),
    Expert: lambda: f.appointment().expert,
    Appointment: f.appointment,
    Event: lambda: f.event(place=f.place(country=f.country())),
    Panel: f.panel,
    Participation: f.participation,
    Position: lambda: f.position(event=f.event(date="2021"), holders=[f.expert(), f.organisation()]),
    Outcome: f.outcome,
    EventLink: f.link,
}


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def shown(client, model, **query):
    """The records in a list."""
    answer = client.get(address(model, "changelist"), query)
    assert answer.status_code == 200
    return list(answer.context["cl"].result_list)


def test_every_kind_of_record_is_in_the_admin():
    kinds = {model for model in admin.site._registry if issubclass(model, Record)}
    assert kinds == set(MAKERS)
    assert all(isinstance(admin.site._registry[model], RecordAdmin) for model in kinds)


@pytest.mark.parametrize("model", MAKERS)
def test_a_list_takes_as_many_statements_for_three_rows_as_for_one(desk, model):
    MAKERS[model]()
    shown(desk, model)
    with CaptureQueriesContext(connection) as one:
        shown(desk, model)
    MAKERS[model]()
    MAKERS[model]()
    with CaptureQueriesContext(connection) as three:
        assert len(shown(desk, model)) >= 3
    assert len(one) == len(three) <= 6


@pytest.mark.parametrize("model", MAKERS)
def test_a_record_is_opened_and_saved_untouched_without_a_change(desk, model):
    w = f.world()
    record = next(r for r in vars(w).values() if type(r) is model)
    history = next(m for m in apps.get_models() if m.__name__ == f"{model.__name__}History")
    before = history.objects.count()
    FormPage(desk, address(record)).save()
    assert history.objects.count() == before


@pytest.mark.parametrize("model", MAKERS)
def test_no_select_offers_records(desk, model):
    """However many records there are, the form's selects hold only those that are chosen."""
    for _ in range(3):
        for other in (Expert, Organisation, Event, Topic, Place, Source):
            MAKERS[other]()
    page = FormPage(desk, address(model, "add"))
    assert page.response.content.decode().count("<option") < 400
    assert "An event" not in page.response.content.decode()


def test_search_boxes_of_all_lists_answer_to_anything(desk):
    f.world()
    for model in MAKERS:
        for typed in ("Mark", "Маркова", "%", "'", "a", '"unclosed', "–"):
            shown(desk, model, q=typed)


def test_the_box_that_selects_a_row_is_django_s(desk):
    event = f.event(name="<b>Bold & “new”</b>")
    one = admin.site.get_model_admin(Event)
    stock = admin.ModelAdmin.action_checkbox(one, event)
    assert parse_html(one.action_checkbox(event)) == parse_html(stock)
    page = desk.get(address(Event, "changelist")).content.decode()
    assert parse_html(stock) in parse_html(page) and 'id="action-toggle"' in page


def test_a_list_counts_no_further_than_it_must(desk, monkeypatch):
    from lib.admin.paging import CappedPaginator

    monkeypatch.setattr(CappedPaginator, "cap", 2)
    for _ in range(4):
        f.expert()
    assert desk.get(address(Expert, "changelist")).context["cl"].result_count == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [("1985", {"a"}), ("1985/1990", {"a", "b"}), ("1990", {"b"}), ("2021-06", set()), ("1985-11-20", {"a"})],
)
def test_events_are_filtered_by_time(desk, typed, found):
    f.event(name="a", date="1985-11-19/1985-11-21")
    f.event(name="b", date="1986/1991")
    f.event(name="c", date=None)
    assert {event.name for event in shown(desk, Event, when=typed)} == found


def test_a_time_that_cannot_be_read_is_explained_in_the_filter(desk):
    answer = desk.get(address(Event, "changelist"), {"when": "last summer", "kind__exact": "summit"})
    html = answer.content.decode()
    assert "is not a date that can be understood" in html
    assert '<input type="hidden" name="kind__exact" value="summit">' in html


def test_events_are_filtered_by_country_and_what_is_missing(desk):
    land = f.country(name="Switzerland", slug="switzerland")
    there = f.event(place=f.place(country=land), date="2021")
    elsewhere = f.event()
    there.citations.create(source=f.source())
    assert shown(desk, Event, country="switzerland") == [there]
    assert shown(desk, Event, lacks="source") == [elsewhere]
    assert shown(desk, Event, lacks="place") == [elsewhere]
    assert shown(desk, Event, lacks="date") == [elsewhere]


def test_topics_stand_in_the_order_of_their_tree(desk):
    b = f.topic(name="b")
    a = f.topic(name="a")
    f.topic(name="y", broader=a)
    z = f.topic(name="z", broader=b)
    f.topic(name="m", broader=z)
    rows = shown(desk, Topic)
    assert [t.name for t in rows] == ["a", "y", "b", "z", "m"]
    assert "level-2" in desk.get(address(Topic, "changelist")).content.decode()


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [("submit", "submitted", "submitted"), ("withdraw", "draft", "made draft")],
)
def test_selected_records_change_their_publication(desk, action, state, words):
    other = "draft" if state != "draft" else "published"
    records = [f.event(publication=other), f.event(publication=other)]
    kept = f.event(publication=other)
    data = {"action": action, "_selected_action": [r.pk for r in records]}
    answer = desk.post(address(Event, "changelist"), data, follow=True)
    assert [str(m) for m in answer.context["messages"]] == [f"2 events {words}."]
    assert {Event.objects.get(pk=r.pk).publication for r in records} == {state}
    assert Event.objects.get(pk=kept.pk).publication == other
    assert LogEntry.objects.count() == 2
    answer = desk.post(address(Event, "changelist"), data, follow=True)
    assert "nothing changed" in str(list(answer.context["messages"])[0])


def test_a_record_has_a_link_to_its_page(desk):
    event = f.event(slug="geneva")
    assert "View on site: An event" in desk.get(address(Event, "changelist")).content.decode()
    assert "viewsitelink" in desk.get(address(event)).content.decode()


def test_what_is_missing_can_be_listed_for_every_kind(desk):
    f.world()
    for model in MAKERS:
        listed = admin.site._registry[model].list_filter
        filters = [one for one in listed if isinstance(one, type) and issubclass(one, LacksFilter)]
        assert filters or model in (Source, Panel)
        for one in filters:
            complete = set(shown(desk, model))
            for value in one.gaps:
                assert set(shown(desk, model, lacks=value)) <= complete
