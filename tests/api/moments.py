"""Times within a test, which is one transaction."""

import datetime
from contextlib import contextmanager

import pgtrigger
from django.db import connection
from django.db.models import F

from lib.history import tracked_tables
from lib.models import Removal
from register.kinds import LISTED

HOUR = datetime.timedelta(hours=1)


@contextmanager
def earlier(hours=1):
    """Move everything on record into the past, since the time does not advance within a transaction."""
    yield
    ago = datetime.timedelta(hours=hours)
    with pgtrigger.ignore():
        for kind in LISTED:
            kind.model.objects.update(
                first_public_at=F("first_public_at") - ago,
                modified_at=F("modified_at") - ago,
                created_at=F("created_at") - ago,
            )
        for _, history in tracked_tables().values():
            history.objects.update(pgh_created_at=F("pgh_created_at") - ago)
        Removal.objects.update(at=F("at") - ago, first_public_at=F("first_public_at") - ago)


def now():
    """The moment of the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def at(text):
    """A moment as the API writes it: without zeros at the end of its seconds."""
    return datetime.datetime.fromisoformat(text)


def since():
    """Half an hour before."""
    return (now() - HOUR / 2).isoformat()
