"""W4 both ways: ties as one UNION ALL; ranked and worded in SQL, or counted in Python.

A tie has a code (its kind, and of links and outcomes also kind and direction), the other event, what is
shared (0 for links and for positions about the event), who brought it there, and what it is worth as a link or outcome.
"""

import math
from collections import defaultdict

import orjson

LIMIT, STEP, HALF, COMMON = 20, 1000, 20.0, 500
LINKS = ("discusses", "follows", "prepares", "parallel_to", "part_of", "reacts_to")
INVERSE = ("discussed by", "followed by", "prepared by", "parallel to", "has part", "reacted to by")
WORTH = (4000, 2000, 3000, 2000, 4000, 3000)
RELATIONS = ("confirms", "implements", "breaks")
OUTCOME, OUTCOME_IN, ABOUT_OUT, ABOUT_IN, TOPIC, EXPERT, ORGANISATION = 40, 50, 60, 61, 70, 71, 72
WEIGHT = {ABOUT_OUT: 4.0, ABOUT_IN: 4.0, TOPIC: 1.0, EXPERT: 3.0, ORGANISATION: 2.0}
NAMES = {TOPIC: "topic", EXPERT: "expert", ORGANISATION: "organisation"}
PEOPLE = (EXPERT, ORGANISATION)

KIND = "array_position(ARRAY['" + "','".join(LINKS) + "'], l.kind::text)"
RELATION = "array_position(ARRAY['" + "','".join(RELATIONS) + "'], oe.relation::text)"
LINK_WORTH = f"""(ARRAY{list(WORTH)})[{KIND}] / CASE WHEN EXISTS (SELECT 1 FROM summits_linkcitation c
    JOIN sources_source s ON s.id = c.source_id WHERE c.record_id = l.id AND s.publication = 'published') THEN 1 ELSE 2 END"""
# A visible participation: of a visible actor, on no panel or a visible one.
HERE = """FROM summits_participation p LEFT JOIN summits_panel pn ON pn.id = p.panel_id
    {} WHERE {} AND p.publication = 'published' AND p.attendance <> 'unable'
    AND (p.panel_id IS NULL OR pn.publication = 'published')"""
# People meet at no event that was called off.
MET = "i.code NOT IN (71, 72) OR 'cancelled' NOT IN (e.status, (SELECT status FROM summits_event WHERE id = %(id)s))"
ACTOR = """LEFT JOIN experts_expert who ON who.id = p.expert_id LEFT JOIN experts_organisation body
    ON body.id = p.organisation_id"""
SEEN = "coalesce(who.publication, body.publication) = 'published' AND "
POST = """JOIN summits_participationappointment r ON r.participation_id = p.id
    JOIN experts_appointment a ON a.id = r.appointment_id AND a.publication = 'published'"""


def organisations(own):
    """(event, organisation): itself there, spoken for, or by a post."""
    parts = (
        ("p.organisation_id", "", "p.organisation_id", ""),
        ("p.on_behalf_of_id", ACTOR, "p.on_behalf_of_id", SEEN),
        ("a.organisation_id", f"{ACTOR} {POST}", "a.organisation_id", SEEN),
    )
    if own:
        return " UNION ".join(
            f"SELECT {what} AS ref " + HERE.format(joins, f"{seen}p.event_id = %(id)s AND {key} IS NOT NULL")
            for what, joins, key, seen in parts
        )
    return " UNION ALL ".join(
        f"SELECT p.event_id AS other, {what} AS ref, coalesce(p.expert_id, -p.organisation_id) AS by_whom "
        + HERE.format(joins, f"{seen}{key} IN (SELECT ref FROM my_organisations)")
        for what, joins, key, seen in parts
    )


POSITIONS = """summits_position p LEFT JOIN summits_panel pn ON pn.id = p.panel_id
    WHERE {} AND p.publication = 'published' AND (p.panel_id IS NULL OR pn.publication = 'published')"""
