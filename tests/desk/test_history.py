"""The history of records: what the page tells, taking changes back, bringing deleted records back."""

import pghistory
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from desk.history import restore
from experts.models import Expert
from lib.history import history_of
from summits.models import Event, Outcome, Panel, Participation, Position, PositionHolder
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db


def page(client, record, query=""):
    """The history page of a record, as text."""
    answer = client.get(address(record, "change").replace("/change/", "/history/") + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def last(model, label, **fields):
    """The newest history row of a table with a label."""
    return history_of(model).objects.filter(pgh_label=label, **fields).order_by("-pgh_id").first()


def revert_url(row):
    """Where a change is taken back."""
    opts = row.pgh_tracked_model._meta
    return reverse("admin:revert", args=[opts.app_label, opts.model_name, row.pgh_id])


def take_back(client, row):
    """Look at the preview and agree."""
    form = FormPage(client, revert_url(row))
    return client.post(form.url, form.values)


@pytest.fixture
def desk(client):
    """A client of a researcher."""
    client.force_login(researcher())
    return client


def test_the_page_tells_who_when_and_what_field_by_field(desk):
    paris, rome = f.place(name="Paris"), f.place(name="Rome")
    event = f.event(name="Meeting", date="2021-06", place=paris)
    FormPage(desk, address(event)).set(name="Second meeting", date="2021-06-16~", kind="dialogue", place=rome.pk).save()
    text = page(desk, event)
    for word in (
        "by researcher",
        address(event),
        "Second meeting",
        "2021-06-16~",
        ">summit<",
        ">dialogue<",
        "Paris",
        "Rome",
    ):
        assert word in text.replace("</span>", "").replace('<span class="visually-hidden">before: ', ">").replace(
            '<span class="visually-hidden">after: ', ">"
        ), word


def test_rows_that_hang_on_an_event_are_part_of_its_history_two_levels_down(desk):
    expert = f.expert(name="Vera Novikova")
    event = f.event()
    panel = f.panel(event=event, title="Arms control")
    said = f.position(event=event, panel=panel, holders=[expert], summary="It was worth it.")
    f.outcome(event=event, title="A communiqué")
    assert all(
        word in page(desk, event) for word in ("Arms control", "It was worth it.", "A communiqué", "Vera Novikova")
    )
    PositionHolder.objects.filter(position=said).delete()
    said.delete()
    text = page(desk, event)
    assert text.count("It was worth it.") > 1 and "done-delete" in text


def test_raw_sql_names_the_role_and_a_command_its_name(desk):
    event = f.event(name="Before")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE summits_event SET name = 'By hand' WHERE id = %s", [event.pk])
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
    with pghistory.context(command="load_records"):
        Event.objects.filter(pk=event.pk).update(name="By command")
    text = page(desk, event)
    assert f"the database role {role}" in text and "the command load_records" in text


def test_the_number_of_statements_does_not_grow(desk):
    event = f.event()

    def count():
        with CaptureQueriesContext(connection) as seen:
            page(desk, event)
        return len(seen)

    count()  # from here on the connection knows whose request it was
    f.position(event=event, holders=[f.expert()])
    f.panel(event=event)
    one = count()
    for _ in range(4):
        f.position(event=event, holders=[f.expert()])
        f.panel(event=event)
    assert count() == one


def test_a_change_is_taken_back_and_later_ones_to_other_fields_stay(desk):
    event = f.event(name="First", summary="one")
    Event.objects.filter(pk=event.pk).update(name="Second")
    renamed = last(Event, "update")
    Event.objects.filter(pk=event.pk).update(summary="two")
    assert take_back(desk, renamed).status_code == 302
    event.refresh_from_db()
    assert (event.name, event.name_key, event.summary) == ("First", "first", "two")


def test_a_preview_tells_of_later_changes_to_the_same_field_and_is_checked_again(desk):
    event = f.event(name="First")
    Event.objects.filter(pk=event.pk).update(name="Second")
    renamed = last(Event, "update")
    Event.objects.filter(pk=event.pk).update(name="Third")
    form = FormPage(desk, revert_url(renamed))
    assert "that later change will be lost" in form.response.content.decode()
    Event.objects.filter(pk=event.pk).update(name="Fourth")
    answer = desk.post(form.url, form.values)
    assert answer.status_code == 409 and "changed since this preview" in answer.content.decode()
    event.refresh_from_db()
    assert event.name == "Fourth"


def test_what_the_rules_refuse_is_not_taken_back(desk):
    event = f.event(date="2021-06-16")
    Event.objects.filter(pk=event.pk).update(start_time="10:00", timezone="Europe/Paris")
    Event.objects.filter(pk=event.pk).update(start_time=None, date=None)
    cleared = last(Event, "update")
    Event.objects.filter(pk=event.pk).update(timezone="")
    answer = take_back(desk, cleared)
    assert answer.status_code == 409 and "time zone" in answer.content.decode()


def test_what_was_entered_is_deleted_again(desk):
    panel = f.panel()
    take_back(desk, last(Panel, "insert", pgh_obj_id=panel.pk))
    assert not Panel.objects.filter(pk=panel.pk).exists()


def test_a_deleted_event_comes_back_with_all_that_hung_on_it(desk):
    expert = f.expert()
    event = f.event(slug="old-address")
    event.slug = "geneva"
    event.save()
    panel = f.panel(event=event)
    f.participation(event=event, panel=panel, expert=expert)
    said = f.position(event=event, panel=panel, holders=[expert], topics=[f.topic()])
    reply = f.position(event=f.event(), in_reply_to=said)
    f.outcome(event=event)
    tables = [Event, Panel, Participation, Position, PositionHolder, Outcome]
    before = {m: list(m.objects.order_by("pk").values()) for m in tables}
    desk.post(address(event, "delete"), {"post": "yes"})
    assert not Event.objects.filter(pk=event.pk).exists()
    where = reverse("admin:deleted", args=["summits", "event"])
    assert where in desk.get(address(Event, "changelist")).content.decode()
    listing = desk.get(where).content.decode()
    assert event.name in listing and "Bring back" in listing
    assert take_back(desk, last(Event, "delete")).status_code == 302
    assert {m: list(m.objects.order_by("pk").values()) for m in tables} == before
    reply.refresh_from_db()
    assert reply.in_reply_to_id == said.pk
    assert dict(event.former_slugs.values_list("slug", "record_id")) == {"old-address": event.pk}
    assert "None." in desk.get(reverse("admin:deleted", args=["summits", "event"])).content.decode()


def test_it_does_not_come_back_where_a_record_it_names_is_gone_or_its_place_is_taken(desk):
    expert = f.expert(name="Vera Novikova")
    event = f.event(slug="geneva")
    f.participation(event=event, expert=expert)
    event.delete()
    expert.delete()
    gone = last(Event, "delete")
    answer = take_back(desk, gone)
    assert answer.status_code == 409 and "Vera Novikova" in answer.content.decode()
    assert not Event.objects.exists()
    take_back(desk, last(Expert, "delete"))
    assert take_back(desk, gone).status_code == 302
    event = Event.objects.get(slug="geneva")
    f.panel(event=event, number=1).delete()
    f.panel(event=event, number=1)
    answer = take_back(desk, last(Panel, "delete"))
    assert answer.status_code == 409 and "already has a panel with this number" in answer.content.decode()


def test_an_address_that_another_record_took_is_named(db):
    event = f.event(slug="geneva")
    event.delete()
    Event.former_slugs.rel.related_model.objects.filter(slug="geneva").delete()
    f.event(slug="geneva", name="The other")
    row = last(Event, "delete")
    with pytest.raises(restore.NotPossible, match="The other"):
        restore.take_back(restore.find(Event, row.pgh_id), row.pgh_id)


def test_who_may_only_look_may_not_take_back(client):
    user = get_user_model().objects.create_user("reader", password="x" * 12, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(user)
    event = f.event()
    Event.objects.filter(pk=event.pk).update(name="Second")
    assert "Take back" not in page(client, event)
    for row in (last(Event, "update"), last(Event, "insert")):
        assert client.get(revert_url(row)).status_code == 403
        assert client.post(revert_url(row), {"latest": row.pgh_id}).status_code == 403
    event.refresh_from_db()
    assert event.name == "Second"


@pytest.mark.parametrize("model", ["expert", "organisation", "topic", "source", "place", "event"])
def test_every_kind_of_record_has_its_history(desk, model):
    record = getattr(f, model)()
    assert "done-insert" in page(desk, record)


def test_the_history_is_told_in_sentences(client):
    anna = researcher(username="anna")
    client.force_login(anna)
    event = f.event(name="Meeting", date="2021-06-16")
    FormPage(client, address(event)).set(date="2021-06-17", summary="They met.").save()
    FormPage(client, address(event)).set(date="2022-06-18", summary="").save()
    text = " ".join(strip_tags(page(client, event)).split())
    assert "anna changed the date from 16 June to 17 June 2021" in text
    assert "anna set the summary to They met." in text
    assert "anna changed the date from 17 June 2021 to 18 June 2022" in text
    assert "anna removed the summary, which was They met." in text
