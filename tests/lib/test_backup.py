"""A backup holds all that cannot be made again, and comes back as it was."""

import io
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from psycopg import errors

from lib.backup import drill, tools
from lib.backup.archive import DUMP, FORMAT, BackupError, files_below, pack, unpack
from lib.backup.scratch import drop_database, scratch_database, scratch_folder
from lib.backup.tools import connect, differences
from tests.migrated import migrated
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.slow

ENTER = """
from django.core.files.storage import default_storage
from experts.models import Expert, ExpertName
import pghistory
with pghistory.context(command="test"):
    expert = Expert.objects.create(slug="fyodor-lukyanov", name="Fyodor Lukyanov")
ExpertName.objects.create(record=expert, text="Лукьянов", language="ru", script="Cyrl")
expert.slug = "f-lukyanov"; expert.save()
"""
SHOW = """
from experts.models import *
former = Expert._meta.get_field("former_slugs").related_model.objects.values_list("slug", flat=True)
print(Expert.objects.values_list("slug", "name", "name_key").get(), ExpertName.objects.get().text,
      FormerExpertSlug.objects.get().slug, sorted(former))
print(Expert.pgh_event_models and [m.objects.count() for m in Expert.pgh_event_models.values()])
"""


def shell(home, code):
    """Run code in a home's manage.py shell and return what it printed."""
    done = manage(home, "shell", "-v0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A home with a record of each sort of row and an upload, and its backup: (home, file)."""
    place = tmp_path_factory.mktemp("backup")
    home, file = place / "home", place / "parley.tar"
    migrated(home)
    shell(home, ENTER)
    (home / "uploads" / "reports").mkdir(parents=True)
    (home / "uploads" / "reports" / "ленинград.txt").write_text("a report")
    done = manage(home, "backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "1 upload, checked" in done.stdout
    return home, file


@pytest.fixture(scope="module")
def restored(saved, tmp_path_factory):
    """A home that was empty, with the backup brought back, which nothing else changes."""
    fresh = tmp_path_factory.mktemp("restored") / "fresh"
    fresh.mkdir(mode=0o755)
    done = manage(fresh, "restore", str(saved[1]))
    assert done.returncode == 0, done.stderr
    return fresh


def test_it_comes_back_in_an_empty_home(saved, restored):
    shown = shell(restored, SHOW)
    assert "Лукьянов" in shown and shown == shell(saved[0], SHOW)
    assert (restored / "uploads" / "reports" / "ленинград.txt").read_text() == "a report"


def test_a_drill_restores_the_last_backup_and_notes_it(saved, tmp_path, monkeypatch, db, settings):
    monkeypatch.setattr(drill.database, "home", lambda: tmp_path)
    settings.MEDIA_ROOT = tmp_path / "uploads"
    file, manifest = drill.drill(saved[1].parent, hours=1)
    assert file == saved[1] and manifest["tables"]["experts_expert"][0] == 1
    noted = drill.noted()
    assert noted["error"] == "" and noted["backup"] <= noted["at"]
    with connect() as connection:
        scratch = "SELECT datname FROM pg_database WHERE starts_with(datname, 'parley_scratch_')"
        assert connection.execute(scratch).fetchall() == []
    assert {path.name for path in tmp_path.iterdir()} == {"restore-drill.json"}


def test_a_home_that_holds_what_migrations_fill_is_empty(saved, tmp_path):
    """As a restore leaves it that was killed before it wrote, or a home that was migrated and never used."""
    _, file = saved
    fresh = tmp_path / "fresh"
    migrated(fresh)
    done = manage(fresh, "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert "Лукьянов" in shell(fresh, SHOW)


def test_a_home_in_use_is_refused_unless_told(saved, tmp_path):
    _, file = saved
    used = tmp_path / "used"
    migrated(used)
    shell(used, "from topics.models import Topic; Topic.objects.create(slug='t', name='Kept')")
    done = manage(used, "restore", str(file))
    assert done.returncode == 1
    assert "in use" in done.stderr and "topics_topic" in done.stderr and "--overwrite" in done.stderr
    assert shell(used, "from topics.models import Topic; print(Topic.objects.get().name)") == "Kept\n"
    assert manage(used, "restore", "--overwrite", str(file)).returncode == 0
    assert shell(used, "from topics.models import Topic; print(Topic.objects.count())") == "0\n"


def test_restoring_under_a_running_parley_is_refused(saved):
    home, file = saved
    code = f"""
from django.db import connection; connection.ensure_connection()
import subprocess, sys
done = subprocess.run([sys.executable, "manage.py", "restore", "--overwrite", {str(file)!r}], capture_output=True, text=True)
print(done.returncode, done.stderr)
"""
    assert "in use (1 other connections): stop Parley first" in shell(home, code)


def test_a_backup_is_not_written_over(saved):
    home, file = saved
    before = file.read_bytes()
    done = manage(home, "backup", str(file))
    assert done.returncode == 1 and "already exists" in done.stderr
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_named(saved, tmp_path):
    done = manage(saved[0], "backup", str(tmp_path / "no" / "such.tar"))
    assert done.returncode == 1 and "does not exist" in done.stderr


@pytest.mark.parametrize("content", [b"", b"no tar at all", "a tar without manifest"])
def test_a_file_that_is_no_backup_is_refused(content, tmp_path):
    file = tmp_path / "file.tar"
    if isinstance(content, str):
        with tarfile.open(file, "w") as tar:
            tar.addfile(tarfile.TarInfo("other"), io.BytesIO())
    else:
        file.write_bytes(content)
    with pytest.raises(BackupError, match="not a backup of Parley"):
        unpack(file, tmp_path / "out")


def test_a_folder_is_no_backup(tmp_path):
    with pytest.raises(BackupError, match="is a folder. Name a file that manage.py backup has written"):
        unpack(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("left_out", ["created", "files", "tables", "the dump"])
def test_a_manifest_that_lacks_what_restoring_needs_is_refused(left_out, tmp_path):
    said = {"format": FORMAT, "created": "2026-11-24", "files": {DUMP: ""}, "tables": {}} | {left_out: None}
    if left_out == "the dump":
        said["files"] = {}
    text = json.dumps(said).encode()
    with tarfile.open(tmp_path / "file.tar", "w") as tar:
        member = tarfile.TarInfo("manifest.json")
        member.size = len(text)
        tar.addfile(member, io.BytesIO(text))
    with pytest.raises(BackupError, match="manifest of .*file.tar is not complete. Name a file that manage.py backup"):
        unpack(tmp_path / "file.tar", tmp_path / "out")


def test_a_damaged_backup_is_refused(saved, tmp_path):
    folder = tmp_path / "folder"
    unpack(saved[1], folder)
    with open(folder / "database.dump", "r+b") as dump:
        dump.seek(2000)
        dump.write(b"damage")
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(damaged, "w") as tar:
        for path in folder.iterdir():
            tar.add(path, arcname=path.name)
    with pytest.raises(BackupError, match="database.dump is not as it was packed"):
        unpack(damaged, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../outside", tarfile.REGTYPE),
        ("uploads/../../outside", tarfile.DIRTYPE),
        ("{}/outside", tarfile.REGTYPE),
        ("uploads/pipe", tarfile.FIFOTYPE),
        ("uploads/link", tarfile.SYMTYPE),
        ("uploads/hard", tarfile.LNKTYPE),
    ],
)
def test_a_backup_that_points_out_of_its_folder_is_refused(saved, tmp_path, name, kind):
    evil, member = tmp_path / "evil.tar", tarfile.TarInfo(name.format(tmp_path))
    shutil.copy(saved[1], evil)
    member.type, member.linkname = kind, "../../outside"
    with tarfile.open(evil, "a") as tar:
        tar.addfile(member, io.BytesIO())
    with pytest.raises(BackupError, match="not a backup of Parley"):
        unpack(evil, tmp_path / "out")
    assert not (tmp_path / "outside").exists()


def test_links_are_left_out_and_the_rest_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "folder"
    (folder / "uploads" / "2026").mkdir(parents=True)
    (folder / "uploads" / "2026" / "list.csv").write_text("slug,name\n")
    (folder / "uploads" / "link").symlink_to("/etc/hostname")
    (folder / DUMP).write_text("a dump")
    manifest = {"format": FORMAT, "created": "2026", "tables": {}, "files": files_below(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    pack(tmp_path / "file.tar", folder)
    unpack(tmp_path / "file.tar", tmp_path / "out")
    assert files_below(tmp_path / "out" / "uploads") == files_below(folder / "uploads") != {}
    assert not os.path.lexists(tmp_path / "out" / "uploads" / "link")
    assert (tmp_path / "out" / "uploads" / "2026" / "list.csv").stat().st_mode & 0o777 == 0o600


def test_it_unpacks_without_the_filters_that_debians_python_lacks(saved, tmp_path, monkeypatch):
    monkeypatch.delattr(tarfile, "data_filter", raising=False)
    monkeypatch.setattr(tarfile.TarFile, "extractall", None)
    assert unpack(saved[1], tmp_path / "out")["format"] == FORMAT


def test_the_manifest_tells_what_must_be_found(saved, tmp_path):
    manifest = unpack(saved[1], tmp_path)
    assert manifest["tables"]["experts_expert"][0] == 1
    assert manifest["tables"]["experts_formerexpertslug"][0] == 1
    assert json.dumps(manifest)


def test_differences_are_named():
    held = {"a": [1, "x"], "b": [2, "y"], "c": [3, "z"]}
    assert differences(held, held) == []
    assert differences(held, {"a": [1, "other"], "b": [1, "y"], "d": [0, "0"]}) == [
        "a has different rows from the backup",
        "b has 1 rows instead of 2",
        "c is missing",
        "d is not in the backup",
    ]


# --- what a killed run leaves -----------------------------------------------------------------------------------------


def test_the_next_run_clears_what_a_killed_one_left_and_leaves_the_living_alone(tmp_path):
    left = tmp_path / ".parley-backup-killed"
    left.mkdir()
    (left / "database.dump").write_text("half")
    with scratch_folder(".parley-backup-", tmp_path) as living:
        assert not left.exists() and living.stat().st_mode & 0o777 == 0o700
        (living / "database.dump").write_text("half")
        with scratch_folder(".parley-backup-", tmp_path) as other:
            assert (living / "database.dump").exists() and other != living
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_scratch_databases_of_killed_runs_are_dropped(request):
    def names(connection):
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'parley_scratch_%'")
        return {name for (name,) in rows}

    with connect() as here:
        with connect() as killed:
            left = scratch_database(killed)
            killed.execute(f"CREATE DATABASE {left} TEMPLATE template0")
            with connect() as living:
                scratch_database(living)
                assert left in names(here), "its run lives"
        with connect() as next_one:
            scratch_database(next_one)
        assert left not in names(here)


def test_a_scratch_database_in_which_the_server_itself_is_at_work_is_dropped():
    """FORCE is then refused to a user without rights."""
    tried = []

    class Connection:
        def execute(self, statement):
            tried.append(statement.as_string())
            if "FORCE" in tried[-1]:
                raise errors.InsufficientPrivilege("permission denied to terminate process")

    drop_database(Connection(), "parley_scratch_0")
    assert tried == [
        'DROP DATABASE IF EXISTS "parley_scratch_0" WITH (FORCE)',
        'DROP DATABASE IF EXISTS "parley_scratch_0"',
    ]


def test_a_killed_backup_leaves_nothing_behind_the_next(saved, tmp_path):
    """Killed while it waits for a table that somebody holds, so that it is surely in the middle."""
    home, _ = saved
    target = tmp_path / "target"
    target.mkdir()
    code = f"""
import os, signal, subprocess, sys, time
from django.db import connection, transaction
from pathlib import Path
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("LOCK topics_topic IN ACCESS EXCLUSIVE MODE")
    run = subprocess.Popen([sys.executable, "manage.py", "backup", {str(target / "first.tar")!r}], start_new_session=True)
    while True:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        if cursor.fetchone()[0]: break
        assert run.poll() is None
    os.killpg(run.pid, signal.SIGKILL); run.wait()
"""
    shell(home, code)
    assert [one.name[:15] for one in target.iterdir()] == [".parley-backup-"]
    assert manage(home, "backup", str(target / "second.tar")).returncode == 0
    assert [one.name for one in target.iterdir()] == ["second.tar"]


def test_a_program_ends_with_the_run_that_is_killed(saved, tmp_path):
    """Else psql would finish, and commit, the restore of somebody who was killed, and the next would be refused."""
    home, _ = saved
    # A program that tells its number and then waits for ever.
    (tmp_path / "psql").write_text('#!/bin/sh\necho $$ > "$1"\nexec sleep 600\n')
    (tmp_path / "psql").chmod(0o700)
    os.mkfifo(tmp_path / "number")
    code = f"""
import django; django.setup()
from types import SimpleNamespace
from pathlib import Path
from lib.backup import drill, tools
tools.binaries.find = lambda: SimpleNamespace(folder=Path({str(tmp_path)!r}))
tools.run("psql", {str(tmp_path / "number")!r})
"""
    run = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(home, DJANGO_SETTINGS_MODULE="config.settings")
    )
    number = int((tmp_path / "number").read_text())
    there = os.pidfd_open(number)
    try:
        run.kill()
        run.wait()
        assert select.select([there], [], [], 60)[0], "the program goes on"
    except BaseException:
        signal.pidfd_send_signal(there, signal.SIGKILL)
        raise
    finally:
        os.close(there)


def test_a_restore_that_is_killed_before_the_uploads_is_noticed_and_done_again(saved, tmp_path):
    _, file = saved
    fresh = tmp_path / "fresh"
    code = f"""
import os, signal
from types import SimpleNamespace
from lib.backup import restoring
restoring.shutil = SimpleNamespace(copytree=lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
restoring.restore({str(file)!r})
"""
    assert manage(fresh, "shell", "-v0", "-c", code).returncode == -signal.SIGKILL
    assert "Лукьянов" in shell(fresh, SHOW) and not (fresh / "uploads" / "reports").exists()
    for command in (
        ["shell", "-v0", "-c", "from config.serve import prepare; prepare()"],
        ["backup", str(tmp_path / "b.tar")],
    ):
        done = manage(fresh, *command)
        assert done.returncode == 1 and f"restore of {file} did not come to its end" in done.stderr, command
    assert not (tmp_path / "b.tar").exists()
    done = manage(fresh, "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert (fresh / "uploads" / "reports" / "ленинград.txt").read_text() == "a report"
    assert manage(fresh, "backup", "--no-check", str(tmp_path / "b.tar")).returncode == 0
    shell(fresh, "from config.serve import refuse_half_a_restore; refuse_half_a_restore()")


def test_dumps_and_restored_uploads_are_for_their_owner_alone(saved, restored):
    assert saved[1].stat().st_mode & 0o777 == 0o600
    assert restored.stat().st_mode & 0o777 == 0o755
    assert (restored / "uploads").stat().st_mode & 0o777 == 0o700


def test_the_planner_knows_the_restored_tables(restored):
    code = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'django_migrations'"); print(cursor.fetchone()[0] > 0)
"""
    assert shell(restored, code) == "True\n"


def test_programs_newer_than_the_server_restore_all_the_same(monkeypatch, tmp_path, db):
    """pg_restore 18 sets transaction_timeout, which an older server does not know."""
    dump = tmp_path / "database.dump"
    text = "\\restrict word\n\n--\n-- PostgreSQL database dump\n--\n\nSET transaction_timeout = 0;\nSET zzz_new = on;\n"
    text += "SELECT pg_catalog.set_config('search_path', '', false);\nSET row_security = off;\n\n"
    text += "COPY public.zzz (name) FROM stdin;\nSET zzz_new = on;\n\\.\n"
    ran = []

    def run(program, *arguments, name=None):
        ran.append(program)
        file = Path(arguments[-1].removeprefix("--file=")) if program == "psql" else dump.with_suffix(".sql")
        if program == "pg_restore":
            file.write_text(text)
        else:
            ran.append(file.read_text())

    monkeypatch.setattr(tools, "run", run)
    tools.load_dump(dump)
    assert ran[:2] == ["pg_restore", "psql"]
    assert ran[2] == text.replace("SET zzz_new = on;\n", "", 1)
