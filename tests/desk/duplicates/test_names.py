"""People and organisations that are suspected to be one by their names, and those that are not."""

import pytest

from desk.duplicates import suspicions
from experts.models import ExpertIdentifier, ExpertName
from tests import factories as make
from tests.desk.duplicates.pairs import found, pair

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Fyodor Lukyanov", "Fedor Lukyanov"),
        ("Fyodor Lukyanov", "Лукьянов Фёдор"),
        ("Dmitry Suslov", "Дмитрий Суслов"),
        ("William Pomerantz", "William Pomerants"),
        ("Fyodor Lukyanov", "Fedor Lukianov"),
        ("Юрий Ушаков", "Iouri Ushakov"),
        ("Yevgeny Primakov", "Evgenii Primakov"),
        ("Mikhail Gorbachev", "Mihail Gorbatschow"),
        ("George Shultz", "George Schultz"),
        ("Xi Jinping", "Jinping Xi"),
        ("Xi Jinping", "习近平"),
        ("Dmitry Suslov", "Dmitry Vladimirovich Suslov"),
        ("A. Kokoshin", "Andrei Kokoshin"),
    ],
)
def test_experts_with_names_alike_in_any_script(name, other):
    one, two, far = make.expert(name=name), make.expert(name=other), make.expert(name="Robert Legvold")
    suspected = found("expert")
    assert set(suspected) == {pair(one, two)}
    assert name in suspected[pair(one, two)][0] and other in suspected[pair(one, two)][0]
    assert far.pk not in {pk for ids in suspected for pk in ids}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Suslov", "Susloparov"),  # as many trigrams in common as two spellings of Lukyanov
        ("Sergei Lavrov", "Sergei Ivanov"),
        ("Sergei Ivanov", "Andrei Ivanov"),
        ("George W. Bush", "George H. Bush"),
        ("A. Ivanov", "Boris Ivanov"),
        ("Hans W. Manfield-Ramlander", "Hans Wilridge"),
        ("Elena Erzalez", "Felix E. Valshaw-Elzalez"),
    ],
)
def test_experts_who_share_part_of_a_name_are_not_suspected(name, other):
    make.expert(name=name), make.expert(name=other)
    assert found("expert") == {}


def test_a_slip_of_the_pen_is_a_rare_word():
    for forename in ("Maria", "Marina"):
        for surname in ("Abel", "Berg", "Stein", "Wald"):
            make.expert(name=f"{forename} {surname}")
    assert found("expert") == {}, "both are forenames that many have"
    one, two = make.expert(name="William Pomerantz"), make.expert(name="Willaim Pomerantz")
    assert set(found("expert")) == {pair(one, two)}


def test_an_abbreviation_says_nothing_beside_the_full_name():
    one, other = make.expert(name="Andrei Ivanov"), make.expert(name="Alexander Ivanov")
    for expert in (one, other):
        ExpertName.objects.create(record=expert, text="A. Ivanov")
    assert found("expert") == {}
    short = make.expert(name="A. Ivanov")
    assert set(found("expert")) == {pair(one, short), pair(other, short)}


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("Valdai Discussion Club", "Valdai Discusion Club", True),
        ("Carnegie Moscow Center", "Carnegie Moscow Centre", True),
        ("Institute for the USA and Canada", "Institute of the USA and Canada", True),
        ("Ministry of Foreign Affairs of Russia", "Ministry of Foreign Affairs of Ukraine", False),
        ("Department of History", "Department of Physics", False),
        ("Group of 7", "Group of 20", False),
        ("Iceland", "Ireland", False),
        ("Harvard University", "Harvard University Press", False),
    ],
)
def test_organisations_by_their_words(name, other, alike):
    one, two = make.organisation(name=name), make.organisation(name=other)
    assert set(found("organisation")) == ({pair(one, two)} if alike else set())


def test_units_of_one_name_in_two_organisations_are_two():
    one, two = make.organisation(name="Valdai Club"), make.organisation(name="Wilson Center")
    for above in (one, two):
        make.organisation(name="Department of History", parent=above)
    assert found("organisation") == {}


