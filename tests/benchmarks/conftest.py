"""Generated records of the smallest size, in a transaction that is rolled back after the module."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from benchmarks.copying import OneByOne
from benchmarks.generate import APPS, SIZES, fill


def tables():
    """The tables of the generated records."""
    return [model._meta.db_table for model in apps.get_models() if model.__module__.split(".")[0] in APPS]


@pytest.fixture(scope="module")
def generated(django_db_setup, django_db_blocker):
    """The rows of size XS, loaded without triggers as the benchmark loads them; gives the number of rows by table."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for table in tables():
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        copies = OneByOne(connection.connection.cursor())
        fill(SIZES["XS"], copies)
        # Foreign keys are checked now, since this transaction is rolled back.
        connection.check_constraints()
        with connection.cursor() as cursor:
            # As after the benchmark's own loading; otherwise plans depend on statistics of earlier tests.
            cursor.execute(f"ANALYZE {', '.join(tables())}")
        yield copies.counts
        transaction.set_rollback(True)
