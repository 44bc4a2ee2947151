"""What the log says of a request, and how a reader names it."""

import json
import logging
import logging.config

import pytest
from django.db import connection
from django.test import Client

from config import requestlog
from config.environment import networks


@pytest.fixture
def broken(db, monkeypatch):
    """A client of a site whose search fails."""

    def fail(*args, **kwargs):
        raise ValueError("It is broken.")

    monkeypatch.setattr("pages.views.search.render", fail)
    return Client(raise_request_exception=False)


def test_each_answer_has_an_id_of_its_own(client, db):
    one, other = client.get("/health/live"), client.get("/health/live")
    assert len(one["X-Request-ID"]) == 32 and one["X-Request-ID"] != other["X-Request-ID"]


@pytest.mark.parametrize(
    ("sender", "given", "taken"),
    [
        ("10.0.0.1", "5b1f9c1e7d", True),
        ("192.0.2.1", "5b1f9c1e7d", False),
        ("10.0.0.1", "a b forged", False),
        ("10.0.0.1", "x" * 65, False),
    ],
)
def test_only_a_known_proxy_names_a_request(client, settings, monkeypatch, sender, given, taken):
    monkeypatch.setenv("PARLEY_PROXIES", "10.0.0.0/8")
    settings.PARLEY_PROXIES = networks("PARLEY_PROXIES")
    answer = client.get("/health/live", headers={"x-request-id": given}, REMOTE_ADDR=sender)
    assert (answer["X-Request-ID"] == given) is taken


def test_an_error_names_the_request_to_the_reader_and_in_the_log(broken, caplog):
    caplog.handler.addFilter(requestlog.RequestFilter())
    page = broken.get("/search/?q=geneva")
    name = page["X-Request-ID"]
    assert page.status_code == 500 and name in page.content.decode()
    (record,) = [one for one in caplog.records if one.exc_info]
    assert record.request_id == name


def test_a_slow_statement_stands_in_the_log_with_its_address_and_without_its_values(client, db, settings, caplog):
    settings.SLOW_SECONDS = 1e-9
    client.get("/search/?q=zzgeneva")
    told = [one.getMessage() for one in caplog.records if one.name == "config.requestlog"]
    assert told and all(" of GET /search/?q=zzgeneva: " in one for one in told)
    assert not any("zzgeneva" in one.partition(": ")[2] for one in told)


def test_nothing_is_told_where_nobody_asks(client, db, settings, caplog):
    settings.SLOW_SECONDS = 0
    client.get("/search/?q=geneva")
    assert not [one for one in caplog.records if one.name == "config.requestlog"]


def test_the_log_as_json(settings, capsys):
    formatting = settings.LOGGING["formatters"]["json"]
    formatter = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(dict(formatting))
    record = logging.LogRecord("lib", logging.WARNING, "file", 1, "Two\nlines of %s", ("words",), None)
    record.request = object()  # Django adds what no program can read
    requestlog.RequestFilter().filter(record)
    line = formatter.format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == {"time", "level", "logger", "request_id", "message"}
    assert told["message"] == "Two\nlines of words" and told["request_id"]


def test_who_wraps_statements_around_a_request_takes_away_the_own_wrapper(db, client, settings, monkeypatch):
    def own(execute, *statement):
        return execute(*statement)

    monkeypatch.setattr(connection, "execute_wrappers", [])
    settings.SLOW_SECONDS = 60
    with connection.execute_wrapper(own):
        assert client.get("/events/").status_code == 200
    assert connection.execute_wrappers == [requestlog.tell_when_slow]
