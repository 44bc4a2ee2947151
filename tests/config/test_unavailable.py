"""What people and programs read while the database is away."""

from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from config import unavailable


@pytest.fixture
def handle(monkeypatch):
    """A function (path, error, connection) → the answer to the failure of a view."""

    def answer(path, error, connection=None):
        closed = []
        found = SimpleNamespace(connection=connection, close=lambda: closed.append(True))
        monkeypatch.setattr(unavailable, "connection", found)
        response = unavailable.UnavailableMiddleware(None).process_exception(RequestFactory().get(path), error)
        assert bool(closed) is (response is not None)
        return response

    return answer


@pytest.mark.parametrize("error", [OperationalError("refused"), InterfaceError("closed")])
def test_a_lost_connection_is_503_in_the_form_of_the_reader(handle, error):
    page, data = handle("/events/", error), handle("/api/v1/events/", error, SimpleNamespace(closed=True))
    assert page.status_code == data.status_code == 503
    assert page["Retry-After"] == data["Retry-After"] == "5"
    assert "usually back within seconds" in page.content.decode()
    assert data["Content-Type"] == "application/json" and b"database" in data.content


def test_other_errors_go_their_way(handle):
    assert handle("/events/", ValueError()) is None
    assert handle("/events/", OperationalError("canceling statement"), SimpleNamespace(closed=False)) is None
