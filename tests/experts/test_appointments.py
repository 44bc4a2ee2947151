"""Who held what on a day: within a life, and while the organisation was there."""

import datetime

import pytest
from django.test import Client

from experts.models import Appointment, AppointmentCitation
from lib.visibility import Audience
from tests import factories as make
from tests.desk.pages import FormPage, address

pytestmark = pytest.mark.django_db

# Life, time of the organisation, day; whether the post of 1980 to date is held then possibly, certainly.
CASES = [
    ({}, {}, "1995-01-01", True, True),
    ({"died": "1991"}, {}, "1995-01-01", False, False),
    ({"died": "1991"}, {}, "1991-06-01", True, False),
    ({"died": "1991-07-01"}, {}, "1991-06-01", True, True),
    ({"died": "1991~"}, {}, "1991-06-01", True, False),
    ({"died": "1991?"}, {}, "1990-06-01", True, True),
    ({"born": "1985"}, {}, "1984-01-01", False, False),
    ({"born": "1984"}, {}, "1984-06-01", True, False),
    ({"born": "1930"}, {}, "1984-06-01", True, True),
    ({}, {"end": "1991-12-26"}, "1991-12-27", False, False),
    ({}, {"end": "1991-12-26"}, "1991-12-26", True, True),
    ({}, {"end": "1991"}, "1991-06-01", True, False),
    ({}, {"end": ".."}, "1995-01-01", True, True),
    ({}, {"start": "1990"}, "1985-01-01", False, False),
    ({}, {"start": "1990"}, "1990-06-01", True, False),
]


@pytest.mark.parametrize(("life", "time", "day", "possible", "certain"), CASES)
def test_nobody_holds_a_post_after_death_or_at_what_is_gone(life, time, day, possible, certain):
    make.appointment(
        expert=make.expert(slug="e", **life), organisation=make.organisation(**time), start="1980", end=".."
    )
    for path in ("appointments", "experts"):
        for match, expected in (("possible", possible), ("certain", certain)):
            found = Client().get(f"/api/v1/{path}/", {"on": day, "date_match": match}).json()["results"]
            assert bool(found) == expected, (path, match)
    assert bool(Client().get("/experts/", {"on": day}).context["listing"].rows) == possible


def test_a_source_attests_nothing_beyond_a_death():
    post = make.appointment(expert=make.expert(died="1991"))
    AppointmentCitation.objects.create(record=post, source=make.source(), attested_on="1990-05-01")
    other = make.appointment(expert=make.expert(died="1989"))
    AppointmentCitation.objects.create(record=other, source=make.source(), attested_on="1990-05-01")
    day = post.citations.get().attested_on.earliest
    assert set(Appointment.objects.held_on(day, match="certain")) == {post}
    for match in ("possible", "certain"):
        assert other not in Appointment.objects.held_on(day, match=match)


@pytest.mark.parametrize(
    ("life", "time", "post", "doubtful"),
    [
        ({"died": "1991"}, {}, {"start": "1980", "end": ".."}, True),
        ({"died": "1991"}, {}, {"start": "1992", "end": None}, True),
        ({"died": "1991"}, {}, {"start": "1980", "end": "1991"}, False),
        ({"died": "1991"}, {}, {"start": "1980", "end": None}, False),
        ({"born": "1985"}, {}, {"start": "1980", "end": "1990"}, True),
        ({}, {"end": "1991-12-26"}, {"start": "1980", "end": ".."}, True),
        ({}, {"start": "1990"}, {"start": None, "end": "1985"}, True),
        ({}, {}, {"start": "1980", "end": ".."}, False),
    ],
)
def test_dates_that_do_not_fit_are_said_when_they_are_saved(admin_client, life, time, post, doubtful):
    record = make.appointment(expert=make.expert(**life), organisation=make.organisation(**time), **post)
    for one in (record, record.expert):
        said = FormPage(admin_client, address(one)).save()
        assert any("do not fit" in text for text in said) == doubtful, said


