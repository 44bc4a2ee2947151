"""A form is accepted once: sent twice, at the same moment, or again after going back."""

import datetime
import threading

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.models import SentForm
from experts.models import Expert
from intake.models import BulkImport
from summits.models import Outcome, Panel, Position
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher

FILLED = {
    Position: {"summary": "A thing is so.", "kind": "statement", "attribution": "unattributed"},
    Outcome: {"title": "A treaty", "kind": "agreement"},
}


def filled(client, model, **more):
    """The form of a new position or outcome, as a person fills it."""
    page = FormPage(client, address(model, "add"))
    return page.set(**FILLED[model], event=make.event().pk, **more)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Position, Outcome])
@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_a_form_that_is_sent_twice_makes_one_record(admin_client, model, button):
    page = filled(admin_client, model)
    first, again = page.send(button), page.send(button)
    assert (first.status_code, first.url) == (302, again.url)
    assert model.objects.count() == 1
    assert "it was saved once" in admin_client.get(again.url).content.decode()


@pytest.mark.django_db
def test_the_next_form_is_another(admin_client):
    filled(admin_client, Outcome).send("_addanother")
    filled(admin_client, Outcome).send("_addanother")
    assert Outcome.objects.count() == 2


@pytest.mark.django_db
def test_rows_are_not_doubled_either(admin_client):
    page = FormPage(admin_client, address(make.event()))
    page.add("panels", title="Nets")
    assert page.send().url == page.send().url
    assert Panel.objects.count() == 1


@pytest.mark.django_db
def test_an_account_is_made_and_invited_once(admin_client, settings, mailoutbox):
    page = FormPage(admin_client, reverse("admin:auth_user_add"))
    page.set(username="ann", usable_password="false")
    first, again = page.send(), page.send()
    assert (first.status_code, first.url) == (302, again.url)
    settings.PARLEY_MAIL = "smtp://mail.example"
    ann = User.objects.get(username="ann")
    User.objects.filter(pk=ann.pk).update(email="ann@mail.example")
    page = FormPage(admin_client, reverse("admin:auth_user_invite", args=[ann.pk]))
    assert page.send().url == page.send().url
    assert LogEntry.objects.filter(object_id=str(ann.pk), change_message="Invited.").count() == 1


@pytest.mark.django_db
def test_the_page_that_opened_a_popup_is_told_the_same(admin_client):
    page = FormPage(admin_client, address(Expert, "add") + "?_popup=1").set(name="Ada Berg", slug="ada-berg")
    first, again = page.send("_save"), page.send("_save")
    assert first.status_code == again.status_code == 200
    assert first.context_data["popup_response_data"] == again.context_data["popup_response_data"]
    assert Expert.objects.count() == 1


@pytest.mark.django_db
def test_a_form_that_was_refused_is_sent_again(admin_client):
    page = filled(admin_client, Outcome).set(title="")
    assert page.send().status_code == 200 and "title" in page.errors()
    page.set(title="A treaty")
    assert page.send().status_code == 302
    assert Outcome.objects.count() == 1


@pytest.mark.django_db
def test_what_was_typed_after_going_back_is_kept_and_can_be_sent(admin_client):
    page = filled(admin_client, Outcome)
    saved = page.send()
    again = page.set(title="Another treaty").send()
    html = again.content.decode()
    assert again.status_code == 409 and saved.url in html and "Another treaty" in html
    assert Outcome.objects.count() == 1
    kept = FormPage(admin_client, page.url, again)
    assert kept.send().status_code == 302
    assert set(Outcome.objects.values_list("title", flat=True)) == {"A treaty", "Another treaty"}


@pytest.mark.django_db
def test_the_token_of_one_person_says_nothing_to_another(admin_client):
    page = filled(admin_client, Outcome)
    page.send()
    other = Client()
    user = researcher()
    other.force_login(user)
    page.client = other
    assert page.send().status_code == 403, "it was opened for somebody else"
    page.set(_opened_for=user.pk)
    assert page.send().status_code == 302 and Outcome.objects.count() == 2


@pytest.mark.django_db
def test_tokens_are_kept_as_long_as_a_session(admin_client, settings):
    filled(admin_client, Outcome).send()
    SentForm.objects.update(at=timezone.now() - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    filled(admin_client, Position).send()
    assert SentForm.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(admin_client):
    page = filled(admin_client, Outcome)
    answers, start = [], threading.Barrier(2)

    def send():
        start.wait(120)
        answers.append(admin_client.post(page.url, {**page.values, "_save": "1"}))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url and Outcome.objects.count() == 1


@pytest.mark.django_db
def test_an_upload_is_taken_once(admin_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = FormPage(admin_client, reverse("bulk:home"))

    def send():
        file = SimpleUploadedFile("experts.csv", b"slug,name\na,A\n")
        return admin_client.post(page.url, {**page.values, "file": file})

    assert send().url == send().url
    assert BulkImport.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Group, {"name": "Typists"}),
        (User, {"username": "Typists", "password1": "Zi-3oprFf9zi", "password2": "Zi-3oprFf9zi"}),
    ],
)
def test_who_enters_the_same_at_the_same_moment_is_told_so(admin_client, monkeypatch, model, typed):
    """The form of the second looks before the first is on record, and saves after it."""
    Group.objects.create(name="Typists")
    User.objects.create(username="Typists")
    looked = []

    def look(row, *rest, **more):
        looked.append(row)
        if len(looked) > 1:
            stock(row, *rest, **more)

    stock = model.validate_unique
    monkeypatch.setattr(model, "validate_unique", look)
    # The stock form of accounts asks a second time, in any case of the letters.
    monkeypatch.setattr(UserCreationForm, "clean_username", lambda form: form.cleaned_data["username"])
    answer = admin_client.post(address(model, "add"), typed)
    assert answer.status_code == 200 and "already exists" in answer.content.decode()
    assert len(looked) == 2
