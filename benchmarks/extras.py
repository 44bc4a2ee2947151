"""Measurements of the product alone: deep pages, plans without scans of large tables, the admin."""

import statistics
import time

import orjson

from benchmarks.base import BUSIEST
from benchmarks.plans import ADMIN_DATES, administrator

DEEP_PAGES = 40
DEEP_RATIO = 1.5
ADMIN_LISTS = ("summits/event", "summits/position", "summits/participation", "experts/expert", "experts/organisation",
               "experts/appointment", "topics/topic", "sources/source")  # fmt: skip
ADMIN_SEARCHES = (("summits/event", "verification"), ("summits/position", "telemetry"), ("experts/expert", "Смирнов"),
                  ("experts/organisation", "Institute of International"))  # fmt: skip
# Besides those of events and of the busiest expert: the record in the middle of each.
FORMS = (
    "summits/position",
    "summits/participation",
    "experts/organisation",
    "experts/appointment",
    "topics/topic",
    "sources/source",
)
WARM = 5
LIST_STATEMENTS = 5
# A form: the record, its review and history, links to it, the labels of each kind of record that it names; and one per kind of row.
FORM_STATEMENTS = 13
# Session and user take two statements before the admin's own.
# Of the search over everything, at the median.
SEARCH_MS = 100
LOGIN_STATEMENTS = 2
SELECT_OPTIONS = 1000


def deep_lists(rows):
    """Addresses of long lists; `rows` asks the database."""
    roots = [slug for (slug,) in rows("SELECT slug FROM topics_topic WHERE broader_id IS NULL ORDER BY id LIMIT 3")]
    found = [f"/api/v1/positions/?topic={slug}" for slug in roots] + [
        f"/api/v1/events/?topic={slug}&page_size=10" for slug in roots
    ]
    return [*found, "/api/v1/events/?page_size=20", "/api/v1/positions/?date_from=2000"]


def deep_pages(subjects, rows, rounds):
    """First pages against pages far behind, equal in all subjects before they are timed.

    Returns (result, texts of differences).
    """
    from benchmarks.measure import unequal

    product, pairs, faults = subjects[0], [], []
    for first in deep_lists(rows):
        path = first
        for _ in range(DEEP_PAGES):
            following = orjson.loads(product.get(path))["next"]
            if following is None:
                break
            path = following.split("127.0.0.1", 1)[1]
        faults += [text for one in (first, path) if (text := unequal(subjects, one))]
        pairs.append((first, path))
    if faults:
        return None, faults
    ratios = []
    for _ in range(rounds):
        times = [(product.timed(first), product.timed(deep)) for first, deep in pairs]
        ratios.append(statistics.median(deep / first for first, deep in times))
    result = {
        "label": "deep",
        "words": f"page {DEEP_PAGES + 1} against the first",
        "ratio": _middle(ratios),
        "missed": [],
    }
    if result["ratio"]["median"] > DEEP_RATIO:
        result["missed"].append(f"ratio {result['ratio']['median']} > {DEEP_RATIO}")
    return result, []


def _middle(values):
    return {
        "median": round(statistics.median(values), 3),
        "least": round(min(values), 3),
        "greatest": round(max(values), 3),
    }


# -- the admin --------------------------------------------------------------------------------


