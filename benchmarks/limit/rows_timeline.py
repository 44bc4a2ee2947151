"""W5 from rows: each kind of entry by a statement or two, sorted and put together in Python."""

from collections import defaultdict
from datetime import date as Day

import orjson

from benchmarks.limit.pieces import REPLY_JOINS
from benchmarks.limit.rows import Reader
from benchmarks.limit.timeline import EXPERT, OWN, head
from experts.periods import limit_sql
from summits.models.standing import standing

NOTHING = dict.fromkeys(
    [
        "kind",
        "id",
        "slug",
        "url",
        "page",
        "title",
        "text",
        "date",
        "start",
        "end",
        "ends_by",
        "ends_by_reason",
        "attested",
        "role",
        "status",
        "standing",
        "name_as_printed",
        "organisation",
        "event",
        "place",
        "appointments",
        "topics",
        "about",
        "holders",
        "endorsers",
        "in_reply_to",
        "position_kind",
        "attribution",
        "basis",
        "verb",
        "quotation",
        "reasons",
        "citations",
        "recorded",
    ]
) | {
    "attested": [],
    "appointments": [],
    "topics": [],
    "about": [],
    "holders": [],
    "endorsers": [],
    "reasons": [],
    "citations": [],
    "draft": False,
}
WRITTEN = "to_json({}.created_at)#>>'{{}}'"

APPOINTMENTS = f"""SELECT a.id, a.public_id, a.post, a.note, a.start, a."end", a.start_earliest, a.end_from, a.end_latest,
        {WRITTEN.format("a")}, o.slug, o.name, CASE WHEN op.publication = 'published' THEN op.slug END, op.name,
        {", ".join(limit_sql("a", "x", "o"))}, a.status
    FROM experts_appointment a JOIN experts_expert x ON x.id = a.expert_id JOIN experts_organisation o ON o.id = a.organisation_id AND o.publication = 'published'
    LEFT JOIN experts_organisation op ON op.id = o.parent_id
    WHERE a.expert_id = ANY(%(ids)s) AND a.publication = 'published'"""
ATTESTED = """SELECT c.record_id, array_agg(DISTINCT c.attested_on), min(nullif(c.attested_end_from, '0001-01-01'))
    FROM experts_appointmentcitation c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published'
    WHERE c.record_id = ANY(%(ids)s) AND c.attested_on IS NOT NULL GROUP BY c.record_id"""
PARTICIPATIONS = f"""SELECT p.id, p.event_id, p.public_id, p.billing, coalesce(n.date, e.date),
        CASE WHEN n.date IS NOT NULL THEN (parley_date_bounds(n.date))[1] WHEN e.date IS NOT NULL THEN e.date_earliest END,
        CASE WHEN n.date IS NULL THEN e.date_latest ELSE (parley_date_bounds(n.date))[4] END,
        p.role, p.attendance, p.name_as_printed, {WRITTEN.format("p")},
        CASE WHEN b.publication = 'published' THEN b.slug END, b.name, e.slug, e.name, e.kind, e.date, e.status,
        CASE WHEN l.publication = 'published' THEN l.slug END, l.name
    FROM summits_participation p JOIN summits_event e ON e.id = p.event_id AND e.publication = 'published'
    LEFT JOIN summits_panel n ON n.id = p.panel_id LEFT JOIN experts_organisation b ON b.id = p.on_behalf_of_id
    LEFT JOIN sources_place l ON l.id = e.place_id
    WHERE p.expert_id = ANY(%(ids)s) AND p.publication = 'published' AND (p.panel_id IS NULL OR n.publication = 'published')"""
SEEN = """CASE WHEN q.publication = 'published' AND (q.event_id IS NULL OR qe.publication = 'published')
    AND (q.panel_id IS NULL OR qn.publication = 'published') THEN {} END"""
POSITIONS = f"""WITH {OWN} SELECT v.id, v.public_id, v.summary, v.effective_date,
        CASE WHEN v.effective_date IS NOT NULL THEN v.effective_date_earliest END, v.effective_date_latest, v."order",
        own.role, v.kind, v.attribution, v.basis, v.verb, v.quotation, {WRITTEN.format("v")},
        {SEEN.format("q.public_id")}, {SEEN.format("q.summary")}, e.slug, e.name, e.kind, e.date, e.status
    FROM own JOIN summits_position v ON v.id = own.id LEFT JOIN summits_event e ON e.id = v.event_id {REPLY_JOINS}"""
