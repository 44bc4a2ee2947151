"""Two editors of one record: what the second is told, what stands in the form, what is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.history import editors
from summits.models import Event, Panel, Participation, Position, PositionCitation, PositionHolder
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


def test_boxes_that_stand_for_something_else_than_their_column(desk):
    """A panel by its number, the first citation of a row in four boxes, a time without its seconds."""
    source, other = f.source(title="A report"), f.source(title="Another report")
    event = f.event(date="2021-06-16", start_time="13:00", timezone="Europe/Zurich")
    f.panel(event=event, number=1), f.panel(event=event, number=2)
    rows = [f.position(event=event, summary=f"Summary {n}.", order=n) for n in (1, 2)]
    for row in rows:
        PositionCitation.objects.create(record=row, source=source, paragraph=1)
    mine = FormPage(desk, address(event)).set(name="Mine")
    mine.row("positions", 0, verb="noted").row("positions", 1, verb="said", panel_number=2, cite_paragraph=9)
    theirs = FormPage(desk, address(event)).set(start_time="14:00")
    theirs.row("positions", 0, panel_number=1, cite_source=other.pk, cite_paragraph=3)
    theirs.row("positions", 1, panel_number=1, cite_paragraph=2).save()
    text = refused(mine)
    assert text.count("you typed something else") == 2, "the panel and the place of the second row"
    assert mine.values["start_time"] == ["14:00"]
    assert [mine.values[f"positions-{n}-panel_number"] for n in (0, 1)] == [["1"], ["2"]]
    mine.save()
    event.refresh_from_db()
    assert (event.name, str(event.start_time)) == ("Mine", "14:00:00")
    said = Position.objects.order_by("order").values_list("verb", "panel__number")
    assert list(said) == [("noted", 1), ("said", 2)]
    cited = PositionCitation.objects.order_by("record__order").values_list("source__title", "paragraph")
    assert list(cited) == [("Another report", 3), ("A report", 9)]


def test_a_citation_that_somebody_else_added(desk):
    source, event = f.source(title="A report"), f.event()
    left, typed = (f.position(event=event, summary=f"Summary {n}.", order=n) for n in (1, 2))
    mine = FormPage(desk, address(event)).row("positions", 0, verb="noted")
    mine.row("positions", 1, cite_source=source.pk, cite_paragraph=9)
    for row in (left, typed):
        PositionCitation.objects.create(record=row, source=source, paragraph=4)
    refused(mine)
    mine.save()
    assert [*left.citations.values_list("paragraph", flat=True)] == [4], "mine has no source: theirs is no less there"
    assert [*typed.citations.values_list("paragraph", flat=True)] == [9]


def test_a_citation_behind_the_first_is_none_of_the_boxes(desk):
    source, event = f.source(title="A report"), f.event()
    row = f.position(event=event, summary="Summary.", order=1)
    first, second = (PositionCitation.objects.create(record=row, source=source, paragraph=n) for n in (1, 2))
    mine = FormPage(desk, address(event)).row("positions", 0, verb="noted", cite_paragraph=7)
    PositionCitation.objects.filter(pk=second.pk).update(paragraph=3)
    assert "stays on record in any case" in refused(mine)
    mine.save()
    assert sorted(row.citations.values_list("paragraph", flat=True)) == [3, 7]
    mine = FormPage(desk, address(event)).row("positions", 0, verb="said")
    first.delete()
    refused(mine)
    mine.save()
    row.refresh_from_db()
    assert (row.verb, [*row.citations.values_list("paragraph", flat=True)]) == ("said", [3])


def test_what_was_chosen_in_an_empty_box_is_not_lost(desk):
    """A box in which nothing is chosen sends nothing: it is on the page all the same."""
    hall, event = f.place(name="Hall"), f.event(name="First")
    row, other = (f.position(event=event, summary=f"Summary {n}.", order=n) for n in (1, 2))
    mine = FormPage(desk, address(event)).set(name="Mine").row("positions", 0, verb="noted")
    FormPage(desk, address(event)).set(place=hall.pk).row("positions", 0, in_reply_to=other.pk).save()
    assert refused(mine).count("taken over into your form") == 2
    mine.save()
    event.refresh_from_db()
    row.refresh_from_db()
    assert (event.name, event.place, row.verb, row.in_reply_to) == ("Mine", hall, "noted", other)


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
