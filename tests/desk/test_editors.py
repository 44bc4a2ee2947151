"""Two editors of one record: what the second is told, what stands in the form, what is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.history import editors
from summits.models import Event, Panel, Participation, Position, PositionHolder
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A client of a researcher."""
    client.force_login(researcher())
    return client


def refused(form):
    """Send a form that must come back; what stands in it then goes into ``values``."""
    answer = form.send()
    assert answer.status_code == 200 and "Changed while you had it open" in answer.content.decode()
    form.read()
    return answer.content.decode()


def test_nobody_else_no_question(desk):
    event = f.event(name="First")
    form = FormPage(desk, address(event)).set(name="Mine")
    form.save()
    event.refresh_from_db()
    assert event.name == "Mine"


def test_the_second_is_told_field_by_field_and_nothing_is_saved(desk):
    event = f.event(name="First", summary="Old words.", website="https://example.org/")
    mine = FormPage(desk, address(event)).set(name="Mine")
    FormPage(desk, address(event)).set(name="Theirs", summary="New words.").save()
    text = refused(mine)
    assert "by researcher" in text and "Theirs" in text and "New words." in text
    assert "you typed something else" in text and "taken over into your form" in text
    event.refresh_from_db()
    assert event.name == "Theirs"
    # What was typed is kept; what was left alone is theirs.
    assert mine.values["name"] == ["Mine"] and mine.values["summary"] == ["New words."]
    mine.save()
    event.refresh_from_db()
    assert (event.name, event.summary) == ("Mine", "New words.")


def test_a_third_editor_in_between_is_told_again(desk):
    event = f.event(name="First")
    mine = FormPage(desk, address(event)).set(name="Mine")
    Event.objects.filter(pk=event.pk).update(name="Theirs")
    refused(mine)
    Event.objects.filter(pk=event.pk).update(name="Once more")
    assert "Once more" in refused(mine)


def test_rows_of_the_page_and_the_rows_beside_them(desk):
    vera, ivan = f.expert(name="Vera Novikova"), f.expert(name="Ivan Petrov")
    event = f.event()
    panel = f.panel(event=event, title="Old title", number=1)
    said = f.position(event=event, summary="Old summary.", holders=[vera], order=1)
    mine = FormPage(desk, address(event)).row("positions", 0, verb="noted").row("panels", 0, title="My title")
    theirs = FormPage(desk, address(event)).row("positions", 0, summary="Their summary.", panel_number=1)
    theirs.row("positions", 0, holders=[*theirs.values["positions-0-holders"], f"expert:{ivan.pk}"])
    theirs.row("panels", 0, title="Their title").add(
        "outcomes", title="Their outcome", kind="agreement", status="agreed"
    )
    theirs.save()
    text = refused(mine)
    assert all(word in text for word in ("Their summary.", "Their title", "Their outcome", "Ivan Petrov"))
    mine.save()
    said.refresh_from_db()
    panel.refresh_from_db()
    assert (said.verb, said.summary, said.panel_id, panel.title) == ("noted", "Their summary.", panel.pk, "My title")
    assert {h.expert for h in PositionHolder.objects.filter(position=said)} == {vera, ivan}
    assert event.outcomes.get().title == "Their outcome"


def test_the_one_who_takes_part_in_a_box_for_several_kinds(desk):
    event, other = f.event(), f.expert()
    row = f.participation(event=event)
    mine = FormPage(desk, address(event)).row("participations", 0, billing="Director")
    FormPage(desk, address(event)).row("participations", 0, who=f"expert:{other.pk}").save()
    refused(mine)
    mine.save()
    row.refresh_from_db()
    assert (row.expert_id, row.billing) == (other.pk, "Director")


def test_a_row_that_is_gone_comes_back_only_where_it_was_typed_in(desk):
    event = f.event()
    touched, left = (f.panel(event=event, title=title, number=n) for n, title in enumerate(("One", "Two"), 1))
    kept = f.panel(event=event, title="Three", number=3)
    mine = FormPage(desk, address(event)).row("panels", 0, title="Mine").row("panels", 2, title="Kept")
    Panel.objects.filter(pk__in=[touched.pk, left.pk]).delete()
    text = refused(mine)
    assert "saving enters it again" in text and "it has been removed from your form as well" in text
    mine.save()
    assert list(Panel.objects.values_list("title", flat=True)) == ["Mine", "Kept"]
    assert Panel.objects.get(title="Kept").pk == kept.pk


def test_theirs_is_taken_by_opening_the_page_again(desk):
    event = f.event(name="First")
    mine = FormPage(desk, address(event)).set(name="Mine")
    Event.objects.filter(pk=event.pk).update(name="Theirs")
    assert f'href="{address(event)}"' in refused(mine)
    again = FormPage(desk, address(event))
    assert again.values["name"] == ["Theirs"]
    again.save()


@pytest.mark.parametrize("mark", ["", "forged"])
def test_a_form_without_its_mark_is_not_saved_over(desk, mark):
    event = f.event(name="First")
    form = FormPage(desk, address(event)).set(name="Mine")
    form.values[editors.NAME] = [mark]
    refused(form)
    event.refresh_from_db()
    assert event.name == "First"


def test_the_mark_of_another_record_is_none(desk):
    one, two = f.event(), f.event(name="First")
    form = FormPage(desk, address(two)).set(name="Mine")
    form.values[editors.NAME] = FormPage(desk, address(one)).values[editors.NAME]
    assert "does not say when it was opened" in refused(form)


def test_the_mark_is_made_by_one_statement(desk):
    from django.contrib import admin

    event = f.event()
    f.position(event=event, holders=[f.expert()])
    with CaptureQueriesContext(connection) as seen:
        editors.mark(admin.site.get_model_admin(Event), event.pk)
    assert len(seen) == 1


@pytest.mark.parametrize("kind", ["expert", "organisation", "topic", "source", "place"])
def test_every_kind_of_record_is_guarded(desk, kind):
    record = getattr(f, kind)()
    label = "title" if kind == "source" else "name"
    mine = FormPage(desk, address(record)).set(**{label: "Mine"})
    type(record).objects.filter(pk=record.pk).update(**{label: "Theirs"})
    assert "Theirs" in refused(mine)
    mine.save()
    record.refresh_from_db()
    assert getattr(record, label) == "Mine"


def test_pages_of_what_hangs_on_events_are_guarded(desk):
    said = f.position(summary="Old.", holders=[f.expert()])
    mine = FormPage(desk, address(said)).set(verb="noted")
    PositionHolder.objects.filter(position=said).delete()
    refused(mine)
    mine.save()
    assert not PositionHolder.objects.exists()
    assert Position.objects.get().verb == "noted"
    assert not Participation.objects.exists()
