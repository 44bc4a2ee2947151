"""Popolo JSON, written by hand: people, organisations, posts and memberships, odd ones included."""

import json

import pytest

from experts.models import Appointment, Expert, Organisation
from intake.datasets.register import REGISTER
from intake.errors import Unreadable
from intake.models import ImportRun, LoadedRecord, QueuedRow
from sources.models import Source

pytestmark = pytest.mark.django_db

ADA = {
    "id": "p1", "name": "Ada Berg", "birth_date": "1950-03", "death_date": "2011",
    "summary": "A jurist.", "biography": "Long life.",
    "other_names": [{"name": "А. Берг"}, {"name": "Ada Lind", "start_date": "1950", "end_date": "1975"}],
    "identifiers": [{"scheme": "wikidata", "identifier": "Q42"}, {"scheme": "parl", "identifier": "17"}],
    "links": [{"url": "https://example.org/ada"}], "sources": [{"url": "https://example.org/list", "note": "The list"}],
}  # fmt: skip
BO = {"id": "p2", "given_name": "Bo", "family_name": "Ek", "birth_date": "", "death_date": None}
HOUSE = {
    "id": "o1",
    "name": "The House",
    "classification": "Legislature",
    "founding_date": "1848",
    "description": "Two chambers.",
}
GREENS = {
    "id": "o2",
    "name": "Greens",
    "classification": "party",
    "parent_id": "o1",
    "links": [{"url": "https://example.org"}],
}
SPEAKER = {"id": "s1", "label": "Speaker of the House", "organization_id": "o1"}
HELD = {
    "id": "m1",
    "person_id": "p1",
    "post_id": "s1",
    "start_date": "1990-05-02",
    "end_date": "1994",
    "on_behalf_of_id": "o2",
}
MEMBER = {"person_id": "p2", "organization_id": "o2", "role": "treasurer", "start_date": "1999"}

NOTHING = {"organizations": [], "posts": [], "memberships": []}


@pytest.fixture
def popolo(tmp_path):
    """A function that writes a Popolo file and returns its path."""

    def write(name="house.json", **lists):
        path = tmp_path / name
        whole = {
            "persons": [ADA, BO],
            "organizations": [HOUSE, GREENS],
            "posts": [SPEAKER],
            "memberships": [HELD, MEMBER],
        }
        path.write_text(json.dumps({**whole, **lists}), encoding="utf-8")
        return path

    return write


def waiting(outcome):
    return {row.place: row.reason for row in outcome.queued}


def test_people_organisations_and_memberships_arrive_with_partial_dates(popolo, take):
    outcome = take("popolo", popolo())
    assert (outcome.rows, outcome.records, outcome.queued, outcome.recognised) == (7, 6, [], 1)
    ada = Expert.objects.get(name="Ada Berg")
    assert (str(ada.born), str(ada.died), ada.notes, ada.website) == (
        "1950-03",
        "2011",
        "A jurist.\n\nLong life.",
        "https://example.org/ada",
    )
    assert Organisation.objects.get(name="The House").notes == "Two chambers."
    assert {(row.text, row.kind, str(row.period or "")) for row in ada.names.all()} == {
        ("А. Берг", "variant", ""),
        ("Ada Lind", "former", "1950/1975"),
    }
    assert {str(row) for row in ada.identifiers.all()} == {
        "wikidata:Q42",
        "other:parl:17",
        "other:popolo:house/person/p1",
    }
    assert {row.source.title for row in ada.citations.all()} == {"house (Popolo data)", "The list"}
    bo = Expert.objects.get(name="Bo Ek")
    assert (bo.born, bo.died) == (None, None)
    greens = Organisation.objects.get(name="Greens")
    assert (greens.kind, greens.parent.name, greens.website) == ("party", "The House", "https://example.org")
    assert (greens.parent.kind, str(greens.parent.start), greens.parent.end) == ("government", "1848", None)
    held, member = Appointment.objects.order_by("start_earliest")
    assert (held.expert, held.organisation, held.post) == (ada, greens.parent, "Speaker of the House")
    assert (str(held.start), str(held.end), held.note) == ("1990-05-02", "1994", "On behalf of Greens.")
    assert (member.expert, member.organisation, member.post, member.end) == (bo, greens, "treasurer", None)