def log_in():
    """The cookie of a new administrator's session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    user, session = administrator(), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    return f"sessionid={session.session_key}"


def searches(rows):
    """Addresses of the search over everything: names with a slip, a name and a year, words of statements, cities, slugs."""
    names = [
        name
        for (name,) in rows("SELECT name FROM experts_expert WHERE publication = 'published' ORDER BY id LIMIT 400")
    ]
    surnames = [name.split()[-1] for name in names[::40] if len(name.split()[-1]) > 6]
    texts = [f"{name[:3]}{name[4]}{name[3]}{name[5:]}" for name in surnames]
    texts += [f"{name} {1990 + number}" for number, name in enumerate(surnames)]
    texts += [
        "humanitarian corridor",
        "telemetry treaty",
        "ransomware trust",
        "plutonium verification",
        "Geneva 2001 summit",
    ]
    texts += [
        slug for (slug,) in rows("SELECT slug FROM summits_event WHERE publication = 'published' ORDER BY id LIMIT 3")
    ]
    return [f"/api/v1/search/?q={_quoted(text)}" for text in texts]


def search(product, statements, rows, repeats=5):
    """W7: the search, which has no twin; its median must stay below SEARCH_MS."""
    times, counted = [], []
    for path in searches(rows):
        product.get(path)
        times += [product.timed(path) for _ in range(repeats)]
        counted.append(min(statements.of(lambda path=path: product.get(path)) for _ in range(3)))
    median = round(1000 * statistics.median(times), 2)
    number, ms = max(one[0] for one in counted), round(statistics.mean(one[1] for one in counted), 2)
    missed = [f"{median} ms > {SEARCH_MS}"] if median > SEARCH_MS else []
    return {
        "label": "W7", "words": "search over everything", "urls": len(counted), "p50_ms": {"product": median},
        "statements": number, "database": {"product": {"statements": number, "ms": ms}}, "missed": missed,
    }  # fmt: skip


def admin_paths(rows):
    """(kind of page, address) of the admin's pages that are measured."""
    found = [("list", f"/admin/{model}/") for model in ADMIN_LISTS]
    found += [("search", f"/admin/{model}/?q={_quoted(text)}") for model, text in ADMIN_SEARCHES]
    found += [("dates", f"/admin/{path}") for path in ADMIN_DATES]
    (event,) = rows(
        "SELECT event_id FROM summits_participation GROUP BY event_id ORDER BY abs(count(*) - 20), event_id LIMIT 1"
    )[0]
    (largest,) = rows(
        "SELECT event_id FROM summits_position WHERE event_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )[0]
    found += [
        ("form", f"/admin/summits/event/{pk}/change/")
        for pk in (middle_event(rows), event, largest, fullest_event(rows))
    ]
    found.append(("form", f"/admin/experts/expert/{BUSIEST}/change/"))
    for model in FORMS:
        ((pk,),) = rows(f"SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM {model.replace('/', '_')}")
        found.append(("form", f"/admin/{model}/{pk}/change/"))
    return found


def middle_event(rows):
    """The id of the event in the middle by the number of its participants, positions, outcomes and links."""
    tables = {"participation": "event_id", "position": "event_id", "outcome": "event_id", "eventlink": "from_event_id"}
    each = " UNION ALL ".join(f"SELECT {key} AS id FROM summits_{table}" for table, key in tables.items())
    counted = f"SELECT e.id, count(r.id) AS n FROM summits_event e LEFT JOIN ({each}) r ON r.id = e.id GROUP BY e.id"
    ((pk,),) = rows(
        f"SELECT id FROM ({counted}) c ORDER BY n, id OFFSET (SELECT count(*) / 2 FROM summits_event) LIMIT 1"
    )
    return pk


def fullest_event(rows):
    """The id of the event with the most participants and positions in its page."""
    from summits.admin.events import SHOWN

    each = " UNION ALL ".join(
        f"SELECT event_id AS id, least(count(*), {SHOWN}) AS n FROM summits_{table} WHERE event_id IS NOT NULL GROUP BY 1"
        for table in ("participation", "position")
    )
    ((pk,),) = rows(f"SELECT id FROM ({each}) c GROUP BY id ORDER BY sum(n) DESC, id LIMIT 1")
    return pk


def _quoted(text):
    from urllib.parse import quote

    return quote(text)


def admin(product, statements, rows, repeats=9):
    """Statements and milliseconds of the admin's pages: [result]. Pages over budget and long selects are misses.

    Each is asked a few times before: a thread of the server that sees a page for the first time
    prepares its statements.
    """
    product.headers["Cookie"] = log_in()
    results = []
    for kind, path in admin_paths(rows):
        body = [product.get(path) for _ in range(WARM)][-1]
        times = []
        for _ in range(repeats):
            started = time.perf_counter()
            product.get(path)
            times.append(time.perf_counter() - started)
        number, ms, _ = min(statements.of(lambda path=path: product.get(path)) for _ in range(3))
        result = {"label": "admin", "kind": kind, "path": path, "p50_ms": round(1000 * statistics.median(times), 1),
                  "statements": number - LOGIN_STATEMENTS, "db_ms": round(ms, 1), "missed": []}  # fmt: skip
        options = max((part.count(b"<option") for part in body.split(b"<select")), default=0)
        if options > SELECT_OPTIONS:
            result["missed"].append(f"a select with {options} options")
        most = FORM_STATEMENTS + body.count(b"js-inline-admin-formset") if kind == "form" else LIST_STATEMENTS
        if result["statements"] > most:
            result["missed"].append(f"statements {result['statements']} > {most}")
        results.append(result)
    del product.headers["Cookie"]
    return results
