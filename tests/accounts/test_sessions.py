"""Sessions slide with use, by one write an hour."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.roles import person

pytestmark = pytest.mark.django_db
WEEK = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def left_after(client, used_ago):
    """What is left of a session after a request, if the one before was some time ago; and the answer."""
    client.force_login(person("Reader"))
    Session.objects.update(expire_date=timezone.now() + WEEK - used_ago)
    answer = client.get("/account/")
    assert answer.status_code == 200
    return Session.objects.get().expire_date - timezone.now(), answer


def test_a_session_ends_a_week_after_its_last_use(client):
    left, answer = left_after(client, timedelta(days=6))
    assert left > WEEK - timedelta(minutes=1)
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_it_is_not_written_with_each_request(client):
    left, answer = left_after(client, timedelta(minutes=50))
    assert left < WEEK - timedelta(minutes=49)
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_one_that_has_ended_stays_ended(client):
    client.force_login(person("Reader"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/account/").status_code == 302
