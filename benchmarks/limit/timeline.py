"""W5, JSON built in SQL: the expert by slug, then all entries by one statement; both prepared."""

import orjson

from benchmarks.limit.pieces import REPLY as REPLY_REF
from benchmarks.limit.pieces import REPLY_JOINS, event_ref, listed, ref, seen, url
from experts.periods import limit_sql
from summits.models.standing import words_sql

KEYS = {
    "kind": "null", "id": "null", "slug": "null", "url": "null", "page": "null", "title": "null", "text": "null",
    "date": "null", "start": "null", "end": "null", "ends_by": "null",
    "ends_by_reason": "null", "attested": "'[]'::json", "role": "null", "status": "null", "standing": "null",
    "name_as_printed": "null", "organisation": "null", "event": "null", "place": "null", "appointments": "'[]'::json",
    "topics": "'[]'::json", "about": "'[]'::json", "holders": "'[]'::json", "endorsers": "'[]'::json", "in_reply_to": "null",
    "position_kind": "null",
    "attribution": "null", "basis": "null", "verb": "null", "quotation": "null", "reasons": "'[]'::json",
    "citations": "'[]'::json", "recorded": "null", "draft": "false",
}  # fmt: skip
REPLY = REPLY_REF.replace("'summary',", "'page', %(b)s || '/positions/' || q.public_id || '/', 'summary',")
EXPERT = "SELECT id, name FROM experts_expert WHERE slug = %(slug)s AND publication = 'published'"


def entry(**columns):
    """JSON of an entry."""
    return f"json_build_object({', '.join(f'{key!r}, {columns.get(key, nothing)}' for key, nothing in KEYS.items())})::text"


def cited(table, key):
    """The citations as a timeline shows them."""
    json = (
        f"json_build_object('source', json_build_object('url', {url('sources', 's.slug')}, 'slug', s.slug, 'title', s.title),"
        " 'paragraph', c.paragraph, 'sentence', c.sentence, 'locator', c.locator, 'words',"
        " concat_ws(', ', 'paragraph ' || c.paragraph, 'sentence ' || c.sentence, nullif(c.locator, '')), 'field', c.field,"
        " 'value', c.value, 'note', c.note, 'passage',"
        " CASE WHEN c.paragraph IS NOT NULL AND octet_length(s.archived_text) > 0 THEN true END)"
    )
    return listed(
        json,
        f"{table} c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published' WHERE c.record_id = {key}",
        "c.source_id, c.paragraph, c.sentence, c.id",
    )


def stance_of(kind, a, stance, more=""):
    """A topic or an event with what is said to it."""
    return ref(kind, a, f"{more}, 'stance', {stance}")


EVENT_TOPICS = listed(
    stance_of("topics", "t", "null"),
    "summits_eventtopic r JOIN topics_topic t ON t.id = r.topic_id AND t.publication = 'published' WHERE r.event_id = e.id",
    "r.id",
)
# Those of which the expert's positions about the event speak.
SPOKEN_OF = listed(
    stance_of("topics", "t", "null"),
    "summits_eventtopic r JOIN topics_topic t ON t.id = r.topic_id AND t.publication = 'published' WHERE r.event_id = e.id"
    " AND EXISTS (SELECT 1 FROM unnest(d.paths) said WHERE starts_with(said, t.path))",
    "r.id",
)
ATTESTED = (
    "FROM experts_appointmentcitation c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published'"
    " WHERE c.record_id = a.id AND c.attested_on IS NOT NULL"
)

ENDS_BY, REASON = limit_sql("a", "x", "o")
APPOINTMENTS = f"""
    SELECT CASE WHEN a.start IS NOT NULL THEN a.start_earliest ELSE coalesce(
            (SELECT min(nullif(c.attested_end_from, '0001-01-01')) {ATTESTED}),
            CASE WHEN a."end" <> '..' THEN a.end_from END) END AS day,
        a.end_latest AS until, 0 AS rank, 0 AS place, a.id AS ident, {entry(
            kind="'appointment'", id="a.public_id", url=url("appointments", "a.public_id"),
            page="%(b)s || '/experts/' || %(slug)s || '/#appointment-' || a.public_id",
            title="a.post || ', ' || o.name", text="a.note", start="a.start", end='a."end"',
            ends_by=ENDS_BY, ends_by_reason=REASON,
            attested=f"coalesce((SELECT to_json(array_agg(DISTINCT c.attested_on)) {ATTESTED}), '[]'::json)",
            role="a.post", status="a.status", recorded="a.created_at",
            organisation=ref("organisations", "o", f", 'parent', {seen('op', ref('organisations', 'op'))}"),
            citations=cited("experts_appointmentcitation", "a.id"))} AS body
    FROM experts_appointment a JOIN experts_expert x ON x.id = a.expert_id JOIN experts_organisation o ON o.id = a.organisation_id AND o.publication = 'published'
    LEFT JOIN experts_organisation op ON op.id = o.parent_id
    WHERE a.expert_id = %(expert)s AND a.publication = 'published'"""  # fmt: skip

