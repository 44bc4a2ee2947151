"""What people and programs read while the database is away, or when something unforeseen happens."""

import errno
from types import SimpleNamespace

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.db.transaction import TransactionManagementError
from django.test import Client, RequestFactory

import manage
from config import unavailable
from desk import sent
from experts.models import Expert
from tests import factories as make
from tests.desk.pages import FormPage, address


@pytest.fixture
def handle(monkeypatch):
    """A function (path, error, connection) → the answer to the failure of a view."""

    def answer(path, error, connection=None, lost=True):
        closed = []
        found = SimpleNamespace(connection=connection, close=lambda: closed.append(True))
        monkeypatch.setattr(unavailable, "connection", found)
        monkeypatch.setattr(unavailable, "closed_by_server", lambda raw: raw.closed)
        response = unavailable.UnavailableMiddleware(None).process_exception(RequestFactory().get(path), error)
        assert bool(closed) is (response is not None and lost)
        return response

    return answer


@pytest.mark.parametrize("error", [OperationalError("refused"), InterfaceError("closed")])
def test_a_lost_connection_is_503_in_the_form_of_the_reader(handle, error):
    page, data = handle("/events/", error), handle("/api/v1/events/", error, SimpleNamespace(closed=True))
    assert page.status_code == data.status_code == 503
    assert page["Retry-After"] == data["Retry-After"] == "5"
    assert "usually back within seconds" in page.content.decode()
    assert data["Content-Type"] == "application/json" and b"database" in data.content


def test_what_came_of_a_lost_connection_is_503_too(handle):
    error = TransactionManagementError("in a broken transaction")
    error.__context__ = psycopg.errors.AdminShutdown("terminating connection")
    # The server has said that it ends; the end itself is not there yet.
    assert handle("/admin/", error, SimpleNamespace(closed=False)).status_code == 503


def test_a_server_that_no_longer_takes_changes_is_503(handle):
    error = OperationalError("cannot execute INSERT")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT in a read-only transaction")
    assert handle("/account/tokens/", error, SimpleNamespace(closed=False)).status_code == 503


def disk_full():
    """As Django raises it when the database has no room."""
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull("could not extend file: No space left on device")
    return error


@pytest.mark.parametrize("error", [disk_full(), OSError(errno.ENOSPC, "No space left on device", "uploads/a.csv")])
def test_a_full_disk_is_503_and_a_sentence(handle, error):
    page, data = (
        handle(path, error, SimpleNamespace(closed=False), lost=False) for path in ("/admin/bulk/", "/api/v1/")
    )
    assert page.status_code == data.status_code == 503
    assert page["Retry-After"] == data["Retry-After"] == "60"
    for answer in (page, data):
        assert "The disk of the server is full; nothing was saved." in answer.content.decode()


def test_other_errors_go_their_way(handle):
    assert handle("/admin/bulk/", OSError(errno.EIO, "Input/output error")) is None
    assert handle("/events/", ValueError()) is None
    assert handle("/events/", OperationalError("canceling statement"), SimpleNamespace(closed=False)) is None
    error = OperationalError("deadlock")
    error.__cause__ = psycopg.errors.DeadlockDetected("deadlock")
    assert handle("/events/", error) is None


@pytest.fixture
def failing(admin_client, monkeypatch):
    """A function (error) that lets each form of the desk fail from then on; the client to send it."""

    def fail(error):
        def claim(*args):
            raise error

        monkeypatch.setattr(sent, "_claim", claim)

    admin_client.raise_request_exception = False
    return admin_client, fail