TIES = f"""
    my_positions AS MATERIALIZED (SELECT p.id FROM {POSITIONS.format("p.event_id = %(id)s")}),
    my_topics AS MATERIALIZED (
        SELECT topic_id AS ref FROM summits_eventtopic WHERE event_id = %(id)s
        UNION SELECT pt.topic_id FROM my_positions p JOIN summits_positiontopic pt ON pt.position_id = p.id
    ),
    my_experts AS MATERIALIZED (SELECT DISTINCT p.expert_id AS ref {
    HERE.format("", "p.event_id = %(id)s AND p.expert_id IS NOT NULL")
}),
    my_organisations AS MATERIALIZED ({organisations(True)}),
    every AS (
        SELECT to_event_id AS other, {KIND} AS code, 0::bigint AS ref, 0::bigint AS by_whom, {LINK_WORTH} AS worth
        FROM summits_eventlink l WHERE from_event_id = %(id)s AND publication = 'published'
        UNION ALL
        SELECT from_event_id, 10 + {KIND}, 0, 0, {LINK_WORTH} FROM summits_eventlink l
        WHERE to_event_id = %(id)s AND publication = 'published'
        UNION ALL
        SELECT u.event_id, {OUTCOME} + {RELATION}, u.id, 0, 3000 FROM summits_outcome u JOIN summits_outcomeevent oe
        ON oe.outcome_id = u.id AND oe.event_id = %(id)s WHERE u.event_id <> %(id)s AND u.publication = 'published'
        UNION ALL
        SELECT oe.event_id, {OUTCOME_IN} + {RELATION}, u.id, 0, 3000 FROM summits_outcome u JOIN summits_outcomeevent oe
        ON oe.outcome_id = u.id AND oe.event_id <> %(id)s WHERE u.event_id = %(id)s AND u.publication = 'published'
        UNION ALL
        SELECT DISTINCT pe.event_id, {ABOUT_OUT}, 0::bigint, 0, 0 FROM my_positions p
        JOIN summits_positionevent pe ON pe.position_id = p.id AND pe.event_id <> %(id)s
        UNION ALL
        SELECT DISTINCT p.event_id, {ABOUT_IN}, 0::bigint, 0, 0 FROM summits_positionevent pe JOIN {
    POSITIONS.format("p.event_id <> %(id)s AND pe.event_id = %(id)s").replace(
        "summits_position p", "summits_position p ON p.id = pe.position_id", 1
    )
}
        UNION ALL
        SELECT et.event_id, {TOPIC}, et.topic_id, 0, 0 FROM my_topics m
        JOIN topics_topic t ON t.id = m.ref AND t.publication = 'published'
        JOIN summits_eventtopic et ON et.topic_id = m.ref AND et.event_id <> %(id)s
        UNION ALL
        SELECT x.other, {EXPERT}, x.ref, x.ref, 0 FROM (
            SELECT DISTINCT p.event_id AS other, p.expert_id AS ref
            {HERE.format("", "p.expert_id IN (SELECT ref FROM my_experts) AND p.event_id <> %(id)s")}
        ) x JOIN experts_expert t ON t.id = x.ref AND t.publication = 'published'
        UNION ALL
        SELECT x.other, {ORGANISATION}, x.ref, x.by_whom, 0 FROM (
            SELECT other, ref, coalesce(min(by_whom) FILTER (WHERE by_whom NOT IN (SELECT ref FROM my_experts)), min(by_whom)) AS by_whom
            FROM ({organisations(False)}) every_one GROUP BY other, ref
        ) x JOIN experts_organisation t ON t.id = x.ref AND t.publication = 'published' WHERE x.other <> %(id)s
    )"""
# How far apart two events are: the logarithm of the days, a step for another place, two for another country.
DATED = """SELECT e.id, e.date, e.date_earliest AS first, e.date_latest AS last, p.id AS place, coalesce(p.country_id, p.id) AS land
    FROM summits_event e LEFT JOIN sources_place p ON p.id = e.place_id AND p.publication = 'published'"""
NEAR = """CASE WHEN e.date IS NOT NULL AND a.date IS NOT NULL THEN ln(1::float8 + greatest(0, e.first - a.last, a.first - e.last))
    + CASE WHEN e.place = a.place THEN 0 WHEN e.land = a.land THEN 1 ELSE 2 END END"""