PARTICIPATIONS = f"""
    SELECT CASE WHEN n.date IS NOT NULL THEN (parley_date_bounds(n.date))[1] WHEN e.date IS NOT NULL THEN e.date_earliest END,
        CASE WHEN n.date IS NULL THEN e.date_latest ELSE (parley_date_bounds(n.date))[4] END, 1, 0, p.id, {entry(
            kind="'participation'", id="p.public_id", url=url("participations", "p.public_id"),
            page="%(b)s || '/events/' || e.slug || '/#' || p.public_id", title="e.name", text="p.billing",
            date="coalesce(n.date, e.date)", role="p.role", status="p.attendance",
            standing=words_sql("e.status", "p.attendance"), name_as_printed="p.name_as_printed",
            organisation=seen("b", ref("organisations", "b")), event=event_ref("e"), place=seen("l", ref("places", "l")),
            appointments=listed(
                f"json_build_object('url', {url('appointments', 'a.public_id')}, 'id', a.public_id, 'post', a.post,"
                f" 'organisation', {ref('organisations', 'o')})",
                "summits_participationappointment r JOIN experts_appointment a ON a.id = r.appointment_id"
                " AND a.publication = 'published' JOIN experts_organisation o ON o.id = a.organisation_id"
                " AND o.publication = 'published' WHERE r.participation_id = p.id", "r.id"),
            topics=f"CASE WHEN p.attendance <> 'unable' AND e.status <> 'cancelled' THEN {EVENT_TOPICS} ELSE '[]'::json END", citations=cited("summits_participationcitation", "p.id"), recorded="p.created_at")}
    FROM summits_participation p JOIN summits_event e ON e.id = p.event_id AND e.publication = 'published'
    LEFT JOIN summits_panel n ON n.id = p.panel_id LEFT JOIN experts_organisation b ON b.id = p.on_behalf_of_id
    LEFT JOIN sources_place l ON l.id = e.place_id
    WHERE p.expert_id = %(expert)s AND p.publication = 'published' AND (p.panel_id IS NULL OR n.publication = 'published')"""  # fmt: skip

POSITIONS = f"""
    SELECT CASE WHEN v.effective_date IS NOT NULL THEN v.effective_date_earliest END, v.effective_date_latest, 4,
        v."order", v.id, {entry(
            kind="'position'", id="v.public_id", url=url("positions", "v.public_id"),
            page="%(b)s || '/positions/' || v.public_id || '/'",
            title="CASE WHEN length(v.summary) <= 90 THEN v.summary ELSE left(v.summary, 87) || '…' END", text="v.summary",
            date="v.effective_date", role="own.role", event=f"CASE WHEN e.id IS NOT NULL THEN {event_ref('e')} END",
            standing=words_sql("e.status"),
            topics=listed(
                stance_of("topics", "t", "r.stance"),
                "summits_positiontopic r JOIN topics_topic t ON t.id = r.topic_id AND t.publication = 'published'"
                " WHERE r.position_id = v.id", "r.id"),
            about=listed(
                stance_of("events", "w", "r.stance", ", 'status', w.status"),
                "summits_positionevent r JOIN summits_event w ON w.id = r.event_id AND w.publication = 'published'"
                " WHERE r.position_id = v.id", "r.id"),
            holders=listed(
                "json_build_object('expert', x.slug, 'organisation', o.slug, 'name', coalesce(x.name, o.name),"
                " 'name_as_printed', h.name_as_printed)",
                "summits_positionholder h LEFT JOIN experts_expert x ON x.id = h.expert_id LEFT JOIN experts_organisation o"
                " ON o.id = h.organisation_id WHERE h.position_id = v.id AND 'published' IN (x.publication, o.publication)",
                "h.id"),
            endorsers=listed(
                "json_build_object('expert', x.slug, 'organisation', o.slug, 'name', coalesce(x.name, o.name))",
                "summits_positionendorser h LEFT JOIN experts_expert x ON x.id = h.expert_id LEFT JOIN experts_organisation o"
                " ON o.id = h.organisation_id WHERE h.position_id = v.id AND 'published' IN (x.publication, o.publication)",
                "h.id"),
            in_reply_to=REPLY,
            position_kind="v.kind", attribution="v.attribution", basis="v.basis", verb="v.verb", quotation="v.quotation",
            citations=cited("summits_positioncitation", "v.id"), recorded="v.created_at")}
    FROM own JOIN summits_position v ON v.id = own.id LEFT JOIN summits_event e ON e.id = v.event_id {REPLY_JOINS}"""  # fmt: skip