def test_an_organisation_that_gets_an_end_tells_of_its_posts(admin_client):
    post = make.appointment(start="1980", end="..", post="Director")
    assert not any("do not fit" in text for text in FormPage(admin_client, address(post.organisation)).save())
    said = FormPage(admin_client, address(post.organisation)).set(end="1991").save()
    assert any("“Director” (1980 to ..)" in text and "dissolved 1991" in text for text in said)


# --- a seat that one person holds at a time -----------------------------------------------------------------------


def seat(post, *holders, **fields):
    """The appointments of people, one after another, to a post at one organisation: (start, end) or (start, end, post)."""
    body = fields.pop("organisation", None) or make.organisation()
    return [
        make.appointment(
            expert=make.expert(name=f"Holder {number}"), organisation=body, start=start, end=end, post=(*other, post)[0], **fields
        )
        for number, (start, end, *other) in enumerate(holders)
    ]  # fmt: skip


def held(day, match="possible", user=None):
    return set(Appointment.objects.held_on(datetime.date.fromisoformat(day), match=match, user=user))


PAST = [("1950-01-01", "1955-01-01"), ("1955-01-10", "1960-01-01")]


def test_a_successor_ends_a_post_whose_end_nobody_recorded():
    *_, open_end, next_one = seat("Secretary of State", *PAST, ("1960-01-15", None), ("1966-02-01", "1970-01-01"))
    assert held("1965-01-01") == {open_end} and held("1967-01-01") == {next_one}
    assert held("1966-02-01") == {open_end, next_one}, "who came on that day may have found the other still there"


def test_who_is_said_to_hold_it_still_did_not_after_a_successor_came():
    *_, still, next_one = seat("Secretary of State", *PAST, ("1960-01-15", ".."), ("1966-02-01", "1970-01-01"))
    for match in ("possible", "certain"):
        assert held("1965-01-01", match) == {still} and held("1967-01-01", match) == {next_one}


def test_a_source_that_saw_somebody_there_outweighs_a_successor():
    *_, open_end, next_one = seat("Secretary of State", *PAST, ("1960-01-15", None), ("1966-02-01", "1970-01-01"))
    AppointmentCitation.objects.create(record=open_end, source=make.source(), attested_on="1967-01-01")
    for match in ("possible", "certain"):
        assert held("1967-01-01", match) == {open_end, next_one}


def test_a_post_without_a_beginning_began_after_the_one_before():
    first, *_, unbegun = seat("Secretary of State", *PAST, ("1965-01-01", "1970-01-01"), (None, "1965-01-01"))
    assert held("1952-01-01") == {first} and unbegun in held("1961-01-01")


@pytest.mark.parametrize(
    "others",
    [
        [("1950-01-01", "1959-01-01"), ("1952-01-01", "1960-01-01")],  # two at once: a title that several have
        [("1950-01-01", "1955-01-01")],  # two who did not meet tell nothing
        [("1950", None), ("1955", None)],
    ],
)
def test_a_title_that_several_may_have_has_no_successors(others):
    *_, open_end, other = seat("Ambassador at Large", *others, ("1960-01-15", None), ("1966-02-01", "1970-01-01"))
    assert held("1967-01-01") >= {open_end, other}


def test_other_posts_and_other_organisations_are_other_seats():
    *_, open_end = seat("Secretary of State", *PAST, ("1960-01-15", None))
    seat("Secretary of State", *PAST, ("1966-02-01", "1970-01-01"))
    seat("Deputy Secretary", *PAST, ("1966-02-01", "1970-01-01"), organisation=open_end.organisation)
    assert open_end in held("1967-01-01")


def test_heads_of_a_mission_follow_one_another_whatever_their_rank():
    _, _, charge, ambassador = seat(
        "Ambassador Extraordinary and Plenipotentiary",
        ("1930", "1935", "Envoy Extraordinary and Minister Plenipotentiary"),
        ("1936", "1939"),
        ("1940-08-02", None, "Chargé d’Affaires ad interim"),
        ("1944-02-01", "1948"),
    )
    assert held("1942-01-01") == {charge} and held("1946-01-01") == {ambassador}


