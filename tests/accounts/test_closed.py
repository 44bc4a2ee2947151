"""A closed installation: nothing is read without an account, whatever the address."""

import sys

import pytest
from django.conf import settings as configured
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import ApiToken
from tests import factories as make
from tests.accounts.conftest import PASSWORD
from tests.routes import addresses

# Where a stranger gets an answer, each for a reason.
OPEN = {
    "/admin/login/": "the form",
    "/account/login/": "the form",
    "/account/login/code/": "its second step",
    "/account/reset/": "asks for a mail address; is not there without mail",
    "/account/choose/x/x/": "for who has the link of a mail or an invitation",
    "/account/factor/new/": "the same, where a second factor is wanted; leads to the form by itself",
    "/admin/session/": "says to a stranger that nobody is logged in",
    "/favicon.ico": "leads to a static file",
    "/robots.txt": "tells search engines that there is nothing for them",
}
API = "/api/v1/"
ADDRESSES = [address for address, _ in addresses()]


@pytest.fixture
def closed(settings, db):
    """The setting."""
    settings.PARLEY_CLOSED = True


def leak(address, client=None):
    """What is wrong with an answer to a stranger in a closed installation; "" if nothing."""
    answer = (client or Client()).get(address)
    if address.startswith(API):
        right = answer.status_code == 401 and answer.headers.get("WWW-Authenticate", "").startswith("Bearer")
    else:
        right = answer.status_code == 302 and answer.url.split("?")[0] in ("/account/login/", "/admin/login/")
    if not right:
        return f"{answer.status_code}"
    if "private" not in answer.headers.get("Cache-Control", ""):
        return "may be kept by others"
    return ""


def test_all_routes_are_there():
    assert len(ADDRESSES) > 150
    known = {"/", "/events/x/", "/api/v1/events/x/related/", "/api/v1/schema/", "/admin/bulk/", "/experts/x/"}
    assert known <= set(ADDRESSES)
    assert set(OPEN) <= set(ADDRESSES)


def test_a_stranger_reads_nothing_at_any_address(closed):
    faults = {address: fault for address in ADDRESSES if address not in OPEN and (fault := leak(address))}
    assert faults == {}


def test_records_are_behind_it_in_every_form(closed):
    event, expert = make.event(slug="summit"), make.expert(slug="speaker")
    position = make.position(event=event)
    for address in (
        "/", "/events/summit/", "/experts/speaker/", f"/positions/{position.public_id}/", "/search/?q=summit",
        "/api/v1/events/summit/", "/api/v1/events/?format=csv", "/api/v1/events/?format=ics",
        "/api/v1/events/?format=api",
        "/api/v1/events/summit/?as_of=2999-01-01", f"/api/v1/experts/{expert.slug}/timeline/?format=ics",
        f"/api/v1/experts/{expert.slug}/timeline/?format=timelinejs", "/api/v1/events/nobody/", "/api/v1/nothing/",
    ):  # fmt: skip
        assert leak(address) == "", address
        assert b"summit" not in Client().get(address).content.replace(b"events/summit", b"").replace(b"q%3Dsummit", b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "head"])
def test_no_other_method_is_a_way_round(closed, method):
    make.event(slug="summit")
    assert getattr(Client(), method)("/api/v1/events/summit/").status_code == 401
    assert getattr(Client(), method)("/events/summit/").status_code == 302


def test_the_answer_of_the_api_says_what_to_do(closed):
    answer = Client().get("/api/v1/events/?format=csv")
    assert answer.status_code == 401 and answer["Content-Type"] == "application/json"
    assert "Authorization: Bearer" in answer.json()["detail"]
    assert answer["WWW-Authenticate"] == 'Bearer realm="Parley"'
    assert answer["Cache-Control"] == "private, no-cache"


def test_what_stays_open_shows_no_records(closed):
    make.event(slug="summit", name="The summit of summits")
    for address in OPEN:
        answer = Client().get(address, follow=address != "/favicon.ico")
        assert b"summit of summits" not in answer.content
    assert Client().get("/admin/login/").status_code == Client().get("/account/login/").status_code == 200
    assert Client().get("/favicon.ico").url == "/static/parley/icon.svg"
    (configured.STATIC_ROOT / "open.txt").write_text("for all")
    assert b"".join(Client().get("/static/open.txt").streaming_content) == b"for all"


