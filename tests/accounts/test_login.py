"""Logging in: the form, the limit of attempts, where a client is, passwords and sessions."""

import re
import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory

from accounts import throttle
from accounts.client import client_address, counted_address
from accounts.models import FailedTries
from config.settings import networks
from desk.roles.table import ADMINISTRATOR, REVIEWER
from tests.accounts.conftest import DESK, PASSWORD, log_in, logged_in
from tests.roles import person

ANY = "/account/login/"


def fail(client, times, name="ann", **request):
    """Fail a number of times; the statuses."""
    return [log_in(client, name, "wrong", **request).status_code for _ in range(times)]


def later(**passed):
    """Let time pass for what was counted."""
    rows = FailedTries.objects.all()
    for row in rows:
        row.since -= timedelta(**passed)
        row.save()


# --- the form ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "leads"),
    [("/admin/summits/event/", "/admin/summits/event/"), ("https://evil.example/", "/admin/"), ("", "/admin/")],
)
def test_name_and_password_log_in_and_lead_on(client, ann, target, leads):
    answer = client.post(DESK, {"username": "ann", "password": PASSWORD, **({"next": target} if target else {})})
    assert (answer.status_code, answer.url) == (302, leads)
    assert client.get("/admin/").status_code == 200


def test_the_form_needs_its_token(ann):
    assert log_in(Client(enforce_csrf_checks=True), "ann").status_code == 403


