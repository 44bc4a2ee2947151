"""The lists, JSON built in SQL: one statement for the slugs, one for matches, count, page and JSON."""

from benchmarks.limit.pieces import (
    APPOINTMENT,
    CAP,
    EVENT_TOPICS,
    PARTICIPANT,
    PARTICIPANTS_OF,
    POSITION,
    REPLY_JOINS,
    after,
    bounds,
    day,
    envelope,
    event_ref,
    listed,
    neighbours,
    place,
    seen,
    url,
)
from lib.names import search_keys, spellings

SLUGS = {
    "topic": """SELECT 'topic' AS name, d.id FROM topics_topic t JOIN topics_topic d
        ON d.path ~>=~ t.path AND d.path ~<~ (t.path || ':') AND d.publication = 'published'
        WHERE t.slug = %(topic)s AND t.publication = 'published'""",
    "country": """SELECT 'country', id FROM sources_place WHERE slug = %(country)s AND publication = 'published'
        UNION ALL SELECT 'country', c.id FROM sources_place t JOIN sources_place c ON c.country_id = t.id
        WHERE t.slug = %(country)s AND t.publication = 'published' AND c.publication = 'published'""",
    "expert": "SELECT 'expert', id FROM experts_expert WHERE slug = %(expert)s AND publication = 'published'",
}


def resolve(connection, pairs):
    """The ids behind the slugs of the parameters, by parameter; prepared, as an id look-up."""
    asked = [SLUGS[name] for name in ("topic", "country", "expert") if name in pairs]
    found = {"topic": [], "country": [], "expert": []}
    if asked:
        for name, pk in connection.execute(" UNION ALL ".join(asked), pairs, prepare=True):
            found[name].append(pk)
    return found


EVENT_ROW = (
    f"json_build_object('url', {url('events', 'e.slug')}, 'slug', e.slug, 'name', e.name, 'kind', e.kind, 'date', e.date,"
    f" 'page', %(b)s || '/events/' || e.slug || '/', 'status', e.status, {bounds('e')}, 'place', {place('l', 'lc')},"
    " 'start_time', e.start_time, 'end_time', e.end_time, 'timezone', e.timezone, 'summary', e.summary,"
    f" 'topics', {EVENT_TOPICS}, 'participants', "
    + listed(f"json_build_object({PARTICIPANT})", PARTICIPANTS_OF.format("p.event_id = e.id"), 'p."order", p.id')
    + ")"
)


def event_matches(found, pairs, values):
    """FROM and WHERE of the events that match."""
    where = ["e.publication = 'published'"]
    if "topic" in pairs:
        where.append("e.id IN (SELECT event_id FROM summits_eventtopic WHERE topic_id = ANY(%(topics)s))")
        values["topics"] = found["topic"]
    if "country" in pairs:
        where.append("e.place_id = ANY(%(places)s)")
        values["places"] = found["country"]
    if "date_from" in pairs:
        where.append("e.date_latest >= %(first)s")
        values["first"] = day(pairs["date_from"])
    if "date_to" in pairs:
        where.append("e.date_earliest <= %(last)s")
        values["last"] = day(pairs["date_to"], last=True)
    return f"summits_event e WHERE {' AND '.join(where)}"


def page_of(connection, pairs, matches, key, values, alias, few):
    """(number of matches up to one more than is counted, [(key, id)] of the page and one more).

    `few`: the matches are few enough to count them while the page is cut.
    """
    size = int(pairs.get("page_size", 50))
    values["more"] = size + 1
    keyset = ""
    if "cursor" in pairs:
        values["key"], values["id"] = after(pairs["cursor"])
        keyset = f" AND ({key}, {alias}.id) < (%(key)s, %(id)s)"
    counted = ", count(*) OVER ()" if few and not keyset else ""
    rows = connection.execute(
        f"SELECT {key}, {alias}.id{counted} FROM {matches}{keyset} ORDER BY {key} DESC, {alias}.id DESC LIMIT %(more)s",
        values,
    ).fetchall()
    if not keyset and len(rows) <= size:
        return len(rows), rows
    if counted:
        return rows[0][2], [row[:2] for row in rows]
    count = connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {matches} LIMIT {CAP + 1}) c", values).fetchone()[
        0
    ]
    return count, rows


