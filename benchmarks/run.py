"""`make bench`: generate, start the three servers, compare answers, take the times, judge.

    python -m benchmarks.run S [--only W1,W3] [--subjects product,limit] [--rounds 7]

Exit status: 0 all targets met; 1 a ratio or statement budget missed; 2 answers differ.
"""

import argparse
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time

from benchmarks import measure
from benchmarks.database import Database
from benchmarks.generate import SIZES, prepare

LIMITS = ("limit-sql", "limit-rows")
PLANNED = 6  # addresses of each item whose plans are looked at here; the suite looks at all of them
# So often at least a round asks something of an item with few addresses.
REPEATS = 3
# Who has taken so many seconds for an address in a round is not asked for it again in that round:
# one long timeline takes DRF ten.
ENOUGH = 2.0


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__.splitlines()[0])
    parser.add_argument("size", nargs="?", default="S", choices=list(SIZES))
    parser.add_argument("--only", default="", help="labels of work items, separated by commas")
    parser.add_argument("--subjects", default="product,drf,limit-sql,limit-rows", help="what to compare")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-burst", action="store_true")
    parser.add_argument("--record", action="store_true", help="write benchmarks/results and docs/performance.md")
    return parser.parse_args()


def say(text):
    """Print a line at once."""
    print(text, flush=True)


def free_port():
    """A port of 127.0.0.1 that nothing uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Servers:
    """The servers under test, each a process of its own, until the block ends."""

    def __init__(self, names):
        self.names, self.processes, self.ports = names, {}, {}

    def __enter__(self):
        for name in self.names:
            port = self.ports[name] = free_port()
            command = [sys.executable, "-m", "benchmarks.server", name, str(port)]
            self.processes[name] = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ})
        for name, port in self.ports.items():
            self._await(name, port)
        return self

    def _await(self, name, port):
        deadline = time.monotonic() + 120
        while True:
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise SystemExit(f"The server {name} did not start.")
            try:
                measure.Subject(name, port).get("/api/v1/events/?page_size=1")
                return
            except OSError:
                time.sleep(0.1)

    def __exit__(self, *error):
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            process.wait(30)


def compare(item, subjects):
    """The differences between the subjects' answers, as texts; asking also warms them up."""
    return [text for path in item.paths if (text := measure.unequal(subjects, path))]


