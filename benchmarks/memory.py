"""What kept statements cost the database: private memory of its processes, round by round of different addresses.

    PARLEY_HOME=/tmp/memory PORT=8024 .venv/bin/python manage.py serve &
    .venv/bin/python -m benchmarks.memory http://127.0.0.1:8024 /tmp/memory [--rounds 4]

Asks a server on the founding records for some 400 addresses that combine parameters, by eight
clients at once, so that each of its connections sees most of them. Reads the memory of the
processes of PostgreSQL below that home from ``smaps_rollup``: Linux only, as their owner or root.
"""

import argparse
import itertools
import json
import random
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

CLIENTS = 8
EXPERTS = ("fyodor-lukyanov", "vladimir-putin", "joseph-biden", "mikhail-gorbachev")
WAYS = {
    "/api/v1/events/": {
        "topic": "arms-control", "place": "geneva", "kind": "summit", "q": "geneva", "date_from": "1985",
        "date_to": "2022", "expert": "vladimir-putin", "organisation": "nato", "status": "held", "ordering": "-date",
    },
    "/api/v1/positions/": {
        "topic": "arms-control", "q": "broad", "date_from": "2020", "expert": "fyodor-lukyanov", "basis": "stated",
        "kind": "assessment", "attribution": "paraphrase", "organisation": "russia",
    },
    "/api/v1/experts/": {
        "name": "putin", "organisation": "russia", "on": "2021", "post": "president", "topic": "arms-control",
    },
    "/api/v1/appointments/": {
        "on": "2021", "expert": "vladimir-putin", "post": "president", "organisation": "russia",
    },
}  # fmt: skip
KINDS = ("appointment", "participation", "event", "outcome", "position")


def addresses(base):
    """About 400 addresses, no two with the same set of parameters and kinds; those that answer an error left out."""
    found = []
    for path, values in WAYS.items():
        for size in (1, 2, 3):
            found += [f"{path}?{urlencode(dict(some))}" for some in itertools.combinations(values.items(), size)]
    for expert in EXPERTS:
        for size in range(1, len(KINDS) + 1):
            for some in itertools.combinations(KINDS, size):
                for more in ({}, {"from": "1985"}):
                    query = urlencode([("kind", kind) for kind in some] + list(more.items()))
                    found.append(f"/api/v1/experts/{expert}/timeline/?{query}")
    for kind in ("events", "positions", "outcomes", "experts", "organisations", "topics", "places", "sources"):
        with urllib.request.urlopen(f"{base}/api/v1/{kind}/?page_size=5", timeout=60) as answer:
            details = [row["url"].removeprefix(base) for row in json.load(answer)["results"]]
        found += details + [f"{path}?as_of=2100-01-01" for path in details]
        found += [f"{path}related/" for path in details if kind == "events"]
    with ThreadPoolExecutor(CLIENTS) as clients:
        answers = clients.map(lambda path: ask(base, path), found)
        return [path for path, status in zip(found, answers, strict=True) if status == 200]


def ask(base, path):
    """The status of an answer."""
    try:
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def processes(home):
    """{process id: what it calls itself} of PostgreSQL below a home: the server itself and its children."""
    first = (Path(home) / "database" / "postmaster.pid").read_text().split()[0]
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if first in (parent, entry.name):
                found[entry.name] = (entry / "cmdline").read_text().replace("\0", " ").strip()
        except OSError:
            continue  # it ended meanwhile
    return found


def memory(pid):
    """(proportional, private) memory of a process in MB."""
    sizes = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size, _ = line.split()
        sizes[name.rstrip(":")] = int(size) / 1024
    return sizes["Pss"], sizes["Private_Dirty"] + sizes["Private_Clean"]


def tell(what, home):
    """Print a line of the table: all processes together, those that answer requests, the largest of them."""
    sizes = {pid: memory(pid) for pid in processes(home)}
    serving = [sizes[pid][1] for pid, name in processes(home).items() if "127.0.0.1" in name or "[local]" in name]
    print(
        f"| {what} | {sum(pss for pss, _ in sizes.values()):,.0f} | {len(serving)} | {sum(serving):,.0f} "
        f"| {max(serving, default=0):,.0f} |",
        flush=True,
    )


def main():
    """Measure, and print the table that docs/decisions/0030 has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base")
    parser.add_argument("home")
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    print(
        "| after | PostgreSQL in all (Pss), MB | connections | their own, MB | the largest, MB |\n|---|---|---|---|---|"
    )
    tell("the start", given.home)
    paths = addresses(given.base)
    tell(f"{len(paths)} addresses once", given.home)
    for number in range(given.rounds):
        random.Random(number).shuffle(paths)
        began = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as clients:
            wrong = [status for status in clients.map(lambda path: ask(given.base, path), paths) if status != 200]
        assert not wrong, wrong
        tell(f"round {number + 1} of the same, shuffled ({time.monotonic() - began:.0f} s)", given.home)


if __name__ == "__main__":
    main()