def test_the_form_leads_back(closed, reader):
    make.event(slug="summit")
    client = Client()
    form = client.get("/events/summit/?tab=1").url
    assert form == "/account/login/?next=/events/summit/%3Ftab%3D1"
    answer = client.post(form, {"username": "reader", "password": PASSWORD, "next": "/events/summit/?tab=1"})
    assert answer.url == "/events/summit/?tab=1"
    page = client.get(answer.url)
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store" and {"Cookie", "Authorization"} <= set(page["Vary"].split(", "))


def test_an_account_reads_every_page_and_the_api(closed, reader):
    client = Client()
    client.force_login(reader)
    own = [one for one in ADDRESSES if not one.startswith("/admin/") and "logout" not in one]
    statuses = {address: client.get(address).status_code for address in own}
    assert {address: status for address, status in statuses.items() if status in (401, 403, 429, 500)} == {}
    assert client.get("/api/v1/events/")["Cache-Control"] == "private, no-cache"


def _wants_words(address, answer):
    """Whether it is the search's own answer to a request that does not say what is looked for."""
    return address == "/api/v1/search/" and answer.status_code == 400 and list(answer.json()) == ["q"]


def test_a_token_reads_the_api_and_its_description(closed, reader):
    text = ApiToken.objects.make(reader, "script")[1]
    for address in ADDRESSES:
        if address.startswith(API):
            answer = Client().get(address, headers={"authorization": f"Bearer {text}"})
            assert answer.status_code in (200, 404) or _wants_words(address, answer), address
            assert "private" in answer["Cache-Control"], address


def test_the_description_asks_for_a_token(closed, reader):
    client = Client()
    client.force_login(reader)
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    assert all(one["get"]["security"] == [{"token": []}] for one in paths.values())


def test_a_person_at_the_description_is_shown_the_form(closed):
    page = Client().get("/api/v1/docs/", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert '/account/login/?next=%2Fapi%2Fv1%2Fdocs%2F"' in page.content.decode()


def test_a_person_at_a_list_of_the_api_is_shown_it_too(closed):
    page = Client().get("/api/v1/events/?kind=summit", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert '/account/login/?next=%2Fapi%2Fv1%2Fevents%2F%3Fkind%3Dsummit"' in page.content.decode()


def test_open_is_the_default_and_asks_nobody_to_log_in(db):
    assert configured.PARLEY_CLOSED is False
    for address in ADDRESSES:
        if not address.startswith(("/admin/", "/account/")):
            answer = Client().get(address)
            assert answer.status_code in (200, 302, 404) or _wants_words(address, answer), address
            assert "login" not in answer.headers.get("Location", ""), address
    page = Client().get("/events/")
    assert page["Cache-Control"] == "public, no-cache" and "Cookie" in page["Vary"] and page["ETag"]
    assert Client().get("/events/", headers={"if-none-match": page["ETag"]}).status_code == 304


def test_pages_of_an_account_are_kept_by_nobody_else(client, reader):
    client.force_login(reader)
    page = client.get("/events/")
    assert page["Cache-Control"] == "private, no-store" and "Cookie" in page["Vary"]
    assert client.get("/api/v1/events/")["Cache-Control"] == "private, no-cache"


def test_a_large_body_of_a_stranger_is_refused_and_that_of_an_account_is_read(client, reader, settings):
    settings.STRANGER_MAX_BYTES = 1000
    answer = client.post("/account/login/", {"username": "a" * 1000})
    assert answer.status_code == 413 and "Log in" in answer.content.decode()
    page = client.post("/admin/summits/event/add/", {"summary": "a" * 1000}, headers={"accept": "text/html"})
    html = page.content.decode()
    assert page.status_code == 413 and page["Content-Type"].startswith("text/html")
    assert "Nothing was saved" in html and "go back with the browser" in html and 'href="/admin/login/"' in html
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert client.post("/account/login/", {"username": "a" * 1000}).status_code == 413
    client.force_login(reader)
    assert client.post("/account/login/", {"username": "a" * 1000}).status_code != 413


class Careless(APIView):
    """A view of the API with a permission of its own."""

    permission_classes = [AllowAny]

    def get(self, request):
        """Anything."""
        return Response({})


urlpatterns = [
    path("api/v1/careless/", Careless.as_view()),
    path("careless/", login_not_required(lambda request: HttpResponse("all"))),
    path("careful/", lambda request: HttpResponse("all")),
]


def test_the_walk_notices_a_view_that_stays_open(closed, settings):
    settings.ROOT_URLCONF = sys.modules[__name__]
    found = {"/api/v1/careless/": "200", "/careless/": "200"}
    settings.LOGIN_URL = "/account/login/"
    assert {one: fault for one, _ in addresses(settings.ROOT_URLCONF) if (fault := leak(one))} == found
