"""The founding records, loaded by the real loader once for each test module."""

import pytest
from django.conf import settings
from django.db import transaction

from intake.records import load

FOLDER = settings.BASE_DIR / "records"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The report of the first load into an empty database; taken back after the module.

    The tests of the module are marked ``django_db``: each one is a savepoint in this transaction.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield load([FOLDER])
        transaction.set_rollback(True)
