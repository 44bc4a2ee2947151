"""The pages of accounts in Russian: complete, and what follows them stays in Russian."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.links import path_to_choose
from accounts.models import ApiToken
from lib.languages import path_in
from tests import jobs
from tests.accounts.conftest import PASSWORD
from tests.pages.test_languages import english, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def eve(django_user_model):
    """A reader with a mail address and an API token."""
    user = django_user_model.objects.create_user("eve", "eve@example.org", PASSWORD)
    ApiToken.objects.make(user, "script", timezone.now())
    return user


def walked(client, user):
    """The responses of all pages of accounts in Russian, and of forms that are refused: {name: response}."""
    number, token = path_to_choose(user).split("/")[-3:-1]
    refused = {"password": "wrong", "username": "eve"}
    found = {path: client.get(f"/ru/account/{path}") for path in ("login/", "reset/", "choose/x/x/")}
    found["choose"] = client.get(f"/ru/account/choose/{number}/{token}/", follow=True)
    found["chosen"] = client.post(found["choose"].request["PATH_INFO"], {"new_password1": "1", "new_password2": "2"})
    found["asked"] = client.post("/ru/account/reset/", {"email": "eve@example.org"}, follow=True)
    found["refused"] = client.post("/ru/account/login/", refused)
    found["locked"] = [client.post("/ru/account/login/", refused) for _ in range(10)][-1]
    client.force_login(user)
    parts = ("", "password/", "factor/", "factor/new/", "tokens/")
    found |= {f"own {path}": client.get(f"/ru/account/{path}") for path in parts}
    found["own password"] = client.post("/ru/account/password/", {"old_password": "x", "new_password1": "1"})
    found["past"] = client.post("/ru/account/tokens/", {"name": "laptop", "last_day": "2020-01-01"})
    found["token"] = client.post("/ru/account/tokens/", {"name": "laptop"})
    found["twice"] = client.post("/ru/account/tokens/", {"name": "script", "last_day": "2999-01-01"})
    found["wrong"] = client.post("/ru/account/factor/new/", {"code": "x"})
    key = client.session["account.key"]
    found["codes"] = client.post("/ru/account/factor/new/", {"code": f"{TOTP(bytes.fromhex(key)).token():06}"})
    found["with factor"] = client.get("/ru/account/factor/")
    found["not off"] = client.post("/ru/account/factor/off/", {"password": "wrong"})
    found["renewed"] = client.post("/ru/account/factor/codes/", {"password": PASSWORD})
    other = Client()
    other.post("/ru/account/login/", {"username": "eve", "password": PASSWORD}, REMOTE_ADDR="192.0.2.1")
    found["code"] = other.get("/ru/account/login/code/")
    found["wrong code"] = other.post("/ru/account/login/code/", {"code": "wrong"})
    found["off"] = client.post("/ru/account/factor/off/", {"password": PASSWORD}, follow=True)
    return found


def test_no_word_of_english_is_left_on_a_page_of_an_account_in_russian(eve, settings):
    settings.PARLEY_MAIL, settings.SITE = True, "https://parley.example"
    found = walked(Client(), eve)
    assert {name: page.status_code for name, page in found.items() if page.status_code != 200} == {"locked": 429}
    names = set("eve example org script laptop".split())
    left = {name: english(page, names) for name, page in found.items()}
    assert {name: words for name, (words, _) in left.items() if words} == {}
    astray = {link for _, page in left.values() for link in page.links if link.startswith("/account/")}
    # The same page in English, which leads back.
    assert astray <= {path_in(page.request["PATH_INFO"], "en") for page in found.values()}
    assert (
        'href="/ru/account/login/?next=/ru/events/" lang="ru"'
        in told("/account/login/?next=/ru/events/").content.decode()
    )


def test_the_mail_with_a_link_is_in_the_language_in_which_it_was_asked_for(eve, settings, mailoutbox):
    settings.PARLEY_MAIL, settings.SITE = True, "https://parley.example"
    for start in ("/ru", ""):
        Client().post(f"{start}/account/reset/", {"email": "eve@example.org"})
    jobs.do()
    russian, plain = sorted((mail for mail in mailoutbox), key=lambda mail: "/ru/" not in mail.body)
    assert "https://parley.example/ru/account/choose/" in russian.body and russian.subject.startswith("Новый пароль")
    assert re.findall(r"[A-Za-z]{4,}", re.sub(r"https\S+", "", russian.body)) == []
    assert "https://parley.example/account/choose/" in plain.body and plain.subject == "A new password for Parley"


def test_forms_that_are_not_taken_are_refused_in_russian(eve, settings):
    path = "/ru/account/login/"
    strict = Client(enforce_csrf_checks=True)
    many = {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 1, "DATA_UPLOAD_MAX_MEMORY_SIZE": 1}
    answers = [
        strict.post(path, {"username": "eve"}),
        Client().post(path, {"a": "b" * 1000}, headers={"accept": "text/html"}),
    ]
    assert answers[0].status_code == 403
    settings.STRANGER_MAX_BYTES = 10
    answers[1] = Client().post(path, {"a": "b" * 1000}, headers={"accept": "text/html"})
    settings.STRANGER_MAX_BYTES = 10_000
    for name, value in many.items():
        setattr(settings, name, value)
        body = "username=eve&password=x&next=" + "b" * 100
        answers.append(Client().post(path, body, content_type="application/x-www-form-urlencoded"))
        setattr(settings, name, 10_000)
    assert [answer.status_code for answer in answers] == [403, 413, 413, 413]
    assert [english(answer, set())[0] for answer in answers] == [[]] * 4
