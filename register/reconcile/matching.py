"""Queries: candidates for a name, each with a score, and whether it is the one."""

import re

from lib.api.errors import BadParameters
from lib.names import search_key
from lib.partialdates.core import PartialDateError, parse
from lib.visibility import audience_of
from register.reconcile import kinds

MOST_QUERIES = 50
LIMIT, LIMIT_MAX = 10, 50
LONGEST = 300
# What a score is made of where properties are given: the name, and how many of them agree.
NAME_SHARE = 0.7
# What is so much like a name, and like no other, is proposed; below it nothing is.
LEAST = 40


class Query:
    """One query, read. Raises BadParameters."""

    def __init__(self, name, said):
        self.name = name
        if not isinstance(said, dict):
            raise _bad(name, "a query is an object")
        self.text = said.get("query") or ""
        if not isinstance(self.text, str) or len(self.text) > LONGEST:
            raise _bad(name, f"query is a text of at most {LONGEST} letters")
        types = said.get("type") or list(kinds.TYPES)
        self.types = [types] if isinstance(types, str) else types
        if not isinstance(self.types, list) or any(one not in kinds.TYPES for one in self.types):
            raise _bad(name, f"type is one or several of {', '.join(kinds.TYPES)}")
        self.limit = said.get("limit", LIMIT)
        if not isinstance(self.limit, int) or isinstance(self.limit, bool) or self.limit < 1:
            raise _bad(name, "limit is a whole number from 1")
        self.limit = min(self.limit, LIMIT_MAX)
        self.properties = []
        given = said.get("properties") or []
        if not isinstance(given, list):
            raise _bad(name, "properties is a list")
        for one in given:
            pid = one.get("pid") or one.get("p") if isinstance(one, dict) else None
            if not isinstance(pid, str) or "v" not in one:
                raise _bad(name, "each of the properties has a pid and a v")
            values = one["v"] if isinstance(one["v"], list) else [one["v"]]
            self.properties.append((pid, [_value(value) for value in values if value not in (None, "")]))
        known = {pid for one in self.types for pid in kinds.properties(one)}
        for pid, _ in self.properties:
            if pid not in known:
                raise _bad(name, f"there is no property “{pid}”")


def _bad(name, words):
    return BadParameters({"queries": [f"{name}: {words}."]})


def _value(value):
    """A value of a property as text: an entity counts by its id."""
    return str(value.get("id") or value.get("name") or "") if isinstance(value, dict) else str(value)


def answer(batch, user, base):
    """The answers to a batch of queries ({name: query}): a number of statements that grows with the queries alone."""
    if not isinstance(batch, dict) or len(batch) > MOST_QUERIES:
        raise BadParameters({"queries": [f"Give an object of at most {MOST_QUERIES} queries by name."]})
    queries = [Query(name, said) for name, said in batch.items()]
    ids = {query.name: _public_id(query.text, base) for query in queries}
    by_id = kinds.by_ids([one for one in ids.values() if one], user)
    hits = {query.name: _hits(query, by_id.get(ids[query.name]), user) for query in queries}
    told = _told(queries, hits, user, base)
    return {query.name: {"result": _result(query, hits[query.name], told, ids[query.name])} for query in queries}


def _public_id(text, base):
    """The permanent id that a text is, alone or as the address /id/…; "" if it looks like none."""
    text = text.strip().removeprefix(f"{base}/id/").strip("/")
    return text if re.fullmatch(r"[a-z0-9][a-z0-9.-]{2,59}", text) else ""


def _hits(query, known, user):
    """The candidates of a query: [(kind, pk, whether the text is an abbreviation)]."""
    found = [(*known, False)] if known and known[0].name in query.types else []
    for name in query.types:
        kind = kinds.TYPES[name]
        found += [(kind, *hit) for hit in kinds.candidates(kind, query.text, user, 2 * query.limit)]
    return found


def _told(queries, hits, user, base):
    """What is known of all candidates: {kind: ({pk: record}, {pk: keys of names})}; whole records if properties are asked."""
    whole = any(query.properties for query in queries)
    wanted = {}
    for found in hits.values():
        for kind, pk, _ in found:
            wanted.setdefault(kind, set()).add(pk)
    return {
        kind: (kinds.records(kind, pks, audience_of(user), base, whole), kinds.all_names(kind, pks))
        for kind, pks in wanted.items()
    }


def _result(query, hits, told, asked_id):
    found = {}
    for kind, pk, abbreviation in hits:
        records, names = told[kind]
        record = records.get(pk)
        if record is None or record["id"] in found:
            continue
        name = max(kinds.alike(query.text, names.get(pk, ())), 90 if abbreviation else 0)
        agreeing = [_agrees(record, pid, values) for pid, values in query.properties if values]
        features = [{"id": "name", "value": name}]
        score = float(name)
        if agreeing:
            share = sum(0.5 if one is None else one for one in agreeing) / len(agreeing)
            score = round(NAME_SHARE * name + (1 - NAME_SHARE) * 100 * share, 1)
            features.append({"id": "properties", "value": round(100 * share)})
        identified = record["id"] == asked_id or any(
            one is True
            for (pid, _), one in zip(((p, v) for p, v in query.properties if v), agreeing, strict=True)
            if pid.startswith("identifiers.")
        )
        if identified:
            score = 100.0
        if score >= LEAST:
            found[record["id"]] = {
                "id": record["id"],
                "name": record["name"],
                "description": kinds.described(record),
                "type": [kinds.type_of(kind.name)],
                "score": score,
                "match": False,
                "features": features,
                "sure": identified or (name == 100 and False not in agreeing),
            }
    best = sorted(found.values(), key=lambda one: (-one["score"], not one["sure"]))[: query.limit]
    sure = [one for one in best if one.pop("sure")]
    # What two records are called is the name of neither alone.
    if len(sure) == 1 or (len(sure) > 1 and sure[0]["score"] > sure[1]["score"]):
        sure[0]["match"] = True
    return best


def _agrees(record, pid, asked):
    """Whether a record has one of the values: True or False; None where it says nothing."""
    there = kinds.values(record, pid)
    if not there:
        return None
    return any(_same(value, one) for value in asked for one in there)


def _same(asked, there):
    if isinstance(there, dict):
        return search_key(asked) == search_key(kinds.as_text(there)) or asked in (there.get("slug"), there.get("url"))
    text = str(there).lower() if isinstance(there, bool) else str(there)
    if asked == text or (search_key(asked) and search_key(asked) == search_key(text)):
        return True
    try:
        mine, theirs = parse(asked), parse(text)
    except PartialDateError:
        return False
    # Dates agree where both can be true.
    return bool(mine and theirs and mine.earliest <= theirs.latest and theirs.earliest <= mine.latest)
