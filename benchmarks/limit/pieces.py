"""Pieces of hand-written SQL that several statements share: JSON objects, and who may see what.

Every statement reads as the public does: published records only. `%(b)s` is the address
of the site.
"""

from urllib.parse import urlencode

import orjson

from lib.api.cursors import decode, encode

FIRST, LAST = "'0001-01-01'::date", "'9999-12-31'::date"
CAP = 10_000
INVERSE = (
    "CASE l.kind WHEN 'discusses' THEN 'discussed by' WHEN 'follows' THEN 'followed by' WHEN 'prepares' THEN 'prepared by'"
    " WHEN 'parallel_to' THEN 'parallel to' WHEN 'part_of' THEN 'has part' WHEN 'reacts_to' THEN 'reacted to by' END"
)
LABEL = "replace(l.kind, '_', ' ')"

# The address of an identifier; its scheme and value are read from `i`.
URI = (
    "CASE i.scheme WHEN 'wikidata' THEN 'http://www.wikidata.org/entity/' || i.value WHEN 'viaf' THEN 'http://viaf.org/viaf/' ||"
    " i.value WHEN 'isni' THEN 'https://isni.org/isni/' || i.value WHEN 'orcid' THEN 'https://orcid.org/' || i.value WHEN 'ror'"
    " THEN 'https://ror.org/' || i.value WHEN 'geonames' THEN 'https://sws.geonames.org/' || i.value || '/' WHEN 'doi' THEN"
    " 'https://doi.org/' || i.value WHEN 'isbn' THEN 'urn:isbn:' || i.value WHEN 'issn' THEN"
    " 'https://portal.issn.org/resource/ISSN/' || i.value ELSE CASE WHEN i.scheme = 'other' AND i.value ~ '^https?://\\S+$'"
    " THEN i.value ELSE '' END END"
)


def url(kind, key):
    """SQL for the address of a record in the API."""
    return f"%(b)s || '/api/v1/{kind}/' || {key} || '/'"


def ref(kind, a, more=""):
    """JSON of a record with slug and name."""
    return f"json_build_object('url', {url(kind, a + '.slug')}, 'slug', {a}.slug, 'name', {a}.name{more})"


def seen(a, json):
    """The JSON if the joined row is there and public, else null."""
    return f"CASE WHEN {a}.publication = 'published' THEN {json} END"


def event_ref(a):
    """JSON of an event in a few words."""
    return ref("events", a, f", 'kind', {a}.kind, 'date', {a}.date, 'status', {a}.status")


def place(a, country):
    """JSON of a place with its country."""
    return seen(
        a,
        ref(
            "places",
            a,
            f", 'kind', {a}.kind, 'country', " + seen(country, ref("places", country, f", 'kind', {country}.kind")),
        ),
    )


def panel_ref(a):
    """JSON of a panel in a few words."""
    return (
        f"json_build_object('url', {url('panels', a + '.public_id')}, 'id', {a}.public_id, 'title', {a}.title,"
        f" 'number', {a}.number)"
    )


def listed(json, source, order):
    """A JSON list from a subquery; an empty list where there is no row."""
    return f"coalesce((SELECT json_agg({json} ORDER BY {order}) FROM {source}), '[]'::json)"


def bounds(a, column="date"):
    """The keys date_earliest and date_latest."""
    return (
        f"'date_earliest', nullif({a}.{column}_earliest, {FIRST}), 'date_latest', nullif({a}.{column}_latest, {LAST})"
    )


def citations(table, key):
    """The citations of a record."""
    json = (
        f"json_build_object('source', json_build_object('url', {url('sources', 's.slug')}, 'slug', s.slug, 'title', s.title),"
        " 'paragraph', c.paragraph, 'sentence', c.sentence, 'locator', c.locator, 'field', c.field, 'value', c.value,"
        " 'note', c.note)"
    )
    return listed(
        json,
        f"{table} c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published' WHERE c.record_id = {key}",
        "c.source_id, c.paragraph, c.sentence, c.id",
    )


EVENT_TOPICS = listed(
    ref("topics", "t"),
    "summits_eventtopic et JOIN topics_topic t ON t.id = et.topic_id AND t.publication = 'published'"
    " WHERE et.event_id = e.id",
    "et.id",
)

APPOINTMENT = (
    f"json_build_object('url', {url('appointments', 'a.public_id')}, 'id', a.public_id, 'post', a.post, 'organisation', "
    + ref("organisations", "ao", ", 'parent', " + seen("ap", ref("organisations", "ap")))
    + ", 'start', a.start, 'end', a.\"end\")"
)

