"""The generated database: seeded, heavy-tailed, loaded by COPY, reused while nothing has changed.

    python -m benchmarks.generate S

Sizes: S and L as the issue names them (L is ten times S), XS for the tests.
"""

import hashlib
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.chance import Chance
from benchmarks.copying import Copies

SEED = 20210616
APPS = ("lib", "sources", "topics", "experts", "summits")  # whose tables are filled
MADE_BY = ("words", "chance", "copying", "base", "happenings", "generate")


@dataclass(frozen=True)
class Size:
    """How many records there are of each kind."""

    name: str
    events: int
    experts: int
    organisations: int
    topics: int
    appointments: int
    participations: int
    positions: int
    sources: int


SIZES = {
    "XS": Size("XS", 60, 200, 120, 60, 500, 700, 2_000, 20),
    "S": Size("S", 5_000, 20_000, 10_000, 2_000, 60_000, 100_000, 300_000, 2_000),
    "L": Size("L", 50_000, 200_000, 100_000, 20_000, 600_000, 1_000_000, 3_000_000, 20_000),
}


def fill(size, copies, seed=SEED):
    """Make all records of a size and hand their rows to `copies` (see copying.py)."""
    # These need Django's settings, which depend on the benchmark's home.
    from benchmarks import base
    from benchmarks.happenings import Happenings

    world = base.World(size=size, chance=Chance(seed), copies=copies)
    for kind in ("places", "sources", "topics", "organisations", "experts", "appointments"):
        getattr(base, f"make_{kind}")(world)
        # One batch of COPYs after the other: a server takes a limited number of connections.
        copies.close()
    Happenings(world).make()
    copies.close()


def load(size, connect, seed=SEED):
    """Fill the empty tables with generated records. `connect` opens a connection as superuser.

    Returns the number of rows by table. History and foreign keys are off meanwhile (in
    these sessions only), so the rows must be right by themselves; tests look at that.
    """
    copies = Copies(connect)
    fill(size, copies, seed)
    with connect() as connection:
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    return copies.counts


def fingerprint(size, seed=SEED):
    """A hash of everything that determines the data: size, seed, the generator's code and the columns of the models."""
    from django.apps import apps

    digest = hashlib.sha256(json.dumps([asdict(size), seed]).encode())
    for name in MADE_BY:
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        if model.__module__.split(".")[0] in APPS:
            for column in model._meta.local_concrete_fields:
                expression = getattr(column, "expression", "")
                digest.update(
                    f"{model._meta.db_table}.{column.column} {column.deconstruct()[1]} {expression}\n".encode()
                )
    return digest.hexdigest()[:32]


def migrations():
    """The applied migrations of these apps: {app.name: hash of the text}."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return {
        f"{app}.{name}": hashlib.sha256(Path(sys.modules[migration.__module__].__file__).read_bytes()).hexdigest()[:16]
        for (app, name), migration in loader.disk_migrations.items()
        if app in APPS and (app, name) in loader.applied_migrations
    }


def prepare(size, connect, say=print):
    """Fill the database of the benchmark with generated records of this size, unless it has them.

    A new migration that leaves the columns alone (an index) is applied to the data as
    they are. Returns the seconds that generating took, 0.0 if nothing was to do.
    """
    from django.core.management import call_command
    from django.db import connection, connections

    key = fingerprint(size)
    with connect() as superuser:
        text = superuser.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()[0]
    state = json.loads(text) if text else {}
    kept = state.get("migrations", {})
    if state.get("key") == key and kept and {k: v for k, v in migrations().items() if k in kept} == kept:
        call_command("migrate", interactive=False, verbosity=0)
        _remember(connect, key, migrations())
        connections.close_all()
        return 0.0
    say(f"Generating size {size.name} ...")
    started = time.perf_counter()
    connections.close_all()
    with connect() as superuser:
        superuser.execute("DROP SCHEMA public CASCADE")
        superuser.execute(f'CREATE SCHEMA public AUTHORIZATION "{connection.settings_dict["USER"]}"')
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()
    counts = load(size, connect)
    _remember(connect, key, migrations())
    connections.close_all()
    took = time.perf_counter() - started
    say(f"  {sum(counts.values()):,} rows in {took:.0f} s")
    return took


def _remember(connect, key, done):
    text = json.dumps({"key": key, "migrations": done}).replace("'", "''")
    with connect() as superuser:
        superuser.execute(f"COMMENT ON DATABASE parley IS '{text}'")


if __name__ == "__main__":
    from benchmarks.database import Database

    with Database.started() as database:
        prepare(SIZES[sys.argv[1] if sys.argv[1:] else "S"], database.connect)
