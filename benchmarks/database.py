"""The database of the benchmark: the product's own embedded server, in a home of its own."""

import os
from contextlib import contextmanager
from pathlib import Path

import psycopg

from lib import database as embedded

SETTINGS = "config.settings"


class Database:
    """The running server; `connect` opens a connection as superuser, to Parley's database or another."""

    def connect(self, name=None):
        """A new connection as superuser (for COPY without triggers and for the statistics)."""
        here = embedded.settings()
        return psycopg.connect(host=here["HOST"], port=here["PORT"], user="postgres", dbname=name or here["NAME"])

    @classmethod
    @contextmanager
    def started(cls):
        """The server of the benchmark's home, with statistics of statements, until the block ends.

        The home is PARLEY_HOME/bench. An external server is refused: the benchmark
        drops what it finds and needs to be superuser.
        """
        if os.environ.pop("DATABASE_URL", ""):
            print("DATABASE_URL is left aside: the benchmark has an embedded database of its own.", flush=True)
        os.environ |= {"PARLEY_HOME": str(embedded.home() / "bench"), "PARLEY_RATE": "0"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        embedded.ensure()
        try:
            self = cls()
            self._count_statements()
            import django

            django.setup()
            yield self
        finally:
            embedded.release()

    def _count_statements(self):
        """Load pg_stat_statements; its view is read from the database postgres, so Parley's stays as it is."""
        with self.connect() as connection:
            loaded = connection.execute("SHOW shared_preload_libraries").fetchone()[0]
        if "pg_stat_statements" not in loaded:
            with self.connect() as connection:
                connection.autocommit = True
                connection.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
                connection.execute("ALTER SYSTEM SET pg_stat_statements.track_planning = on")
                connection.execute("ALTER SYSTEM SET pg_stat_statements.track_utility = on")
            embedded.release()
            embedded.ensure()
        with self.connect("postgres") as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")


def home():
    """The home of the benchmark (after `Database.started`)."""
    return Path(embedded.home())