PARTICIPANT = (
    f"'url', {url('participations', 'p.public_id')}, 'id', p.public_id,"
    f" 'expert', {seen('x', ref('experts', 'x'))}, 'organisation', {seen('o', ref('organisations', 'o'))},"
    " 'role', p.role, 'billing', p.billing, 'name_as_printed', p.name_as_printed, 'appointments', "
    + listed(
        APPOINTMENT,
        "summits_participationappointment r JOIN experts_appointment a ON a.id = r.appointment_id"
        " AND a.publication = 'published' JOIN experts_expert ax ON ax.id = a.expert_id AND ax.publication = 'published'"
        " JOIN experts_organisation ao ON ao.id = a.organisation_id AND ao.publication = 'published'"
        " LEFT JOIN experts_organisation ap ON ap.id = ao.parent_id WHERE r.participation_id = p.id",
        "r.id",
    )
    + f", 'on_behalf_of', {seen('b', ref('organisations', 'b'))}, 'attendance', p.attendance, 'order', p.\"order\""
)
PARTICIPANTS_OF = """summits_participation p
    LEFT JOIN experts_expert x ON x.id = p.expert_id LEFT JOIN experts_organisation o ON o.id = p.organisation_id
    LEFT JOIN experts_organisation b ON b.id = p.on_behalf_of_id LEFT JOIN summits_panel n ON n.id = p.panel_id
    WHERE {} AND p.publication = 'published' AND 'published' IN (x.publication, o.publication)
    AND (p.panel_id IS NULL OR n.publication = 'published')"""


def actors(table, key, more=""):
    """The experts and organisations of a record, as a JSON list."""
    return listed(
        f"json_build_object('expert', {seen('x', ref('experts', 'x'))},"
        f" 'organisation', {seen('o', ref('organisations', 'o'))}{more})",
        f"{table} h LEFT JOIN experts_expert x ON x.id = h.expert_id"
        f" LEFT JOIN experts_organisation o ON o.id = h.organisation_id"
        f" WHERE {key} AND 'published' IN (x.publication, o.publication)",
        "h.id",
    )


REPLY = (
    "CASE WHEN q.publication = 'published' AND (q.event_id IS NULL OR qe.publication = 'published') AND"
    f" (q.panel_id IS NULL OR qn.publication = 'published') THEN json_build_object('url', {url('positions', 'q.public_id')},"
    " 'id', q.public_id, 'summary', q.summary) END"
)
REPLY_JOINS = """LEFT JOIN summits_position q ON q.id = v.in_reply_to_id LEFT JOIN summits_event qe ON qe.id = q.event_id
    LEFT JOIN summits_panel qn ON qn.id = q.panel_id"""
POSITION = (
    f"'url', {url('positions', 'v.public_id')}, 'id', v.public_id, 'kind', v.kind, 'summary', v.summary,"
    " 'quotation', v.quotation, 'attribution', v.attribution, 'basis', v.basis, 'verb', v.verb, 'date', v.effective_date,"
    f" 'order', v.\"order\", 'panel', {seen('n', panel_ref('n'))}, 'holders', "
    + actors("summits_positionholder", "h.position_id = v.id", ", 'name_as_printed', h.name_as_printed")
    + ", 'endorsers', "
    + actors("summits_positionendorser", "h.position_id = v.id")
    + ", 'topics', "
    + listed(
        f"json_build_object('topic', {ref('topics', 't')}, 'stance', pt.stance)",
        "summits_positiontopic pt JOIN topics_topic t ON t.id = pt.topic_id AND t.publication = 'published'"
        " WHERE pt.position_id = v.id",
        "pt.id",
    )
    + ", 'about', "
    + listed(
        f"json_build_object('event', {event_ref('w')}, 'stance', pe.stance)",
        "summits_positionevent pe JOIN summits_event w ON w.id = pe.event_id AND w.publication = 'published'"
        " WHERE pe.position_id = v.id",
        "pe.id",
    )
    + f", 'in_reply_to', {REPLY}, 'citations', {citations('summits_positioncitation', 'v.id')}"
)

# -- parameters and pages ---------------------------------------------------------------------


def day(text, last=False):
    """A day of the query; a year stands for its first or last day."""
    if len(text) == 4:
        return f"{text}-12-31" if last else f"{text}-01-01"
    return text


def after(text):
    """(key, id) of a cursor that leads on."""
    return decode(text)[1:]


def neighbours(base, path, pairs, keys, size):
    """The addresses of the next and the previous page; `keys` are up to size + 1 pairs (key, id)."""
    following = previous = None
    if len(keys) > size:
        following = f"{base}{path}?{urlencode(pairs | {'cursor': encode('n', *keys[size - 1])})}"
    if "cursor" in pairs and keys:
        previous = f"{base}{path}?{urlencode(pairs | {'cursor': encode('p', *keys[0])})}"
    return following, previous


def envelope(count, following, previous, results):
    """The list's JSON; `results` is JSON text."""
    return b'{"count":%d,"count_exact":%s,"next":%s,"previous":%s,"results":%s}' % (
        min(count, CAP),
        b"true" if count <= CAP else b"false",
        orjson.dumps(following),
        orjson.dumps(previous),
        results.encode(),
    )
