"""Hundreds of names that are not on record: drafts beside the records, and each name looked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import Appointment, Expert, ExpertName, FormerExpertSlug
from intake.bulk import proposals as proposing
from intake.bulk.proposals import Rules
from lib.history import history_of
from tests import factories as make
from tests.intake.bulk.conftest import problems

MANY = 150  # more than the hundred that were once looked for
HEADINGS = ["id", "expert", "organisation", "post"]


@pytest.fixture
def council(db):
    return make.organisation(slug="council", name="Council")


@pytest.fixture
def posts(table, council):
    """A function that writes a table of posts, one for each name."""
    return lambda *names: table(
        "appointments.csv", HEADINGS, *([f"a{n}", name, "council", f"Post {n}"] for n, name in enumerate(names))
    )


def on_record(number):
    """People on record; each has an address that the name of another one would get."""
    return [
        make.expert(slug=f"nina-{n:03}-orlova", name=f"Holder of the address {n}", notes="Stays", born="1950")
        for n in range(number)
    ]


def state():
    return list(Expert.objects.order_by("pk").values("pk", "slug", "name", "notes", "born", "publication"))


def test_a_draft_never_touches_a_record_for_any_number_of_names(take, posts):
    on_record(MANY)
    before = state()
    result = take(posts(*(f"Nina {n:03} Orlova" for n in range(MANY))), rules=Rules(create_unknown=True))
    assert problems(result) == [] and result.update == {}
    assert state()[:MANY] == before
    assert history_of(Expert).objects.filter(pgh_label="update").count() == 0
    drafts = Expert.objects.filter(publication="draft")
    assert set(drafts.values_list("slug", flat=True)) == {f"nina-{n:03}-orlova-2" for n in range(MANY)}
    assert Appointment.objects.filter(expert__in=drafts).count() == MANY


def test_a_draft_takes_no_address_that_a_record_had_or_that_the_file_uses(take, table, council):
    Expert.objects.filter(pk=make.expert(slug="bo-ek").pk).update(slug="bo-ek-elder")
    make.expert(slug="bo-ek-2").delete()
    assert set(FormerExpertSlug.objects.values_list("slug", flat=True)) == {"bo-ek", "bo-ek-2"}
    one = table("experts.csv", ["slug", "name"], ["bo-ek-3", "Another"])
    two = table("appointments.csv", HEADINGS, ["a", "Bo Ek", "council", "X"])
    result = take(one, two, rules=Rules(create_unknown=True))
    assert problems(result) == []
    assert Appointment.objects.get().expert.slug == "bo-ek-4"


def test_an_address_that_is_taken_at_the_last_moment_is_a_fault_and_no_edit(take, posts, monkeypatch):
    """Whatever the search for free addresses overlooks, a draft is no edit."""
    ada = make.expert(slug="ada-berg", name="Somebody else", notes="Stays")
    monkeypatch.setattr(proposing, "_in_use", lambda kind, stems: set())
    result = take(posts("Ada Berg"), rules=Rules(create_unknown=True))
    assert not result.written and "already exists" in problems(result)[0]
    ada.refresh_from_db()
    assert (ada.name, ada.notes, ada.publication) == ("Somebody else", "Stays", "published")


def test_every_name_on_record_is_found_in_any_case_script_and_variant(take, posts):
    for n in range(MANY):
        make.expert(slug=f"p{n}", name=f"Анна Седова {n}")
    ExpertName.objects.create(record=Expert.objects.get(slug="p7"), text="Seventh Lady")
    names = [f"ANNA SEDOVA {n}" for n in range(MANY)]
    result = take(posts(*names, "seventh LADY"), dry_run=True)
    assert [proposal.exact for proposal in result.proposals] == [[f"p{n}"] for n in range(MANY)] + [["p7"]]
    assert result.proposals[0].closest == [["p0", "Анна Седова 0"]]


def test_what_is_merely_like_a_name_on_record_is_found_for_all(take, posts):
    make.expert(slug="kokoshin", name="Andrei Kokoshin")
    result = take(posts(*(f"Quite Unlike {n}" for n in range(MANY)), "Andrey Kokoshin"), dry_run=True)
    assert result.proposals[-1].closest == [["kokoshin", "Andrei Kokoshin"]] and result.proposals[-1].exact == []
    assert all(proposal.closest == [] for proposal in result.proposals[:-1])


def test_exact_matches_are_taken_and_all_others_created(take, posts):
    lavrov = make.expert(slug="lavrov", name="Сергей Лавров")
    for slug in ("father", "son"):
        make.expert(slug=slug, name="Ivan Ivanov")
    path = posts("SERGEY LAVROV", "Ivan Ivanov", "Nina Orlova")
    result = take(path, rules=Rules(take_exact=True, create_unknown=True))
    # Of two who have the name a person has to choose one; nothing is created for it either.
    assert [(proposal.key, sorted(proposal.exact)) for proposal in result.proposals] == [
        ("Ivan Ivanov", ["father", "son"])
    ]
    result = take(path, rules=Rules(take_exact=True, create_unknown=True), choices={"experts:Ivan Ivanov": "use:son"})
    assert problems(result) == []
    assert list(Appointment.objects.order_by("public_id").values_list("expert__slug", flat=True)) == [
        lavrov.slug, "son", "nina-orlova",
    ]  # fmt: skip
    # The draft is on record now: the same file again creates nobody.
    again = take(path, rules=Rules(take_exact=True, create_unknown=True), choices={"experts:Ivan Ivanov": "use:son"})
    assert again.written and again.create == {} and again.update == {}


@pytest.mark.parametrize("name", ["LAVROV Sergei", "Lavrov, Sergei", "lavrov sergei"])
def test_a_person_is_found_with_the_surname_first(take, posts, name):
    make.expert(slug="lavrov", name="Sergei Lavrov")
    assert take(posts(name), rules=Rules(take_exact=True)).written
    assert Appointment.objects.get().expert.slug == "lavrov"


def test_the_name_as_written_comes_before_one_in_another_order(take, posts):
    make.expert(slug="ivan", name="Ivan Petr")
    make.expert(slug="petr", name="Petr Ivan")
    take(posts("PETR IVAN"), rules=Rules(take_exact=True))
    assert Appointment.objects.get().expert.slug == "petr"


def test_words_in_another_order_are_another_organisation(take, table):
    make.expert(slug="anna")
    make.organisation(slug="iran-iraq", name="Iran Iraq Council")
    row = ["a", "anna", "Iraq Iran Council", "Chair"]
    (proposal,) = take(table("appointments.csv", HEADINGS, row), dry_run=True).proposals
    assert proposal.exact == [] and proposal.closest == [["iran-iraq", "Iran Iraq Council"]]


def test_no_draft_where_something_comes_close_but_by_word_for_it(take, posts):
    make.expert(slug="kokoshin", name="Andrei Kokoshin")
    path = posts("KOKOSHIN Andrey", "Bo Ek")
    result = take(path, rules=Rules(create_unknown=True))
    assert not result.written and [proposal.key for proposal in result.proposals] == ["KOKOSHIN Andrey"]
    assert result.proposals[0].closest == [["kokoshin", "Andrei Kokoshin"]]
    assert take(path, rules=Rules(create_close=True)).written
    assert set(Appointment.objects.values_list("expert__slug", flat=True)) == {"kokoshin-andrey", "bo-ek"}


def test_no_draft_of_a_name_that_is_on_record_but_by_word_for_this_name(take, posts):
    make.expert(slug="lavrov", name="Sergei Lavrov")
    path = posts("Sergei Lavrov")
    assert not take(path, rules=Rules(create_unknown=True)).written and Expert.objects.count() == 1
    assert take(path, choices={"experts:Sergei Lavrov": "create"}).written
    assert Appointment.objects.get().expert.slug == "sergei-lavrov"


def test_one_name_in_several_spellings_is_one_draft(take, posts):
    result = take(
        posts("Nina Orlova", "Нина Орлова", "ORLOVA Nina", "nina-orlova", "?!", "!?"), rules=Rules(create_unknown=True)
    )
    assert problems(result) == []
    nina = Expert.objects.get(slug="nina-orlova")
    assert nina.name == "Nina Orlova" and set(nina.names.values_list("text", flat=True)) == {
        "Нина Орлова",
        "ORLOVA Nina",
    }
    assert nina.appointments.count() == 4
    assert set(Expert.objects.exclude(pk=nina.pk).values_list("slug", "name")) == {
        ("unnamed", "?!"),
        ("unnamed-2", "!?"),
    }


def test_the_number_of_statements_does_not_grow_with_the_names(take, posts):
    on_record(3)

    def statements(number):
        with CaptureQueriesContext(connection) as captured:
            take(posts(*(f"Nina Orlova {n}" for n in range(number))), dry_run=True, rules=Rules(create_unknown=True))
        return len(captured)

    assert statements(400) - statements(4) <= 6, "a statement for each batch of some hundred rows that are written"