def test_what_is_nested_is_read_as_well(popolo, take):
    nested = {**BO, "memberships": [{"id": "m9", "organization_id": "o1", "role": "clerk"}]}
    house = {
        **HOUSE,
        "posts": [{"id": "s9", "label": "Porter"}],
        "memberships": [],
    }
    porter = {"id": "m8", "person_id": "p1", "post_id": "s9"}
    outcome = take("popolo", popolo(persons=[ADA, nested], organizations=[house], posts=[], memberships=[porter]))
    assert outcome.queued == []
    assert {(row.expert.name, row.organisation.name, row.post) for row in Appointment.objects.all()} == {
        ("Bo Ek", "The House", "clerk"),
        ("Ada Berg", "The House", "Porter"),
    }


@pytest.mark.parametrize(
    ("lists", "place", "reason"),
    [
        ({"memberships": [{"id": "m", "person_id": "p9", "organization_id": "o1"}]}, "memberships m", "leads to no person"),
        ({"memberships": [{"id": "m", "person_id": "p1", "organization_id": "o9"}]}, "memberships m", "leads to no organization"),
        ({"memberships": [{"id": "m", "person_id": "p1", "post_id": "s9"}]}, "memberships m", "leads to no post"),
        ({"memberships": [{"id": "m", "person_id": "p1"}]}, "memberships m", "has no organization_id"),
        ({"organizations": [{**HOUSE, "parent_id": "o7"}, GREENS]}, "organizations o1", "leads to no organization"),
        ({"memberships": [{**HELD, "start_date": "soon"}]}, "memberships m1", "“soon” is not a date"),
        ({"memberships": [{**HELD, "start_date": "1999", "end_date": "1990"}]}, "memberships m1", "ends (1990) before it starts"),
        ({"persons": [ADA, {**BO, "given_name": "", "family_name": ""}]}, "persons p2", "has no name"),
        ({"persons": [ADA, BO, {"name": "Cy"}]}, "persons 3", "has no id"),
        ({"persons": [ADA, BO, "Cy"]}, "persons 3", "has no id"),
        ({"persons": [ADA, BO, {"id": "p2", "name": "Cy"}]}, "persons p2", "stands twice"),
        ({"persons": [ADA, BO, {"id": "p3", "name": "C\ud800"}]}, "persons p3", "cannot be stored"),
        ({"persons": [ADA, BO, {"id": "p3", "name": "C\0"}]}, "persons p3", "cannot be stored"),
        ({"posts": [SPEAKER, {"id": "s2", "label": "Usher"}]}, "posts s2", "No membership names this post"),
        ({"organizations": [{**HOUSE, "parent_id": "o2"}, GREENS]}, "organizations o1", "circle"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_record_waits_with_its_reason(popolo, take, lists, place, reason):
    outcome = take("popolo", popolo(**lists))
    assert reason in waiting(outcome)[place], waiting(outcome)
    assert outcome.rows == outcome.records + len(outcome.queued) + outcome.recognised
    assert QueuedRow.objects.filter(dataset="popolo:house").count() == len(outcome.queued)


def test_who_needs_what_waits_waits_as_well(popolo, take):
    outcome = take("popolo", popolo(persons=[{**ADA, "birth_date": "soon"}, BO]))
    assert "waits itself" in waiting(outcome)["memberships m1"]
    assert Appointment.objects.get().expert.name == "Bo Ek"


def test_the_same_again_changes_nothing_and_a_newer_release_does(popolo, take):
    first = take("popolo", popolo())
    again = take("popolo", popolo())
    assert (again.records, again.recognised, again.run) == (0, first.rows, None)
    newer = take("popolo", popolo(memberships=[{**HELD, "end_date": "1995"}, MEMBER]))
    assert newer.records == 1 and str(Appointment.objects.get(post="Speaker of the House").end) == "1995"


def test_two_files_with_the_same_ids_are_two_data_sets(popolo, take):
    take("popolo", popolo())
    other = take(
        "popolo",
        popolo("senate.json", persons=[{"id": "p1", "name": "Cy Dahl"}], **NOTHING),
    )
    assert (other.records, other.report.differences) == (1, [])
    assert Expert.objects.filter(name__in=["Ada Berg", "Cy Dahl"]).count() == 2
    assert set(LoadedRecord.objects.values_list("dataset", flat=True)) == {"popolo:house", "popolo:senate"}
    assert ImportRun.objects.first().dataset == "popolo:senate"


def test_a_person_is_known_by_an_identifier_never_by_the_name(popolo, take):
    known = Expert.objects.create(slug="a-berg", name="A. Berg")
    known.identifiers.create(scheme="wikidata", value="Q42")
    namesake = Expert.objects.create(slug="bo-ek", name="Bo Ek")
    take("popolo", popolo())
    known.refresh_from_db()
    assert (known.name, str(known.born), known.appointments.count()) == ("A. Berg", "1950-03", 1)
    assert namesake.appointments.count() == 0 and Expert.objects.filter(name="Bo Ek").count() == 2


def test_addresses_are_free_of_what_ids_may_hold(popolo, take):
    odd = [
        {"id": "http://x.org/Ä 1", "name": "One"},
        {"id": "http://x.org/A 1", "name": "Two"},
        {"id": 7, "name": "Seven"},
    ]
    outcome = take("popolo", popolo(persons=odd, **NOTHING))
    assert outcome.records == 3
    assert Expert.objects.get(name="Seven").slug == "house-person-7"
    take("popolo", popolo(persons=odd[::-1], **NOTHING))
    assert Expert.objects.count() == 3


def test_lists_that_are_not_taken_in_are_said(popolo, take):
    outcome = take("popolo", popolo(areas=[{"id": "a1", "name": "North"}]))
    assert outcome.notes == ["areas (1) are not taken in."]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "house.json, line 1: this is not JSON"),
        (b"[]", "holds no JSON object"),
        (b'{"a": 1}', "none of the lists persons"),
        (b"\xff{}", "not UTF-8"),
        (b'{"persons":' + b"[" * 100_000, "nested too deeply|not JSON"),
    ],
)
def test_a_file_that_is_no_popolo_is_refused(popolo, take, raw, words):
    path = popolo()
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match=words):
        take("popolo", path)
    assert not REGISTER["popolo"].recognises(path)
    assert not Source.objects.exists()


