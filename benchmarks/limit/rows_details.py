"""The event's detail from rows."""

from collections import defaultdict

import orjson

from benchmarks.limit.pieces import URI
from benchmarks.limit.related import INVERSE, LINKS
from benchmarks.limit.rows import Reader

NAMES = "SELECT text, language, script, kind, period FROM summits_eventname WHERE record_id = ANY(%(ids)s) ORDER BY id"
IDENTIFIERS = f"""SELECT scheme, value, {URI} FROM summits_eventidentifier i WHERE record_id = ANY(%(ids)s)
    ORDER BY scheme, value, id"""
PANELS = """SELECT id, public_id, title, number, date, summary FROM summits_panel
    WHERE event_id = ANY(%(ids)s) AND publication = 'published' ORDER BY number, id"""
OUTCOMES = """SELECT id, public_id, kind, title, summary, status, effective_date FROM summits_outcome
    WHERE event_id = ANY(%(ids)s) AND publication = 'published' ORDER BY id"""
LATER = """SELECT oe.outcome_id, oe.relation, w.slug, w.name, w.kind, w.date, w.status FROM summits_outcomeevent oe
    JOIN summits_event w ON w.id = oe.event_id AND w.publication = 'published'
    WHERE oe.outcome_id = ANY(%(ids)s) ORDER BY oe.id"""
LINK = """SELECT l.public_id, l.kind, l.note, w.slug, w.name, w.kind, w.date, w.status FROM summits_eventlink l
    JOIN summits_event w ON w.id = l.{1} AND w.publication = 'published'
    WHERE l.{0} = ANY(%(ids)s) AND l.publication = 'published' ORDER BY l.id"""
OUT, BACK = LINK.format("from_event_id", "to_event_id"), LINK.format("to_event_id", "from_event_id")


def links(read, sql, ids, words):
    """The links in one direction."""
    return [
        {"url": f"{read.api}/links/{pid}/", "id": pid, "kind": kind, "label": words[kind], "event": read.event(*event),
         "note": note}
        for pid, kind, note, *event in read.ask(sql, ids)
    ]  # fmt: skip


def outcomes(read, ids):
    """What came of the event."""
    rows = read.ask(OUTCOMES, ids)
    if not rows:
        return []
    pks = [row[0] for row in rows]
    parties = read.actors("summits_outcomeparty", "outcome_id", pks)
    later = defaultdict(list)
    for outcome, relation, *event in read.ask(LATER, pks):
        later[outcome].append({"event": read.event(*event), "relation": relation})
    cited = read.citations("summits_outcomecitation", pks)
    return [
        {"url": f"{read.api}/outcomes/{pid}/", "id": pid, "kind": kind, "title": title, "summary": summary,
         "status": status, "date": date, "parties": parties.get(pk, []), "later_events": later.get(pk, []),
         "citations": cited.get(pk, [])}
        for pk, pid, kind, title, summary, status, date in rows
    ]  # fmt: skip


def event(connection, base, slug):
    """W3."""
    read = Reader(connection, base)
    head = connection.execute(
        f"{read.EVENT} WHERE e.slug = %(slug)s AND e.publication = 'published'", {"slug": slug}, prepare=True
    ).fetchone()
    ids = [head[0]]
    one = read.event_head(head)
    there = read.participants(ids, with_panel=True)[head[0]]
    on_panel = defaultdict(list)
    for panel, participant in there:
        if panel:
            on_panel[panel].append({key: value for key, value in participant.items() if key != "panel"})
    one |= {
        "related": f"{read.api}/events/{slug}/related/",
        "website": head[12],
        "id": head[13],
        "names": [
            dict(zip(("text", "language", "script", "kind", "period"), row, strict=True))
            for row in read.ask(NAMES, ids)
        ],
        "identifiers": [dict(zip(("scheme", "value", "uri"), row, strict=True)) for row in read.ask(IDENTIFIERS, ids)],
        "topics": read.event_topics(ids).get(head[0], []),
        "panels": [
            {**read.panel(pid, title, number), "date": date, "summary": summary, "participations": on_panel.get(pk, [])}
            for pk, pid, title, number, date, summary in read.ask(PANELS, ids)
        ],
        "participations": [participant for _, participant in there],
        "positions": read.positions(
            "v.event_id = ANY(%(ids)s) AND v.publication = 'published' AND (v.panel_id IS NULL OR n.publication = 'published')",
            'v."order", v.id',
            ids,
            whole=False,
        ),
        "outcomes": outcomes(read, ids),
        "links": links(read, OUT, ids, {kind: kind.replace("_", " ") for kind in LINKS}),
        "linked_from": links(read, BACK, ids, dict(zip(LINKS, INVERSE, strict=True))),
        "citations": read.citations("summits_eventcitation", ids).get(head[0], []),
    }
    return orjson.dumps(one)