def test_the_desk_is_for_those_with_a_role_the_other_form_for_all(client, reader):
    assert b"no role at the desk" in log_in(client, "reader").content
    assert not logged_in(client)
    answer = client.post(ANY, {"username": "reader", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/account/") and logged_in(client)
    page = client.get("/account/")
    assert page.status_code == 200 and b"reader" in page.content and b"desk-nav" not in page.content
    assert client.get(ANY).url == "/account/"
    assert b"not authorized" in client.get(DESK).content


def test_who_is_logged_in_is_led_on(client, ann):
    log_in(client, "ann")
    assert client.get(f"{DESK}?next=/admin/summits/event/").url == "/admin/"


# --- ten failures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DESK, ANY])
def test_after_ten_failures_further_attempts_are_refused_the_right_one_too(client, ann, path):
    assert fail(client, 10, path=path) == [200] * 10
    for password in ("wrong", PASSWORD):
        answer = log_in(client, "ann", password, path=path)
        assert answer.status_code == 429
        assert 880 <= int(answer["Retry-After"]) <= 900
        assert "no-store" in answer["Cache-Control"]
        assert "refused for 15 minutes" in answer.content.decode()
    assert not logged_in(client)
    assert log_in(Client(), "ANN").status_code == 429, "another browser, another case: the same name and address"


def test_a_name_that_is_nobody_is_answered_alike(client, ann):
    nobody, known = (log_in(client, name, "wrong").content.decode() for name in ("nobody", "ann"))
    token = r'name="csrfmiddlewaretoken" value="\w+"'
    assert re.sub(token, "", nobody).replace("nobody", "ann") == re.sub(token, "", known)
    assert fail(client, 10, "nobody")[-2:] == [200, 429]


def test_the_lock_ends_after_a_quarter_of_an_hour_and_tries_do_not_make_it_longer(client, ann):
    fail(client, 11)
    later(minutes=14)
    answer = log_in(client, "ann")
    assert answer.status_code == 429 and int(answer["Retry-After"]) <= 60
    later(minutes=1)
    assert log_in(client, "ann").status_code == 302


def test_failures_of_long_ago_do_not_count(client, ann):
    fail(client, 9)
    later(minutes=16)
    assert fail(client, 10) == [200] * 10
    assert log_in(client, "ann").status_code == 429


def test_success_resets(client, ann):
    fail(client, 9)
    assert log_in(client, "ann").status_code == 302
    assert not FailedTries.objects.filter(scope="pair").exists()
    assert set(FailedTries.objects.values_list("count", flat=True)) == {0}
    assert fail(Client(), 10) == [200] * 10


def test_others_at_other_places_are_not_locked_out(client, ann, reader):
    fail(client, 11, REMOTE_ADDR="192.0.2.1")
    assert log_in(Client(), "ann", REMOTE_ADDR="192.0.2.2").status_code == 302, "a stranger cannot lock ann out"
    assert log_in(Client(), "reader", path=ANY, REMOTE_ADDR="192.0.2.1").status_code == 302, "nor ann her office"


def test_a_name_has_fifty_tries_from_all_addresses(client, ann):
    for number in range(5):
        assert fail(client, 10, REMOTE_ADDR=f"192.0.2.{number}") == [200] * 10
    assert log_in(client, "ann", REMOTE_ADDR="192.0.2.9").status_code == 429
    assert log_in(client, "other", "wrong", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_an_address_has_a_hundred_tries_with_all_names(client, ann):
    for number in range(100):
        assert log_in(client, f"name{number}", "wrong").status_code == 200
    assert log_in(client, "ann").status_code == 429
    assert log_in(client, "ann", REMOTE_ADDR="192.0.2.9").status_code == 302


def test_an_account_gives_no_further_tries_with_other_names(client, ann, reader):
    fail(client, 8, "victim")
    log_in(client, "ann", "wrong")
    log_in(client, "ann")
    assert FailedTries.objects.get(scope="address").count == 8
    assert fail(client, 3, "victim") == [200, 200, 429]


def test_refused_attempts_count_nowhere_else(client, ann):
    fail(client, 60)
    assert FailedTries.objects.get(scope="name").count == 10


def test_an_incomplete_form_counts_nothing(client, ann):
    for _ in range(12):
        assert client.post(DESK, {"username": "ann"}).status_code == 200
        assert client.post(DESK, {"username": "an\x00n", "password": "x"}).status_code == 200
    assert not FailedTries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_attempts_at_once_get_ten_tries_as_well():
    """Each in its own thread with its own connection, as in several workers."""
    get_user_model().objects.create_user("ann", password=PASSWORD, is_staff=True)
    ready, statuses = threading.Barrier(20), []

    def attempt():
        client = Client()
        ready.wait()
        try:
            statuses.append(log_in(client, "ann", "wrong").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 10 + [429] * 10


# --- unlocking ---------------------------------------------------------------------------------------------------


def test_an_administrator_sees_and_unlocks(client, ann, boss):
    fail(client, 11)
    page = boss.get("/admin/accounts/failedtries/")
    assert "ann from 127.0.0.1" in page.content.decode() and "Add failed" not in page.content.decode()
    row = FailedTries.objects.get(scope="pair")
    boss.post("/admin/accounts/failedtries/", {"action": "unlock", "_selected_action": [row.pk]})
    assert log_in(client, "ann").status_code == 302


@pytest.mark.parametrize(("role", "status"), [(None, 302), (REVIEWER, 403), (ADMINISTRATOR, 200)])
@pytest.mark.parametrize("kind", ["failedtries", "secondfactor", "apitoken"])
def test_accounts_are_looked_after_by_administrators(client, db, role, status, kind):
    client.force_login(person(role))
    assert client.get(f"/admin/accounts/{kind}/").status_code == status
    assert ("/admin/accounts/" in client.get("/admin/", follow=True).content.decode()) == (status == 200)


@pytest.mark.parametrize("arguments", [["Ann"], ["--address", "127.0.0.1"], ["--all"]])
def test_the_command_unlocks(client, ann, arguments, capsys):
    fail(client, 11)
    call_command("unlock_login", *arguments)
    assert "removed" in capsys.readouterr().out
    assert log_in(client, "ann").status_code == 302


@pytest.mark.parametrize("arguments", [[], ["ann", "--all"]])
def test_the_command_wants_to_know_whom(db, arguments):
    with pytest.raises(CommandError, match="Give a user name"):
        call_command("unlock_login", *arguments)


def test_the_lock_is_logged_without_a_line_of_the_visitors_own(client, db, caplog):
    fail(client, 10, "a\r\nroot logged in")
    lines = [one.getMessage() for one in caplog.records if one.name == "accounts.throttle"]
    assert len(lines) == 1 and "\n" not in lines[0] and "127.0.0.1" in lines[0]


# --- where a client is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "peer", "header", "found"),
    [
        ("", "192.0.2.1", "10.9.9.9", "192.0.2.1"),
        ("", "127.0.0.1", "10.9.9.9", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1", "10.9.9.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("127.0.0.1,10.1.0.0/16", "127.0.0.1", "6.6.6.6, 198.51.100.7, 10.1.0.3", "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.7, rubbish", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("::1", "::1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "", "198.51.100.7", ""),
    ],
)
def test_a_header_is_believed_from_named_proxies_only(settings, monkeypatch, proxies, peer, header, found):
    monkeypatch.setenv("PARLEY_PROXIES", proxies)
    settings.PARLEY_PROXIES = networks("PARLEY_PROXIES")
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == found


def test_ipv6_is_counted_by_network():
    one, two, other = (
        counted_address(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == two == "2001:db8:1:2::/64" != other


def test_a_made_up_header_gives_no_further_tries(client, ann):
    for number in range(10):
        log_in(client, "ann", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}", HTTP_X_REAL_IP="192.0.2.3")
    assert log_in(client, "ann", HTTP_X_FORWARDED_FOR="192.0.2.99").status_code == 429


# --- passwords and sessions --------------------------------------------------------------------------------------


def change(client, old=PASSWORD, new="another-Good-One-5", path="/account/password/"):
    """Send the form that changes the password."""
    return client.post(path, {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize("path", ["/account/password/", "/admin/password_change/"])
def test_a_new_password_ends_the_other_sessions_and_not_this_one(client, ann, path):
    other = Client()
    log_in(client, "ann")
    log_in(other, "ann")
    before = client.session.session_key
    assert change(client, path=path).status_code == 302
    assert client.get("/admin/").status_code == 200 and client.session.session_key != before
    assert other.get("/admin/").status_code == 302
    assert log_in(Client(), "ann").status_code == 200


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short-1", "at least 12"),
        ("password12345", "too common"),
        ("938471650293", "entirely numeric"),
        ("lukyanovskaya1", "too similar"),
    ],
)
def test_weak_passwords_are_refused(client, ann, new, words):
    ann.last_name = "Lukyanovskaya"
    ann.save()
    log_in(client, "ann")
    answer = change(client, new=new)
    assert answer.status_code == 200 and words in answer.content.decode()


def test_the_old_password_cannot_be_guessed_on_the_page(client, ann):
    log_in(client, "ann")
    assert [change(client, old="wrong").status_code for _ in range(10)] == [200] * 10
    assert change(client).status_code == 429
    assert change(client, path="/admin/password_change/").status_code == 429


def test_the_account_pages_need_an_account(client):
    for path in ("/account/", "/account/password/"):
        assert client.get(path).url == f"/account/login/?next={path}"


def test_the_session_is_a_new_one_after_logging_in_and_hidden_from_scripts(client, ann):
    client.get("/")
    session = client.session
    session["left"] = 1
    session.save()
    before = session.session_key
    answer = log_in(client, "ann")
    cookie = answer.cookies["sessionid"]
    assert cookie.value != before
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 7 * 24 * 3600


def test_a_session_ends_with_the_account(client, ann):
    log_in(client, "ann")
    ann.is_active = False
    ann.save()
    assert client.get("/admin/").status_code == 302


def test_sessions_that_ran_out_are_cleared_away(client, ann):
    from django.contrib.sessions.models import Session

    log_in(client, "ann")
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    log_in(Client(), "ann")
    assert Session.objects.count() == 1


def test_windows_of_long_ago_are_cleared_away(client, ann):
    fail(client, 2, "nobody")
    later(minutes=20)
    log_in(client, "ann")
    assert not FailedTries.objects.filter(name="nobody").exists()
    assert throttle.LIMITS["pair"] == 10


def test_the_page_has_a_heading(client):
    text = client.get("/account/login/").content.decode()
    assert text.count("<h1>Log in</h1>") == 1
