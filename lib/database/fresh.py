"""Lasting connections that the server has closed are noticed before they are used."""

import select

import psycopg
from django.db import connections
from psycopg.pq import ConnStatus


def closed_by_server(raw):
    """Whether a psycopg connection at rest is of no more use; asks the socket, not the server."""
    if raw.closed:
        return True
    server = raw.pgconn
    try:
        # What waits to be read is a notice, or the server's last words and the end. The end stays readable.
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

    Django's CONN_HEALTH_CHECKS does the same by a statement in every request. A look at
    the socket costs nothing and sees every end that the machine at the other side, or
    this one, knows of. A server that vanished without a word (a cable, not a restart) is
    noticed by the system's keep-alive, and a statement would wait for it just as long.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for one in connections.all(initialized_only=True):
            if one.connection is not None and not one.in_atomic_block and closed_by_server(one.connection):
                one.close()
        return self.get_response(request)
