"""Whatever a request to the pages of accounts says, and in whatever state of logging in, it is no error of the server."""

import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import factor, throttle
from accounts.models import ApiToken
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_factor import code_now
from tests.odd import ODD, answered, asked, troubles
from tests.routes import addresses

__all__ = ["asked"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Days, codes and addresses to go on to, which are read further than texts are.
MORE = [
    "", " ", "0000-00-00", "9999-12-31", "10000-01-01", "٢٠٢٧-٠١-٠١", "-" * 40, "//evil.example/", "/admin/\r\nX: y",
    "/a\0b", "http://[", "😀" * 40, "﷽" * 300, "𝟏𝟐𝟑𝟒𝟓𝟔", "null", "[]", "x" * 20_000,
]  # fmt: skip
ROUTES = [
    address
    for address, route in addresses()
    if route.startswith(("/account/", "/admin/login/", "/admin/password_change/")) and "logout" not in route
]
SAID = {
    "/account/login/": {"username": "ann", "password": PASSWORD},
    "/admin/login/": {"username": "ann", "password": PASSWORD},
    "/account/password/": {
        "old_password": PASSWORD, "new_password1": "other-Long-88", "new_password2": "other-Long-88",
    },
    "/account/tokens/": {"name": "laptop", "last_day": ""},
    "/account/reset/": {"email": "ann@example.org"},
    "/account/factor/off/": {"password": PASSWORD},
    "/account/factor/codes/": {"password": PASSWORD},
}  # fmt: skip


def stranger(ann):
    client = Client(raise_request_exception=False)
    # A session, as a stranger gets one on the way through the log-in.
    client.force_login(ann)
    client.session.flush()
    client.cookies["sessionid"] = "9" * 40
    return client


def plain(ann):
    client = Client(raise_request_exception=False)
    client.force_login(ann)
    return client


def with_factor(ann):
    key = factor.new_key()
    assert factor.enrol(ann, key, code_now(key))
    return plain(ann)


def halfway(ann):
    with_factor(ann)
    client = Client(raise_request_exception=False)
    assert client.post("/account/login/", SAID["/account/login/"]).headers["Location"].endswith("/code/")
    return client


STATES = [stranger, plain, with_factor, halfway]


@pytest.fixture(autouse=True)
def unlimited(monkeypatch, settings):
    """Attempts are not refused for their number here: what lies behind the limit is looked at; and mail is sent."""
    settings.PARLEY_MAIL, settings.SITE = True, "https://parley.example"
    monkeypatch.setattr(throttle, "LIMITS", dict.fromkeys(throttle.LIMITS, 10_000))


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_every_address_with_every_name_it_asks_for(ann, asked, state):
    client, bad = state(ann), []
    for path in ROUTES:
        for method in ("get", "post"):
            bad += troubles(client, method, path, SAID.get(path, {}), asked)
    assert not bad


NAMES = {
    "/account/login/": ["username", "password", "next"],
    "/admin/login/": ["username", "password", "next"],
    "/account/login/code/": ["code"],
    "/account/factor/new/": ["code"],
    "/account/factor/off/": ["password"],
    "/account/factor/codes/": ["password"],
    "/account/password/": ["old_password", "new_password1", "new_password2"],
    "/admin/password_change/": ["old_password", "new_password1", "new_password2"],
    "/account/tokens/": ["name", "last_day"],
    "/account/reset/": ["email"],
    "/account/choose/x/x/": ["new_password1", "new_password2"],
}


def test_every_form_of_accounts_is_known_here():
    assert set(NAMES) == {route for route in ROUTES if "revoke" not in route} - {
        "/account/", "/account/factor/", "/admin/password_change/done/",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("state", [plain, with_factor, halfway])
def test_odd_days_codes_and_addresses(ann, state):
    """A form meets every value in the states in which it is shown, and in the others some of them."""
    client, bad = state(ann), []
    for number, (path, names) in enumerate(NAMES.items()):
        shown = client.get(path).status_code == 200
        cases = list(itertools.product(names, [*MORE, *ODD, SimpleUploadedFile("a.txt", b"\0\xff")]))
        for name, value in cases if shown else cases[number % 5 :: 5]:
            said = {**SAID.get(path, {}), name: value}
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
            if answered(client, "post", path, said) >= 500:
                bad.append((path, name, str(value)[:30]))
        onwards = MORE if "next" in names else MORE[number % 5 :: 5]
        bad += [(path, "next", v[:30]) for v in onwards if answered(client, "get", path, {"next": v}) >= 500]
    assert not bad


BODIES = [
    ("application/json", b'{"username": 1}'),
    ("application/json", b"\xff"),
    ("text/plain", b"username=ann"),
    ("", b"username=ann"),
    ("nonsense", b"username=ann"),
    ("application/x-www-form-urlencoded; charset=klingon", b"username=ann"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"username=ann"),
    ("application/x-www-form-urlencoded", b"username=%ff%fe&password=%ED%A0%80&code=%00&&==&%"),
    ("application/x-www-form-urlencoded", b"&".join(b"n%d=1" % n for n in range(20_000))),
    ("multipart/form-data", b"username=ann"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=" + "b" * 500, b"--b\r\n"),
    ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="username"\r\n\r\nann'),
    ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a\xff\0"\r\n\r\nx\r\n--b--\r\n'),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="username"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--',
    ),
]


@pytest.mark.parametrize("state", [stranger, plain])
def test_odd_kinds_of_body(ann, state):
    client, bad = state(ann), []
    # With the check against forgery the body is read by the check, the same for all, without it by the view.
    cases = [(path, body, False) for path in NAMES for body in BODIES]
    cases += [(path, body, True) for path, body in zip(itertools.cycle(NAMES), BODIES, strict=False)]
    for path, (kind, body), checked in cases:
        client.handler.enforce_csrf_checks = checked
        answer = client.generic("POST", path, body, content_type=kind)
        if answer.status_code >= 500:
            bad.append((path, kind[:60], answer.status_code))
    assert not bad


@pytest.mark.parametrize("state", STATES)
def test_odd_methods_and_forgery_tokens(ann, state):
    client, bad = state(ann), []
    client.handler.enforce_csrf_checks = True
    tokens = itertools.cycle(("x", "\0" * 64, "é" * 32, "9" * 5000))
    for path in [*ROUTES, "/account/logout/"]:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "PURGE"):
            if client.generic(method, path).status_code >= 500:
                bad.append((path, method))
        # Each address is protected, by a check that is the same for all.
        for token in ("", next(tokens)):
            client.cookies["csrftoken"] = token.replace("\0", "0").replace("é", "e")[:3000]
            answer = client.post(path, {"csrfmiddlewaretoken": token})
            if answer.status_code not in (403, 405):
                bad.append((path, token[:20], answer.status_code))
    assert not bad


@pytest.mark.parametrize("pk", ["0", "9" * 20, "9" * 5000])
def test_tokens_that_are_not_there_or_anothers(ann, reader, pk):
    client = plain(ann)
    assert client.post(f"/account/tokens/{pk}/revoke/").status_code == 404
    row, _ = ApiToken.objects.make(reader, "theirs")
    assert client.post(f"/account/tokens/{row.pk}/revoke/").status_code == 404 and ApiToken.objects.count() == 1


TOKENS = [
    "Bearer", "Bearer ", "Bearer a b", "Token", "Bearer é", "Bearer \x00", "Bearer " + "9" * 5000, "bearer parley_" + "x" * 43,
    "Basic !", "Basic YTpi", "Digest x", "\xff\xfe", "Bearer parley_\xe2\x80\x8b", ":",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/api/v1/events/", "/api/v1/schema/", "/account/", "/account/tokens/", "/admin/"])
def test_odd_tokens(db, path):
    client = Client(raise_request_exception=False)
    answers = {token: client.get(path, headers={"Authorization": token}).status_code for token in TOKENS}
    assert {token: status for token, status in answers.items() if status >= 500} == {}
    if path == "/api/v1/events/":
        wrong = {status for token, status in answers.items() if token.lower().startswith(("bearer", "token"))}
        assert wrong == {401}