EVENTS = f"""
    SELECT CASE WHEN e.date IS NOT NULL THEN e.date_earliest END, e.date_latest, 2, 0, e.id, {entry(
            kind="'event'", id="e.public_id", slug="e.slug", url=url("events", "e.slug"),
            page="%(b)s || '/events/' || e.slug || '/'", title="e.name", text="e.summary", date="e.date", role="e.kind",
            status="e.status", standing=words_sql("e.status"), event=event_ref("e"), place=seen("l", ref("places", "l")),
            topics=SPOKEN_OF,
            reasons="d.reasons", citations=cited("summits_eventcitation", "e.id"), recorded="e.created_at")}
    FROM discussed d JOIN summits_event e ON e.id = d.event_id AND e.publication = 'published'
    LEFT JOIN sources_place l ON l.id = e.place_id"""  # fmt: skip

OUTCOMES = f"""
    SELECT CASE WHEN u.effective_date IS NOT NULL THEN u.effective_date_earliest END, u.effective_date_latest, 3, 0, u.id,
        {entry(
            kind="'outcome'", id="u.public_id", url=url("outcomes", "u.public_id"),
            page="%(b)s || '/events/' || e.slug || '/#' || u.public_id", title="u.title", text="u.summary",
            date="u.effective_date", role="u.kind", status="u.status",
            standing=words_sql("e.status"), event=event_ref("e"),
            reasons="to_json(array_remove(ARRAY[CASE WHEN f.party THEN"
            " json_build_object('relation', 'party', 'id', null, 'stance', null)::text END, CASE WHEN f.spoken THEN"
            " json_build_object('relation', 'outcome of', 'id', e.slug, 'stance', null)::text END], NULL)::json[])",
            citations=cited("summits_outcomecitation", "u.id"), recorded="u.created_at")}
    FROM (
        SELECT id, bool_or(spoken) AS spoken, bool_or(party) AS party FROM (
            SELECT s.id, true AS spoken, false AS party FROM discussed d JOIN summits_outcome s ON s.event_id = d.event_id
            UNION ALL SELECT outcome_id, false, true FROM summits_outcomeparty WHERE expert_id = %(expert)s
        ) w GROUP BY id
    ) f JOIN summits_outcome u ON u.id = f.id AND u.publication = 'published'
    JOIN summits_event e ON e.id = u.event_id AND e.publication = 'published'"""  # fmt: skip

OWN = """own AS MATERIALIZED (
    SELECT v.id, v.public_id, m.role FROM (
        SELECT position_id, max(role) AS role FROM (
            SELECT position_id, 'holder' AS role FROM summits_positionholder WHERE expert_id = %(expert)s
            UNION ALL SELECT position_id, 'endorser' FROM summits_positionendorser WHERE expert_id = %(expert)s
        ) u GROUP BY position_id
    ) m JOIN summits_position v ON v.id = m.position_id AND v.publication = 'published'
    LEFT JOIN summits_event e ON e.id = v.event_id LEFT JOIN summits_panel n ON n.id = v.panel_id
    WHERE (v.event_id IS NULL OR e.publication = 'published') AND (v.panel_id IS NULL OR n.publication = 'published')
)"""
ENTRIES = f"""WITH {OWN}, discussed AS MATERIALIZED (
        SELECT event_id, reasons, paths FROM (
            SELECT pe.event_id, json_agg(json_build_object('relation', 'about', 'id', own.public_id, 'stance', pe.stance)
                ORDER BY pe.position_id) AS reasons
            FROM own JOIN summits_positionevent pe ON pe.position_id = own.id GROUP BY pe.event_id
        ) a LEFT JOIN (
            SELECT pe.event_id, array_agg(DISTINCT t.path) AS paths
            FROM own JOIN summits_positionevent pe ON pe.position_id = own.id
            JOIN summits_positiontopic pt ON pt.position_id = own.id
            JOIN topics_topic t ON t.id = pt.topic_id AND t.publication = 'published' GROUP BY pe.event_id
        ) b USING (event_id)
    )
    SELECT string_agg(body, ',' ORDER BY day NULLS LAST, rank, until, place, ident), count(*)
    FROM ({APPOINTMENTS} UNION ALL {PARTICIPATIONS} UNION ALL {EVENTS} UNION ALL {OUTCOMES} UNION ALL {POSITIONS}) entries"""


def head(base, slug, name):
    """Whose timeline it is."""
    return {"url": f"{base}/api/v1/experts/{slug}/", "page": f"{base}/experts/{slug}/", "slug": slug, "name": name}


def timeline(connection, base, slug):
    """W5."""
    values = {"b": base, "slug": slug}
    expert, name = connection.execute(EXPERT, values, prepare=True).fetchone()
    entries, count = connection.execute(ENTRIES, values | {"expert": expert}, prepare=True).fetchone()
    return b'{"expert":%s,"count":%d,"entries":[%s]}' % (
        orjson.dumps(head(base, slug, name)),
        count,
        (entries or "").encode(),
    )
