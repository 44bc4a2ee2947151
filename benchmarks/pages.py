"""W8 on the database at hand: every kind of page as a stranger reads it, beside the API's answer for the same record.

    PARLEY_HOME=... .venv/bin/python -m benchmarks.pages

`make bench` does so on its own data; after `make demo-data` the home has a century and a half of diplomacy. For each
page: the median, the processor's part of it, statements, size, and the ratio to the API's answer, taken side by side in
each round, as a table for docs/performance.md. Exit status 1 if a page takes more than STATEMENTS statements; what is
above MS, KB or RATIO is named and, as times of a machine are, not judged.
"""

import os
import re
import statistics
import sys
import time
from urllib.parse import quote

STATEMENTS, MS, KB, RATIO = 6, 50, 100, 1.5
ROUNDS = 9
WORDS = {"statements": "statements", "p50_ms": "median", "kb": "size", "ratio": "to the API"}
HEAD = [
    "| page | ms | of these the processor | statements | kB | to the API | above |",
    "|---|---|---|---|---|---|---|",
]
# The record of each kind with the most of what its page shows: (kind, the rows that are counted, the API's address).
FULLEST = [
    ("events", "positions", ""), ("events", "participations", ""), ("experts", "positionholders", "timeline/"),
    ("experts", "participations", "timeline/"), ("organisations", "appointments", ""), ("organisations", "participations", ""),
    ("places", "events", ""), ("topics", "position_topics", ""), ("sources", "positioncitations", ""),
    ("sources", "eventcitations", ""),
]  # fmt: skip
LISTS = ("events", "experts", "organisations", "places", "positions", "sources", "topics")
SEARCHED = "Geneva 1985"


def paths(client):
    """[(page, address of the API or None)]."""
    from django.db.models import Count

    from register.kinds import KINDS
    from summits.models import PositionHolder

    models = {kind.name: kind.model for kind in KINDS.values()}
    found = [("/", None), ("/about/", None), *((f"/{name}/", f"/api/v1/{name}/") for name in LISTS)]
    for name, counted, suffix in FULLEST:
        rows = models[name].objects.filter(publication="published").annotate(number=Count(counted))
        slug = rows.order_by("-number", "pk").values_list("slug", flat=True).first()
        if slug:
            found.append((f"/{name}/{slug}/", f"/api/v1/{name}/{slug}/{suffix}"))
    said = models["positions"].objects.filter(publication="published").order_by("pk").first()
    if said:
        found.append((f"/positions/{said.public_id}/", f"/api/v1/positions/{said.public_id}/"))
    holders = PositionHolder.objects.filter(expert__publication="published").values_list("expert__slug")
    two = [slug for slug, _ in holders.annotate(number=Count("pk")).order_by("-number")[:2]]
    if len(two) == 2:
        found.append((f"/compare/?expert={two[0]}&expert={two[1]}", None))
    # The index of relations has those with most events first.
    if relation := re.search(r'href="(/relations/[^/"]+/[^/"]+/)"', client.get("/relations/").content.decode()):
        found.append((relation[1], f"/api/v1{relation[1]}"))
    found += [("/calendar/", None), ("/map/", None), ("/network/", None)]
    query = quote(SEARCHED)
    found.append((f"/search/?q={query}", f"/api/v1/search/?q={query}"))
    # One record may be the fullest in two respects.
    return list(dict.fromkeys(found))


def measure(say=print):
    """The results of all pages: [{"path", "p50_ms", "cpu_ms", "statements", "kb", "ratio" (or None), "above", "missed"}]."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    results = []
    for page, api in paths(client):
        results.append(judged({"label": "W8", "path": page, **_measured(client, page, api)}))
        say(row(results[-1]))
    return results


def judged(result):
    """The result with what is above its limit in words, and what of it is a miss."""
    limits = {"statements": STATEMENTS, "p50_ms": MS, "kb": KB, "ratio": RATIO}
    result["above"] = [name for name, limit in limits.items() if result[name] is not None and result[name] > limit]
    over = "statements" in result["above"]
    result["missed"] = [f"statements {result['statements']} > {STATEMENTS}"] if over else []
    return result


def row(result):
    """A page's line of the table in docs/performance.md."""
    ratio = "–" if result["ratio"] is None else result["ratio"]
    above = ", ".join(WORDS[name] for name in result["above"]) or "none"
    figures = f"{result['p50_ms']} | {result['cpu_ms']} | {result['statements']} | {result['kb']} | {ratio}"
    return f"| `{result['path']}` | {figures} | {above} |"


def _measured(client, page, api):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        answers = [client.get(path) for path in (page, api) if path]
    if wrong := [one for one in answers if one.status_code != 200]:
        raise SystemExit(f"{wrong[0].request['PATH_INFO']} answers {wrong[0].status_code}.")
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    # Now: the next request empties the log.
    statements = len(asked)
    took, used, ratios = [], [], []
    for _ in range(ROUNDS):
        wall, cpu = _timed(client, page)
        took.append(wall)
        used.append(cpu)
        if api:
            ratios.append(wall / _timed(client, api)[0])
    return {
        "p50_ms": round(1000 * statistics.median(took), 1),
        "cpu_ms": round(1000 * statistics.median(used), 1),
        "statements": statements,
        "kb": round(len(answers[0].content) / 1000, 1),
        "ratio": round(statistics.median(ratios), 1) if ratios else None,
    }


def _timed(client, path):
    wall, cpu = time.perf_counter(), time.process_time()
    client.get(path).getvalue()
    return time.perf_counter() - wall, time.process_time() - cpu


def main():
    """Measure every page of the home at hand; print the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    from lib import database

    database.ensure()
    django.setup()
    print("\n".join(HEAD), flush=True)
    results = measure(lambda text: print(text, flush=True))
    return int(any(result["missed"] for result in results))


if __name__ == "__main__":
    sys.exit(main())
