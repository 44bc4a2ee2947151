"""The second factor: set up, asked for, used once, limited, taken away."""

import re
import threading
import time

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django_otp import oath
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import factor
from accounts.models import FailedTries, RecoveryCode
from tests.accounts.conftest import DESK, PASSWORD, log_in, logged_in
from tests.page_reader import Page

CODE = "/account/login/code/"
NEW = "/account/factor/new/"


class Clock:
    """The time, standing still until it is moved."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now

    def step(self, number=1):
        """Go on to the next code, or by several."""
        self.now += 30 * number


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock of the test's own."""
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    monkeypatch.setattr(oath, "time", clock)
    return clock


def code_now(key, steps=0):
    """What an app with this secret shows."""
    return f"{oath.totp(bytes.fromhex(key), drift=steps):06}"


class Person:
    """Somebody with a second factor: the account, the app's secret, the recovery codes."""

    def __init__(self, user, clock):
        self.user, self.key = user, factor.new_key()
        self.codes = factor.enrol(user, self.key, code_now(self.key))
        clock.step()  # the code that set it up is used

    def app(self, steps=0):
        """The code that the app shows."""
        return code_now(self.key, steps)


@pytest.fixture
def eve(ann, clock):
    """Ann, with a second factor."""
    return Person(ann, clock)


def enter(client, code):
    """Send the second step."""
    return client.post(CODE, {"code": code})


# --- setting up --------------------------------------------------------------------------------------------------


def test_it_is_set_up_with_a_code_and_shows_recovery_codes_once(client, ann):
    log_in(client, "ann")
    assert "has no second factor" in client.get("/account/factor/").content.decode()
    page = client.get(NEW)
    html = page.content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', html)[1]
    assert "no-store" in page["Cache-Control"] and "<svg" in html and Page(html).inline == []
    assert client.get(NEW).content.decode().count(secret) == 1, "the same secret when the page is loaded again"
    key = client.session["account.key"]
    assert factor.readable(key) == secret
    wrong = client.post(NEW, {"code": code_now(key, 7)})
    assert "not the code" in wrong.content.decode() and not TOTPDevice.objects.exists()
    done = client.post(NEW, {"code": " ".join(code_now(key))}).content.decode()
    codes = re.findall(r"<code>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})</code>", done)
    assert len(set(codes)) == 10
    assert {one.digest for one in RecoveryCode.objects.all()} == {factor.digest(code) for code in codes}
    assert "account.key" not in client.session
    assert client.get(NEW).url == "/account/factor/"
    status = client.get("/account/factor/").content.decode()
    assert "10 recovery codes left" in status and codes[0] not in status


def test_what_is_drawn_is_what_an_app_reads(ann):
    drawn = factor.drawing(ann, "00" * 20)
    assert drawn.startswith("<svg") and "http" not in re.sub(r'xmlns="[^"]*"', "", drawn)
    assert "style" not in drawn and "width" not in drawn.split("<path")[0].replace("stroke-width", "")
    address = TOTPDevice(user=ann, key="00" * 20).config_url
    assert address.startswith("otpauth://totp/Parley%3Aann?secret=AAAA") and "issuer=Parley" in address


def test_the_menu_of_the_desk_leads_there(client, ann):
    log_in(client, "ann")
    assert 'href="/account/factor/">Second factor</a>' in client.get("/admin/").content.decode()


def test_only_one_of_two_browsers_sets_it_up(ann):
    assert factor.enrol(ann, "00" * 20, code_now("00" * 20))
    with pytest.raises(ValueError, match="already"):
        factor.enrol(ann, "11" * 20, code_now("11" * 20))
    assert TOTPDevice.objects.get().key == "00" * 20


def test_a_stranger_sets_nothing_up(client, db):
    assert client.get(NEW).url == "/account/login/"
    for path in ("/account/factor/", "/account/factor/off/", "/account/factor/codes/"):
        answer = client.post(path) if "off" in path or "codes" in path else client.get(path)
        assert answer.url.startswith("/account/login/?next=")


# --- logging in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DESK, "/account/login/"])
def test_the_password_alone_opens_nothing(client, eve, path):
    answer = client.post(path, {"username": "ann", "password": PASSWORD, "next": "/admin/summits/event/"})
    assert (answer.status_code, answer.url) == (302, CODE)
    assert not logged_in(client)
    assert client.get("/admin/").status_code == 302 and client.get("/account/").status_code == 302
    page = Page(client.get(CODE).content.decode())
    assert page.tags.count("h1") == 1 and page.inline == []
    assert all(name is None or name in page.labels for name, _ in page.controls) and page.labels
    before = client.session.session_key
    done = enter(client, eve.app())
    assert (done.status_code, done.url) == (302, "/admin/summits/event/")
    assert "recovery" not in client.get("/admin/").content.decode()
    assert logged_in(client) and client.session.session_key != before
    assert "account.pending" not in client.session
    assert client.get("/admin/").status_code == 200


