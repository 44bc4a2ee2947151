"""Who was nominated, appointed without serving, or declined, never held the post: no reader says otherwise."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from experts.admin.completeness import without_post
from experts.admin.experts import post_words, with_posts
from experts.models import Appointment, Expert
from register.reconcile.kinds import described
from summits.admin.billings import held_by
from summits.admin.completeness import without_post_on_the_day
from summits.models import Participation
from tests import factories as make
from tests.desk.pages import FormPage, address
from timelines.drawing import drawn
from timelines.entries import load
from timelines.formats import ics

pytestmark = pytest.mark.django_db

NOT_HELD = ["nominated", "appointed", "declined"]


@pytest.fixture
def mission():
    return make.organisation(slug="mission", name="The Mission", place=make.country(slug="land"))


def to_be(status, mission, **fields):
    """Somebody who was to hold a post and did not."""
    return make.appointment(
        expert=make.expert(slug="bo", name="Bo Gray"), organisation=mission, post="Envoy", status=status, **fields
    )


def results(path, **query):
    answer = Client().get(f"/api/v1/{path}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


@pytest.mark.parametrize("status", NOT_HELD)
def test_no_filter_takes_it_for_a_post(mission, status):
    post = to_be(status, mission, appointed="1872-07-22")
    for query in (
        {"on": "1872-07-22"},
        {"on": "1872-07-22", "post_is": "Envoy"},
        {"organisation": "mission"},
        {"post": "envoy"},
        {"country": "land"},
    ):
        assert results("experts", **query) == [], query
    assert results("appointments", on="1872-07-22") == []
    listed = results("appointments", organisation="mission", status=status)
    assert [(one["id"], one["status"], one["appointed"]) for one in listed] == [(post.public_id, status, "1872-07-22")]
    assert (listed[0]["start_earliest"], listed[0]["end_latest"]) == (None, None)
    assert [one["status"] for one in results("experts", name="Bo Gray")[0]["appointments"]] == [status]
    assert results("appointments", status="served") == []


@pytest.mark.parametrize("status", NOT_HELD)
def test_positions_and_participations_are_not_brought_by_it(mission, status):
    post = to_be(status, mission, appointed="1872-07-22")
    event = make.event(slug="talks", date="1872-08-01")
    taking_part = make.participation(
        event=event, expert=post.expert, billing="Envoy of the Mission", appointments=[post]
    )
    make.position(event=event, holders=[post.expert])
    other = make.event(slug="other", date="1873")
    make.participation(event=other, organisation=mission)
    assert results("positions", organisation="mission") == []
    assert [one["slug"] for one in results("events", organisation="mission")] == ["other"]
    assert results("participations", organisation="mission", event="talks") == []
    assert Client().get("/api/v1/events/talks/related/").json()["results"] == []
    Appointment.objects.filter(pk=post.pk).update(status="served")
    assert [one["id"] for one in results("participations", organisation="mission", event="talks")] == [
        taking_part.public_id
    ]
    tied = Client().get("/api/v1/events/talks/related/").json()["results"]
    assert [one["slug"] for one in tied] == ["other"]


@pytest.mark.parametrize("status", NOT_HELD)
def test_the_desk_does_not_take_it_for_a_post(mission, status):
    post = to_be(status, mission, appointed="2020")
    make.participation(event=make.event(date="2021-06-16"), expert=post.expert)
    assert held_by([post.expert_id]) == {}
    assert without_post_on_the_day(Participation.objects.all()).count() == 1
    assert without_post(Expert.objects.all()).get() == post.expert
    assert post_words(with_posts(Expert.objects.all()).get()) == ""


def test_what_was_not_held_has_no_beginning_and_no_end(mission):
    post = to_be("declined", mission)
    post.start = "1872"
    with pytest.raises(ValidationError, match="Only a post that was held"):
        post.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=post.pk).update(end="..")
    post.start, post.appointed = None, "1872/1873"
    with pytest.raises(ValidationError, match="is one date"):
        post.full_clean()
    # Two nominations for one post are two, unless they are of one day.
    again = {"expert": post.expert, "organisation": mission, "post": "Envoy", "status": "declined"}
    make.appointment(**again, appointed="1875")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.appointment(**again, appointed="1875")


def test_a_timeline_has_it_as_a_point_that_was_not_held(mission):
    post = to_be("nominated", mission, appointed="1872-07-22")
    make.appointment(expert=post.expert, organisation=mission, post="Consul", start="1880", end="1881")
    timeline = load("bo")
    first, second = timeline.entries
    assert (first.id, first.when, first.is_period, first.held) == (post.public_id, "22 July 1872", False, False)
    assert (first.status, first.standing) == ("nominated", "nominated, not appointed")
    assert first.headline == "Envoy, The Mission (nominated, not appointed)"
    assert (second.status, second.standing, second.held) == ("served", None, True)
    point, bar = drawn(timeline.entries)["items"]
    assert (point["period"], point["held"], point["first"], point["last"]) == (False, False, "1872-07-22", "1872-07-22")
    assert (bar["period"], bar["held"]) == (True, True)
    assert "Envoy\\, The Mission (nominated\\, not appointed)" in ics.render(timeline).decode()
    table = Client().get("/api/v1/experts/bo/timeline/", {"format": "csv"}).getvalue().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(table)))
    assert (row["date"], row["start"], row["status"], row["standing"]) == (
        "1872-07-22",
        "",
        "nominated",
        "nominated, not appointed",
    )
    # Held against a period it is there on its day alone.
    ids = [one["id"] for one in Client().get("/api/v1/experts/bo/timeline/?from=1873").json()["entries"]]
    assert post.public_id not in ids
    ids = [one["id"] for one in Client().get("/api/v1/experts/bo/timeline/?to=1872").json()["entries"]]
    assert ids == [post.public_id]


def test_pages_say_it_in_words_and_apart_from_those_who_held_the_post(mission):
    post = to_be("declined", mission, appointed="1872-07-22", note="Took ill.")
    make.appointment(
        expert=make.expert(name="Ada Green"), organisation=mission, post="Envoy", start="1873", appointed="1872-12",
        arrived="1873-01-05",
    )  # fmt: skip
    page = " ".join(Client().get("/organisations/mission/").content.decode().split())
    held, not_held = page.split("Who was to hold a post here and did not")
    assert "Ada Green" in held and "Appointed December 1872. Arrived 5 January 1873." in held
    assert "Bo Gray" not in held and "declined, 22 July 1872" in not_held and "Took ill." in not_held
    page = Client().get("/experts/bo/").content.decode()
    assert "Post (declined)" in page and "22 July 1872" in page
    assert "Envoy" not in Client().get("/experts/?name=Bo Gray").content.decode()
    event = make.event(slug="talks")
    make.participation(event=event, expert=post.expert, billing="Envoy", appointments=[post])
    assert "<strong>(declined)</strong>" in Client().get("/events/talks/").content.decode()


def test_posts_of_one_commission_name_each_other(mission):
    ada = make.expert(slug="ada", name="Ada Green")
    other = make.organisation(name="The Other Mission")
    for where in (mission, other):
        make.appointment(expert=ada, organisation=where, post="Envoy", start="1873", commission="1873-gree")
    make.appointment(expert=ada, organisation=mission, post="Consul", start="1880")
    page = Client().get("/experts/ada/").content.decode()
    assert page.count("One commission with:") == 2
    assert "One commission with: Envoy, The Other Mission." in page
    assert len(results("appointments", expert="ada", commission="1873-gree")) == 2


def test_the_form_takes_a_nomination_and_refuses_its_period(admin_client, mission):
    post = to_be("served", mission, start="1872")
    page = FormPage(admin_client, address(post))
    page.set(status="nominated", start="", appointed="22 July 1872").save()
    post.refresh_from_db()
    assert (post.status, str(post.appointed), post.start) == ("nominated", "1872-07-22", None)


def test_reconciling_describes_nobody_by_it():
    post = {"post": "Envoy", "organisation": {"name": "The Mission"}}
    assert described({"appointments": [{**post, "status": "declined"}]}) == ""
    assert described({"appointments": [{**post, "status": "served"}]}) == "Envoy, The Mission"
