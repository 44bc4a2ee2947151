"""What the form of an event refuses, and what it says then."""

import pytest

from summits.models import Event, Panel
from tests import factories as f
from tests.desk.pages import FormPage, address
from tests.summits.event_form.saved import rows, saved

pytestmark = pytest.mark.django_db


def refused(page):
    """The errors of a page that must not be accepted, nor leave anything behind."""
    before = rows()
    assert page.send().status_code == 200
    assert rows() == before
    return page.errors()


def test_an_unclear_date_is_explained_with_examples(page):
    [message] = refused(page.set(date="last June"))["date"]
    assert "2021-06-16" in message and "2012/.." in message


def test_a_missing_panel_is_named(page):
    page.add("panels", number=1, title="One").add("positions", summary="So.", panel_number=2)
    assert "no panel 2 (it has: 1)" in refused(page)["positions-0-panel_number"][0]


def test_a_participant_must_be_somebody(page):
    assert list(refused(page.add("participations", role="moderator"))) == ["participations-0-who"]


def test_somebody_elses_post_is_refused_at_its_box(page):
    other = f.appointment(expert=f.expert(name="Another"))
    page.add("participations", who=f"expert:{f.expert().pk}", billing="Director", posts=[other.pk])
    assert "is a post of Another" in refused(page)["participations-0-posts"][0]


def test_the_same_participant_twice_is_refused_at_the_row(page):
    one = f.expert()
    page.add("participations", who=f"expert:{one.pk}").add("participations", who=f"expert:{one.pk}")
    assert refused(page) == {"participations-1-": ["They already take part in this role."]}


def test_an_unattributed_position_has_no_holder(page):
    page.add("positions", summary="So.", attribution="unattributed", holders=[f"expert:{f.expert().pk}"])
    assert "positions-0-holders" in refused(page)


def test_a_position_has_a_holder_unless_it_is_collective_or_unattributed(page, desk):
    page.add("positions", summary="So.").add("positions", summary="And so.", attribution="collective")
    assert list(refused(page)) == ["positions-0-holders"]
    one = f.expert()
    page.row("positions", 0, holders=[f"expert:{one.pk}"]).save()
    held = saved().positions.get(summary="So.")
    assert list(refused(FormPage(desk, address(saved())).row("positions", 0, holders=[]))) == ["positions-0-holders"]
    # One that never had any is no reason to refuse another change of it.
    held.holders.all().delete()
    FormPage(desk, address(saved())).row("positions", 0, verb="noted").save()


def test_a_stance_is_asked_for(page):
    topic, one = f.topic(name="Cybersecurity"), f.expert()
    page.add("positions", summary="So.", holders=[f"expert:{one.pk}"], stances=[f"{topic.pk}:"])
    [message] = refused(page)["positions-0-stances"]
    assert message.startswith("Choose for “Cybersecurity”: + supports, − opposes")
    assert f'<option value="{topic.pk}:" selected' in page.response.content.decode()


def test_a_verbatim_position_needs_its_quotation(page):
    page.add("positions", summary="So.", attribution="verbatim")
    assert "A verbatim position needs its quotation." in refused(page)["positions-0-"]


@pytest.mark.parametrize(
    ("fields", "box", "words"),
    [
        ({"cite_paragraph": 2}, "cite_source", "no source"),
        ({"cite_source": True, "cite_sentence": 2}, "cite_source", "give the paragraph too"),
        ({"stances": ["1:likes"]}, "stances", "not one of supports"),
        ({"stances": ["x"]}, "stances", "not one of the choices"),
        ({"holders": ["expert:999999"]}, "holders", "no longer on record"),
    ],
)
def test_a_row_says_what_is_wrong_with_it(page, fields, box, words):
    if "cite_source" in fields:
        fields = {**fields, "cite_source": f.source().pk}
    page.add("positions", summary="So.", **fields)
    assert words in refused(page)[f"positions-0-{box}"][0]


def test_an_event_is_not_linked_to_itself_nor_a_part_of_its_part(desk):
    whole, part = f.event(), f.event()
    f.link(part, whole, "part_of")
    page = FormPage(desk, address(whole)).add("links_out", kind="part_of", to_event=part.pk)
    assert "is already a part of this event" in refused(page)["links_out-0-to_event"][0]
    page = FormPage(desk, address(whole)).add("links_out", kind="discusses", to_event=whole.pk)
    assert "An event cannot be linked to itself." in refused(page)["links_out-0-"]


def test_a_former_address_of_another_record_is_refused_at_the_slug(page):
    moved = f.event(slug="old-address")
    moved.slug = "new-address"
    moved.save()
    assert "choose another" in refused(page.set(slug="old-address"))["slug"][0]


def test_what_only_the_database_refuses_comes_back_as_an_error(page, monkeypatch):
    # As if another person had taken the address between the check and the writing.
    f.event(slug="taken")
    monkeypatch.setattr(Event, "full_clean", lambda self, *args, **kwargs: None)
    monkeypatch.setattr(Event, "validate_unique", lambda self, *args, **kwargs: None)
    errors = refused(page.set(slug="taken"))
    assert errors["slug"] == ["Somebody has just entered the same: it is already on record."]


def test_a_panel_with_rows_is_not_deleted_with_them(desk):
    w = f.world()
    page = FormPage(desk, address(w.event)).row("panels", 0, DELETE="on")
    assert "still has 2 participants and 2 positions" in refused(page)["panels"][0]
    assert Panel.objects.filter(pk=w.panel.pk).exists()


def test_an_event_that_others_need_says_so_instead_of_being_deleted(desk):
    w = f.world()
    answer = desk.post(address(w.other, "delete"), {"post": "yes"})
    assert answer.status_code == 200 and Event.objects.filter(pk=w.other.pk).exists()
    assert "would require deleting the following protected related objects" in answer.content.decode()


@pytest.mark.parametrize("opened", [False, True])
def test_a_date_without_the_day_that_a_panel_needs(desk, opened):
    event = f.event(date="2021-06-16", timezone="Europe/Zurich")
    panel = f.panel(event=event, title="Nets", start_time="09:30")
    page = FormPage(desk, address(event))
    if opened:
        page.row("panels", 0)
    text = str(refused(page.set(date="2021-06")))
    assert "The panel “Nets” has a time (09:30)" in text and "take the panel's times out" in text
    page.row("panels", 0, start_time="").save()
    panel.refresh_from_db(), event.refresh_from_db()
    assert (panel.start_time, str(event.date)) == (None, "2021-06")