SCORED = f"""
    WITH {TIES},
    ties AS MATERIALIZED (
        SELECT i.* FROM every i JOIN summits_event e ON e.id = i.other AND e.publication = 'published' AND ({MET})
    ),
    counts AS MATERIALIZED (SELECT code, ref, count(*) AS n FROM ties GROUP BY code, ref),
    scored AS (
        SELECT other, max(worth) AS worth, sum(shared) AS shared, min(rarest) AS rarest FROM (
            SELECT other, max(worth) AS worth, min(n) AS rarest,
                CASE WHEN bool_or(code IN {PEOPLE}) THEN max(weight / share) ELSE sum(weight / share) END AS shared
            FROM (
                SELECT ties.*, n, ln(1.7182818::float8 + n) AS share, CASE WHEN ties.code IN ({ABOUT_OUT}, {ABOUT_IN}) THEN 4.0::float8
                    WHEN ties.code = {EXPERT} THEN 3.0 WHEN ties.code = {ORGANISATION} THEN 2.0 WHEN ties.code = {TOPIC} THEN 1.0
                    ELSE 0 END AS weight
                FROM ties JOIN counts ON counts.code = ties.code AND counts.ref = ties.ref
            ) weighed GROUP BY other, code IN {PEOPLE}, by_whom
        ) parts GROUP BY other
    ),
    best AS (
        SELECT other, count(*) OVER () AS total,
            round((worth + {STEP} * shared / (shared + {HALF}))::numeric, 2) AS score, {NEAR} AS apart
        FROM scored JOIN ({DATED}) e ON e.id = other CROSS JOIN ({DATED} WHERE e.id = %(id)s) a
        WHERE worth > 0 OR rarest <= {COMMON} ORDER BY score DESC, apart, other DESC LIMIT {LIMIT}
    )"""
SQL = f"""{SCORED}
    SELECT best.total, e.slug, e.name, e.kind, e.date, e.status, best.score::float8,
        (SELECT json_agg(json_build_array(w.code, c.n, coalesce(t.slug, x.slug, o.slug, u.public_id),
                coalesce(t.name, x.name, o.name, u.title)) ORDER BY w.code >= {ABOUT_OUT}, w.worth DESC, c.n, w.code)
         FROM ties w JOIN counts c ON c.code = w.code AND c.ref = w.ref
         LEFT JOIN summits_outcome u ON w.code BETWEEN {OUTCOME} AND {ABOUT_OUT - 1} AND u.id = w.ref
         LEFT JOIN topics_topic t ON w.code = {TOPIC} AND t.id = w.ref
         LEFT JOIN experts_expert x ON w.code = {EXPERT} AND x.id = w.ref
         LEFT JOIN experts_organisation o ON w.code = {ORGANISATION} AND o.id = w.ref
         WHERE w.other = best.other)::text
    FROM best JOIN summits_event e ON e.id = best.other ORDER BY best.score DESC, best.apart, best.other DESC"""
GROUPS = f"""WITH {TIES} SELECT i.code, i.ref, array_agg(i.other), array_agg(i.by_whom), array_agg(i.worth) FROM every i
    JOIN summits_event e ON e.id = i.other AND e.publication = 'published' AND ({MET}) GROUP BY i.code, i.ref"""
EVENT = "SELECT id FROM summits_event WHERE slug = %(slug)s AND publication = 'published'"
APART = f"""SELECT e.id, coalesce({NEAR}, 'infinity') FROM ({DATED}) e CROSS JOIN ({DATED} WHERE e.id = %(id)s) a
    WHERE e.id = ANY(%(others)s)"""
EVENTS = "SELECT id, slug, name, kind, date, status FROM summits_event WHERE id = ANY(%(ids)s)"
THINGS = f"""SELECT {TOPIC} AS code, id, slug, name FROM topics_topic WHERE id = ANY(%(topics)s)
    UNION ALL SELECT {EXPERT}, id, slug, name FROM experts_expert WHERE id = ANY(%(experts)s)
    UNION ALL SELECT {ORGANISATION}, id, slug, name FROM experts_organisation WHERE id = ANY(%(organisations)s)
    UNION ALL SELECT {OUTCOME}, id, public_id, title FROM summits_outcome WHERE id = ANY(%(outcomes)s)"""