def test_the_first_step_says_nothing_about_a_second(client, eve, reader):
    with_factor, without = (
        re.sub(r'value="\w*"', "", log_in(client, name, "wrong", path="/account/login/").content.decode())
        for name in ("ann", "reader")
    )
    assert with_factor == without
    assert client.get(CODE).url == "/account/login/", "there is no second step without the password"


def test_the_key_of_the_session_changes_between_the_steps(client, eve):
    client.get(DESK)
    session = client.session
    session["left"] = 1
    session.save()
    before = session.session_key
    log_in(client, "ann")
    assert client.session.session_key != before


def test_a_code_works_once_and_near_its_time(client, eve, clock):
    log_in(client, "ann")
    for wrong in ("000000", "", "abc", eve.app(5), eve.app(-5), "１２３４５６", "12345678901234567890"):
        answer = enter(client, wrong)
        assert answer.status_code == 200 and not logged_in(client), wrong
    assert enter(client, eve.app(1)).status_code == 302, "a clock that goes before by half a minute"
    again = Client()
    log_in(again, "ann")
    assert enter(again, eve.app(1)).status_code == 200 and not logged_in(again)
    clock.step(2)
    assert enter(again, eve.app()).status_code == 302


def test_a_recovery_code_works_once_in_any_spelling(client, eve):
    for number, code in enumerate((eve.codes[0].upper(), eve.codes[1].replace("-", " "))):
        client = Client()
        log_in(client, "ann")
        answer = enter(client, code)
        assert answer.status_code == 302
        assert RecoveryCode.objects.count() == 9 - number
        assert f"You used a recovery code: {9 - number} left." in client.get(answer.url).content.decode()
    log_in(client := Client(), "ann")
    assert enter(client, eve.codes[0]).status_code == 200 and not logged_in(client)


def test_nobody_elses_code_works(client, eve, reader, clock):
    other = Person(reader, clock)
    log_in(client, "ann")
    assert enter(client, other.codes[0]).status_code == 200
    assert enter(client, other.app()).status_code == 200
    assert not logged_in(client) and other.user.totpdevice_set.get().recovery_codes.count() == 10


