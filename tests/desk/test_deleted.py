"""Forms of records that were merged away or deleted meanwhile: where they lead, and that what was typed is not lost."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.kinds import KINDS
from desk.merge.engine import merge
from desk.models import FormDraft
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A client of a researcher."""
    client.force_login(researcher())
    return client


@pytest.mark.parametrize("name", KINDS)
def test_the_form_of_a_merged_record_is_that_of_the_survivor(desk, name):
    one, other, third = (getattr(make, name)() for _ in range(3))
    merge(KINDS[name], one.pk, other.pk)
    merge(KINDS[name], third.pk, one.pk)
    for gone in (other, one):
        answer = desk.get(address(gone), follow=True)
        assert answer.redirect_chain == [(address(third), 302)]
        assert "was merged into" in answer.content.decode()


def test_a_row_that_became_one_with_another_leads_there_too(desk):
    kept, gone, office = make.expert(), make.expert(), make.organisation()
    stays = make.appointment(expert=kept, organisation=office, post="Editor", start="2002", end="..")
    goes = make.appointment(expert=gone, organisation=office, post="Editor", start="2002", end="..")
    merge(KINDS["expert"], kept.pk, gone.pk)
    assert desk.get(address(goes)).headers["Location"] == address(stays)


def test_what_was_typed_into_the_form_of_a_merged_record_stands_on_the_page(desk):
    kept, gone, place = make.event(name="Survivor"), make.event(name="Absorbed"), make.place(name="Reykjavik")
    make.panel(event=gone, title="First panel")
    form = FormPage(desk, address(gone)).set(summary="Two lines,\nboth <typed>.", place=place.pk)
    form.row("panels", 0, title="A better title")
    merge(KINDS["event"], kept.pk, gone.pk)
    answer = form.send()
    page = answer.content.decode()
    assert answer.status_code == 410 and address(kept) in page and "merged into “Survivor" in page
    said = {label: text for _, boxes in answer.context["groups"] for label, text in boxes}
    assert said["Summary"] == "Two lines,\nboth <typed>." and said["Place"] == "Reykjavik"
    assert "both &lt;typed&gt;." in page and "A better title" in page
    kept.refresh_from_db()
    assert kept.summary == "", "nothing is written to the survivor"


def test_what_was_typed_into_the_form_of_a_deleted_record_stands_on_the_page(desk):
    topic = make.topic(name="Cyber security")
    form = FormPage(desk, address(topic)).set(name="Security of networks")
    topic.delete()
    answer = form.send()
    page = answer.content.decode()
    assert answer.status_code == 410 and "was deleted" in page and "Security of networks" in page
    assert reverse("admin:deleted", args=["topics", "topic"]) in page


def test_what_never_was_is_told_as_before(desk):
    topic = make.topic()
    url = address(topic).replace(f"/{topic.pk}/", "/99999999/")
    assert desk.get(url).headers["Location"] == reverse("admin:index")
    assert desk.post(url, {"name": "X"}).headers["Location"] == reverse("admin:index")


@pytest.mark.parametrize("pk", ["0", "-1", "none", str(2**63), "9" * 30, "1_2F"])
def test_an_address_that_can_be_no_record_is_told_so(desk, pk):
    response = desk.get(f"/admin/summits/event/{pk}/change/", follow=True)
    assert response.redirect_chain and "doesn’t exist" in response.content.decode()


def test_the_number_of_statements_does_not_grow_with_the_rows(desk):
    def statements(rows):
        event = make.event()
        for _ in range(rows):
            make.participation(event=event, expert=make.expert())
        form = FormPage(desk, address(event))
        merge(KINDS["event"], make.event().pk, event.pk)
        with CaptureQueriesContext(connection) as asked:
            assert form.send().status_code == 410
        return len(asked)

    assert statements(2) == statements(6)


def kept(record, **boxes):
    """A draft of the form of a record, of the person who is logged in."""
    user = get_user_model().objects.get()
    FormDraft.objects.create(
        user=user, token="t", kind=record._meta.model_name, record=record.pk, values=boxes, boxes=len(boxes)
    )


@pytest.mark.parametrize("how", ["merged", "deleted"])
def test_what_a_draft_keeps_of_a_record_that_has_gone_is_read_at_its_address(desk, how):
    stays, gone, place = make.event(name="Survivor"), make.event(name="Absorbed"), make.place(name="Reykjavik")
    kept(gone, **{"summary": ["Half a report."], "place": [[str(place.pk), "Reykjavik", ""]],
                  "panels-0-title": ["First"], "positions-0-holders-typed": ["Novik"]})  # fmt: skip
    url = address(gone)
    merge(KINDS["event"], stays.pk, gone.pk) if how == "merged" else gone.delete()
    home = desk.get("/admin/").content.decode()
    assert url in home and "Event that is no longer on record" in home
    answer = desk.get(url)
    said = {label: text for _, boxes in answer.context["groups"] for label, text in boxes}
    assert said == {"Summary": "Half a report.", "Place": "Reykjavik", "Title": "First", "Held by": "Novik"}
    assert (address(stays) in answer.content.decode()) == (how == "merged")
    assert desk.post(url, {"_discard": "1"}).headers["Location"] == "/admin/"
    assert url not in desk.get("/admin/").content.decode() and not FormDraft.objects.exists()


def test_typing_is_kept_after_the_record_has_gone(desk):
    gone = make.event()
    url, body = f"/admin/drafts/event/{gone.pk}/t/", '{"values": {"name": ["Talks"]}, "boxes": 1}'
    gone.delete()
    assert desk.post(url, body, content_type="application/json").status_code == 204
    assert FormDraft.objects.get().values == {"name": ["Talks"]}