def reason(base, code, n, slug, name):
    """A reason as the product words it."""
    found = {"kind": "", "words": "", "link": None, "relation": None, "direction": None, "events": n, "topic": None,
             "expert": None, "organisation": None, "outcome": None}  # fmt: skip
    if code < 20:
        link = code - 10 if code > 10 else code
        words = INVERSE[link - 1] if code > 10 else LINKS[link - 1].replace("_", " ")
        return found | {
            "kind": "link",
            "words": words,
            "link": LINKS[link - 1],
            "direction": "in" if code > 10 else "out",
        }
    if code < ABOUT_OUT:
        verb, out = RELATIONS[code % 10 - 1], code < OUTCOME_IN
        outcome = {"url": f"{base}/api/v1/outcomes/{slug}/", "id": slug, "title": name}
        words = f"{verb} its outcome “{name}”" if out else f"it {verb} the outcome “{name}”"
        return found | {
            "kind": "outcome",
            "words": words,
            "relation": verb,
            "direction": "out" if out else "in",
            "outcome": outcome,
        }
    if code < TOPIC:
        words = "positions here are about it" if code == ABOUT_OUT else "positions there are about this event"
        return found | {"kind": "about", "words": words, "direction": "out" if code == ABOUT_OUT else "in"}
    kind = NAMES[code]
    shared = "no other event" if n == 1 else f"{n - 1} more"
    found[kind] = {"url": f"{base}/api/v1/{kind}s/{slug}/", "slug": slug, "name": name}
    words = f"both have the {kind} {name} (as {'has ' if n == 1 else 'have '}{shared})"
    return found | {"kind": kind, "words": words}


def row(base, slug, name, kind, date, status, score, reasons):
    """An event of the list."""
    url = f"{base}/api/v1/events/{slug}/"
    event = {"url": url, "slug": slug, "name": name, "kind": kind, "date": date, "status": status}
    return {**event, "score": score, "reasons": reasons}


def answer(total, rows):
    """The list's JSON."""
    return orjson.dumps({"count": total, "next": None, "previous": None, "results": rows})


def related(connection, base, slug):
    """W4 ranked in SQL."""
    pk = connection.execute(EVENT, {"slug": slug}, prepare=True).fetchone()[0]
    found = connection.execute(SQL, {"id": pk}, prepare=True).fetchall()
    rows = [row(base, *one[1:7], [reason(base, *r) for r in orjson.loads(one[7])]) for one in found]
    return answer(found[0][0] if found else 0, rows)


def related_rows(connection, base, slug):
    """W4 ranked in Python: groups of ties from SQL, names of the twenty best looked up."""
    pk = connection.execute(EVENT, {"slug": slug}, prepare=True).fetchone()[0]
    worth, shared, brought = defaultdict(int), defaultdict(float), defaultdict(float)
    rarest = {}
    groups = connection.execute(GROUPS, {"id": pk}, prepare=True).fetchall()
    for code, _, others, by_whom, worths in groups:
        weight = 0 if code < ABOUT_OUT else WEIGHT[code] / math.log(1.7182818 + len(others))
        for other, who, direct in zip(others, by_whom, worths, strict=True):
            worth[other] = max(worth[other], direct)
            rarest[other] = min(rarest.get(other, len(others)), len(others))
            if code in PEOPLE:
                brought[other, who] = max(brought[other, who], weight)
            else:
                shared[other] += weight
    for (other, _), weight in brought.items():
        shared[other] += weight
    shown = [other for other in shared if worth[other] or rarest[other] <= COMMON]
    apart = dict(connection.execute(APART, {"id": pk, "others": shown}, prepare=True).fetchall())
    scores = sorted(
        (-round(worth[other] + STEP * shared[other] / (shared[other] + HALF) + 1e-9, 2), apart[other], -other)
        for other in shown
    )
    best = {-other: -score for score, _, other in scores[:LIMIT]}
    ties, wanted = defaultdict(list), {TOPIC: set(), EXPERT: set(), ORGANISATION: set(), OUTCOME: set()}
    for code, ref, others, _, worths in groups:
        thing = OUTCOME if OUTCOME <= code < ABOUT_OUT else code
        for other, direct in zip(others, worths, strict=True):
            if other not in best:
                continue
            ties[other].append((code >= ABOUT_OUT, -direct, len(others), code, ref))
            if thing in wanted:
                wanted[thing].add(ref)
    names = {**NAMES, OUTCOME: "outcome"}
    values = {f"{names[code]}s": list(ids) for code, ids in wanted.items()}
    things = {(code, ref): (slug, name) for code, ref, slug, name in connection.execute(THINGS, values, prepare=True)}
    events = {one[0]: one[1:] for one in connection.execute(EVENTS, {"ids": list(best)}, prepare=True)}
    rows = []
    for other, score in best.items():
        reasons = [
            reason(base, code, n, *things.get((OUTCOME if OUTCOME <= code < ABOUT_OUT else code, ref), (None, None)))
            for _, _, n, code, ref in sorted(ties[other])
        ]
        rows.append(row(base, *events[other], score, reasons))
    return answer(len(scores), rows)