@pytest.mark.django_db(transaction=True)
def test_one_code_at_two_browsers_at_once_logs_one_in(clock):
    user = get_user_model().objects.create_user("ann", password=PASSWORD, is_staff=True)
    for code in ((person := Person(user, clock)).app(), person.codes[0]):
        ready, right = threading.Barrier(4), []

        def attempt(code=code, ready=ready, right=right):
            ready.wait()
            try:
                right.append(factor.verify(user, code))
            finally:
                connection.close()

        threads = [threading.Thread(target=attempt) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(right) == [False] * 3 + [True]


def test_the_step_is_over_after_ten_minutes(client, eve, clock):
    log_in(client, "ann")
    clock.step(21)
    assert enter(client, eve.app()).url == "/account/login/" and not logged_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_the_step_is_over_when_the_account_changes(client, eve, change):
    log_in(client, "ann")
    get_user_model().objects.update(**change)
    assert enter(client, eve.app()).url == "/account/login/" and not logged_in(client)


# --- ten failures ------------------------------------------------------------------------------------------------


def test_after_ten_wrong_codes_the_right_one_is_refused_too(client, eve):
    log_in(client, "ann")
    assert [enter(client, "000000").status_code for _ in range(10)] == [200] * 10
    for code in (eve.app(), eve.codes[0]):
        answer = enter(client, code)
        assert answer.status_code == 429 and int(answer["Retry-After"]) > 800
    other = Client()
    log_in(other, "ann", REMOTE_ADDR="192.0.2.1")
    assert enter(other, eve.app()).status_code == 429, "from wherever, since the password was right"
    FailedTries.objects.all().delete()
    assert enter(other, eve.app()).status_code == 302


def test_the_right_password_anew_gives_no_further_codes(client, eve):
    for _ in range(5):
        log_in(client, "ann")
        enter(client, "000000")
        enter(client, "000000")
    assert enter(client, eve.app()).status_code == 429


def test_a_right_code_resets(client, eve):
    log_in(client, "ann")
    for _ in range(9):
        enter(client, "000000")
    assert enter(client, eve.app()).status_code == 302
    assert not FailedTries.objects.filter(scope="code").exists()


# --- recovery codes anew, and off --------------------------------------------------------------------------------


@pytest.fixture
def inside(client, eve):
    """Ann's client, logged in with her code."""
    log_in(client, "ann")
    enter(client, eve.app())
    return client


def test_new_recovery_codes_replace_the_old(inside, eve):
    assert "not your password" in inside.post("/account/factor/codes/", {"password": "wrong"}).content.decode()
    assert RecoveryCode.objects.filter(digest=factor.digest(eve.codes[0])).exists()
    page = inside.post("/account/factor/codes/", {"password": PASSWORD}).content.decode()
    fresh = re.findall(r"<code>([a-z2-7-]{19})</code>", page)
    assert len(fresh) == 10 and not set(fresh) & set(eve.codes)
    assert not factor.verify(eve.user, eve.codes[0]) and factor.verify(eve.user, fresh[0])


def test_it_is_turned_off_with_the_password_only(inside, eve):
    assert inside.get("/account/factor/off/").status_code == 405
    inside.post("/account/factor/off/", {"password": "wrong"})
    assert factor.device_of(eve.user)
    inside.post("/account/factor/off/", {"password": PASSWORD})
    assert not factor.device_of(eve.user) and not RecoveryCode.objects.exists()
    assert log_in(Client(), "ann").url == "/admin/"


def test_the_password_for_it_cannot_be_guessed(inside, eve):
    for _ in range(10):
        inside.post("/account/factor/off/", {"password": "wrong"})
    assert inside.post("/account/factor/off/", {"password": PASSWORD}).status_code == 429
    assert factor.device_of(eve.user)


# --- administrators ----------------------------------------------------------------------------------------------


def test_an_administrator_takes_it_away_and_sees_no_secret(boss, eve):
    address = "/admin/accounts/secondfactor/"
    device = factor.device_of(eve.user)
    pages = [boss.get(address), boss.get(f"{address}{device.pk}/change/"), boss.get(f"{address}{device.pk}/delete/")]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200 and "ann" in text
        for secret in (device.key, factor.readable(device.key), factor.readable(device.key).replace(" ", "")):
            assert secret not in text
    assert boss.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert boss.get(f"{address}add/").status_code == 403
    boss.post(f"{address}{device.pk}/delete/", {"post": "yes"})
    assert not TOTPDevice.objects.exists() and not RecoveryCode.objects.exists()
    assert log_in(Client(), "ann").url == "/admin/"


def test_a_factor_taken_away_between_the_steps_lets_the_person_in(client, eve):
    log_in(client, "ann")
    factor.remove(eve.user)
    assert client.get(CODE).url == "/admin/" and logged_in(client)


def test_what_happens_to_accounts_is_logged_without_secrets(inside, eve, caplog):
    caplog.set_level("INFO", "accounts")
    inside.post("/account/tokens/", {"name": "script"})
    inside.post(f"/account/tokens/{eve.user.api_tokens.get().pk}/revoke/")
    factor.verify(eve.user, eve.codes[0])
    inside.post("/account/factor/off/", {"password": PASSWORD})
    factor.enrol(eve.user, eve.key, eve.app())
    lines = [one.getMessage() for one in caplog.records if one.name.startswith("accounts")]
    expected = [r"token parley_....… of 'ann' made", "revoked", "recovery code", "turned off", "set up"]
    assert len(lines) == len(expected)
    assert all(re.search(words, line) for words, line in zip(expected, lines, strict=True)), lines


# --- where staff must have one -----------------------------------------------------------------------------------


def test_staff_set_it_up_at_the_next_log_in(client, ann, settings):
    settings.PARLEY_STAFF_FACTOR = True
    assert log_in(client, "ann").url == CODE
    assert client.get(CODE).url == NEW and not logged_in(client)
    assert "needs a second factor" in client.get(NEW).content.decode()
    assert client.get("/admin/").status_code == 302
    done = client.post(NEW, {"code": code_now(client.session["account.key"])})
    assert logged_in(client) and 'href="/admin/"' in done.content.decode()
    client.post("/account/factor/off/", {"password": PASSWORD})
    assert factor.device_of(ann), "and it cannot be turned off"


def test_others_need_none(client, reader, settings):
    settings.PARLEY_STAFF_FACTOR = True
    assert log_in(client, "reader", path="/account/login/").url == "/admin/"
    assert logged_in(client)


def test_the_page_that_sets_it_up_is_no_way_round_the_code(client, eve, settings):
    settings.PARLEY_STAFF_FACTOR = True
    log_in(client, "ann")
    assert client.get(NEW).url == CODE
    assert client.post(NEW, {"code": "000000"}).url == CODE
    settings.PARLEY_STAFF_FACTOR = False
    assert client.get(NEW).url == "/account/login/" and not logged_in(client)
