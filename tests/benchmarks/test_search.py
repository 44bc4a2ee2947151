"""W7, the search over everything: its addresses are answered, and a slow median is a miss."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks import extras, report, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Product:
    """The product, asked in this process; each answer takes so many seconds."""

    def __init__(self, seconds):
        self.seconds, self.asked = seconds, {}

    def get(self, path):
        response = Client().get(path)
        assert response.status_code == 200, (path, response.content)
        self.asked[path] = response.json()["count"]

    def timed(self, path):
        return self.seconds


class Statements:
    """Counts nothing."""

    def of(self, ask):
        ask()
        return 10, 5.0, None


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_its_addresses_find_something_and_its_median_is_judged(generated):
    product = Product(0.02)
    result = extras.search(product, Statements(), rows)
    assert result["missed"] == [] and result["p50_ms"] == {"product": 20.0} and result["urls"] == len(product.asked)
    assert sum(count > 0 for count in product.asked.values()) > len(product.asked) / 2
    slow = extras.search(Product(0.2), Statements(), rows)
    assert slow["missed"] == ["200.0 ms > 100"]
    assert run.line(slow).startswith("W7 p50_ms=200.0")
    data = {
        "date": "2026-11-28",
        "rounds": 5,
        "machine": report.machine(),
        "items": [slow],
        "deep": None,
        "scans": {},
        "admin": [],
        "pages": [],
    }
    assert (
        "| W7 search over everything | 200.0 | – | – | – | – | – | – | 10 | 5.0 | – | 200.0 ms > 100 |"
        in report.table(data)
    )
