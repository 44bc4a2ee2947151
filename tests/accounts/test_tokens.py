"""API tokens: made, shown once, kept as a hash, good for what their owner may see, revoked."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import ApiToken
from desk.roles.table import READER
from tests import factories as make
from tests.accounts.conftest import PASSWORD, log_in
from tests.roles import person

PAGE = "/account/tokens/"
EVENTS = "/api/v1/events/"


@pytest.fixture
def token(ann):
    """A token of Ann, who is staff: (row, text)."""
    return ApiToken.objects.make(ann, "script")


def read(text, path=EVENTS, word="Bearer", client=None):
    """Read the API with a token; the response."""
    return (client or Client()).get(path, headers={"authorization": f"{word} {text}"})


# --- the page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def inside(client, ann):
    """Ann's client, logged in."""
    log_in(client, "ann")
    return client


def test_a_token_is_made_shown_once_and_kept_as_a_hash(inside, ann):
    page = inside.post(PAGE, {"name": "laptop", "last_day": ""})
    text = re.search(r'<code class="secret">(parley_[\w-]{43})</code>', page.content.decode())[1]
    assert "no-store" in page["Cache-Control"]
    row = ApiToken.objects.get()
    assert (row.user, row.name, row.expires_at) == (ann, "laptop", None)
    assert row.digest == hashlib.sha256(text.encode()).hexdigest() and text.startswith(row.start)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_apitoken")
        assert text not in str(cursor.fetchall()), "the text is nowhere kept"
    later = inside.get(PAGE).content.decode()
    assert "laptop" in later and row.start in later and text not in later and "never" in later
    assert read(text).status_code == 200


def test_a_form_that_is_sent_twice_is_answered_twice_with_one_token(inside):
    """A double click shows the second answer alone, and the first text is nowhere kept."""
    texts = []
    for _ in range(2):
        page = inside.post(PAGE, {"name": "laptop"}).content.decode()
        texts.append(re.search(r'<code class="secret">(parley_[\w-]{43})</code>', page)[1])
    assert "The form arrived twice" in page and "already have" not in page
    assert [read(text).status_code for text in texts] == [401, 200]
    assert ApiToken.objects.get().start == texts[1][:11]


@pytest.mark.parametrize(
    "before", [{"last_used_at": timezone.now()}, {"created_at": timezone.now() - timedelta(minutes=2)}]
)
def test_a_token_in_use_is_not_replaced(inside, before):
    inside.post(PAGE, {"name": "laptop"})
    ApiToken.objects.update(**before)
    held = ApiToken.objects.get().digest
    again = inside.post(PAGE, {"name": "laptop"}).content.decode()
    assert "You already have a token with this name." in again and 'class="secret"' not in again
    assert ApiToken.objects.get().digest == held
    inside.post(PAGE, {"name": "other"})
    assert ApiToken.objects.count() == 2


def test_it_is_good_until_the_end_of_its_last_day(inside, ann):
    today = timezone.now().date()
    inside.post(PAGE, {"name": "one", "last_day": today.isoformat()})
    row = ApiToken.objects.get()
    assert row.expires_at == datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=1)
    page = inside.get(PAGE).content.decode()
    assert f"{today:%b} {today.year}" in page and "(expired)" not in page
    ApiToken.objects.update(expires_at=timezone.now())
    assert "(expired)" in inside.get(PAGE).content.decode()
    assert "has passed" in inside.post(PAGE, {"name": "two", "last_day": "2020-01-01"}).content.decode()
    assert "too far" in inside.post(PAGE, {"name": "two", "last_day": "9999-12-31"}).content.decode()
    assert ApiToken.objects.count() == 1


def test_one_revokes_ones_own_and_no_other(inside, token, reader):
    row, text = token
    other = Client()
    other.force_login(reader)
    assert other.post(f"{PAGE}{row.pk}/revoke/").status_code == 404
    assert row.start not in other.get(PAGE).content.decode()
    assert inside.get(f"{PAGE}{row.pk}/revoke/").status_code == 405
    assert read(text).status_code == 200
    inside.post(f"{PAGE}{row.pk}/revoke/")
    assert read(text).status_code == 401 and not ApiToken.objects.exists()


def test_an_administrator_revokes_any(boss, token):
    row, text = token
    for path in ("", f"{row.pk}/change/", f"{row.pk}/delete/"):
        page = boss.get(f"/admin/accounts/apitoken/{path}")
        assert page.status_code == 200 and row.digest not in page.content.decode()
    boss.post(f"/admin/accounts/apitoken/{row.pk}/delete/", {"post": "yes"})
    assert read(text).status_code == 401


def test_the_page_is_for_every_account_and_for_no_stranger(client, reader):
    assert client.get(PAGE).url == f"/account/login/?next={PAGE}"
    assert client.post(f"{PAGE}1/revoke/").url.startswith("/account/login/")
    client.force_login(reader)
    assert client.get(PAGE).status_code == 200