def test_a_draft_ends_no_post_for_the_public():
    *_, open_end, draft = seat("Secretary of State", *PAST, ("1960-01-15", None), ("1966-02-01", "1970-01-01"))
    Appointment.objects.filter(pk=draft.pk).update(publication="draft")
    assert open_end in held("1967-01-01") and open_end not in held("1967-01-01", user=Audience.EDITORS)


# --- what the lists say of it -----------------------------------------------------------------------------------------


@pytest.fixture
def state():
    """The Department, its Secretary, one whose dates are not known, and the Secretary's earlier post."""
    body = make.organisation(slug="state", name="US Department of State")
    rusk, other = make.expert(slug="rusk", name="Dean Rusk"), make.expert(slug="other", name="Other Person")
    for key, expert, post, start, end in (
        ("rusk-1", rusk, "Secretary of State", "1961-01-21", "1969-01-20"),
        ("rusk-2", rusk, "Deputy Under Secretary", "1949", "1950"),
        ("other-1", other, "Counselor", "1960", None),
    ):
        make.appointment(public_id=key, expert=expert, organisation=body, post=post, start=start, end=end)
    return body


def test_a_list_for_a_day_says_how_surely_each_post_was_held(state):
    def rows(**more):
        answer = Client().get("/api/v1/appointments/", {"on": "1962-10-22", **more}).json()
        return {row["id"]: row["held"] for row in answer["results"]}

    assert rows() == {"rusk-1": "certain", "other-1": "possible"}
    assert rows(date_match="certain") == {"rusk-1": "certain"}
    assert rows(post_is="secretary of state") == {"rusk-1": "certain"}
    assert "held" not in Client().get("/api/v1/appointments/").json()["results"][0]
    assert rows(post_is="nothing") == {}


def test_each_person_comes_with_the_post_that_matched(state):
    def matched(**asked):
        answer = Client().get("/api/v1/experts/", asked).json()["results"]
        return {row["slug"]: [(post["id"], post["held"]) for post in row.get("matched", [])] for row in answer}

    assert matched(on="1962-10-22", post_is="Secretary of State") == {"rusk": [("rusk-1", "certain")]}
    assert matched(on="1962-10-22") == {"rusk": [("rusk-1", "certain")], "other": [("other-1", "possible")]}
    assert matched(organisation="state", post="under") == {"rusk": [("rusk-2", None)]}
    assert matched() == {"rusk": [], "other": []}
    post = (
        Client()
        .get("/api/v1/experts/", {"on": "1962-10-22", "post_is": "Secretary of State"})
        .json()["results"][0]["matched"][0]
    )
    assert (post["post"], post["organisation"]["slug"], post["start"]) == ("Secretary of State", "state", "1961-01-21")
    assert Client().get(post["url"]).status_code == 200


def test_the_page_names_the_post_that_matched_and_how_sure_it_is(state):
    html = " ".join(Client().get("/experts/", {"on": "1962-10-22"}).content.decode().split())
    assert "Secretary of State, US Department of State, 21 January 1961 to 20 January 1969 – held on that day" in html
    assert "Counselor, US Department of State, 1960 to an unknown end – possibly held on that day" in html
    assert "Deputy Under Secretary" not in html
    assert "Deputy Under Secretary" in Client().get("/experts/").content.decode()


def test_the_page_leads_to_those_who_certainly_held_a_post(state):
    page = Client().get("/experts/", {"on": "1962-10-22", "post": "Co"})
    (_, possible, here), (_, certain, there) = page.context["ways"]
    assert here and not there and "post=Co" in certain
    assert [row.slug for row in Client().get(f"/experts/{possible}").context["listing"].rows] == ["other"]
    assert Client().get(f"/experts/{certain}").context["listing"].rows == []
    assert Client().get("/experts/").context["ways"] == []