def test_a_further_name_counts_and_a_shared_forename_does_not():
    one, two = make.expert(name="Sergei Lavrov"), make.expert(name="A. Nobody")
    make.expert(name="Sergei Ivanov")
    ExpertName.objects.create(record=two, text="Лавров Сергей")
    assert set(found("expert")) == {pair(one, two)}


def test_identifiers_written_differently():
    one, two = make.expert(name="Ann Abel"), make.expert(name="Zoe Young")
    ExpertIdentifier.objects.create(record=one, scheme="wikidata", value="Q4271")
    ExpertIdentifier.objects.create(record=two, scheme="wikidata", value="https://www.wikidata.org/wiki/q4271")
    assert "the same identifier in wikidata" in found("expert")[pair(one, two)][0]


def test_other_births_speak_against_and_come_last():
    # As sources may differ; who is older by more than two years is somebody else.
    father, son = make.expert(name="George Bush", born="1924"), make.expert(name="George Bush", born="1926")
    make.expert(name="George Bush", born="1946")
    one, two = make.expert(name="William Pomerantz"), make.expert(name="William Pomerants", born="1960")
    suspected = found("expert")
    assert suspected[pair(father, son)][1] == "but born 1924 and 1926"
    assert [row.ids for row in suspicions("expert")] == [pair(one, two), pair(father, son)]


def test_topics_and_organisations_by_label_but_not_what_stands_inside_the_other():
    one, two = make.topic(name="Cybersecurity"), make.topic(name="Cyber security")
    make.topic(name="Cybersecurity talks", broader=one)
    assert pair(one, two) in found("topic")
    assert all(one.pk not in ids or two.pk in ids for ids in found("topic"))
    club, same = make.organisation(name="Valdai Discussion Club"), make.organisation(name="Valdai Discussion Club")
    make.organisation(name="Valdai Discussion Clubs", parent=club)
    assert pair(club, same) in found("organisation")
    assert "the same name, “Valdai Discussion Club”" in found("organisation")[pair(club, same)]


def test_the_same_birth_comes_before_a_like_name():
    like = make.expert(name="Charles Michel"), make.expert(name="Charles Edward Mitchell", born="1870")
    same = make.expert(name="David M. Robinson", born="1955"), make.expert(name="David Malcolm Robinson", born="1955")
    assert found("expert")[pair(*same)][-1] == "both born 1955"
    assert [row.ids for row in suspicions("expert")] == [pair(*same), pair(*like)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "John Forsyth", "born": "1780"}, {"name": "John Forsyth", "born": "1812"}),  # father and son
        ({"name": "George H. Butler", "died": "1886"}, {"name": "George Howland Butler", "born": "1894"}),
        ({"name": "George Washington", "born": "1732"}, {"name": "George Washington Buckner", "born": "1855"}),
        ({"name": "P. Robert Fannin"}, {"name": "Robert F. Pence"}),  # each has an initial of the other's surname
        ({"name": "Kyle R. Scott"}, {"name": "Robert K. Scott"}),
    ],
)
def test_namesakes_are_not_suspected(one, other):
    make.expert(**one), make.expert(**other)
    assert found("expert") == {}


def test_an_identifier_of_both_is_told_whatever_their_births():
    one, two = make.expert(name="Ann Abel", born="1900"), make.expert(name="Ann Abel", born="1960")
    ExpertIdentifier.objects.create(record=one, scheme="wikidata", value="Q4271")
    ExpertIdentifier.objects.create(record=two, scheme="wikidata", value="https://www.wikidata.org/wiki/q4271")
    assert found("expert")[pair(one, two)][-1] == "but born 1900 and 1960"


def test_a_mission_is_not_the_state_that_it_is_in():
    for name in ("Iceland", "Ireland", "Saint Vincent and the Grenadines"):
        make.organisation(name=name, kind="state")
        make.organisation(name=f"US mission to {name}", kind="unit")
    assert found("organisation") == {}
    # Entered twice, under two kinds: still told, since the names are the same.
    again = make.organisation(name="Iceland", kind="other"), make.organisation(name="Iceland", kind="institute")
    assert pair(*again) in found("organisation")
