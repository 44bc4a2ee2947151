"""The database of this Parley: an external server by DATABASE_URL, or an embedded one.

    settings()   what Django connects to; starts nothing
    ensure()     find or start the server, and stop it when its last user has gone
    watch()      start the server again when it dies while this process goes on

Every process that uses the embedded server holds a shared lock on a file in the home. At its
end a process tries for the exclusive lock; the one that gets it was the last, and stops the
server. See docs/decisions/0001-embedded-postgres.md.
"""

import atexit
import fcntl
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from psycopg import ProgrammingError, conninfo

from lib.database.cluster import NAME, PORT, Cluster, socket_folder
from lib.database.errors import ADVICE, Unavailable, explain

__all__ = ["Unavailable", "ensure", "explain", "external", "home", "release", "settings", "told", "watch"]

WATCH_SECONDS = 0.5
HANGING_LOOK_SECONDS = 5  # between two looks whether a server that runs waits for ever
SLOWEST_SECONDS = 30  # between two attempts to start a server that does not start

# The number of uses after which psycopg prepares a statement automatically: never, only prepared.py does it.
# Django's default of None would disable that as well.
PREPARE_WHEN_ASKED = 1_000_000_000

# Defaults for a URL with several hosts: connect to the one that accepts writes, and give up an unreachable host after
# seconds instead of a quarter of an hour.
SEVERAL = {
    "target_session_attrs": "read-write",
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}

_held = {}  # home → (process id, open file with the shared lock, Cluster)


def home():
    """Return the folder of this Parley's database, uploads and secrets: PARLEY_HOME, else ./var."""
    default = Path(__file__).resolve().parent.parent.parent / "var"
    return Path(os.path.abspath(os.environ.get("PARLEY_HOME") or default))


def external(variable="DATABASE_URL"):
    """Return DATABASE_URL, or None when the embedded server is used. Raises Unavailable for nonsense."""
    url = os.environ.get(variable, "").strip()
    if not url:
        return None
    # The value is not repeated, since it may contain a password.
    senseless = Unavailable(f"{variable} must look like postgresql://user:password@host:5432/name.")
    try:
        found = _parsed(url)
    except ProgrammingError:
        raise senseless from None
    if not url.startswith(("postgres://", "postgresql://")) or not found["NAME"]:
        raise senseless
    return url


def _parsed(url):
    """Django's settings for a database URL of libpq, which may have several hosts."""
    parts = conninfo.conninfo_to_dict(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found: dict = {setting: str(parts.pop(name, None) or "") for name, setting in names.items()}
    if "," in found["HOST"]:
        parts = SEVERAL | parts
    for port in found["PORT"].split(","):
        if port and not (port.isdigit() and 0 < int(port) <= 65535):
            raise ProgrammingError("a port is a number")
    port = int(found["PORT"]) if found["PORT"].isdigit() else found["PORT"]
    return {"ENGINE": "django.db.backends.postgresql", **found, "PORT": port, "OPTIONS": parts}


def settings(variable="DATABASE_URL"):
    """Return the dictionary for Django's DATABASES["default"], or for what else `variable` names.

    Connections stay open, since opening one costs more than most queries; a request that finds
    its own closed opens another (FreshConnection). Raises Unavailable when DATABASE_URL is nonsense.
    """
    lasting = {"CONN_MAX_AGE": None, "OPTIONS": {"prepare_threshold": PREPARE_WHEN_ASKED}}
    if url := external(variable):
        found = _parsed(url)
        return found | lasting | {"OPTIONS": lasting["OPTIONS"] | found["OPTIONS"]}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": NAME,
        "PASSWORD": "",
        "HOST": str(socket_folder(home())),
        "PORT": str(PORT),
    } | lasting


