"""Accounts for the tests, and a person at the log-in form."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

PASSWORD = "long-Enough-77"
DESK = "/admin/login/"


@pytest.fixture
def ann(db):
    """A member of staff."""
    return get_user_model().objects.create_user("ann", password=PASSWORD, is_staff=True)


@pytest.fixture
def reader(db):
    """An account without the desk."""
    return get_user_model().objects.create_user("reader", password=PASSWORD)


@pytest.fixture
def boss(db):
    """An administrator's client."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", password=PASSWORD))
    return client


def log_in(client, name, password=PASSWORD, path=DESK, **request):
    """Send the form; the response."""
    return client.post(path, {"username": name, "password": password, "next": "/admin/"}, **request)


def logged_in(client):
    """Whether a client's session belongs to somebody."""
    return "_auth_user_id" in client.session
