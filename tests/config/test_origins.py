"""Which pages of other origins may read the API, and with what."""

import pytest
from django.test import Client

from tests import factories as make
from tests.routes import addresses

ELSEWHERE = "https://timelines.example"
API = [address for address, _ in addresses() if address.startswith("/api/v1/")]


def asked(address, origin=ELSEWHERE, client=None):
    return (client or Client()).get(address, headers={"origin": origin})


@pytest.mark.django_db
@pytest.mark.parametrize("address", API)
def test_any_page_may_read_any_address_of_the_api_without_a_session(address):
    answer = asked(address)
    assert answer["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Credentials" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["json", "csv", "ics", "timelinejs"])
def test_a_timeline_in_each_format(format):
    make.expert(slug="anna")
    answer = asked(f"/api/v1/experts/anna/timeline/?format={format}")
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("closed", [False, True])
def test_a_token_may_be_sent(settings, closed):
    settings.PARLEY_CLOSED = closed
    headers = {
        "origin": ELSEWHERE,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
    }
    answer = Client().options("/api/v1/events/", headers=headers)
    assert answer.status_code == 200 and "authorization" in answer["Access-Control-Allow-Headers"]
    assert set(answer["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.django_db
def test_pages_and_desk_are_not_for_others():
    for address in ("/", "/events/", "/account/login/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in asked(address)


@pytest.mark.django_db
def test_named_origins_alone(settings):
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    assert asked("/api/v1/events/")["Access-Control-Allow-Origin"] == ELSEWHERE
    other = asked("/api/v1/events/", "https://other.example")
    assert "Access-Control-Allow-Origin" not in other and "origin" in other["Vary"].lower()