def times(item, subjects, rounds, chance):
    """Latencies in seconds: {subject: [[...] per round]}; in a round each address goes to all, in shuffled order."""
    found = {subject.name: [[] for _ in range(rounds)] for subject in subjects}
    repeats = max(1, REPEATS // len(item.paths))
    for index in range(rounds):
        paths, taken = item.paths * repeats, {}
        chance.shuffle(paths)
        for path in paths:
            order = list(subjects)
            chance.shuffle(order)
            for subject in order:
                if taken.get((subject.name, path), 0) < ENOUGH:
                    found[subject.name][index].append(took := subject.timed(path))
                    taken[subject.name, path] = taken.get((subject.name, path), 0) + took
    return found


def bursts(item, subjects, rounds, chance):
    """Requests per second over four connections: {subject: [per round]}."""
    found = {subject.name: [] for subject in subjects}
    for _ in range(rounds):
        paths = item.paths * max(1, measure.BURST_CONNECTIONS // len(item.paths))
        chance.shuffle(paths)
        order = list(subjects)
        chance.shuffle(order)
        for subject in order:
            found[subject.name].append(subject.burst(paths))
    return found


def per_round(found, one, other):
    """The ratio of two subjects' median latencies, by round."""
    return [statistics.median(a) / statistics.median(b) for a, b in zip(found[one], found[other], strict=True)]


def middle(values):
    """Median and spread (least to greatest), rounded."""
    return {
        "median": round(statistics.median(values), 3),
        "least": round(min(values), 3),
        "greatest": round(max(values), 3),
    }


def evaluate(item, size, found, burst, counted):
    """The result of a work item as a dictionary, with what it misses."""
    medians = {name: statistics.median([x for part in parts for x in part]) for name, parts in found.items()}
    result = {"label": item.label, "words": item.words, "urls": len(item.paths)}
    result["p50_ms"] = {name: round(1000 * value, 2) for name, value in medians.items()}
    result["missed"] = []
    target = item.targets.get(size)
    limits = [name for name in LIMITS if name in found]
    if limits and "product" in found:
        best = min(limits, key=medians.get)
        result["limit"] = best
        result["limit_ratio"] = middle(per_round(found, "product", best))
        if target and target.limit and result["limit_ratio"]["median"] > target.limit:
            result["missed"].append(f"limit_ratio {result['limit_ratio']['median']} > {target.limit}")
        if burst:
            result["burst_limit_ratio"] = middle([b / a for a, b in zip(burst["product"], burst[best], strict=True)])
    if "drf" in found and "product" in found:
        result["drf_ratio"] = middle(per_round(found, "drf", "product"))
        by = "drf_ratio"
        if burst:
            result["burst_drf_ratio"] = middle([a / b for a, b in zip(burst["product"], burst["drf"], strict=True)])
            by = "burst_drf_ratio" if item.label == "W4" else by  # its target is one of throughput
        if target and target.drf and result[by]["median"] < target.drf:
            result["missed"].append(f"{by} {result[by]['median']} < {target.drf}")
    if burst:
        result["burst_per_s"] = {name: round(statistics.median(values), 1) for name, values in burst.items()}
    result["database"] = counted
    if "product" in counted:
        result["statements"] = counted["product"]["statements"]
        if target and target.statements and result["statements"] > target.statements:
            result["missed"].append(f"statements {result['statements']} > {target.statements}")
    return result


def grown(results, before):
    """Note how many times as long each item takes as at size S, by that size's results (or None); a miss if too long."""
    from benchmarks.work import GROWTH, GROWTH_ELSE

    took = {item["label"]: item["p50_ms"].get("product") for item in (before or {}).get("items", ())}
    for result in results:
        if took.get(result["label"]) and "product" in result["p50_ms"]:
            most = GROWTH.get(result["label"], GROWTH_ELSE)
            result["growth"] = round(result["p50_ms"]["product"] / took[result["label"]], 2)
            if result["growth"] > most:
                result["missed"].append(f"{result['growth']} times as long as at S > {most}")


def line(result):
    """One line for a work item."""
    parts = [result["label"], f"p50_ms={result['p50_ms'].get('product', 0)}"]
    for name in ("limit_ratio", "drf_ratio", "burst_limit_ratio", "burst_drf_ratio"):
        if name in result:
            value = result[name]
            parts.append(f"{name}={value['median']:.2f} ({value['least']:.2f}..{value['greatest']:.2f})")
    if "statements" in result:
        parts.append(f"statements={result['statements']} db_ms={result['database']['product']['ms']}")
    others = " ".join(f"{name}={ms}" for name, ms in result["p50_ms"].items() if name != "product")
    parts.append(f"[ms: {others}]")
    parts += [f"MISSED: {text}" for text in result["missed"]]
    return " ".join(parts)


def count(item, subjects, statements):
    """Statements (the most of any address) and database time (mean) per request, by subject.

    The product is asked three times for each address and the least counts: the worker beside
    its server now and then looks after its queue on the same database.
    """
    counted = {}
    for subject in subjects:
        seen = [
            min(
                statements.of(lambda path=path, subject=subject: subject.get(path))
                for _ in range(3 if subject.name == "product" else 1)
            )
            for path in item.paths
        ]
        counted[subject.name] = {
            "statements": max(number for number, _, _ in seen),
            "ms": round(statistics.mean(ms for _, ms, _ in seen), 2),
        }
    return counted


def differences(faults):
    """Print where answers differ, and exit without a time."""
    for label, texts in faults.items():
        for text in texts[:3]:
            say(f"{label} differs ({len(texts)} of its addresses): {text}")
    sys.exit(2)


def main():
    """Run the benchmark; exits with its status."""
    options = arguments()
    names = options.subjects.split(",")
    with Database.started() as database:
        took = prepare(SIZES[options.size], database.connect, say)
        from benchmarks import extras, importing, pages, plans, report
        from benchmarks.statistics_of import Statements
        from benchmarks.work import Addresses, items

        about = report.machine()
        connection = database.connect()
        connection.autocommit = True
        addresses = Addresses(connection)
        work = addresses.fill(items())
        if options.only:
            work = [item for item in work if item.label in options.only.split(",")]
        statements = Statements(database)
        with Servers(sorted({name.split("-")[0] for name in names})) as servers:
            subjects = [
                measure.Subject(name, servers.ports[name.split("-")[0]], name.partition("-")[2] or None)
                for name in names
            ]
            faults = {item.label: compare(item, subjects) for item in work}
            if any(faults.values()):
                differences(faults)
            scans = plans.scans(work, connection, PLANNED)
            # What is asked of size S. At L the planner may rightly scan for a word that a tenth of all records has.
            judged = "MISSED: " if options.size == "S" else ""
            for label, tables in scans.items():
                say(f"{label} {judged}reads {', '.join(tables)} from end to end")
            say(f"Answers are equal: {sum(len(item.paths) for item in work)} addresses, {', '.join(names)}")
            chance, results, deep, admin, imported, read = random.Random(11), [], None, [], [], []
            for item in work:
                found = times(item, subjects, options.rounds, chance)
                burst = {} if options.no_burst else bursts(item, subjects, max(3, options.rounds // 2), chance)
                counted = count(item, subjects, statements)
                results.append(evaluate(item, options.size, found, burst, counted))
                say(line(results[-1]))
            if not options.only and names[0] == "product":
                deep, faults = extras.deep_pages(subjects, addresses.rows, options.rounds)
                if faults:
                    differences({"deep": faults})
                say(f"deep ratio={deep['ratio']['median']} {' '.join(f'MISSED: {text}' for text in deep['missed'])}")
                results.append(extras.search(subjects[0], statements, addresses.rows))
                say(line(results[-1]))
                imported = [importing.made_up()]
                say(importing.line(imported[0]))
                admin = extras.admin(subjects[0], statements, addresses.rows)
                for page in admin:
                    say(f"admin {page['kind']} {page['path']} p50_ms={page['p50_ms']} statements={page['statements']}"
                        f"{''.join(f' MISSED: {text}' for text in page['missed'])}")  # fmt: skip
                read = pages.measure(lambda text: say(f"W8 {text}"))
        if options.size == "L":
            before = report.latest("S")
            grown(results, before)
            for result in results:
                say(f"{result['label']} growth={result.get('growth', 'unknown')}")
        if options.record:
            name = report.write(options.size, options.rounds, about, results, deep, scans, admin, read, took)
            say(f"Results: benchmarks/results/{name} and docs/performance.md")
    missed = [*results, *admin, *imported, *read, *([deep] if deep else [])]
    sys.exit(1 if (scans and options.size == "S") or any(result["missed"] for result in missed) else 0)


if __name__ == "__main__":
    main()
