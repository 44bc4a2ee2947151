"""Experts, organisations and appointments in the admin: boxes, searches, warnings."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experts.models import Expert, ExpertName, Organisation
from summits.models import Participation
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def choices(client, model, field, term, **more):
    """What a box offers: [(text, detail)]."""
    opts = model._meta
    query = {"app_label": opts.app_label, "model_name": opts.model_name, "field_name": field, "term": term, **more}
    answer = client.get(reverse("admin:autocomplete"), query)
    assert answer.status_code == 200
    return [(row["text"], row["detail"]) for row in answer.json()["results"]]


def test_a_box_shows_of_an_expert_what_tells_them_from_others(desk):
    one = f.expert(name="Fyodor Lukyanov", born="1967")
    ExpertName.objects.create(record=one, text="Фёдор Лукьянов", language="ru", script="Cyrl")
    f.appointment(expert=one, post="Editor", organisation=f.organisation(name="Old Paper"), start="1990", end="2000")
    club = f.organisation(name="Valdai Club")
    f.appointment(expert=one, post="Research Director", organisation=club, start="2012", end="..")
    f.participation(expert=one)
    f.participation(expert=one)
    expected = [("Fyodor Lukyanov", "Research Director, Valdai Club · born 1967 · 2 events")]
    for typed in ("Лукьянов", "lukyan", "Lukyanow", "fyodor luk"):
        assert choices(desk, Participation, "expert", typed) == expected, typed
    assert choices(desk, Participation, "expert", "Safranchuk") == []


def test_a_post_that_has_ended_is_shown_as_former(desk):
    one, columbia = f.expert(name="Robert Legvold"), f.organisation(name="Columbia")
    f.appointment(expert=one, post="Professor", organisation=columbia, end="2010")
    assert choices(desk, Participation, "expert", "Legvold") == [(one.name, "formerly Professor, Columbia · 0 events")]


def test_a_box_shows_what_an_organisation_stands_in(desk):
    university = f.organisation(name="MGIMO University")
    institute = f.organisation(name="Institute for International Studies", parent=university)
    f.organisation(name="Center of Euroasian Research", kind="unit", parent=institute)
    assert choices(desk, Participation, "organisation", "euroasian") == [
        (
            "Center of Euroasian Research",
            "unit of an organisation · in Institute for International Studies, MGIMO University",
        )
    ]


def test_a_box_of_appointments_shows_the_period_and_is_narrowed_to_a_person(desk):
    one = f.appointment(
        expert=f.expert(name="Antony Blinken"), organisation=f.organisation(name="Department of State"),
        post="Secretary of State", start="2021-01-26", end="2025-01-20",
    )  # fmt: skip
    f.appointment(expert=f.expert(name="James Baker"), organisation=one.organisation, post="Secretary of State")
    blinken = ("Antony Blinken: Secretary of State", "Department of State · 26 January 2021 to 20 January 2025")
    assert choices(desk, Participation.appointments.through, "appointment", "blinken secretary") == [blinken]
    assert len(choices(desk, Participation.appointments.through, "appointment", "secretary state")) == 2
    assert choices(desk, Participation.appointments.through, "appointment", "", expert=one.expert_id) == [blinken]


def test_staff_are_offered_drafts_and_others_nothing(desk, client):
    f.expert(name="Hidden Person", publication="draft")
    assert [text for text, _ in choices(desk, Participation, "expert", "Hidden")] == ["Hidden Person"]
    client.logout()
    query = {"app_label": "summits", "model_name": "participation", "field_name": "expert", "term": "Hidden"}
    assert client.get(reverse("admin:autocomplete"), query).status_code == 302


@pytest.mark.parametrize(
    ("model", "field", "make"),
    [
        (Participation, "expert", lambda: f.appointment(expert=f.expert(name="Same Name")).expert),
        (Participation, "organisation", lambda: f.organisation(name="Same Name", parent=f.organisation())),
        (Participation, "event", lambda: f.event(name="Same Name", place=f.place())),
        (Participation, "panel", lambda: f.panel(title="Same Name")),
        (Participation.appointments.through, "appointment", lambda: f.appointment(post="Same Name")),
        (Organisation, "place", lambda: f.place(name="Same Name", parent=f.place(), country=f.country())),
    ],
)
def test_a_box_takes_as_many_statements_for_three_as_for_one(desk, model, field, make):
    make()
    choices(desk, model, field, "same name")
    with CaptureQueriesContext(connection) as one:
        assert len(choices(desk, model, field, "same name")) == 1
    make()
    make()
    with CaptureQueriesContext(connection) as three:
        assert len(choices(desk, model, field, "same name")) == 3
    assert len(one) == len(three) <= 5


def test_an_expert_is_entered_with_an_appointment_and_its_citation(desk):
    club, report = f.organisation(name="Valdai Club"), f.source()
    page = FormPage(desk, address(Expert, "add")).set(name="Фёдор Лукьянов")
    page.add(
        "appointments", organisation=club.pk, post="Research Director", end="..", cite_source=report.pk,
        cite_attested_on="2021-06-16",
    )  # fmt: skip
    page.add("names", text="Fyodor Lukyanov", language="en", script="Latn", kind="transliteration")
    page.save()
    one = Expert.objects.get()
    assert one.slug == "fedor-lukyanov"
    held = one.appointments.get()
    assert (held.post, str(held.end)) == ("Research Director", "..")
    assert str(held.citations.get().attested_on) == "2021-06-16"


def test_an_appointment_that_ends_before_it_starts_names_both_dates(desk):
    page = FormPage(desk, address(Expert, "add")).set(name="Someone")
    page.add("appointments", organisation=f.organisation().pk, post="Director", start="2015", end="2012-05")
    assert page.send().status_code == 200
    assert page.errors()["appointments-0-end"] == ["It ends (2012-05) before it starts (2015)."]
    assert not Expert.objects.exists()


def test_a_name_close_to_one_on_record_is_warned_of_after_saving(desk):
    near = f.expert(name="Ivan Safranchuk")
    messages = FormPage(desk, address(Expert, "add")).set(name="Ivan Safrantchuk").save()
    [warning] = [m for m in messages if "close to" in m]
    assert address(near) in warning and "Ivan Safranchuk" in warning
    messages = FormPage(desk, address(Expert, "add")).set(name="Robert Legvold").save()
    assert not any("close to" in m for m in messages)


def test_names_close_to_the_one_being_typed_are_offered_before_saving(desk):
    near = f.expert(name="Dmitry Suslov")
    ExpertName.objects.create(record=near, text="Дмитрий Суслов")
    url = reverse("admin:experts_expert_namesakes")
    [found] = desk.get(url, {"name": "Суслов", "besides": ""}).json()["results"]
    assert (found["text"], found["url"]) == ("Dmitry Suslov", address(near))
    assert desk.get(url, {"name": "Суслов", "besides": near.pk}).json()["results"] == []
    assert url in desk.get(address(Expert, "add")).content.decode()


def test_lists_are_searched_across_scripts(desk):
    one = f.expert(name="Fyodor Lukyanov")
    f.expert(name="Dimitri Simes")
    held = f.appointment(expert=one, organisation=f.organisation(name="МГИМО"))
    f.appointment()
    for typed, found in (("Лукьянов", one), ("лукьянов mgimo", held), ("mgimo", held.organisation)):
        assert list(desk.get(address(type(found), "changelist"), {"q": typed}).context["cl"].queryset) == [found]


def test_an_organisation_does_not_stand_inside_itself(desk):
    outer = f.organisation()
    inner = f.organisation(parent=outer)
    page = FormPage(desk, address(outer)).set(parent=inner.pk)
    assert page.send().status_code == 200
    assert "would lie inside itself" in page.errors()["parent"][0]


def test_a_post_that_a_participation_means_is_not_deleted_and_the_page_says_why(desk):
    held = f.appointment(post="Director")
    f.appointment(expert=held.expert, post="Fellow")
    one = f.participation([held], expert=held.expert, billing="Director")
    page = FormPage(desk, address(held.expert))
    index = next(n for n in range(2) if page.values[f"appointments-{n}-id"] == [str(held.pk)])
    page.row("appointments", index, DELETE="on", note="Typed as well.").row(
        "appointments", 1 - index, note="Kept typed."
    )
    answer = page.send()
    assert answer.status_code == 200
    (said,) = page.errors()["appointments"]
    assert said == f"“{held}”: It is still used by participation “{one}”: change those first."
    text = answer.content.decode()
    assert "It is still used by" in text and "Kept typed." in text
    assert re.search(rf'name="appointments-{index}-DELETE"[^>]* checked', text)
    assert sorted(held.expert.appointments.values_list("post", "note")) == [("Director", ""), ("Fellow", "")]
    # The other row can be saved once this one is left.
    del page.values[f"appointments-{index}-DELETE"]
    page.save()
    assert held.expert.appointments.get(post="Fellow").note == "Kept typed."
