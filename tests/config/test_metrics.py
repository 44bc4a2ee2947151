"""What Prometheus is told, under which names."""

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from prometheus_client import REGISTRY

from config import metrics
from config.environment import endpoint


@pytest.fixture
def counted(db, settings, monkeypatch):
    """A client of a site that counts."""
    monkeypatch.setattr(connection, "execute_wrappers", [])
    settings.MIDDLEWARE = ["config.metrics.MetricsMiddleware", *settings.MIDDLEWARE]
    return Client()


def value(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def test_a_request_is_counted_by_its_view_with_its_statements(counted):
    labels = {"view": "events-list", "method": "GET", "status": "200"}
    before, statements = value("parley_requests_total", **labels), value("parley_statements_total", view="events-list")
    times = value("parley_request_seconds_count", view="events-list")
    assert counted.get("/api/v1/events/?zzsecret=1").status_code == 400
    assert counted.get("/api/v1/events/").status_code == 200
    assert value("parley_requests_total", **labels) == before + 1
    assert value("parley_requests_total", **labels | {"status": "400"}) >= 1
    assert value("parley_request_seconds_count", view="events-list") == times + 2
    assert value("parley_statements_total", view="events-list") > statements
    told = [sample for family in REGISTRY.collect() for sample in family.samples if sample.name.startswith("parley_")]
    assert told and "zzsecret" not in str(told) and "127.0.0.1" not in str(told)


def test_what_clients_make_up_is_no_label(counted):
    counted.get("/zz-no-such-place/")
    counted.generic("ZZMETHOD", "/api/v1/events/")
    told = str([family.samples for family in REGISTRY.collect()])
    assert "zz-no-such" not in told and "ZZMETHOD" not in told
    assert value("parley_requests_total", view=metrics.NO_VIEW, method="GET", status="404") >= 1


def test_a_streamed_answer_is_counted_at_its_end(rf):
    middleware = metrics.MetricsMiddleware(lambda request: StreamingHttpResponse(iter([b"a", b"b"])))
    labels = {"view": metrics.NO_VIEW, "method": "GET", "status": "200"}
    before = value("parley_requests_total", **labels)
    answer = middleware(rf.get("/"))
    assert value("parley_requests_total", **labels) == before
    assert answer.getvalue() == b"ab" and value("parley_requests_total", **labels) == before + 1


@pytest.mark.django_db(transaction=True)
def test_the_database_tells_of_jobs_and_of_itself(monkeypatch):
    from desk.duplicates import tasks

    def told():
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in metrics.Database().collect()
            for sample in family.samples
        }

    assert told()["parley_jobs", "todo"] == 0
    tasks.start("expert")
    found = told()
    assert found["parley_database_up",] == 1 and found["parley_jobs", "todo"] == 1
    assert found["parley_jobs", "failed"] == 0 and found["parley_oldest_job_seconds",] >= 0
    monkeypatch.setattr(metrics, "target", lambda: {"host": "127.0.0.1", "port": "1", "dbname": "none"})
    assert told() == {("parley_database_up",): 0}


@pytest.mark.parametrize(
    ("text", "found"),
    [("", None), ("9109", "127.0.0.1 9109"), ("10.0.0.7:9109", "10.0.0.7 9109"), ("[::1]:9109", "::1 9109")],
)
def test_where_it_is_told(monkeypatch, text, found):
    monkeypatch.setenv("PARLEY_METRICS", text)
    told = endpoint("PARLEY_METRICS")
    assert (f"{told[0]} {told[1]}" if told else None) == found
