"""What comes in and goes out without holding a thread; tests/test_run.py tries it on a server that runs."""

import pytest
from django.conf import settings
from waitress.adjustments import Adjustments

from config import connections
from config.connections import Channel, Request

ADJUSTMENTS = Adjustments(
    max_request_header_size=connections.HEADER_BYTES, max_request_body_size=connections.BODY_BYTES
)


def request(first, *headers, body=b""):
    """A request that has come in as far as `body`."""
    made = Request(ADJUSTMENTS)
    data = b"\r\n".join([first, b"Host: parley.example", *headers, b"", b""]) + body
    while data and not made.completed:
        data = data[made.received(data) :]
    return made


def test_an_address_as_people_type_it_is_encoded():
    made = request("GET /experts/Лукьянов/?name=Ж HTTP/1.1".encode())
    assert not made.error and made.query == "name=%D0%96"
    assert made.path.encode("latin-1").decode() == "/experts/Лукьянов/"


@pytest.mark.parametrize(
    "first", [b"GET /?a=\x01 HTTP/1.1", b"GET /\x00 HTTP/1.1", b"GET /\x7f HTTP/1.1", b"GET\t/ HTTP/1.1"]
)
def test_control_characters_in_an_address_are_refused(first):
    assert request(first).error.code == 400


def test_a_header_without_an_end_is_refused():
    made = Request(ADJUSTMENTS)
    made.received(b"GET / HTTP/1.1\r\nX: ")
    for _ in range(connections.HEADER_BYTES // 1024):
        made.received(b"a" * 1024)
    assert made.completed and made.error.code == 431


LARGE = b"Content-Length: %d" % (settings.STRANGER_MAX_BYTES + 1)
SESSION = b"Cookie: sessionid=abc"


def test_a_large_body_of_a_stranger_is_refused_before_it_comes():
    made = request(b"POST /account/login/ HTTP/1.1", LARGE)
    assert made.completed and made.error.code == 413 and "Log in" in made.error.body
    made = request(b"POST /admin/summits/event/add/ HTTP/1.1", LARGE, b"Accept: text/html")
    status, headers, body = made.error.to_response()
    assert status.startswith("413 ") and headers == [("Content-Type", "text/html; charset=utf-8")]
    assert b"go back with the browser" in body
    made = request(b"POST / HTTP/1.1", LARGE, SESSION)
    assert not made.completed and not made.error
    made = request(b"POST / HTTP/1.1", b"Content-Length: %d" % connections.BODY_BYTES, SESSION)
    assert made.completed and made.error.code == 413


def test_a_body_in_pieces_is_counted():
    piece = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    made = request(b"POST / HTTP/1.1", b"Transfer-Encoding: chunked", body=piece * 3)
    assert made.completed and made.error.code == 413
    made = request(b"POST / HTTP/1.1", b"Transfer-Encoding: chunked", SESSION, body=piece * 3)
    assert not made.completed and not made.error


class Waiting:
    """A channel's state, without its socket."""

    def __init__(self, began=0, finished=None, pending=0, active=0, serving=False):
        self.request = None
        if finished is not None:
            self.request = Request(ADJUSTMENTS)
            self.request.headers_finished = finished
        self.began, self.total_outbufs_len, self.last_activity, self.requests = began, pending, active, [1] * serving


@pytest.mark.parametrize(
    ("state", "seconds"),
    [
        ({"finished": False, "active": 10**6}, connections.HEADER_SECONDS),
        ({"finished": True, "active": 10**6}, connections.BODY_SECONDS),
        ({"pending": 100, "serving": True}, connections.IDLE_SECONDS),
        ({"pending": 100}, connections.IDLE_SECONDS),
    ],
)
def test_a_client_is_waited_for_so_long(state, seconds):
    assert not Channel.overdue(Waiting(**state), seconds)
    assert Channel.overdue(Waiting(**state), seconds + 1)


def test_an_answer_that_takes_long_to_make_is_not_overdue():
    assert not Channel.overdue(Waiting(serving=True), 10**6)
