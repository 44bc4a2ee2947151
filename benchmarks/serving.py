"""How the product is best served: workers, threads, connections to the database, compression.

    python -m benchmarks.serving S [--rounds 5]

Each choice serves the same addresses (W1 and W3) on the benchmark's database; in a round all
are asked in shuffled order. Prints the table that docs/performance.md has.
"""

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import time

CHOICES = {
    "2 workers × 4 threads, lasting connections (Parley's)": {},
    "1 × 8": {"workers": 1, "threads": 8},
    "2 × 2": {"workers": 2, "threads": 2},
    "3 × 4": {"workers": 3, "threads": 4},
    "4 × 2": {"workers": 4, "threads": 2},
    "2 × 4, a connection for each request": {"connections": "each"},
    "2 × 4, a pool of 4 connections per worker": {"connections": "pool"},
}
LEVELS = (1, 6, 9)


def serve(choice):
    """Serve the product's application with these settings until SIGTERM."""
    import django
    from django.conf import settings

    from config import serve as product

    how = choice.pop("connections", "lasting")
    here = settings.DATABASES["default"]
    if how == "each":
        here["CONN_MAX_AGE"] = 0
    elif how == "pool":
        here["CONN_MAX_AGE"] = 0
        here["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 4}
    django.setup()

    class Chosen(product.Server):
        """The product's server with other settings."""

        def load_config(self):
            super().load_config()
            for name, value in choice.items():
                self.cfg.set(name, value)

        def announce(self):
            """Nothing to say."""

    listener = product.claim()
    product.listen(listener)
    Chosen(listener).run()


def main():
    """Measure all choices and print the table."""
    from benchmarks import measure
    from benchmarks.database import Database
    from benchmarks.run import free_port

    rounds = int(sys.argv[sys.argv.index("--rounds") + 1]) if "--rounds" in sys.argv else 5
    with Database.started() as database:
        from benchmarks.work import Addresses, items

        connection = database.connect()
        connection.autocommit = True
        work = {item.label: item.paths for item in Addresses(connection).fill(items())}
        paths = [*work["W1"], *work["W3"]]
        processes, subjects = [], []
        try:
            for name, choice in CHOICES.items():
                port = free_port()
                command = [sys.executable, "-m", "benchmarks.serving", "serve", json.dumps(choice), str(port)]
                processes.append(subprocess.Popen(command, env={**os.environ}))
                subjects.append(measure.Subject(name, port))
            for subject in subjects:
                _await(subject, paths)
            found = {subject.name: ([], []) for subject in subjects}
            chance = random.Random(3)
            for _ in range(rounds):
                chance.shuffle(subjects)
                for subject in subjects:
                    chance.shuffle(paths)
                    found[subject.name][0].append(statistics.median(subject.timed(path) for path in paths))
                    found[subject.name][1].append(subject.burst(paths * 2))
            print("| choice | one client, ms | four clients, requests per second |\n|---|---|---|")
            for name in CHOICES:
                one, four = found[name]
                print(f"| {name} | {1000 * statistics.median(one):.1f} | {statistics.median(four):.0f} |")
            _compression({label: subjects[0].get(work[label][0]) for label in ("W1", "W3", "W5b")})
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(30)


def _await(subject, paths):
    deadline = time.monotonic() + 60
    while True:
        try:
            type(subject)(subject.name, subject.port).get(paths[0])
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    # Every thread has asked everything before the clock runs.
    subject.burst(paths * 4)


def _compression(answers):
    print(
        "\n| answer | kB | " + " | ".join(f"level {n}: kB, ms" for n in LEVELS) + " |\n|---|---|" + "---|" * len(LEVELS)
    )
    for label, body in answers.items():
        cells = []
        for level in LEVELS:
            times = []
            for _ in range(5):
                started = time.perf_counter()
                packed = gzip.compress(body, level, mtime=0)
                times.append(time.perf_counter() - started)
            cells.append(f"{len(packed) / 1000:.0f}, {1000 * statistics.median(times):.1f}")
        print(f"| {label} | {len(body) / 1000:.0f} | {' | '.join(cells)} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ |= {"PORT": sys.argv[3], "PARLEY_RATE": "0"}
        serve(json.loads(sys.argv[2]))
    else:
        main()
