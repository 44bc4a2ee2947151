"""Billings as printed: how they are read, and what a row proposes for them."""

import pytest

from lib.partialdates import parse
from summits.admin import printed
from summits.admin.proposals import proposals
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "name", "billing"),
    [
        ("Fyodor Lukyanov, Research Director of the Valdai Club", "Fyodor Lukyanov", "Research Director of the Valdai Club"),
        ("Ada Lindqvist (Director, Harbour Institute)", "Ada Lindqvist", "Director, Harbour Institute"),
        ("Ada Lindqvist – Director", "Ada Lindqvist", "Director"),
        ("Jean-Pierre Raffarin, former Prime Minister", "Jean-Pierre Raffarin", "former Prime Minister"),
        ("Ada Lindqvist", "Ada Lindqvist", ""),
    ],
)  # fmt: skip
def test_a_name_stands_before_its_billing(text, name, billing):
    assert printed.split(text) == (name, billing)
    assert printed.without_title(f"Prof. Dr. {name}") == name


def read(billing):
    found = []
    for way in printed.ways(billing):
        found.append((way.post, way.organisation and way.organisation.name, way.new, str(way.kind) if way.new else ""))
    return found


def test_organisations_on_record_tell_where_the_post_ends():
    mgimo = f.organisation(name="MGIMO University")
    f.organisation(name="Institute for International Studies", parent=mgimo)
    f.organisation(name="Russia", kind="state")
    f.organisation(name="Foreign Affairs", kind="periodical")
    f.organisation(name="Valdai Discussion Club")
    assert read("Minister of Foreign Affairs of Russia")[0] == ("Minister of Foreign Affairs", "Russia", "", "")
    assert read("Russia’s Minister of Foreign Affairs")[0] == ("Minister of Foreign Affairs", "Russia", "", "")
    assert read("Fellow at the Institute for International Studies at MGIMO University")[0] == (
        "Fellow", "Institute for International Studies", "", "",
    )  # fmt: skip
    # What is not on record stands inside what is.
    assert read("Director of the Centre of Eurasian Research at MGIMO University")[0] == (
        "Director", "MGIMO University", "Centre of Eurasian Research", "institute",
    )  # fmt: skip
    # What is merely like a name is said to be, and a new one is proposed beside it.
    assert [way.likeness for way in printed.ways("Research Director of the Valdai Club")] == [0.99, 1]


def test_without_anything_on_record_the_words_tell():
    assert read("Head of Research of the Littoral Forum") == [("Head of Research", None, "Littoral Forum", "institute")]
    assert read("Professor of History at Columbia University") == [
        ("Professor of History", None, "Columbia University", "university")
    ]
    assert read("Professor Emeritus at Columbia University and Director of the Euro-Atlantic Security Initiative") == [
        ("Professor Emeritus", None, "Columbia University", "university")
    ]
    assert read("Deputy Director of the Wilson Center’s Kennan Institute")[0][0] == "Deputy Director"
    assert read("journalist") == []


@pytest.fixture
def site():
    from django.contrib import admin

    return admin.site


def told(site, text, date="2021-09-17"):
    return [(one["text"], one["sure"]) for one in proposals(site, text, date)]


def test_a_person_and_a_post_on_record_are_proposed_first(site):
    club = f.organisation(name="Valdai Discussion Club")
    club.names.create(text="Valdai Club")
    one = f.expert(name="Fyodor Lukyanov")
    post = f.appointment(expert=one, organisation=club, post="Research Director", start="2011", end="..")
    f.appointment(expert=one, organisation=club, post="Director", start="2011", end="..")
    first, *others = proposals(site, "Fyodor Lukyanov, Research Director of the Valdai Club", "17 September 2021")
    assert first["sure"]
    assert first["fill"]["who"][0][0] == f"expert:{one.pk}"
    assert [token for token, *_ in first["fill"]["posts"]] == [str(post.pk)]
    assert first["fill"]["billing"] == "Research Director of the Valdai Club"
    assert [one["text"] for one in others] == ["New person: Fyodor Lukyanov", "Leave as printed"]
    # Before the post was held another one is proposed, attested on the day.
    first = proposals(site, "Fyodor Lukyanov, Research Director of the Valdai Club", "2001-05-03")[0]
    assert "posts" not in first["fill"]
    said = {name: first["fill"][name] for name in ("new_post", "new_attested")}
    assert said == {"new_post": "Research Director", "new_attested": "2001-05-03"}
    assert first["fill"]["new_at"][0][0] == str(club.pk)


def test_nobody_is_proposed_as_sure_whom_another_may_be(site):
    f.expert(name="Ada Lindqvist"), f.expert(name="Ada Lindqvist")
    assert told(site, "Ada Lindqvist, Director of the Harbour Institute")[:2] == [("Ada Lindqvist", False)] * 2
    f.expert(name="Tomas Warga")
    assert told(site, "Tomas Varga, Professor at the Northern University") == [
        ("Tomas Warga", False), ("New person: Tomas Varga", False), ("Leave as printed", False),
    ]  # fmt: skip


def test_two_namesakes_are_told_apart_by_their_posts(site):
    f.expert(name="Ada Lindqvist")
    other = f.expert(name="Ada Lindqvist")
    f.appointment(expert=other, organisation=f.organisation(name="Harbour Institute"), post="Director")
    first, second, *_ = proposals(site, "Ada Lindqvist, Director of the Harbour Institute", "2021-09-17")
    assert first["fill"]["who"][0][0] == f"expert:{other.pk}" and first["sure"] and not second["sure"]


def test_who_is_not_on_record_is_proposed_as_new(site):
    first, second = proposals(site, "Ines Okoro, Head of Research of the Littoral Forum", "2021-09-17")
    assert first["fill"] == {
        "new_person": "Ines Okoro", "billing": "Head of Research of the Littoral Forum", "name_as_printed": "",
        "new_post": "Head of Research", "new_organisation": "Littoral Forum", "new_kind": "institute",
        "new_attested": "2021-09-17",
    }  # fmt: skip
    assert first["sure"] and second["fill"] == {
        "name_as_printed": "Ines Okoro", "billing": "Head of Research of the Littoral Forum",
    }  # fmt: skip
    assert parse(first["fill"]["new_attested"])
