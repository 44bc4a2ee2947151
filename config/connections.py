"""Takes requests in and gives answers out, and holds none of the threads that work while a client is slow.

gunicorn starts, watches and ends the processes; in each of them waitress reads requests whole before a thread sees
them, and sends answers from a buffer after the thread is done. docs/decisions/0029-slow-clients.md tells why.
"""

import logging
import os
import re
import resource
import threading
import time
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections
from gunicorn.workers.base import Worker
from psycopg.pq import TransactionStatus
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask
from waitress.utilities import RequestEntityTooLarge

from lib.kept import too_large

log = logging.getLogger(__name__)

HEADER_SECONDS = 20  # for a request's header, from its first byte
BODY_SECONDS = 15 * 60  # for the whole request
IDLE_SECONDS = 30  # without a byte in either direction
CANCEL_SECONDS = 5  # to tell the database that nobody waits for a statement any more
CLEANUP_SECONDS = 5  # between two looks for those that are over
CONNECTIONS = 500  # of each process, and of its files no more than half

HEADER_BYTES = 32 * 1024
# An upload, or a form with a long text, and what a form is wrapped in.
BODY_BYTES = settings.BULK_MAX_BYTES + 14 * 1024 * 1024
# What an answer may run ahead of its reader; beyond, its thread waits.
ANSWER_BYTES = 64 * 1024 * 1024
IN_MEMORY_BYTES = 1024 * 1024  # of a request or an answer; the rest stands in a file without a name

# Addresses as people type them: curl and many scripts send ?name=Лукьянов as it stands, in UTF-8. waitress reads ASCII
# only, so these bytes are encoded. Controls stay refused. See docs/decisions/0013-addresses-as-typed.md.
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
CONTROLS = re.compile(rb"[\x00-\x1f\x7f]")


class TooLarge(RequestEntityTooLarge):
    """More than is read of somebody without a session, answered in words."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind

    def to_response(self, ident=None):
        """Status, headers and body."""
        return f"{self.code} {self.reason}", [("Content-Type", self.kind)], self.body.encode()


class Request(HTTPRequestParser):
    """A request as it comes in."""

    def received(self, data):
        """Take in some bytes; a body that is too large for somebody without a session is not waited for."""
        taken = super().received(data)
        if self.headers_finished and not self.error and not self._known():
            if max(self.content_length, self.body_bytes_received) > settings.STRANGER_MAX_BYTES:
                self.error = TooLarge(*too_large(self.headers.get("ACCEPT", "")))
                self.completed = True
        return taken

    def _known(self):
        """Whether a session may stand behind it; AccountsMiddleware looks whether it does."""
        return f"{settings.SESSION_COOKIE_NAME}=" in self.headers.get("COOKIE", "")

    def parse_header(self, header_plus):
        """Read the first line and the headers. Raises ParsingError."""
        first, end, rest = header_plus.partition(b"\r\n")
        if CONTROLS.search(first):
            raise ParsingError("The first line has a control character.")
        super().parse_header(BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], first) + end + rest)


class Task(WSGITask):
    """The work on one request, in a thread."""

    def execute(self):
        """Make the answer and hand it to the channel."""
        if self.request.command not in ("GET", "HEAD"):
            return super().execute()  # what somebody sent is done, whether they wait for the answer or not
        with self.channel.reading():
            return super().execute()


class Channel(HTTPChannel):
    """A connection of a client."""

    parser_class = Request
    task_class = Task
    began = 0.0

    def __init__(self, *args, **kwargs):
        self.reader_lock = threading.Lock()
        self.readers = []  # Django's connections of the thread that makes an answer: to the database and its replica
        super().__init__(*args, **kwargs)

    @contextmanager
    def reading(self):
        """While this lasts, the thread's statement ends when the client goes."""
        self.readers = [connections[alias] for alias in connections]
        try:
            yield
        finally:
            with self.reader_lock:
                self.readers = []

    def handle_close(self):
        """The client has gone, or is sent away."""
        super().handle_close()
        if self.readers:
            threading.Thread(target=self.stop_reading, daemon=True).start()

    def stop_reading(self):
        """End the statement that runs for nobody; one that ends by itself meanwhile is no matter."""
        with self.reader_lock:
            for raw in (reader.connection for reader in self.readers):
                if raw is not None and raw.info.transaction_status == TransactionStatus.ACTIVE:
                    try:
                        raw.cancel_safe(timeout=CANCEL_SECONDS)
                    except psycopg.Error as error:
                        log.warning("A statement without a reader could not be ended: %s", error)

    def received(self, data):
        """Take in some bytes, and note when a request began."""
        if self.request is None:
            self.began = time.time()
        return super().received(data)

    def overdue(self, now):
        """Whether the client lets us wait for longer than is needed: for a request, or with an answer."""
        if self.request is not None and not self.requests:
            return now - self.began > (BODY_SECONDS if self.request.headers_finished else HEADER_SECONDS)
        return self.total_outbufs_len > 0 and now - self.last_activity > IDLE_SECONDS


class Listener(TcpWSGIServer):
    """Where the clients of a process come in."""

    channel_class = Channel

    def maintenance(self, now):
        """Close the connections that are idle or overdue."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.overdue(now):
                channel.will_close = True

    def busy(self):
        """Whether an answer is being made or sent."""
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())


class BufferingWorker(Worker):
    """A process of gunicorn in which waitress serves."""

    listener = None

    def run(self):
        """Serve until told to stop, or until the process that started this one has gone."""
        self.listener = self.listen()
        while self.alive and os.getppid() == self.ppid:
            self.turn(1)
        # No further connections; what was asked is answered.
        wasyncore.dispatcher.close(self.listener)
        until = time.monotonic() + self.cfg.graceful_timeout
        while self.listener.busy() and time.monotonic() < until:
            self.turn(0.1)

    def turn(self, seconds):
        """Read and write where that is possible now, else wait for it."""
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=self.listener._map, count=1)

    def listen(self):
        """The listener of this process."""
        (socket,) = (one.sock for one in self.sockets)
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        adjustments = Adjustments(
            sockets=[socket],
            threads=self.cfg.threads,
            ident="",
            # Who is believed stands in PARLEY_PROXIES, and what of it is asked by accounts/ and Django.
            clear_untrusted_proxy_headers=False,
            connection_limit=min(CONNECTIONS, files // 2),
            cleanup_interval=CLEANUP_SECONDS,
            channel_timeout=IDLE_SECONDS,
            max_request_header_size=HEADER_BYTES,
            max_request_body_size=BODY_BYTES,
            inbuf_overflow=IN_MEMORY_BYTES,
            outbuf_overflow=IN_MEMORY_BYTES,
            outbuf_high_watermark=ANSWER_BYTES,
            # A client that has gone is noticed while its answer is being made.
            channel_request_lookahead=1,
            log_socket_errors=False,
        )
        threads = ThreadedTaskDispatcher()
        threads.queue_logger.disabled = True  # it warns whenever a request waits for another
        threads.set_thread_count(self.cfg.threads)
        return Listener(
            self.wsgi,
            map={},
            _sock=socket,
            dispatcher=threads,
            adj=adjustments,
            bind_socket=False,
            sockinfo=(socket.family, socket.type, socket.proto, socket.getsockname()),
        )

    def handle_exit(self, sig, frame):
        """Stop after what is being answered (gunicorn calls this at SIGTERM)."""
        super().handle_exit(sig, frame)
        if self.listener is not None:
            self.listener.pull_trigger()