HOLDERS = """SELECT h.position_id, x.slug, o.slug, coalesce(x.name, o.name), h.name_as_printed
    FROM summits_positionholder h LEFT JOIN experts_expert x ON x.id = h.expert_id
    LEFT JOIN experts_organisation o ON o.id = h.organisation_id
    WHERE h.position_id = ANY(%(ids)s) AND 'published' IN (x.publication, o.publication) ORDER BY h.id"""
ENDORSERS = HOLDERS.replace("positionholder", "positionendorser").replace(", h.name_as_printed", "")
PATHS = """SELECT DISTINCT pe.event_id, t.path FROM summits_positionevent pe
    JOIN summits_positiontopic pt ON pt.position_id = pe.position_id
    JOIN topics_topic t ON t.id = pt.topic_id AND t.publication = 'published' WHERE pe.position_id = ANY(%(ids)s)"""
TOPICS = """SELECT et.event_id, t.slug, t.name, t.path FROM summits_eventtopic et
    JOIN topics_topic t ON t.id = et.topic_id AND t.publication = 'published'
    WHERE et.event_id = ANY(%(ids)s) ORDER BY et.id"""
SPOKEN = """SELECT pe.event_id, v.public_id, pe.stance FROM summits_positionevent pe
    JOIN summits_position v ON v.id = pe.position_id WHERE pe.position_id = ANY(%(ids)s) ORDER BY pe.position_id"""
EVENTS = f"""SELECT e.id, e.public_id, e.slug, e.name, e.kind, e.date, e.summary, e.status,
        CASE WHEN e.date IS NOT NULL THEN e.date_earliest END, e.date_latest, {WRITTEN.format("e")},
        CASE WHEN l.publication = 'published' THEN l.slug END, l.name
    FROM summits_event e LEFT JOIN sources_place l ON l.id = e.place_id
    WHERE e.id = ANY(%(ids)s) AND e.publication = 'published'"""
PARTY = "SELECT outcome_id FROM summits_outcomeparty WHERE expert_id = ANY(%(ids)s)"
OUTCOMES = f"""SELECT u.id, u.event_id, u.public_id, u.title, u.summary, u.effective_date,
        CASE WHEN u.effective_date IS NOT NULL THEN u.effective_date_earliest END, u.effective_date_latest, u.kind, u.status,
        {WRITTEN.format("u")}, e.slug, e.name, e.kind, e.date, e.status
    FROM summits_outcome u JOIN summits_event e ON e.id = u.event_id AND e.publication = 'published'
    WHERE (u.event_id = ANY(%(ids)s) OR u.id = ANY(%(more)s)) AND u.publication = 'published'"""
POSTS = """SELECT r.participation_id, a.public_id, a.post, o.slug, o.name FROM summits_participationappointment r
    JOIN experts_appointment a ON a.id = r.appointment_id AND a.publication = 'published'
    JOIN experts_organisation o ON o.id = a.organisation_id AND o.publication = 'published'
    WHERE r.participation_id = ANY(%(ids)s) ORDER BY r.id"""
CITATIONS = """SELECT c.record_id, s.slug, s.title, c.paragraph, c.sentence, c.locator, c.field, c.value, c.note,
        c.paragraph IS NOT NULL AND octet_length(s.archived_text) > 0
    FROM {} c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published'
    WHERE c.record_id = ANY(%(ids)s) ORDER BY c.source_id, c.paragraph, c.sentence, c.id"""


