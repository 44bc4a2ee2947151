"""Sends odd values for every parameter that a view reads: the response is never a server error."""

import pytest
from django.db import transaction
from django.http import QueryDict

ODD = ["9" * 5000, "a\0b", "²", "-1"]


@pytest.fixture
def asked(monkeypatch):
    """The names of parameters that a request read."""
    names = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        stock = getattr(QueryDict, method)

        def noting(self, name, *args, _stock=stock, **more):
            names.add(name)
            return _stock(self, name, *args, **more)

        monkeypatch.setattr(QueryDict, method, noting)
    return names


def answered(client, method, path, values):
    """The status of a response; the effects of the request and its messages are undone."""
    session = client.cookies["sessionid"].value
    with transaction.atomic():
        status = getattr(client, method)(path, values).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies["sessionid"] = session
    return status


def troubles(client, method, path, said, asked):
    """The server errors for each read parameter and each odd value: [(method, path, name, value, status)]."""
    names, bad = {"field-name", "name-0"} if method == "post" else set(), []
    # The site itself reads these on every page.
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
