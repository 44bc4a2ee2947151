"""Passwords of who cannot log in: by mail where it is set, by a link that an administrator hands over where not."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import FailedTries
from lib import mail
from tests import jobs
from tests.accounts.conftest import PASSWORD, log_in, logged_in

RESET = "/account/reset/"
FRESH = "quite-Another-88"


@pytest.fixture
def mailing(settings, db):
    """An installation that sends mail."""
    settings.PARLEY_MAIL, settings.SITE = True, "https://parley.example"
    settings.DEFAULT_FROM_EMAIL = "parley@parley.example"


@pytest.fixture
def eve(ann):
    """A member of staff with an address."""
    ann.email = "Ann@example.org"
    ann.save()
    return ann


def choose(path, password=FRESH):
    """Open the link of a mail and send the form; the answers."""
    client = Client()
    page = client.get(path, follow=True)
    return page, client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


def link(text, site="https://parley.example"):
    return re.search(rf"{site}(/account/choose/[\w/-]+)", text)[1]


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(mailing, eve, client, mailoutbox):
    for _ in range(10):
        log_in(client, "ann", "wrong-Guess-1")
    assert b"/account/reset/" in client.get("/account/login/").content
    assert client.post(RESET, {"email": "ann@EXAMPLE.org"}, follow=True).status_code == 200
    assert mailoutbox == [] and "token" not in str(list(ProcrastinateJob.objects.values_list("args", flat=True)))
    assert jobs.do() == ["accounts.reset", "accounts.link"]
    (sent,) = mailoutbox
    assert sent.to == ["Ann@example.org"] and sent.from_email == "parley@parley.example" and "“ann”" in sent.body
    path = link(sent.body)
    assert choose(path, "short")[1].status_code == 200
    assert choose(path)[1].url == "/account/login/"
    log_in(client, "ann", FRESH)
    assert logged_in(client), "also though there had been too many failures"
    assert b"no longer good" in choose(path)[0].content


def test_nobody_learns_whose_address_it_is(mailing, eve, mailoutbox):
    get_user_model().objects.create_user("gone", "gone@example.org", PASSWORD, is_active=False)
    get_user_model().objects.create_user("none", "none@example.org")
    answers = set()
    for email in ("ann@example.org", "zzz@example.org", "gone@example.org", "none@example.org"):
        answer = Client().post(RESET, {"email": email}, follow=True, REMOTE_ADDR="192.0.2.9")
        answers.add(re.sub(r'value="\w{64}"', "", answer.content.decode().replace(email, "")))
        assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)).count("accounts.reset") == 1
        jobs.do()
    assert len(answers) == 1 and [one.to for one in mailoutbox] == [["Ann@example.org"]]


def test_an_address_gets_three_mails_in_a_quarter_of_an_hour(mailing, eve):
    codes = [Client().post(RESET, {"email": "ann@example.org"}).status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429]
    assert [Client().post(RESET, {"email": "zz@example.org"}).status_code for _ in range(4)] == codes
    assert FailedTries.objects.get(scope="resets").count == 8
    others = [Client().post(RESET, {"email": f"{n}@example.org"}).status_code for n in range(13)]
    assert others == [302] * 12 + [429]


def test_without_mail_there_is_no_such_page_and_nothing_waits(client, eve):
    assert client.post(RESET, {"email": "ann@example.org"}).status_code == 404
    assert b"/account/reset/" not in client.get("/account/login/").content
    assert not ProcrastinateJob.objects.exists()


def test_a_mail_server_that_is_away_is_tried_again_and_breaks_no_request(mailing, eve, client, monkeypatch):
    def away(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    assert client.post(RESET, {"email": "ann@example.org"}).status_code == 302
    with pytest.raises(SMTPServerDisconnected) as failure:
        jobs.do()
    from accounts import tasks

    job = ProcrastinateJob.objects.get(task_name="accounts.link")
    assert tasks.send_link.retry_strategy is mail.AGAIN
    for attempts, again in ((0, True), (15, True), (16, False)):
        decision = mail.AGAIN.get_retry_decision(
            exception=failure.value, job=type("Job", (), {"attempts": attempts, "task_name": job.task_name})
        )
        assert bool(decision) is again


# -- invitations --------------------------------------------------------------------------------


@pytest.fixture
def guest(db):
    """Somebody who never logged in."""
    user = get_user_model().objects.create_user("guest", is_staff=True)
    return user, f"/admin/auth/user/{user.pk}/invite/"


def test_who_has_no_address_gets_the_link_from_the_administrator(guest, boss, mailoutbox):
    user, address = guest
    assert address in boss.get(f"/admin/auth/user/{user.pk}/change/").content.decode()
    assert "no mail is sent" in boss.get(address).content.decode() and not user.logentry_set.exists()
    path = link(boss.post(address).content.decode(), "http://testserver")
    assert choose(path)[1].status_code == 302 and mailoutbox == []
    client = Client()
    log_in(client, "guest", FRESH)
    assert logged_in(client)
    assert "nobody is invited" in boss.post(address).content.decode()
    assert address not in boss.get(f"/admin/auth/user/{user.pk}/change/").content.decode()


def test_who_has_an_address_gets_the_invitation_by_mail(mailing, guest, boss, mailoutbox):
    user, address = guest
    assert "the account has no email address" in boss.get(address).content.decode()
    user.email = "guest@example.org"
    user.save()
    assert boss.post(address).status_code == 302
    assert jobs.do() == ["accounts.link"]
    assert mailoutbox[0].to == ["guest@example.org"] and choose(link(mailoutbox[0].body))[1].status_code == 302


def test_nobody_invites_to_more_than_they_are(guest, ann):
    user, address = guest
    client = Client()
    client.force_login(ann)
    assert client.post(address).status_code == 403
    ann.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert client.post(address).status_code == 200
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True)
    assert client.post(address).status_code == 403