LOST = OperationalError("lost")
LOST.__cause__ = psycopg.errors.AdminShutdown("terminating connection")


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(LOST, 503), (ValueError("unforeseen"), 500)])
def test_what_was_typed_is_kept_and_can_be_sent_again(failing, monkeypatch, error, status):
    client, _fail = failing
    monkeypatch.setattr(unavailable.connection, "close", lambda: None)
    page = FormPage(client, address(Expert, "add"))
    page.add("names", text="А. Берг")
    page.set(name="Ada Berg", slug="ada-berg", notes="Two\nlines & <signs>")
    with monkeypatch.context() as broken:
        broken.setattr(sent, "_claim", lambda *args: (_ for _ in ()).throw(error))
        # A browser sends the specimens of rows as well.
        answer = client.post(page.url, {**page.values, **page.empty, "_save": "1"})
    html = answer.content.decode()
    assert answer.status_code == status and "What you sent is not lost" in html
    assert "Names 1: text" in html and "lines &amp; &lt;signs&gt;" in html
    assert "prefix  -" not in html, "a specimen of rows is nothing that was typed"
    again = FormPage(client, page.url, answer)
    assert client.post(page.url, again.values).status_code == 302
    expert = Expert.objects.get()
    assert expert.notes.split() == ["Two", "lines", "&", "<signs>"] and expert.names.get().text == "А. Берг"


@pytest.mark.django_db
def test_an_error_of_a_middleware_is_answered_in_the_same_way(admin_client, monkeypatch):
    def broken(*args):
        raise LOST

    monkeypatch.setattr(unavailable.connection, "close", lambda: None)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", broken)
    admin_client.raise_request_exception = False
    answer = admin_client.post(address(Expert, "add"), {"notes": "Typed"})
    assert answer.status_code == 503 and answer["Retry-After"] == "5" and "Typed" in answer.content.decode()
    assert admin_client.get("/api/v1/experts/").json()["detail"].startswith("The database")


@pytest.mark.django_db
def test_neither_passwords_nor_files_are_kept(failing):
    client, fail = failing
    fail(ValueError("unforeseen"))
    answer = client.post("/admin/auth/user/add/", {"_form": "x", "username": "ada", "password1": "secret-secret"})
    assert answer.status_code == 500 and b"secret-secret" not in answer.content and b"<form" not in answer.content
    file = SimpleUploadedFile("experts.csv", b"slug,name\na,A\n")
    html = " ".join(client.post("/admin/bulk/", {"_form": "x", "file": file}).content.decode().split())
    assert "choose “experts.csv” once more" in html and "Send it again" not in html


@pytest.mark.django_db
def test_an_unforeseen_error_of_the_api_is_told_as_json(monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("unforeseen")

    monkeypatch.setattr("accounts.middleware.AccountsMiddleware.__call__", broken)
    answer = Client(raise_request_exception=False).get("/api/v1/experts/")
    assert answer.status_code == 500 and "log" in answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/topics/?format=csv", "/admin/bulk/export/topics.csv"])
def test_a_table_that_cannot_be_read_is_a_503_not_a_heading_that_breaks_off(admin_client, monkeypatch, path):
    make.topic()
    monkeypatch.setattr(unavailable.connection, "close", lambda: None)

    def away(execute, sql, *more):
        if 'FROM "topics_topic"' in sql:
            raise LOST
        return execute(sql, *more)

    whole = admin_client.get(path)
    assert whole.status_code == 200 and len(whole.getvalue().splitlines()) == 2
    with connection.execute_wrapper(away):
        answer = admin_client.get(path)
    assert answer.status_code == 503 and answer["Retry-After"] == "5" and not answer.streaming


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT 1 FROM nowhere", r"not prepared .*nowhere.* `manage.py migrate` first"),
        ("CREATE EXTENSION nowhere", r"lacks a module \(.*nowhere.*\)\. Install its contrib modules"),
    ],
)
def test_a_command_on_a_database_that_lacks_something_says_so(monkeypatch, db, statement, said):
    def asks(arguments):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    monkeypatch.setattr("django.core.management.execute_from_command_line", asks)
    monkeypatch.setattr("lib.database.ensure", lambda: None)
    with pytest.raises(SystemExit, match=said):
        manage.main(["manage.py", "import_dataset"])
