"""Detecting persistent connections that the server has closed, before they are used."""

import select

import psycopg
from django.db import connections
from psycopg.pq import ConnStatus


def closed_by_server(raw):
    """Whether an idle psycopg connection has been closed. Checks the socket without a query."""
    if raw.closed:
        return True
    server = raw.pgconn
    try:
        # Pending data is a notice, or the server's last message followed by the end, which stays readable.
        for _ in range(10):
            if not select.select([server.socket], [], [], 0)[0]:
                return False
            server.consume_input()
            if server.status != ConnStatus.OK:
                return True
    except (psycopg.Error, OSError, ValueError):
        pass
    return True


class FreshConnection:
    """Middleware: a request that finds its connection closed (the database was restarted) opens another.

    Django's CONN_HEALTH_CHECKS runs a statement in every request instead. Checking the socket
    costs nothing and detects every connection that either machine knows to be closed. A server that
    vanished silently (a cable, not a restart) is detected by TCP keep-alive, and a statement
    would wait for it just as long.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for one in connections.all(initialized_only=True):
            if one.connection is not None and not one.in_atomic_block and closed_by_server(one.connection):
                one.close()
        return self.get_response(request)
