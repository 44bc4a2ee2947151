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
    ref,
    search_key,
    seen,
    url,
)

SLUGS = {
    "topic": """SELECT 'topic' AS name, d.id FROM topics_topic t JOIN topics_topic d
        ON d.path ~>=~ t.path AND d.path ~<~ (t.path || ':')
        WHERE t.slug = %(topic)s AND t.publication = 'published'""",
    "country": """SELECT 'country', id FROM sources_place WHERE slug = %(country)s AND publication = 'published'
        UNION ALL SELECT 'country', c.id FROM sources_place t JOIN sources_place c ON c.country_id = t.id
        WHERE t.slug = %(country)s AND t.publication = 'published'""",
    "expert": "SELECT 'expert', id FROM experts_expert WHERE slug = %(expert)s AND publication = 'published'",
}


def resolve(connection, pairs):
    """The ids behind the slugs of the parameters, by parameter."""
    asked = [SLUGS[name] for name in ("topic", "country", "expert") if name in pairs]
    found = {"topic": [], "country": [], "expert": []}
    if asked:
        for name, pk in connection.execute(" UNION ALL ".join(asked), pairs):
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


def paged(connection, path, base, pairs, matches, key, row, joins, values, alias, ctes=""):
    """Count, page and JSON of a list in one statement. `key` is the sort column, descending."""
    size = int(pairs.get("page_size", 50))
    values |= {"b": base, "size": size, "more": size + 1}
    keyset = ""
    if "cursor" in pairs:
        values["key"], values["id"] = after(pairs["cursor"])
        keyset = f" AND ({key}, {alias}.id) < (%(key)s, %(id)s)"
    table = matches.split()[0]
    statement = f"""
        WITH {ctes} cut AS MATERIALIZED (
            SELECT {alias}.id, {key} AS key FROM {matches}{keyset} ORDER BY {key} DESC, {alias}.id DESC LIMIT %(more)s
        ), page AS (SELECT id, key FROM cut ORDER BY key DESC, id DESC LIMIT %(size)s)
        SELECT (SELECT count(*) FROM (SELECT 1 FROM {matches} LIMIT {CAP + 1}) c),
            (SELECT json_agg(json_build_array(key, id) ORDER BY key DESC, id DESC) FROM cut),
            coalesce((SELECT json_agg({row} ORDER BY page.key DESC, page.id DESC)
                FROM page JOIN {table} {alias} ON {alias}.id = page.id {joins}), '[]'::json)::text"""
    count, keys, results = connection.execute(statement, values).fetchone()
    following, previous = neighbours(base, path, pairs, keys or [], size)
    return envelope(count, following, previous, results)


def events(connection, base, pairs):
    """W1."""
    values = {}
    matches = event_matches(resolve(connection, pairs), pairs, values)
    joins = "LEFT JOIN sources_place l ON l.id = e.place_id LEFT JOIN sources_place lc ON lc.id = l.country_id"
    return paged(connection, "/api/v1/events/", base, pairs, matches, "e.date_earliest", EVENT_ROW, joins, values, "e")


POSITION_ROW = (
    f"json_build_object({POSITION}, 'page', %(b)s || '/positions/' || v.public_id || '/', 'event',"
    f" {seen('e', event_ref('e'))}, {bounds('v', 'effective_date')})"
)
POSITION_JOINS = (
    f"LEFT JOIN summits_event e ON e.id = v.event_id LEFT JOIN summits_panel n ON n.id = v.panel_id {REPLY_JOINS}"
)


