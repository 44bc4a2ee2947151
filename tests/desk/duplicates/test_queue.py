"""The list of suspected duplicates, their number, and what a form says of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.duplicates import counts, refresh, suspicions
from desk.models import DuplicateDismissal
from experts.models import ExpertIdentifier
from tests import factories as make
from tests.desk.duplicates.pairs import found, pair
from tests.desk.pages import address

pytestmark = pytest.mark.django_db


def test_counts_take_one_statement(django_assert_num_queries):
    make.expert(name="Dmitry Suslov"), make.expert(name="Dmitri Suslov")
    refresh("expert")
    with django_assert_num_queries(1):
        assert counts() == {"expert": 1, "organisation": 0, "event": 0, "topic": 0}
    assert counts(["topic", "expert"]) == {"topic": 0, "expert": 1} and counts([]) == {}


def test_the_queue_shows_pairs_with_reasons_and_remembers_a_decision(desk):
    one, two = make.expert(name="Dmitry Suslov"), make.expert(name="Дмитрий Суслов")
    url = reverse("admin:duplicates_queue", args=["expert"])
    page = desk.get(url).content.decode()
    assert address(one) in page and address(two) in page and "the same but for script or spelling" in page
    assert reverse("admin:merge_preview", args=["expert", one.pk, two.pk]) in page
    decide = reverse("admin:duplicates_decide", args=["expert"])
    answer = desk.post(decide, {"first": two.pk, "second": one.pk, "why": " "}, follow=True)
    assert "Nothing was saved" in answer.content.decode() and not DuplicateDismissal.objects.exists()
    desk.post(decide, {"first": two.pk, "second": one.pk, "why": "father  and son"})
    made = DuplicateDismissal.objects.get()
    assert (made.ids, made.why, made.by.username) == (pair(one, two), "father and son", "researcher")
    assert made.at is not None
    assert "No duplicates are suspected." in desk.get(url).content.decode()
    decided = reverse("admin:duplicates_decided", args=["expert"])
    assert "father and son" in desk.get(decided).content.decode()
    desk.post(decide, {"first": one.pk, "second": two.pk, "_again": "1"})
    assert len(found("expert")) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_statements_for_one_pair_and_for_three(desk, number):
    names = ["Dmitry Suslov", "Robert Legvold", "William Pomerantz"]
    for name in names[:number]:
        make.expert(name=name), make.expert(name=name)
    refresh("expert")
    desk.get(reverse("admin:duplicates_queue", args=["expert"]))
    with CaptureQueriesContext(connection) as seen:
        page = desk.get(reverse("admin:duplicates_queue", args=["expert"]))
    assert len(page.context["pairs"]) == number
    assert len(seen) == 6


def test_long_queues_have_pages(desk):
    for _ in range(8):
        make.expert(name="Dmitry Suslov")
    url = reverse("admin:duplicates_queue", args=["expert"])
    first = desk.get(url)
    assert len(first.context["pairs"]) == 25 and 'href="?page=2"' in first.content.decode()
    second = desk.get(url, {"page": "2"})
    assert second.context["pairs"][0]["number"] == 26
    shown = [p["ids"] for page in (first, second) for p in page.context["pairs"]]
    assert len(set(shown)) == len(shown) == suspicions("expert").count()
    assert desk.get(url, {"page": "x"}).status_code == 404


def test_who_may_not_change_records_sees_no_queue(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ann", is_staff=True))
    for url in (reverse("admin:duplicates"), reverse("admin:duplicates_queue", args=["expert"])):
        assert client.get(url).status_code == 403
    assert client.post(reverse("admin:duplicates_decide", args=["expert"]), {}).status_code == 403


def test_a_form_says_why_something_is_close(desk):
    hall = make.place(name="Hall")
    near = make.event(name="Geneva summit", date="2021-06-16", place=hall)
    url = reverse("admin:summits_event_namesakes")
    [row] = desk.get(url, {"name": "Geneva sumit"}).json()["results"]
    assert row["url"] == address(near) and "like it" in row["reasons"][0]
    [row] = desk.get(url, {"name": "Quite another", "date": "2021-06-16", "place": hall.pk}).json()["results"]
    assert row["reasons"] == ["at the same place on the same day (2021-06-16)"]
    [row] = desk.get(url, {"name": "geneva summit", "date": "2021-06-16", "place": hall.pk}).json()["results"]
    assert len(row["reasons"]) == 2
    assert desk.get(url, {"name": "", "date": "16 June", "place": hall.pk}).json()["results"] == []
    assert desk.get(url, {"name": "Geneva summit", "besides": near.pk}).json()["results"] == []


def test_a_form_knows_an_identifier_however_it_is_written(desk):
    one = make.expert(name="Ann Abel")
    ExpertIdentifier.objects.create(record=one, scheme="wikidata", value="Q4271")
    ExpertIdentifier.objects.create(record=one, scheme="other", value="77")
    url = reverse("admin:experts_expert_namesakes")
    ask = {"name": "Zoe", "identifier": ["viaf 5", "wikidata https://www.wikidata.org/wiki/q4271"]}
    [row] = desk.get(url, ask).json()["results"]
    assert (row["url"], row["reasons"]) == (address(one), ["the same identifier in wikidata: Q4271"])
    for identifier in ("wikidata Q42", "viaf Q4271", "other 77", "wikidata", "wikidata //", ""):
        assert desk.get(url, {"name": "Zoe", "identifier": identifier}).json()["results"] == [], identifier
    assert desk.get(url, ask | {"besides": one.pk}).json()["results"] == []


def test_a_form_does_not_ask_again_about_what_a_person_said_is_another(desk):
    one, two = make.expert(name="George Bush"), make.expert(name="George Bush")
    url = reverse("admin:experts_expert_namesakes")
    ask = {"name": "George Bush", "besides": one.pk}
    assert len(desk.get(url, ask).json()["results"]) == 1
    decision = DuplicateDismissal.objects.create(
        **DuplicateDismissal.pair("expert", one.pk, two.pk), why="father and son"
    )
    assert desk.get(url, ask).json()["results"] == []
    assert len(desk.get(url, {"name": "George Bush"}).json()["results"]) == 2, "a third is another matter"
    decision.delete()
    assert len(desk.get(url, ask).json()["results"]) == 1
