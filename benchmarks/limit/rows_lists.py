"""The lists from rows: the same look-ups and matches as the other variant, the page put together in Python."""

import orjson

from benchmarks.limit import lists
from benchmarks.limit.pieces import envelope, neighbours
from benchmarks.limit.rows import Reader


def answer(base, path, pairs, count, keys, results):
    """The list's JSON."""
    size = int(pairs.get("page_size", 50))
    following, previous = neighbours(base, path, pairs, [row[:2] for row in keys], size)
    return envelope(count, following, previous, orjson.dumps(results).decode())


def events(connection, base, pairs):
    """W1."""
    values = {}
    matches = lists.event_matches(lists.resolve(connection, pairs), pairs, values)
    few = "topic" in pairs and "country" in pairs
    count, keys = lists.page_of(connection, pairs, matches, "e.date_earliest", values, "e", few)
    ids = [row[1] for row in keys[: int(pairs.get("page_size", 50))]]
    results = []
    if ids:
        read = Reader(connection, base)
        rows = read.ask(f"{read.EVENT} WHERE e.id = ANY(%(ids)s) ORDER BY e.date_earliest DESC, e.id DESC", ids)
        topics, there = read.event_topics(ids), read.participants(ids)
        for row in rows:
            one = read.event_head(row)
            one["topics"] = topics.get(row[0], [])
            one["participants"] = [participant for _, participant in there.get(row[0], ())]
            results.append(one)
    return answer(base, "/api/v1/events/", pairs, count, keys, results)


def positions(connection, base, pairs):
    """W2 and W6a."""
    values = {}
    matches = lists.position_matches(lists.resolve(connection, pairs), pairs, values)
    count, keys = lists.page_of(connection, pairs, matches, "v.effective_date_earliest", values, "v", "expert" in pairs)
    ids = [row[1] for row in keys[: int(pairs.get("page_size", 50))]]
    results = []
    if ids:
        read = Reader(connection, base)
        order = "v.effective_date_earliest DESC, v.id DESC"
        results = read.positions("v.id = ANY(%(ids)s)", order, ids, whole=True)
    return answer(base, "/api/v1/positions/", pairs, count, keys, results)


EXPERT = "SELECT id, slug, name, born, died FROM experts_expert WHERE id = ANY(%(ids)s)"


def experts(connection, base, pairs):
    """W6b."""
    count, keys = lists.name_hits(connection, pairs)
    ids = [row[1] for row in keys[: int(pairs.get("page_size", 50))]]
    results = []
    if ids:
        read = Reader(connection, base)
        rows = {row[0]: row for row in read.ask(EXPERT, ids)}
        posts = read.appointments("a.expert_id", "a.start_earliest DESC, a.id", ids)
        for pk in ids:
            _, slug, name, born, died = rows[pk]
            one = {**read.ref("experts", slug, name), "page": f"{base}/experts/{slug}/", "born": born, "died": died}
            one["timeline"] = f"{read.api}/experts/{slug}/timeline/"
            results.append({**one, "appointments": posts.get(pk, [])})
    return answer(base, "/api/v1/experts/", pairs, count, keys, results)