def paged(connection, path, base, pairs, matches, key, whole, values, alias, few=False):
    """A page of a list. `whole` is the statement that gives the JSON of some ids, prepared."""
    size = int(pairs.get("page_size", 50))
    count, keys = page_of(connection, pairs, matches, key, values, alias, few)
    ids = [pk for _, pk, *_ in keys[:size]]
    results = connection.execute(whole, {"b": base, "ids": ids}, prepare=True).fetchone()[0] if ids else "[]"
    following, previous = neighbours(base, path, pairs, [row[:2] for row in keys], size)
    return envelope(count, following, previous, results)


EVENTS_BY_ID = f"""SELECT json_agg({EVENT_ROW} ORDER BY e.date_earliest DESC, e.id DESC)::text FROM summits_event e
    LEFT JOIN sources_place l ON l.id = e.place_id LEFT JOIN sources_place lc ON lc.id = l.country_id
    WHERE e.id = ANY(%(ids)s)"""


def events(connection, base, pairs):
    """W1."""
    values = {}
    matches = event_matches(resolve(connection, pairs), pairs, values)
    few = "topic" in pairs and "country" in pairs
    return paged(connection, "/api/v1/events/", base, pairs, matches, "e.date_earliest", EVENTS_BY_ID, values, "e", few)


POSITION_ROW = (
    f"json_build_object({POSITION}, 'page', %(b)s || '/positions/' || v.public_id || '/', 'event',"
    f" {seen('e', event_ref('e'))}, {bounds('v', 'effective_date')})"
)
POSITIONS_BY_ID = f"""SELECT json_agg({POSITION_ROW} ORDER BY v.effective_date_earliest DESC, v.id DESC)::text
    FROM summits_position v LEFT JOIN summits_event e ON e.id = v.event_id LEFT JOIN summits_panel n ON n.id = v.panel_id
    {REPLY_JOINS} WHERE v.id = ANY(%(ids)s)"""


def position_matches(found, pairs, values):
    """FROM and WHERE of the positions that match."""
    where = [
        "v.publication = 'published'",
        "(v.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event e WHERE e.id = v.event_id AND e.publication = 'published'))",
        "(v.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel n WHERE n.id = v.panel_id AND n.publication = 'published'))",
    ]
    if "topic" in pairs:
        stance = " AND pt.stance = ANY(%(stance)s)" if "stance" in pairs else ""
        where.append(
            f"v.id IN (SELECT position_id FROM summits_positiontopic pt WHERE topic_id = ANY(%(topics)s){stance})"
        )
        values["topics"] = found["topic"]
    elif "stance" in pairs:
        where.append(
            "(v.id IN (SELECT position_id FROM summits_positiontopic WHERE stance = ANY(%(stance)s))"
            " OR v.id IN (SELECT position_id FROM summits_positionevent WHERE stance = ANY(%(stance)s)))"
        )
    values["stance"] = pairs.get("stance", "").split(",")
    if "expert" in pairs:
        where.append("v.id IN (SELECT position_id FROM summits_positionholder WHERE expert_id = %(expert)s)")
        values["expert"] = found["expert"][0]
    if "date_from" in pairs:
        where.append("v.effective_date_latest >= %(first)s")
        values["first"] = day(pairs["date_from"])
    if "date_to" in pairs:
        where.append("v.effective_date_earliest <= %(last)s")
        values["last"] = day(pairs["date_to"], last=True)
    if "q" in pairs:
        where.append("v.search @@ websearch_to_tsquery('russian'::regconfig, replace(parley_folded(%(q)s), '¬', '-'))")
        values["q"] = pairs["q"].replace(" -", " ¬")
    return f"summits_position v WHERE {' AND '.join(where)}"