class Timeline:
    """Collects the entries of one expert as (sort key, entry)."""

    def __init__(self, connection, base, expert):
        self.read, self.expert, self.entries = Reader(connection, base), expert, []
        self.api, self.base = self.read.api, base

    def add(self, day, until, rank, place, ident, /, **entry):
        key = (day is None, day or Day.max, rank, until, place, ident)
        self.entries.append((key, NOTHING | entry))

    def by(self, sql, ids, make):
        """Rows of a statement, made into lists by their first column."""
        found = defaultdict(list)
        if ids:
            for owner, *row in self.read.ask(sql, ids):
                found[owner].append(make(*row))
        return found

    def cited(self, table, ids):
        """Citations as a timeline shows them."""

        def make(slug, title, paragraph, sentence, locator, field, value, note, passage):
            parts = [f"paragraph {paragraph}" if paragraph else "", f"sentence {sentence}" if sentence else "", locator]
            source = {"url": f"{self.api}/sources/{slug}/", "slug": slug, "title": title}
            return {
                "source": source, "paragraph": paragraph, "sentence": sentence, "locator": locator,
                "words": ", ".join(filter(None, parts)), "field": field, "value": value, "note": note,
                "passage": passage or None,
            }  # fmt: skip

        return self.by(CITATIONS.format(table), ids, make)

    def topics(self, ids):
        """Topics of events, without a stance."""
        found = self.read.event_topics(ids)
        return {event: [{**topic, "stance": None} for topic in topics] for event, topics in found.items()}

    def appointments(self, slug):
        """Posts."""
        rows = self.read.ask(APPOINTMENTS, [self.expert])
        ids = [row[0] for row in rows]
        attested = self.by(ATTESTED, ids, lambda *row: row)
        cited = self.cited("experts_appointmentcitation", ids)
        for (
            pk,
            pid,
            post,
            note,
            start,
            end,
            earliest,
            end_from,
            latest,
            recorded,
            o,
            name,
            above,
            above_name,
            by,
            why,
            status,
        ) in rows:
            dates, first = attested[pk][0] if pk in attested else ([], None)
            day = earliest if start else first or (end_from if end and end != ".." else None)
            organisation = self.read.ref("organisations", o, name)
            organisation["parent"] = self.read.ref("organisations", above, above_name)
            self.add(
                day, latest, 0, 0, pk, kind="appointment", id=pid, url=f"{self.api}/appointments/{pid}/",
                page=f"{self.base}/experts/{slug}/#appointment-{pid}", title=f"{post}, {name}", text=note, start=start,
                end=end, ends_by=by, ends_by_reason=why, attested=dates, role=post, status=status, organisation=organisation,
                citations=cited.get(pk, []), recorded=recorded,
            )  # fmt: skip

    def participations(self):
        """Where the expert took part."""
        rows = self.read.ask(PARTICIPATIONS, [self.expert])
        ids = [row[0] for row in rows]
        cited, topics = self.cited("summits_participationcitation", ids), self.topics([row[1] for row in rows])
        posts = self.by(POSTS, ids, lambda pid, post, slug, name: {
            "url": f"{self.api}/appointments/{pid}/", "id": pid, "post": post,
            "organisation": self.read.ref("organisations", slug, name)})  # fmt: skip
        for (pk, event, pid, billing, date, day, until, role, there, printed, recorded, b, b_name, slug, name, kind, e_date,
             status, place, place_name) in rows:  # fmt: skip
            self.add(
                day, until, 1, 0, pk, kind="participation", id=pid, url=f"{self.api}/participations/{pid}/",
                page=f"{self.base}/events/{slug}/#{pid}", title=name, text=billing, date=date, role=role, status=there,
                standing=standing(status, there).words, name_as_printed=printed, organisation=self.read.ref("organisations", b, b_name),
                event=self.read.event(slug, name, kind, e_date, status), place=self.read.ref("places", place, place_name),
                appointments=posts.get(pk, []), topics=topics.get(event, []) if there != "unable" and status != "cancelled" else [], citations=cited.get(pk, []), recorded=recorded,
            )  # fmt: skip

    def positions(self):
        """What the expert holds or endorses. Returns the ids."""
        rows = self.read.connection.execute(POSITIONS, {"expert": self.expert}, prepare=True).fetchall()
        ids = [row[0] for row in rows]
        cited, topics, about = self.cited("summits_positioncitation", ids), {}, {}
        if ids:
            topics, about = self.read.position_topics(ids), self.read.position_events(ids)
        keys = ("expert", "organisation", "name", "name_as_printed")
        holders = self.by(HOLDERS, ids, lambda *row: dict(zip(keys, row, strict=True)))
        endorsers = self.by(ENDORSERS, ids, lambda *row: dict(zip(keys[:3], row, strict=True)))
        ref = self.read.ref
        for (
            pk,
            pid,
            summary,
            date,
            day,
            until,
            place,
            role,
            kind,
            attribution,
            basis,
            verb,
            quote,
            recorded,
            q,
            q_summary,
            *event,
        ) in rows:
            self.add(
                day, until, 4, place, pk, kind="position", id=pid, url=f"{self.api}/positions/{pid}/",
                page=f"{self.base}/positions/{pid}/", title=summary if len(summary) <= 90 else f"{summary[:87]}…",
                text=summary, date=date, role=role, event=self.read.event(*event),
                standing=standing(event[-1]).words if event[0] is not None else None,
                topics=[{**ref("topics", slug, name), "stance": stance} for slug, name, stance in topics.get(pk, ())],
                about=[{**ref("events", row[0], row[1]), "status": row[4], "stance": row[5]} for row in about.get(pk, ())],
                holders=holders.get(pk, []), endorsers=endorsers.get(pk, []),
                in_reply_to={"url": f"{self.api}/positions/{q}/", "id": q, "page": f"{self.base}/positions/{q}/",
                             "summary": q_summary} if q else None,
                position_kind=kind, attribution=attribution, basis=basis, verb=verb,
                quotation=quote, citations=cited.get(pk, []), recorded=recorded,
            )  # fmt: skip
        return ids

    def spoken_about(self, positions):
        """Events that the positions are about, and outcomes."""
        keys = ("id", "stance")
        reasons = self.by(SPOKEN, positions, lambda *row: {"relation": "about", **dict(zip(keys, row, strict=True))})
        ids = list(reasons)
        party = {row[0] for row in self.read.ask(PARTY, [self.expert])}
        outcomes = self.read.connection.execute(OUTCOMES, {"ids": ids, "more": list(party)}, prepare=True).fetchall()
        said = self.by(PATHS, positions, lambda path: path)
        topics = self.by(
            TOPICS, ids, lambda slug, name, path: (path, {**self.read.ref("topics", slug, name), "stance": None})
        )
        cited = self.cited("summits_eventcitation", ids)
        for pk, pid, slug, name, kind, date, summary, status, day, until, recorded, place, place_name in self.read.ask(
            EVENTS, ids
        ):
            self.add(
                day, until, 2, 0, pk, kind="event", id=pid, slug=slug, url=f"{self.api}/events/{slug}/",
                page=f"{self.base}/events/{slug}/", title=name, text=summary, date=date, role=kind, status=status,
                standing=standing(status).words, event=self.read.event(slug, name, kind, date, status),
                place=self.read.ref("places", place, place_name),
                topics=[topic for path, topic in topics.get(pk, []) if any(one.startswith(path) for one in said.get(pk, []))],
                reasons=reasons[pk], citations=cited.get(pk, []), recorded=recorded,
            )  # fmt: skip
        cited = self.cited("summits_outcomecitation", [row[0] for row in outcomes])
        for (
            pk,
            event,
            pid,
            title,
            summary,
            date,
            day,
            until,
            kind,
            status,
            recorded,
            slug,
            name,
            e_kind,
            e_date,
            e_status,
        ) in outcomes:
            why = [{"relation": "party", "id": None, "stance": None}] if pk in party else []
            why += [{"relation": "outcome of", "id": slug, "stance": None}] if event in reasons else []
            self.add(
                day, until, 3, 0, pk, kind="outcome", id=pid, url=f"{self.api}/outcomes/{pid}/",
                page=f"{self.base}/events/{slug}/#{pid}", title=title, text=summary, date=date, role=kind, status=status,
                event=self.read.event(slug, name, e_kind, e_date, e_status), standing=standing(e_status).words, reasons=why,
                citations=cited.get(pk, []), recorded=recorded,
            )  # fmt: skip


def timeline(connection, base, slug):
    """W5."""
    expert, name = connection.execute(EXPERT, {"slug": slug}, prepare=True).fetchone()
    made = Timeline(connection, base, expert)
    made.appointments(slug)
    made.participations()
    made.spoken_about(made.positions())
    entries = [entry for _, entry in sorted(made.entries, key=lambda pair: pair[0])]
    return orjson.dumps({"expert": head(base, slug, name), "count": len(entries), "entries": entries})
