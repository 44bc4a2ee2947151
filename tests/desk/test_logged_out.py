"""A form that is sent while logged out, with a stale token or as somebody else is not saved, and not lost."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from summits.models import Event
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"


@pytest.fixture
def anna():
    """A researcher's browser that proves who sends its forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(researcher(username="anna"))
    return client


def opened(client):
    """The form of an event, with a summary typed into it."""
    return FormPage(client, address(make.event(summary="Old."))).set(summary="What I typed.")


def again(client, answer):
    """Press “Send it again” on a page that keeps what was typed."""
    text = answer.content.decode()
    assert "Send it again</button>" in text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text)
    boxes = re.findall(r'<textarea id="kept-\d+" name="([^"]+)"[^>]*>\n([^<]*)</textarea>', text)
    sent = {}
    for name, value in hidden + boxes:
        sent.setdefault(name, []).append(value)
    return client.post(answer.wsgi_request.get_full_path(), sent, headers={"origin": ORIGIN})


def test_logged_out_then_in_again(anna):
    page = opened(anna)
    del anna.cookies[settings.SESSION_COOKIE_NAME]
    answer = page.send("_save")
    assert answer.status_code == 403 and "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "You are logged out" in text and "What I typed." in text and 'href="/admin/login/"' in text
    anna.force_login(get_user_model().objects.get(username="anna"))
    answer = again(anna, answer)
    if answer.status_code == 403:
        # Logging in has made the token stale.
        answer = again(anna, answer)
    assert answer.status_code == 302
    assert Event.objects.get().summary == "What I typed."


def test_a_stale_token_is_renewed_for_a_page_of_this_site(anna):
    page = opened(anna)
    page.set(csrfmiddlewaretoken="x" * 64)
    answer = anna.post(page.url, page.values, headers={"origin": ORIGIN})
    assert answer.status_code == 403 and "Not saved yet" in answer.content.decode()
    assert again(anna, answer).status_code == 302
    assert Event.objects.get().summary == "What I typed."


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}])
def test_what_another_site_has_sent_can_be_copied_and_not_sent(anna, headers):
    page = opened(anna)
    page.set(csrfmiddlewaretoken="x" * 64)
    answer = anna.post(page.url, page.values, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 403 and "What I typed." in text
    assert "Send it again</button>" not in text and f'value="{anna.cookies["csrftoken"].value}"' not in text


def test_a_form_of_somebody_else_is_not_saved(client):
    client.force_login(researcher(username="anna"))
    page = opened(client)
    client.force_login(researcher(username="boris"))
    answer = page.send("_save")
    text = answer.content.decode()
    assert answer.status_code == 403 and "opened by somebody else" in text and "What I typed." in text
    assert "Send it again</button>" not in text
    assert Event.objects.get().summary == "Old."


def test_no_password_is_in_such_a_page(anna):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna", "password": "open-sesame"})
    text = answer.content.decode()
    assert answer.status_code == 403 and "open-sesame" not in text and "Open the page again" in text


def test_who_is_logged_in(client):
    user = researcher(username="anna")
    assert client.get("/admin/session/").json()["user"] is None
    client.force_login(user)
    answer = client.get("/admin/session/")
    assert (answer.json()["user"], answer.json()["name"]) == (str(user.pk), "anna")
    assert "no-store" in answer["Cache-Control"] and answer.json()["token"]
    assert "access-control-allow-origin" not in answer.headers


def test_a_closed_installation_answers_it_too(client, settings):
    settings.PARLEY_CLOSED = True
    assert client.get("/admin/session/").json()["user"] is None


def test_logging_out_twice_is_no_error(client):
    assert client.post("/admin/logout/").status_code == 302