def ensure(unsafe=None):
    """Find or start the embedded server; it runs at least until this process ends.

    Does nothing with DATABASE_URL, and nothing the second time. `unsafe` (default: whether
    PARLEY_UNSAFE_DATABASE=1) starts a server that may lose data in a crash, for tests.
    Raises Unavailable with one paragraph that says what to do.
    """
    if external():
        return
    if unsafe is None:
        unsafe = os.environ.get("PARLEY_UNSAFE_DATABASE") == "1"
    place = home()
    held = _held.get(place)
    if held and held[0] == os.getpid():
        return
    # After a fork the parent's entry is not ours; its lock stays with the parent.
    cluster = Cluster(place, unsafe=unsafe)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _changing(place):
            users = _open(place / "database.users")
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                _bring_up(cluster, users)
            except BaseException:
                # A failed start leaves no server: nobody else uses it, or we would not have started one.
                if _alone(users):
                    cluster.stop()
                users.close()
                raise
    except OSError as error:
        raise Unavailable(explain(error, place)) from error
    _held[place] = (os.getpid(), users, cluster)
    atexit.register(release, place)
    _exit_on_signals()


def _bring_up(cluster, users):
    if cluster.answers() or cluster.settle():
        return
    if cluster.pid():
        # Alive but unreachable: its socket was removed, or the home was renamed.
        if not _alone(users):
            raise Unavailable(
                f"The database of {cluster.home} runs, but not where it is looked for ({cluster.sockets}): was the home "
                f"renamed, or its socket removed? Stop the other Parley on this home, then start again. {ADVICE}"
            )
        cluster.stop()
    cluster.start()


def watch(report):
    """Start the embedded server again whenever it dies, until this process releases it. After ensure().

    `report(text)` gets a line when the server has died, when it is there again (also where another process was the
    first to start it), and each time that it cannot be started, with the reason. Does nothing with DATABASE_URL.
    """
    place = home()
    if not external():
        threading.Thread(target=_watch, args=(place, report, _held[place][2].pid()), daemon=True).start()


def _watch(place, report, known):
    """Watch the server of `place`, whose process id was `known` at the start."""
    owner, seconds, looked = os.getpid(), WATCH_SECONDS, time.monotonic()
    while _held.get(place, (None,))[0] == owner:
        cluster, hangs = _held[place][2], False
        if time.monotonic() - looked >= HANGING_LOOK_SECONDS:
            hangs, looked = cluster.hangs(), time.monotonic()
        alive = (cluster.pid() and not hangs) or _revived(place, owner, report)
        seconds = WATCH_SECONDS if alive else min(2 * seconds, SLOWEST_SECONDS)
        if (pid := cluster.pid()) and pid != known and cluster.answers():
            known = pid
            report("The database is running again; nothing that was saved is lost.")
        time.sleep(seconds)


def _revived(place, owner, report):
    """Start the server under the lock, unless another process has, or it is no longer ours."""
    try:
        with _changing(place):
            pid, _, cluster = _held.get(place, (None, None, None))
            if pid != owner or cluster.answers() or cluster.settle():
                return True
            report("The database stopped unexpectedly; starting it again ...")
            cluster.start()
    except (Unavailable, OSError) as error:
        report(str(error) if isinstance(error, Unavailable) else explain(error, place))
        return False
    return True


def release(place=None):
    """Give up this process's use of the server of `place` (default: home()); the last one stops it."""
    place = place or home()
    pid, users, cluster = _held.get(place, (None, None, None))
    if pid != os.getpid():
        return  # not ours, or inherited by a fork
    del _held[place]
    try:
        with _changing(place):
            if _alone(users):
                cluster.stop()
            users.close()
    except (Unavailable, OSError) as error:
        print(f"The database could not be stopped: {error}", file=sys.stderr)


def describe(error):
    """Return a paragraph about a database error, naming a full disk as such."""
    text = str(error).strip()
    if external():
        return f"The database reported: {text}"
    cluster = Cluster(home())
    return cluster.trouble() or f"The database reported: {text}"


def _open(path):
    return open(path, "a+")


@contextmanager
def _changing(place):
    """Hold the lock under which a server is looked for, started or stopped."""
    with _open(place / "database.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Closing is not enough: a process forked meanwhile (by another thread of gunicorn) has inherited the file.
            fcntl.flock(lock, fcntl.LOCK_UN)


def _alone(users):
    """Return whether no other process uses the server. Keeps the shared lock otherwise."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(users, fcntl.LOCK_SH)
        return False
    return True


def _exit_on_signals():
    """Make SIGTERM and SIGHUP end the process through its exit functions, unless it handles them itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))
