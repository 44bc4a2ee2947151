"""lib/database: statements that are prepared, and lasting connections that the server has closed."""

import select
from itertools import combinations

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lib.database.fresh import closed_by_server
from lib.database.prepared import KEPT, rows_of
from tests import factories as make


def prepared():
    """The texts that are prepared on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")
        return {text: (generic, custom) for text, generic, custom in cursor.fetchall()}


@pytest.mark.django_db
def test_a_prepared_statement_is_planned_once_and_counted_each_time():
    with CaptureQueriesContext(connection) as captured:
        found = [rows_of("SELECT %(ids)s::bigint[], 'a%%b' AS once", {"ids": [n]}) for n in range(3)]
    assert found == [[([n], "a%b")] for n in range(3)]
    assert len(captured) == 3
    plans = [plans for text, plans in prepared().items() if "AS once" in text]
    assert plans == [(3, 0)]


@pytest.mark.django_db
def test_more_statements_stay_prepared_than_the_product_has():
    for number in range(150):
        rows_of(f"SELECT {number} AS kept")
    assert sum("AS kept" in text for text in prepared()) == 150


@pytest.mark.django_db
def test_combinations_that_a_request_chooses_are_not_kept(client):
    expert = make.expert(name="Ann Ivanova")
    kinds = ["appointment", "event", "outcome", "participation", "position"]

    def ask(size):
        before = len(prepared())
        for some in combinations(kinds, size):
            address = f"/api/v1/experts/{expert.slug}/timeline/?kind={','.join(some)}"
            assert client.get(address).status_code == 200
        return len(prepared()) - before

    assert ask(1) >= 5, "the timeline by one kind is kept"
    assert [ask(size) for size in (2, 3, 4)] == [0, 0, 0]


@pytest.mark.django_db
def test_no_more_are_kept_than_the_memory_is_counted_for():
    for number in range(KEPT + 50):
        rows_of(f"SELECT {number} AS many")
    assert len(prepared()) <= KEPT


@pytest.mark.django_db
def test_what_is_asked_by_id_is_prepared_and_what_is_filtered_is_not(client):
    event = make.event(date="2020", name="Meeting")
    make.event(date="2021")
    for address in (f"events/{event.slug}/", "events/?date_from=2019&page_size=1", f"events/{event.slug}/related/"):
        assert client.get(f"/api/v1/{address}").status_code == 200
    texts = list(prepared())
    assert any("json_build_object('url'" in text for text in texts)
    assert any("my_experts" in text for text in texts)
    assert not any("2019" in text or "LIMIT 2" in text for text in texts)


@pytest.mark.django_db
def test_an_error_of_a_prepared_statement_is_django_s_and_the_connection_lives(django_db_blocker):
    from django.db import DataError, transaction

    with pytest.raises(DataError), transaction.atomic():
        rows_of("SELECT %(a)s::text::int", {"a": "none"})
    assert rows_of("SELECT %(a)s::text::int", {"a": "1"}) == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_a_request_after_the_server_closed_the_connection_gets_an_answer(client):
    make.event(name="Meeting")
    assert client.get("/api/v1/events/").json()["count"] == 1
    raw = connection.connection
    assert not closed_by_server(raw)
    params = connection.get_connection_params() | {"prepare_threshold": None}
    with psycopg.connect(**params, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
    assert closed_by_server(raw)
    assert client.get("/api/v1/events/").json()["count"] == 1
    assert connection.connection is not raw


@pytest.mark.django_db(transaction=True)
def test_a_notice_that_waits_to_be_read_does_not_count_as_the_end():
    with connection.cursor() as cursor:
        cursor.execute("LISTEN parley_test")
        raw = connection.connection
        params = connection.get_connection_params()
        with psycopg.connect(**params, autocommit=True) as other:
            other.execute("NOTIFY parley_test")
        assert select.select([raw.pgconn.socket], [], [], 5)[0], "it waits"
        assert not closed_by_server(raw)
        cursor.execute("UNLISTEN parley_test")
    assert connection.connection is raw


def test_a_connection_closed_here_counts_as_closed(django_db_blocker):
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with psycopg.connect(**connection.get_connection_params()) as other:
            assert not closed_by_server(other)
        assert closed_by_server(other)
