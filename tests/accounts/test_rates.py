"""How many requests a minute the API answers to one client."""

import pytest
from django.core.cache import caches
from django.test import Client

from accounts import rates
from accounts.models import ApiToken
from config.environment import networks
from tests.desk.pages import researcher

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/topics/"


@pytest.fixture(autouse=True)
def limited(settings, monkeypatch):
    """Three requests of strangers and five of an account in each of two processes, in a minute that does not end."""
    settings.STRANGER_RATE, settings.ACCOUNT_RATE, settings.PROCESSES = 6, 10, 2
    monkeypatch.setattr(rates.time, "time", lambda: 60 * 1000 + 40.0)
    caches["rates"].clear()
    yield
    caches["rates"].clear()


def answers(client, times, **more):
    """The status of each of so many requests."""
    return [client.get(ADDRESS, **more).status_code for _ in range(times)]


def test_a_client_is_told_when_to_come_back(monkeypatch):
    client = Client()
    assert answers(client, 4) == [200, 200, 200, 429]
    refused = client.get(ADDRESS)
    assert refused["Retry-After"] == "20" and "20 seconds" in refused.json()["detail"]
    monkeypatch.setattr(rates.time, "time", lambda: 60 * 1001 + 0.5)
    assert answers(client, 1) == [200]


def test_pages_and_other_addresses_are_not_counted_with_it():
    client = Client()
    answers(client, 4)
    assert client.get("/topics/").status_code == 200
    assert answers(client, 1, REMOTE_ADDR="192.0.2.9") == [200]


def test_behind_a_proxy_each_client_counts_for_itself(settings, monkeypatch):
    monkeypatch.setenv("PARLEY_PROXIES", "127.0.0.1")
    settings.PARLEY_PROXIES = networks("PARLEY_PROXIES")
    client = Client()
    assert answers(client, 4, headers={"x-forwarded-for": "192.0.2.1"})[-1] == 429
    assert answers(client, 1, headers={"x-forwarded-for": "192.0.2.2"}) == [200]


def test_an_account_has_its_own_rate_by_session_and_token():
    account = researcher(username="anna")
    client = Client()
    client.force_login(account)
    _, token = ApiToken.objects.make(account, "script")
    headers = {"authorization": f"Bearer {token}"}
    assert answers(client, 3) + answers(Client(), 3, headers=headers) == [200] * 5 + [429]


def test_no_limit(settings):
    settings.STRANGER_RATE = 0
    assert answers(Client(), 8) == [200] * 8