# --- reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Bearer", "bearer", "Token"])
def test_its_reader_sees_what_the_owner_sees(token, reader, word):
    draft = make.event(publication="draft", slug="draft")
    held = ApiToken.objects.make(person(READER), "of a role")[1]
    outside = ApiToken.objects.make(reader, "of no role")[1]
    for text, status in ((token[1], 200), (held, 200), (outside, 404)):
        assert read(text, f"{EVENTS}{draft.slug}/", word).status_code == status
    assert Client().get(f"{EVENTS}{draft.slug}/").status_code == 404


def test_it_opens_the_other_formats_and_timelines(token):
    expert = make.expert(publication="draft")
    for path in (f"{EVENTS}?format=csv", f"{EVENTS}?format=ics", f"/api/v1/experts/{expert.slug}/timeline/?format=ics"):
        assert read(token[1], path).status_code == 200


def test_it_opens_nothing_but_the_api(token):
    assert read(token[1], "/admin/").status_code == 302
    assert read(token[1], PAGE).status_code == 302
    draft = make.event(publication="draft")
    assert read(token[1], f"/events/{draft.slug}/").status_code == 404
    assert read(token[1], "/api/v1/events/", client=(client := Client())).status_code == 200
    assert client.cookies == {}, "it starts no session"


def test_answers_to_it_are_kept_by_nobody_else(token):
    answer = read(token[1])
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))
    anonymous = Client().get(EVENTS)
    assert anonymous["Cache-Control"] == "public, no-cache"
    assert {"Authorization", "Cookie"} <= set(anonymous["Vary"].split(", "))
    make.event(publication="draft")
    assert read(token[1])["ETag"] != anonymous["ETag"]


@pytest.mark.parametrize("end", ["unknown", "revoked", "expired", "inactive", "deleted"])
def test_every_token_that_is_not_valid_is_answered_alike(token, ann, end):
    row, text = token
    if end == "revoked":
        row.delete()
    elif end == "expired":
        ApiToken.objects.update(expires_at=timezone.now())
    elif end == "inactive":
        ann.is_active = False
        ann.save()
    elif end == "deleted":
        ann.delete()
    answer = read(text if end != "unknown" else f"parley_{'x' * 43}")
    assert answer.status_code == 401
    assert answer.json() == {"detail": "This token is not valid. Tokens are made and revoked at /account/tokens/."}
    assert answer["WWW-Authenticate"] == 'Bearer realm="Parley"'


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Token  "])
def test_a_header_without_one_token_is_told_how(db, header):
    answer = Client().get(EVENTS, headers={"authorization": header})
    assert answer.status_code == 401 and "Authorization: Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("text", ["ünïcode", "\x00", "x" * 5000, "' OR 1=1 --x"])
def test_rubbish_is_no_token(db, text):
    assert read(text).status_code == 401


def test_another_scheme_is_left_alone(db):
    assert Client().get(EVENTS, headers={"authorization": "Basic YTpi"}).status_code == 200


def test_a_password_change_leaves_tokens(token, ann):
    ann.set_password("another-Good-One-5")
    ann.save()
    assert read(token[1]).status_code == 200


# --- statements --------------------------------------------------------------------------------------------------


def statements(act):
    """The statements that an act takes."""
    with CaptureQueriesContext(connection) as captured:
        act()
    # Of a prepared statement Django has no text any more.
    return [one["sql"] or "" for one in captured.captured_queries]


def test_it_takes_one_statement_and_is_noted_once_an_hour(token):
    _row, text = token
    make.event()
    anonymous = statements(lambda: Client().get(EVENTS))
    first = statements(lambda: read(text))
    assert len(first) == len(anonymous) + 2 and sum("UPDATE" in sql for sql in first) == 1
    used = ApiToken.objects.get().last_used_at
    assert timezone.now() - used < timedelta(minutes=1)
    assert len(statements(lambda: read(text))) == len(anonymous) + 1
    assert ApiToken.objects.get().last_used_at == used
    ApiToken.objects.update(last_used_at=used - timedelta(minutes=61))
    read(text)
    assert ApiToken.objects.get().last_used_at >= used


def test_without_header_and_cookie_nobody_is_looked_up(db):
    sql = " ".join(statements(lambda: Client().get(EVENTS)))
    assert not re.search("accounts_|auth_user|django_session", sql)


def test_a_token_that_is_not_valid_writes_nothing(db):
    assert not any(re.match("INSERT|UPDATE|DELETE", sql) for sql in statements(lambda: read("x")))


# --- description -------------------------------------------------------------------------------------------------


def test_the_description_names_the_scheme_and_that_it_may_be_left_out(client, db):
    schema = client.get("/api/v1/schema/?format=json").json()
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, operations in schema["paths"].items():
        assert operations["get"]["security"] == [{"token": []}, {}], path
        assert "401" in operations["get"]["responses"], path


def test_a_password_is_no_token(ann):
    assert read(PASSWORD).status_code == 401
