"""Limits log-in attempts: after ten failures of a name from an address, further ones are refused for a while.

An attempt is counted *before* the password is checked, by one statement that PostgreSQL serialises by row; the right
password takes it off again. So a hundred concurrent attempts get ten tries as well, in whatever process.

Each log-in has three counts. The pair of name and address has the limit of ten. The name from all addresses and the
address with all names have wider limits; otherwise anyone could lock out a user, and one user a whole office.
"""

import json
import logging
import math
import unicodedata
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.client import counted_address
from accounts.models import FailedTries, Scope

LOG = logging.getLogger(__name__)
WINDOW = timedelta(minutes=15)
LIMITS = {Scope.PAIR: 10, Scope.NAME: 50, Scope.ADDRESS: 100, Scope.CODE: 10, Scope.PASSWORD: 10}
# Not failures, but each may send a mail.
LIMITS |= {Scope.RESET: 3, Scope.RESETS: 20}

# The count stops one above the limit, when it is locked. The try that reaches the limit restarts the window, so that the
# lock lasts a whole one; tries while it is locked do not extend it.
COUNT = """
INSERT INTO accounts_failedtries AS old (scope, name, address, count, since)
SELECT scope, name, address, 1, %(now)s
FROM unnest(%(scopes)s::text[], %(names)s::text[], %(addresses)s::text[]) AS new(scope, name, address)
ON CONFLICT (scope, name, address) DO UPDATE SET
    count = CASE WHEN old.since <= %(start)s THEN 1
        ELSE least(old.count + 1, (%(limits)s::jsonb ->> old.scope)::int + 1) END,
    since = CASE WHEN old.since <= %(start)s OR old.count + 1 = (%(limits)s::jsonb ->> old.scope)::int THEN %(now)s
        ELSE old.since END
RETURNING scope, count, since, name, address"""


class TooMany(Exception):
    """Further attempts are refused for ``seconds``. AccountsMiddleware answers it with a 429."""

    def __init__(self, seconds):
        super().__init__(f"Too many failed attempts: refused for {seconds} seconds.")
        self.seconds = seconds


def counted_name(name):
    """A user name for counting, in lower case."""
    return unicodedata.normalize("NFKC", name).lower()[:150]


def count(*keys):
    """Count an attempt under each of the keys (scope, name, address). Raises TooMany if one is locked."""
    now = timezone.now()
    scopes, names, addresses = (list(column) for column in zip(*keys, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "scopes": scopes,
                "names": names,
                "addresses": addresses,
                "now": now,
                "start": now - WINDOW,
                "limits": json.dumps(LIMITS),
            },
        )
        rows = cursor.fetchall()
    refused = [since for scope, number, since, *_ in rows if number > LIMITS[scope]]
    for scope, number, _, name, address in rows:
        if number == LIMITS[scope]:
            what = Scope(scope).label
            LOG.warning("%d failed attempts, further ones are refused: %s (%r, %r).", number, what, name, address)
    if refused:
        # A concurrent attempt may have begun a little later.
        left = min(max(refused) + WINDOW - now, WINDOW)
        raise TooMany(max(1, math.ceil(left.total_seconds())))


class LogIn:
    """An attempt to log in, counted on creation (raises TooMany); ``succeeded`` takes it off again."""

    def __init__(self, request, name):
        self.name, self.address = counted_name(name), counted_address(request)
        clear()
        # First the pair: while it is locked, its attempts do not add to the other counts.
        count((Scope.PAIR, self.name, self.address))
        count((Scope.NAME, self.name, ""), (Scope.ADDRESS, "", self.address))

    def succeeded(self):
        """Forget the failures of this name from this address, here and in the two wider counts.

        Failures of other names from the address stay, so that an account does not give further tries for others.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM accounts_failedtries WHERE scope = 'pair' AND name = %s AND address = %s RETURNING count",
                [self.name, self.address],
            )
            (number,) = cursor.fetchone() or (0,)
            # One row at a time, to avoid deadlocks.
            for scope, name, address in ((Scope.NAME, self.name, ""), (Scope.ADDRESS, "", self.address)):
                cursor.execute(
                    "UPDATE accounts_failedtries SET count = greatest(count - %s, 0) "
                    "WHERE scope = %s AND name = %s AND address = %s",
                    [number, scope, name, address],
                )


def clear():
    """Delete the counts whose window is over, except those locked by a concurrent attempt."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM accounts_failedtries WHERE id IN "
            "(SELECT id FROM accounts_failedtries WHERE since <= %s FOR UPDATE SKIP LOCKED)",
            [timezone.now() - WINDOW],
        )


class Secret:
    """An attempt at a secret of a known user: a code of the second factor, or the current password."""

    def __init__(self, scope, user):
        self.key = (scope, counted_name(user.get_username()), "")
        count(self.key)

    def succeeded(self):
        """Forget the failures."""
        scope, name, address = self.key
        FailedTries.objects.filter(scope=scope, name=name, address=address).delete()


def is_locked(row, now=None):
    """Whether a count is at its limit within its window."""
    return row.count >= LIMITS[row.scope] and row.since > (now or timezone.now()) - WINDOW


def unlock(name="", address=""):
    """Delete the failures of a user name, of an address, or all; returns the number of deleted counts."""
    rows = FailedTries.objects.all()
    if name:
        rows = rows.filter(name=counted_name(name))
    if address:
        rows = rows.filter(address=address)
    return rows.delete()[0]
