"""`manage.py serve`, what `make run` ends in: prepare the home, then serve it with gunicorn.

Every step looks first whether it is needed, so a second start takes seconds.
"""

import errno
import fcntl
import hashlib
import os
import secrets
import signal
import socket
import sys
from contextlib import contextmanager

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from config import parent, server, worker
from lib import database
from lib.backup import unfinished
from lib.backup.tools import connect

USAGE = """\
usage: manage.py serve

Prepares the home and serves Parley on BIND:PORT (default 127.0.0.1:8000) until SIGINT or SIGTERM.
Environment: those two, PARLEY_HOME (default ./var), DATABASE_URL, and those in config/settings.py."""

TIMELINE = "experts/fyodor-lukyanov/"
PREPARING = "hashtextextended('parley preparing', 0)"


def main(arguments):
    """Prepare and serve; returns only by SystemExit. Raises database.Unavailable with a clear text."""
    if arguments:
        print(USAGE)
        sys.exit(0 if arguments in (["-h"], ["--help"]) else 2)
    # A shell starts background jobs with SIGINT ignored; it is to stop this one all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Before anything is started, so that a port in use leaves nothing behind.
    listener = claim()
    if os.environ.get("PARLEY_MAKE"):
        parent.watch()
    say(f"Home: {database.home()}")
    database.ensure()
    django.setup()
    prepare()
    listen(listener)
    database.watch(say)
    if server.WITH_WORKER:
        worker.Keeper(say).start()
    Server(listener).run()


def prepare():
    """Bring database, founding records, static files and the first account up to date.

    Of two starts at once on one home or one database, one waits for the other, and finds all done.
    """
    with one_at_a_time():
        keep_uploads_private()
        refuse_half_a_restore()
        migrate()
        load_founding_records()
        collect_static()
        create_administrator()
    # The workers are forks: a connection must not be shared with them.
    connections.close_all()


def say(text):
    """Print a line for the person who started this, at once."""
    print(text, flush=True)


# -- the port ---------------------------------------------------------------------------------


def claim():
    """Return a socket bound to address and port, not yet listening. Raises Unavailable when they are taken."""
    listener = socket.socket(server.FAMILY, socket.SOCK_STREAM)
    # Connections of the last run that are still closing do not count as use.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return _or_explain(lambda: listener.bind((str(server.HOST), server.PORT)), listener)


def listen(listener):
    """Let the socket take connections. Only when all is ready: who can connect gets an answer."""
    return _or_explain(lambda: listener.listen(128), listener)


def _or_explain(act, listener):
    try:
        act()
    except OSError as error:
        listener.close()
        host, number = server.HOST, server.PORT
        if error.errno == errno.EADDRINUSE:
            raise database.Unavailable(
                f"Port {number} on {host} is in use by another program. Stop it, or choose another: PORT={number % 65535 + 1}"
            ) from None
        if error.errno == errno.EADDRNOTAVAIL:
            raise database.Unavailable(f"BIND: {host} is no address of this machine.") from None
        raise database.Unavailable(f"Port {number} on {host} cannot be used: {error.strerror}.") from None
    return listener


@contextmanager
def one_at_a_time():
    """Hold the locks under which a home and its database are prepared; the system frees them with the process."""
    home = database.home()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(home / "prepare.lock", "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Parley is already being started on this home; waiting for that ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # DATABASE_URL may name one database for several homes, on several machines. A lock of a transaction, since a
        # pooler gives connections to others between transactions.
        with connect() as own, own.transaction():
            own.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            if not own.execute(f"SELECT pg_try_advisory_xact_lock({PREPARING})").fetchone()[0]:
                say("Parley is already being started on this database; waiting for that ...")
                own.execute(f"SELECT pg_advisory_xact_lock({PREPARING})")
            yield


# -- steps ------------------------------------------------------------------------------------


def keep_uploads_private():
    """Close the folder of uploads, which an older Parley left open, to everybody but its owner."""
    settings.MEDIA_ROOT.mkdir(mode=0o700, exist_ok=True)
    settings.MEDIA_ROOT.chmod(0o700)


def refuse_half_a_restore():
    """Raise Unavailable if a restore into this home was killed before the uploads were in place."""
    with connect() as own:
        if words := unfinished(own):
            raise database.Unavailable(words)


def migrate():
    """Apply the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)


def load_founding_records():
    """Load records/ into a database without events."""
    if not apps.is_installed("summits") or "load_records" not in get_commands():
        return
    if not apps.get_model("summits", "Event")._default_manager.exists():
        say("Loading the founding records ...")
        call_command("load_records", str(settings.BASE_DIR / "records"))


def collect_static():
    """Collect the static files when one has been added, changed or removed since the last time."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            found = os.stat(storage.path(path))
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())


def create_administrator():
    """Create `admin` with a generated password, printed this once, unless there is a superuser."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    name = "admin"
    while users.filter(username=name).exists():
        name += "1"
    password = secrets.token_urlsafe(12)
    users.create_superuser(name, password=password)
    say(f"\nThe first administrator, shown only now:\n  user      {name}\n  password  {password}\n")


# -- the server -------------------------------------------------------------------------------


class Server(BaseApplication):
    """gunicorn around config.wsgi, on the socket that was claimed at the start."""

    def __init__(self, listener):
        # Once: SIGHUP makes gunicorn read these settings again.
        self.bind = f"fd://{listener.detach()}"
        super().__init__()

    def load_config(self):
        """Fill gunicorn's settings (it calls this)."""
        for name in self.cfg.settings.keys() & vars(server).keys():
            self.cfg.set(name, getattr(server, name))
        self.cfg.set("bind", self.bind)
        self.cfg.set("when_ready", lambda arbiter: self.announce())

    def load(self):
        """Return the WSGI application (gunicorn calls this in each worker)."""
        from config.wsgi import application  # after django.setup(), in each process for itself

        return application

    def announce(self):
        """Print where to go."""
        # On all addresses of the machine it is reached at its own as well.
        host = f"127.0.0.1:{server.PORT}" if server.HOST.is_unspecified else server.NETLOC
        site = f"http://{host}/"
        for name, path in (("Site", ""), ("Admin", "admin/"), ("API", "api/v1/"), ("A timeline", TIMELINE)):
            say(f"{name:<12}{site}{path}")
        if server.HOST.is_unspecified and not os.environ.get("PARLEY_HOSTS"):
            say("From other machines it is refused: name in PARLEY_HOSTS what they call this one, with commas.")
        say("Ctrl-C stops Parley; the data stays.")
