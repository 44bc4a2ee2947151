"""Odd values for every name that a view asks for: the answer is never an error of the server."""

import pytest
from django.db import transaction
from django.http import QueryDict

ODD = ["9" * 5000, "a\0b", "²", "-1"]


@pytest.fixture
def asked(monkeypatch):
    """The names that were asked for of what was sent."""
    names = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        stock = getattr(QueryDict, method)

        def noting(self, name, *args, _stock=stock, **more):
            names.add(name)
            return _stock(self, name, *args, **more)

        monkeypatch.setattr(QueryDict, method, noting)
    return names


def answered(client, method, path, values):
    """The status of an answer; nothing of what the request did stays, nor a message of it."""
    session = client.cookies["sessionid"].value
    with transaction.atomic():
        status = getattr(client, method)(path, values).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies["sessionid"] = session
    return status


def troubles(client, method, path, said, asked):
    """[(method, path, name, value, status)] of errors of the server: each name that is asked for, with each odd value."""
    names, bad = {"field-name", "name-0"} if method == "post" else set(), []
    # The site itself asks for these, on every page.
    seen = {"csrfmiddlewaretoken", "_form", "_selected_action"}
    asked.clear()
    answered(client, method, path, said)
    # What is asked for where something odd is said counts as well; no further: names may be made of names.
    for _ in range(2):
        more = (names | asked) - seen
        asked.clear()
        seen |= more
        for name in more:
            for value in ODD:
                if (status := answered(client, method, path, {**said, name: value})) >= 500:
                    bad.append((method, path[:60], name, value[:20], status))
    return bad
