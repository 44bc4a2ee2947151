"""What is typed into a form is kept for the person who typed it, offered again, and gone with the save."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from desk import drafts
from desk.models import FormDraft
from desk.models.drafts import DAYS
from experts.models import Expert
from summits.models import Event, Outcome
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher
from tests.roles import person

pytestmark = pytest.mark.django_db
TYPED = {"name": ["Geneva talks"], "holders": [["expert:1", "Ada Berg", "Switzerland"]]}


@pytest.fixture
def desk(client):
    """A researcher's browser."""
    client.force_login(researcher(username="anna"))
    return client


def url(record, token="form-1"):
    """Where the draft of a form is kept; ``record`` is a model for a new record."""
    opts = record._meta
    return f"/admin/drafts/{opts.model_name}/{f'{record.pk}/' if record.pk and not isinstance(record, type) else ''}{token}/"


def send(client, record, token="form-1", values=TYPED, **more):
    """Send a draft as the script does."""
    body = json.dumps({"values": values, "boxes": len(values), **more})
    return client.post(url(record, token), body, content_type="application/json")


def test_what_was_sent_before_and_arrives_behind_replaces_nothing(desk):
    event = make.event()
    for number, text in ((5, "Half a word"), (4, "Half a"), (6, "Half a word more")):
        assert send(desk, event, values={"summary": [text]}, number=number).status_code == 204
        assert FormDraft.objects.get().values["summary"] == ["Half a word" if number < 6 else text]


def test_kept_offered_and_given_back(desk):
    event = make.event()
    assert send(desk, event).status_code == 204
    page = desk.get(address(event)).content.decode()
    assert "You typed this on" in page and "2 boxes" in page and 'data-token="form-1"' in page
    assert desk.get(url(event)).json() == {"values": TYPED}
    assert "You typed this on" not in desk.get(address(make.event())).content.decode()


def test_the_last_word_of_a_form_counts_and_each_form_has_its_own(desk):
    event = make.event()
    send(desk, event, "form-1")
    send(desk, event, "form-2", {"name": ["Other"]})
    send(desk, event, "form-1", {"name": ["Last"]})
    assert {d.token: d.values for d in FormDraft.objects.all()} == {
        "form-1": {"name": ["Last"]},
        "form-2": {"name": ["Other"]},
    }


def test_a_new_record_has_drafts_too_by_kind(desk):
    send(desk, Event)
    assert "You typed this on" in desk.get(address(Event, "add")).content.decode()
    assert "You typed this on" not in desk.get(address(Outcome, "add")).content.decode()
    assert "You typed this on" not in desk.get(address(make.event())).content.decode()


def test_the_save_takes_it_away_and_a_refused_form_does_not(desk):
    event = make.event()
    page = FormPage(desk, address(event))
    token = page.values["_form"][0]
    send(desk, event, token)
    refused = page.set(name="").send("_save")
    assert refused.status_code == 200 and FormDraft.objects.filter(token=token).exists()
    text = refused.content.decode()
    assert f'value="{token}"' in text, "it stays the form that was opened"
    assert "You typed this on" not in text, "what was typed is in the form"
    assert page.set(name="Geneva summit").send("_save").status_code == 302
    assert not FormDraft.objects.exists()


def test_one_that_arrives_behind_the_save_is_not_offered_and_goes_with_the_next(desk):
    event = make.event()
    page = FormPage(desk, address(event))
    assert page.set(name="Geneva summit").send("_save").status_code == 302
    send(desk, event, page.values["_form"][0])
    assert "You typed this on" not in desk.get(address(event)).content.decode()
    send(desk, event, "form-2")
    assert [d.token for d in FormDraft.objects.all()] == ["form-2"]


def test_discarded(desk):
    event = make.event()
    send(desk, event)
    assert send(desk, event, values={}).status_code == 204
    assert not FormDraft.objects.exists()


def test_one_that_was_restored_goes_over_into_the_new_form(desk):
    event, other = make.event(), make.event()
    send(desk, event, "form-1")
    send(desk, other, "form-3")
    send(desk, event, "form-2", replaces=["form-1", "form-3"])
    assert {d.token for d in FormDraft.objects.all()} == {"form-2", "form-3"}, "of this record's forms only"