def test_a_popolo_file_is_recognised(popolo, travels):
    found = [name for name, importer in REGISTER.items() if importer.recognises(popolo())]
    assert found == ["popolo"]
    assert not REGISTER["popolo"].recognises(travels())


def test_who_may_not_publish_hides_nothing_by_a_newer_release(popolo, take):
    lists = {"persons": [BO], "organizations": [HOUSE, GREENS], "posts": []}
    take("popolo", popolo(**lists, memberships=[MEMBER | {"id": "m2", "organization_id": "o1"}]))
    Organisation.objects.filter(name="Greens").update(publication="draft")
    newer = popolo(**lists, memberships=[MEMBER | {"id": "m2"}])
    (reason,) = waiting(take("popolo", newer, may_publish=False)).values()
    assert "the public sees this record now and no longer would" in reason
    assert Appointment.objects.get().organisation.name == "The House"
    assert waiting(take("popolo", newer)) == {}
    assert Appointment.objects.get().organisation.name == "Greens"


def test_months_and_days_of_one_digit_are_read(popolo, take):
    take("popolo", popolo(persons=[{**ADA, "birth_date": "1950-3", "death_date": "2011-12-3"}, BO]))
    ada = Expert.objects.get(name="Ada Berg")
    assert (str(ada.born), str(ada.died)) == ("1950-03", "2011-12-03")
