"""The product, conventional DRF and both limits give the same answers, drafts hidden in all of them."""

import threading
from urllib.parse import unquote, urlsplit

import orjson
import pytest
from django.db import connection
from django.test import Client, override_settings

from benchmarks import measure
from benchmarks.extras import deep_lists
from benchmarks.limit import app
from benchmarks.work import Addresses, items

URLS = 4


def product(path):
    return Client(headers={"host": "127.0.0.1"}).get(path).content


def drf(path):
    with override_settings(ROOT_URLCONF="benchmarks.drf.urls"):
        return Client(headers={"host": "127.0.0.1"}).get(path).content


def limit(variant):
    def answer(path):
        parts = urlsplit(path)
        environ = {
            "PATH_INFO": unquote(parts.path), "QUERY_STRING": parts.query, "HTTP_HOST": "127.0.0.1",
            "wsgi.url_scheme": "http", "HTTP_X_VARIANT": variant,
        }  # fmt: skip
        statuses = []
        (body,) = app.application(environ, lambda status, headers: statuses.append(status))
        assert statuses == ["200 OK"]
        return body

    return answer


@pytest.fixture
def shared_connection(generated, monkeypatch):
    """The limit on the transaction of this test, which alone sees the rows."""
    local = threading.local()
    local.connection = connection.connection
    monkeypatch.setattr(app, "_local", local)


class Asked:
    """What measure.unequal() asks, without a server."""

    def __init__(self, name, get):
        self.name, self.get = name, get


pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUBJECTS = [
    Asked("product", product), Asked("drf", drf), Asked("limit-sql", limit("sql")), Asked("limit-rows", limit("rows")),
]  # fmt: skip


def addresses():
    return Addresses(connection.connection.cursor(), urls=URLS)


@pytest.fixture(scope="module")
def work(generated, django_db_blocker):
    """The work items with their addresses, by label."""
    with django_db_blocker.unblock():
        return {item.label: item for item in addresses().fill(items())}


@pytest.mark.parametrize("label", [item.label for item in items()])
def test_all_four_give_the_same_answer(shared_connection, work, label):
    item = work[label]
    assert item.paths
    assert [text for path in item.paths if (text := measure.unequal(SUBJECTS, path))] == []
    sizes = [len(product(path)) for path in item.paths]
    assert max(sizes) > 1000, "these addresses find nothing"


def test_pages_behind_the_first_are_the_same_too(shared_connection):
    behind = 0
    for path in deep_lists(addresses().rows):
        path = f"{path}&page_size=7".replace("&page_size=10&", "&").replace("?page_size=20&", "?")
        for _ in range(3):
            assert measure.unequal(SUBJECTS, path) == ""
            following = orjson.loads(product(path))["next"]
            if following is None:
                break
            path, behind = following.split("127.0.0.1", 1)[1], behind + 1
    assert behind > 5


def test_a_difference_is_found_and_named(shared_connection):
    path = "/api/v1/events/?page_size=3"
    wrong = Asked("wrong", lambda path: product(path).replace(b'"count":', b'"count":1'))
    assert measure.unequal(SUBJECTS, path) == ""
    assert "product and wrong differ at .count" in measure.unequal([SUBJECTS[0], wrong], path)


def edited(get, edit):
    """The answers of ``get`` with each row of their list changed."""

    def answer(path):
        found = orjson.loads(get(path))
        for row in found["results"]:
            edit(row)
        return orjson.dumps(found)

    return answer


def test_a_key_that_the_product_got_since_asks_nothing_of_the_twins_and_one_that_it_lost_does(shared_connection):
    path = "/api/v1/positions/?page_size=3"
    more = Asked("product", edited(product, lambda row: row.update(occasion="tea")))
    fewer = Asked("product", edited(product, lambda row: row.pop("verb")))
    drifted = Asked("drf", edited(drf, lambda row: row.update(occasion="tea")))
    assert b'"occasion":"tea"' in more.get(path)
    assert measure.unequal([more, *SUBJECTS[1:]], path) == ""
    assert "keys ['verb'] on one side only" in measure.unequal([fewer, *SUBJECTS[1:]], path)
    assert "keys ['occasion'] on one side only" in measure.unequal([SUBJECTS[0], drifted], path)
