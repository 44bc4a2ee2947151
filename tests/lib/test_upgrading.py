"""The embedded database made anew by another major version of PostgreSQL."""

import io

import pytest

from lib.backup import tools
from tests.migrated import migrated
from tests.processes import left, manage


def test_what_a_server_stamps_on_columns_is_left_out_and_texts_are_not():
    stamp = "ALTER TABLE ONLY public.topics ALTER COLUMN id SET (pg_attver=42910384);\n"
    other = "ALTER TABLE ONLY public.topics ALTER COLUMN id SET (n_distinct=5);\n"
    text = f"COPY public.topics (name) FROM stdin;\n{stamp}\\.\n"
    written = io.StringIO()
    tools._copy_statements(io.StringIO(f"{stamp}{other}{text}{stamp}SELECT 1;\n"), written)
    assert written.getvalue() == f"{other}{text}SELECT 1;\n"


# As where two major versions are here: which they are is all that the upgrade asks.
UPGRADE = """
from lib.backup import upgrading
upgrading.majors = lambda: (17, 18)
from django.core.management import call_command
call_command("upgrade_database")
from django.contrib.auth.models import User
print(list(User.objects.values_list("username", flat=True)))
"""


@pytest.mark.slow
def test_the_database_is_made_anew_with_all_that_is_in_it_and_the_old_one_is_kept(tmp_path):
    home = migrated(tmp_path / "home")
    create = "from django.contrib.auth.models import User; User.objects.create_user('ann')"
    assert manage(home, "shell", "--no-imports", "-c", create).returncode == 0
    refused = manage(home, "upgrade_database")
    assert refused.returncode == 1 and "nothing to do" in refused.stderr and not (home / "database-17").exists()
    done = manage(home, "shell", "--no-imports", "-c", UPGRADE)
    assert done.returncode == 0 and "every table is as it was" in done.stdout and "['ann']" in done.stdout, done.stderr
    assert (home / "database-17" / "PG_VERSION").exists() and left(home) == []
    again = manage(home, "shell", "--no-imports", "-c", UPGRADE)
    assert again.returncode == 1 and "database-17 is there" in again.stderr
