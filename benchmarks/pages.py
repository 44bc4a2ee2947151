"""W8 on the database at hand: every kind of page as a stranger reads it, beside the API's answer for the same record.

    PARLEY_HOME=... .venv/bin/python -m benchmarks.pages

After `make demo-data` the home has a century and a half of diplomacy. For each page: statements, the median and the
processor's part of it, the size, and the ratio to the API's answer, taken side by side in each round. Exit status 1 if a
page takes more than STATEMENTS statements, or its median is above MS, its size above KB or its ratio above RATIO.
"""

import os
import statistics
import sys
import time
from urllib.parse import quote

STATEMENTS, MS, KB, RATIO = 6, 50, 100, 1.5
ROUNDS = 9
# The record of each kind with the most of what its page shows: (kind, the rows that are counted, the API's address).
FULLEST = [
    ("events", "positions", ""), ("events", "participations", ""), ("experts", "positionholders", "timeline/"),
    ("experts", "participations", "timeline/"), ("organisations", "appointments", ""), ("organisations", "participations", ""),
    ("places", "events", ""), ("topics", "position_topics", ""), ("sources", "positioncitations", ""),
    ("sources", "eventcitations", ""),
]  # fmt: skip
LISTS = ("events", "experts", "organisations", "places", "positions", "sources", "topics")
SEARCHED = "Geneva 1985"


def paths():
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
    query = quote(SEARCHED)
    return [*found, (f"/search/?q={query}", f"/api/v1/search/?q={query}")]


def measured(client, page, api):
    """{"statements", "ms", "cpu", "kb", "ratio" (None without an answer of the API)} of a page."""
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
        "statements": statements,
        "ms": 1000 * statistics.median(took),
        "cpu": 1000 * statistics.median(used),
        "kb": len(answers[0].content) / 1000,
        "ratio": statistics.median(ratios) if ratios else None,
    }


def _timed(client, path):
    wall, cpu = time.perf_counter(), time.process_time()
    client.get(path).getvalue()
    return time.perf_counter() - wall, time.process_time() - cpu


def misses(one):
    """What of a measured page is above its limit, in words."""
    limits = [
        ("statements", STATEMENTS, "statements"),
        ("ms", MS, "median"),
        ("kb", KB, "size"),
        ("ratio", RATIO, "ratio"),
    ]
    return [words for name, limit, words in limits if one[name] is not None and one[name] > limit]


def main():
    """Measure every page; print a line for each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    from lib import database

    database.ensure()
    django.setup()
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    missed = False
    for page, api in paths():
        one = measured(client, page, api)
        wrong = misses(one)
        missed = missed or bool(wrong)
        ratio = f"{one['ratio']:5.1f}" if one["ratio"] is not None else "    –"
        line = f"{one['statements']:2} statements {one['ms']:6.1f} ms (CPU {one['cpu']:5.1f}) {one['kb']:6.1f} kB  ratio {ratio}"
        print(f"{line}  {page}{'  MISSES ' + ', '.join(wrong) if wrong else ''}", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
