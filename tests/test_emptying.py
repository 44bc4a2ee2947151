"""After a test that committed, the tables are as the migrations left them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from experts.models import Expert
from tests import emptying
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def rows():
    return {table: emptying._rows(table) for table in emptying._filled()}


def test_what_was_written_goes_and_what_migrations_wrote_stays():
    before = rows()
    assert before["auth_group"] and before["django_content_type"]
    make.world()
    assert Expert.objects.exists() and rows() != before
    call_command("flush", interactive=False)
    assert rows() == before


def test_what_a_test_changed_of_it_comes_back():
    before = rows()
    Group.objects.all().delete()
    Permission.objects.update(name="Something else")
    make.expert()
    call_command("flush", interactive=False)
    assert rows() == before