def positions(connection, base, pairs):
    """W2 and W6a."""
    values = {}
    matches = position_matches(resolve(connection, pairs), pairs, values)
    return paged(
        connection, "/api/v1/positions/", base, pairs, matches, "v.effective_date_earliest", POSITIONS_BY_ID, values, "v",
        "expert" in pairs,
    )  # fmt: skip


EXPERT_ROW = (
    f"json_build_object('url', {url('experts', 'x.slug')}, 'slug', x.slug, 'name', x.name,"
    " 'page', %(b)s || '/experts/' || x.slug || '/', 'timeline', %(b)s || '/api/v1/experts/' || x.slug || '/timeline/',"
    " 'born', x.born, 'died', x.died, 'appointments', "
    + listed(
        APPOINTMENT,
        "experts_appointment a JOIN experts_organisation ao ON ao.id = a.organisation_id AND ao.publication = 'published'"
        " LEFT JOIN experts_organisation ap ON ap.id = ao.parent_id"
        " WHERE a.expert_id = x.id AND a.publication = 'published'",
        "a.start_earliest DESC, a.id",
    )
    + ")"
)


EXPERTS_BY_ID = f"""SELECT json_agg({EXPERT_ROW} ORDER BY u.place)::text
    FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY u(id, place) JOIN experts_expert x ON x.id = u.id"""
NAMED = """WITH hit AS MATERIALIZED (
    SELECT id, max(similarity) AS similarity FROM (
        SELECT id, {alike_own} AS similarity FROM experts_expert WHERE {match}
        UNION ALL
        SELECT record_id, {alike_further} FROM experts_expertname WHERE {match_further}
    ) s GROUP BY id
), named AS MATERIALIZED (
    SELECT h.id, h.similarity FROM hit h JOIN experts_expert x ON x.id = h.id AND x.publication = 'published'
) SELECT similarity, id, (SELECT count(*) FROM named) FROM named{keyset} ORDER BY similarity DESC, id DESC LIMIT %(more)s"""


def name_hits(connection, pairs):
    """(number of experts found, [(similarity, id)] of the page and one more)."""
    keys = search_keys(pairs["name"])
    short = len(keys[0].replace(" ", "")) < 4
    ways = [f"%{key}%" for key in keys] if short else spellings(pairs["name"])
    values = {"more": int(pairs.get("page_size", 50)) + 1}
    values |= {f"k{number}": key for number, key in enumerate(keys)} | {
        f"s{number}": way for number, way in enumerate(ways)
    }
    keyset = ""
    if "cursor" in pairs:
        values["key"], values["id"] = after(pairs["cursor"])
        keyset = " WHERE (similarity, id) < (%(key)s::real, %(id)s)"
    own, further = (
        {
            "match": " OR ".join(
                f"{column} LIKE %(s{number})s" if short else f"%(s{number})s <%% {column}"
                for number in range(len(ways))
            ),
            "alike": f"greatest({', '.join(f'word_similarity(%(k{number})s, {column})' for number in range(len(keys)))})",
        }
        for column in ("name_key", "key")
    )
    statement = NAMED.format(
        match=own["match"], match_further=further["match"],
        alike_own=own["alike"], alike_further=further["alike"], keyset=keyset,
    )  # fmt: skip
    rows = connection.execute(statement, values).fetchall()
    return (rows[0][2] if rows else 0), [row[:2] for row in rows]


def experts(connection, base, pairs):
    """W6b."""
    size = int(pairs.get("page_size", 50))
    count, keys = name_hits(connection, pairs)
    ids = [pk for _, pk in keys[:size]]
    results = connection.execute(EXPERTS_BY_ID, {"b": base, "ids": ids}, prepare=True).fetchone()[0] if ids else "[]"
    following, previous = neighbours(base, "/api/v1/experts/", pairs, keys, size)
    return envelope(count, following, previous, results)
