"""Details, JSON built in SQL: one statement each, prepared, since they ask by one address."""

from benchmarks.limit.pieces import (
    EVENT_TOPICS,
    INVERSE,
    LABEL,
    PARTICIPANT,
    PARTICIPANTS_OF,
    POSITION,
    REPLY_JOINS,
    URI,
    actors,
    bounds,
    citations,
    event_ref,
    listed,
    panel_ref,
    place,
    seen,
    url,
)


def participants(where, more=""):
    """The participations of an event or a panel."""
    return listed(f"json_build_object({PARTICIPANT}{more})", PARTICIPANTS_OF.format(where), 'p."order", p.id')


def links(own, other, label):
    """The links of an event in one direction."""
    return listed(
        f"json_build_object('url', {url('links', 'l.public_id')}, 'id', l.public_id, 'kind', l.kind, 'label', {label},"
        f" 'event', {event_ref('w')}, 'note', l.note)",
        f"summits_eventlink l JOIN summits_event w ON w.id = l.{other} AND w.publication = 'published'"
        f" WHERE l.{own} = e.id AND l.publication = 'published'",
        "l.id",
    )


OUTCOMES = listed(
    f"json_build_object('url', {url('outcomes', 'u.public_id')}, 'id', u.public_id, 'kind', u.kind, 'title', u.title,"
    " 'summary', u.summary, 'status', u.status, 'date', u.effective_date, 'parties', "
    + actors("summits_outcomeparty", "h.outcome_id = u.id")
    + ", 'later_events', "
    + listed(
        f"json_build_object('event', {event_ref('w')}, 'relation', oe.relation)",
        "summits_outcomeevent oe JOIN summits_event w ON w.id = oe.event_id AND w.publication = 'published'"
        " WHERE oe.outcome_id = u.id",
        "oe.id",
    )
    + f", 'citations', {citations('summits_outcomecitation', 'u.id')})",
    "summits_outcome u WHERE u.event_id = e.id AND u.publication = 'published'",
    "u.id",
)

EVENT = f"""
    SELECT json_build_object('url', {url("events", "e.slug")}, 'slug', e.slug, 'name', e.name, 'kind', e.kind,
        'date', e.date, 'id', e.public_id, 'page', %(b)s || '/events/' || e.slug || '/',
        'related', {url("events", "e.slug")} || 'related/', 'status', e.status, {bounds("e")},
        'start_time', e.start_time, 'end_time', e.end_time, 'timezone', e.timezone, 'place', {place("l", "lc")},
        'summary', e.summary, 'website', e.website,
        'names', {
    listed(
        "json_build_object('text', m.text, 'language', m.language, 'script', m.script, 'kind', m.kind, 'period', m.period)",
        "summits_eventname m WHERE m.record_id = e.id",
        "m.id",
    )
},
        'identifiers', {
    listed(
        f"json_build_object('scheme', i.scheme, 'value', i.value, 'uri', {URI})",
        "summits_eventidentifier i WHERE i.record_id = e.id",
        "i.scheme, i.value, i.id",
    )
},
        'topics', {EVENT_TOPICS},
        'panels', {
    listed(
        f"json_build_object('url', {url('panels', 'g.public_id')}, 'id', g.public_id, 'title', g.title, 'number', g.number,"
        " 'date', g.date, 'summary', g.summary, 'participations', " + participants("p.panel_id = g.id") + ")",
        "summits_panel g WHERE g.event_id = e.id AND g.publication = 'published'",
        "g.number, g.id",
    )
},
        'participations', {participants("p.event_id = e.id", f", 'panel', {seen('n', panel_ref('n'))}")},
        'positions', {
    listed(
        f"json_build_object({POSITION})",
        f"summits_position v LEFT JOIN summits_panel n ON n.id = v.panel_id {REPLY_JOINS}"
        " WHERE v.event_id = e.id AND v.publication = 'published' AND (v.panel_id IS NULL OR n.publication = 'published')",
        'v."order", v.id',
    )
},
        'outcomes', {OUTCOMES},
        'links', {links("from_event_id", "to_event_id", LABEL)},
        'linked_from', {links("to_event_id", "from_event_id", INVERSE)},
        'citations', {citations("summits_eventcitation", "e.id")}
    )::text
    FROM summits_event e LEFT JOIN sources_place l ON l.id = e.place_id LEFT JOIN sources_place lc ON lc.id = l.country_id
    WHERE e.slug = %(slug)s AND e.publication = 'published'"""


def event(connection, base, slug):
    """W3."""
    return connection.execute(EVENT, {"b": base, "slug": slug}, prepare=True).fetchone()[0].encode()