def position_matches(found, pairs, values):
    """FROM and WHERE of the positions that match."""
    where = [
        "v.publication = 'published'",
        "(v.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event e WHERE e.id = v.event_id AND e.publication = 'published'))",
        "(v.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel n WHERE n.id = v.panel_id AND n.publication = 'published'))",
    ]
    if "topic" in pairs:
        stance = " AND pt.stance = %(stance)s" if "stance" in pairs else ""
        where.append(f"v.id IN (SELECT position_id FROM summits_positiontopic pt WHERE topic_id = ANY(%(topics)s){stance})")
        values["topics"] = found["topic"]
    elif "stance" in pairs:
        where.append(
            "(v.id IN (SELECT position_id FROM summits_positiontopic WHERE stance = %(stance)s)"
            " OR v.id IN (SELECT position_id FROM summits_positionevent WHERE stance = %(stance)s))"
        )
    values["stance"] = pairs.get("stance")
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
        where.append("v.search @@ websearch_to_tsquery('english'::regconfig, %(q)s)")
        values["q"] = pairs["q"]
    return f"summits_position v WHERE {' AND '.join(where)}"


def positions(connection, base, pairs):
    """W2 and W6a."""
    values = {}
    matches = position_matches(resolve(connection, pairs), pairs, values)
    return paged(
        connection, "/api/v1/positions/", base, pairs, matches, "v.effective_date_earliest", POSITION_ROW, POSITION_JOINS,
        values, "v",
    )  # fmt: skip


NAMED = """hit AS MATERIALIZED (
    SELECT id, max(similarity)::float8 AS similarity FROM (
        SELECT id, word_similarity(%(name)s, name_key) AS similarity FROM experts_expert WHERE {match}
        UNION ALL
        SELECT record_id, word_similarity(%(name)s, key) FROM experts_expertname WHERE {match_further}
    ) s GROUP BY id
),"""
EXPERT_ROW = (
    f"json_build_object('url', {url('experts', 'x.slug')}, 'slug', x.slug, 'name', x.name,"
    " 'page', %(b)s || '/experts/' || x.slug || '/', 'born', x.born, 'died', x.died, 'appointments', "
    + listed(
        APPOINTMENT,
        "experts_appointment a JOIN experts_organisation ao ON ao.id = a.organisation_id AND ao.publication = 'published'"
        " LEFT JOIN experts_organisation ap ON ap.id = ao.parent_id"
        " WHERE a.expert_id = x.id AND a.publication = 'published'",
        "a.start_earliest DESC, a.id",
    )
    + ")"
)


def experts(connection, base, pairs):
    """W6b."""
    key = search_key(pairs["name"])
    values = {"name": key, "b": base}
    if len(key.replace(" ", "")) < 4:
        values["part"] = f"%{key}%"
        match, further = "name_key LIKE %(part)s", "key LIKE %(part)s"
    else:
        match, further = "%(name)s <%% name_key", "%(name)s <%% key"
    ctes = NAMED.format(match=match, match_further=further)
    size = int(pairs.get("page_size", 50))
    values |= {"size": size, "more": size + 1}
    keyset = ""
    if "cursor" in pairs:
        values["key"], values["id"] = after(pairs["cursor"])
        keyset = " WHERE (similarity, id) < (%(key)s, %(id)s)"
    statement = f"""
        WITH {ctes} public AS MATERIALIZED (
            SELECT h.id, h.similarity FROM hit h JOIN experts_expert x ON x.id = h.id AND x.publication = 'published'
        ), cut AS MATERIALIZED (
            SELECT id, similarity FROM public{keyset} ORDER BY similarity DESC, id DESC LIMIT %(more)s
        ), page AS (SELECT id, similarity FROM cut ORDER BY similarity DESC, id DESC LIMIT %(size)s)
        SELECT (SELECT count(*) FROM (SELECT 1 FROM public LIMIT {CAP + 1}) c),
            (SELECT json_agg(json_build_array(similarity, id) ORDER BY similarity DESC, id DESC) FROM cut),
            coalesce((SELECT json_agg({EXPERT_ROW} ORDER BY page.similarity DESC, page.id DESC)
                FROM page JOIN experts_expert x ON x.id = page.id), '[]'::json)::text"""
    count, keys, results = connection.execute(statement, values).fetchone()
    following, previous = neighbours(base, "/api/v1/experts/", pairs, keys or [], size)
    return envelope(count, following, previous, results)


__all__ = ["events", "experts", "positions", "ref"]