def test_nobody_else_sees_it_or_touches_it(desk):
    event = make.event()
    send(desk, event)
    other = Client()
    other.force_login(researcher(username="boris"))
    assert "You typed this on" not in other.get(address(event)).content.decode()
    assert other.get(url(event)).status_code == 404
    send(other, event, values={})
    send(other, event, values={"name": ["Boris's"]})
    assert desk.get(url(event)).json() == {"values": TYPED}


def test_for_those_who_may_save_the_form(client):
    event = make.event()
    assert send(client, event).status_code == 403
    client.force_login(person("Reader"))
    assert send(client, event).status_code == 403
    assert client.get(url(event)).status_code == 403
    assert send(client, Event).status_code == 403
    assert not FormDraft.objects.exists()


def test_a_forged_request_keeps_nothing():
    client = Client(enforce_csrf_checks=True)
    client.force_login(researcher())
    assert send(client, make.event()).status_code == 403
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "[]",
        "[" * 100_000,
        '{"values": []}',
        '{"values": {"name": "text"}}',
        '{"values": {"name": [1]}}',
        '{"values": {"name": [["a", "b"]]}}',
        '{"values": {"name": ["a\\u0000b"]}}',
        '{"values": {"na\\u0000me": ["ab"]}}',
        '{"values": {"name": ["\\ud800"]}}',
        '{"values": {"name": ["a"]}, "boxes": -1}',
        '{"values": {"name": ["a"]}, "boxes": true}',
        '{"values": {"name": ["a"]}, "boxes": 1e99}',
        '{"values": {"name": ["a"]}, "number": -1}',
        '{"values": {"name": ["a"]}, "number": "1"}',
        '{"values": {"name": ["a"]}, "number": 9007199254740992}',
        '{"values": {"name": ["a"]}, "replaces": [1]}',
        '{"values": {"name": ["a"]}, "replaces": ["\\u0000"]}',
        '{"values": {"name": ["a"]}, "user": 1}',
    ],
)
def test_what_no_page_sends_is_refused_in_words(desk, body):
    answer = desk.post(url(make.event()), body, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["detail"]
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("text", ["\\u0000", "\\\\u0000", "😀", "a\nb", "Договор", "</script>"])
def test_odd_texts_come_back_as_they_were(desk, text):
    event = make.event()
    assert send(desk, event, values={"summary": [text]}).status_code == 204
    assert desk.get(url(event)).json() == {"values": {"summary": [text]}}


def test_what_is_too_large_is_refused_and_the_former_one_stays(desk):
    event = make.event()
    send(desk, event)
    assert send(desk, event, values={"summary": ["x" * drafts.MAX_BYTES]}).status_code == 413
    assert send(desk, event, "t" * 41).status_code == 413
    assert desk.post(url(event), {"values": "x"}).status_code == 415
    assert desk.get(url(event)).json() == {"values": TYPED}


def test_unknown_kinds_and_records(desk):
    assert send(desk, Event(pk=10**9)).status_code == 404
    assert desk.post("/admin/drafts/user/1/t/", "{}", content_type="application/json").status_code == 404
    assert desk.post("/admin/drafts/nothing/t/", "{}", content_type="application/json").status_code == 404
    assert desk.get(f"/admin/drafts/event/{10**30}/t/").status_code == 404


def test_old_ones_are_neither_offered_nor_kept(desk):
    event = make.event()
    send(desk, event)
    FormDraft.objects.update(updated_at=timezone.now() - datetime.timedelta(days=DAYS + 1))
    assert "You typed this on" not in desk.get(address(event)).content.decode()
    send(desk, event, "form-2")
    assert [d.token for d in FormDraft.objects.all()] == ["form-2"]


def test_the_oldest_gives_way_where_there_are_too_many(desk, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 2)
    for number in range(4):
        send(desk, Event, f"form-{number}")
    assert {d.token for d in FormDraft.objects.all()} == {"form-2", "form-3"}


def test_history_and_exports_know_nothing_of_it(desk):
    expert = make.expert(name="Ada Berg")
    send(desk, expert, values={"biography": ["Typed, never saved"]})
    assert b"never saved" not in desk.get(address(expert).replace("change", "history")).content
    assert b"never saved" not in b"".join(desk.get("/api/v1/experts/?format=csv"))
    assert b"never saved" not in desk.get(f"/api/v1/experts/{expert.slug}/").content
    assert not hasattr(FormDraft, "pgh_event_model") and not FormDraft._meta.default_permissions
    assert Expert.objects.get().name == "Ada Berg"
