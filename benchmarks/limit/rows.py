"""Rows that hang on records, fetched by ids (prepared) and put together in Python."""

from collections import defaultdict

NO = "0001-01-01"
NEVER = "9999-12-31"


class Reader:
    """One request's connection and address; each method asks one statement and returns lists by id."""

    def __init__(self, connection, base):
        self.connection, self.base, self.api = connection, base, f"{base}/api/v1"

    def ask(self, sql, ids):
        """The rows of a prepared statement with one parameter, an array of ids."""
        return self.connection.execute(sql, {"ids": ids}, prepare=True).fetchall()

    def ref(self, kind, slug, name):
        """A record with slug and name; None without a slug."""
        return {"url": f"{self.api}/{kind}/{slug}/", "slug": slug, "name": name} if slug is not None else None

    def event(self, slug, name, kind, date, status):
        """An event in a few words; None without a slug."""
        if slug is None:
            return None
        url = f"{self.api}/events/{slug}/"
        return {"url": url, "slug": slug, "name": name, "kind": kind, "date": date, "status": status}

    def panel(self, pid, title, number):
        """A panel in a few words; None without an id."""
        return {"url": f"{self.api}/panels/{pid}/", "id": pid, "title": title, "number": number} if pid else None

    def place(self, slug, name, kind, c_slug, c_name, c_kind):
        """A place with its country; None without a slug."""
        if slug is None:
            return None
        country = self.ref("places", c_slug, c_name)
        if country:
            country["kind"] = c_kind
        return {**self.ref("places", slug, name), "kind": kind, "country": country}

    # -- lists by id -----------------------------------------------------------------------

    def citations(self, table, ids):
        """Citations by record."""
        found = defaultdict(list)
        rows = self.ask(
            f"""SELECT c.record_id, s.slug, s.title, c.paragraph, c.sentence, c.locator, c.field, c.value, c.note
            FROM {table} c JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published'
            WHERE c.record_id = ANY(%(ids)s) ORDER BY c.source_id, c.paragraph, c.sentence, c.id""",
            ids,
        )
        for record, slug, title, paragraph, sentence, locator, field, value, note in rows:
            source = {"url": f"{self.api}/sources/{slug}/", "slug": slug, "title": title}
            found[record].append(
                {"source": source, "paragraph": paragraph, "sentence": sentence, "locator": locator, "field": field,
                 "value": value, "note": note}
            )  # fmt: skip
        return found

    def event_topics(self, ids):
        """Topics by event."""
        found = defaultdict(list)
        for event, slug, name in self.ask(
            """SELECT et.event_id, t.slug, t.name FROM summits_eventtopic et
            JOIN topics_topic t ON t.id = et.topic_id AND t.publication = 'published'
            WHERE et.event_id = ANY(%(ids)s) ORDER BY et.id""",
            ids,
        ):
            found[event].append(self.ref("topics", slug, name))
        return found

    def appointments(self, where, order, ids):
        """Posts by what `where` compares with the ids (its first column), e.g. by participation."""
        found = defaultdict(list)
        rows = self.ask(
            f"""SELECT {where}, a.public_id, a.post, o.slug, o.name,
                CASE WHEN op.publication = 'published' THEN op.slug END, op.name, a.start, a."end"
            FROM experts_appointment a
            {"JOIN summits_participationappointment r ON r.appointment_id = a.id" if where.startswith("r.") else ""}
            JOIN experts_expert x ON x.id = a.expert_id AND x.publication = 'published'
            JOIN experts_organisation o ON o.id = a.organisation_id AND o.publication = 'published'
            LEFT JOIN experts_organisation op ON op.id = o.parent_id
            WHERE {where} = ANY(%(ids)s) AND a.publication = 'published' ORDER BY {order}""",
            ids,
        )
        for owner, pid, post, slug, name, above, above_name, start, end in rows:
            organisation = self.ref("organisations", slug, name)
            organisation["parent"] = self.ref("organisations", above, above_name)
            found[owner].append(
                {"url": f"{self.api}/appointments/{pid}/", "id": pid, "post": post, "organisation": organisation,
                 "start": start, "end": end}
            )  # fmt: skip
        return found

    def participants(self, ids, with_panel=False):
        """Participations by event, each with its panel's id (for the lists of panels) as second of a pair."""
        rows = self.ask(
            """SELECT p.event_id, p.panel_id, p.id, p.public_id, CASE WHEN x.publication = 'published' THEN x.slug END, x.name,
                CASE WHEN o.publication = 'published' THEN o.slug END, o.name, p.role, p.billing, p.name_as_printed,
                CASE WHEN b.publication = 'published' THEN b.slug END, b.name, p.attendance, p."order",
                n.public_id, n.title, n.number
            FROM summits_participation p
            LEFT JOIN experts_expert x ON x.id = p.expert_id LEFT JOIN experts_organisation o ON o.id = p.organisation_id
            LEFT JOIN experts_organisation b ON b.id = p.on_behalf_of_id LEFT JOIN summits_panel n ON n.id = p.panel_id
            WHERE p.event_id = ANY(%(ids)s) AND p.publication = 'published' AND 'published' IN (x.publication, o.publication)
                AND (p.panel_id IS NULL OR n.publication = 'published')
            ORDER BY p."order", p.id""",
            ids,
        )
        posts = self.appointments("r.participation_id", "r.id", [row[2] for row in rows])
        found = defaultdict(list)
        for (
            event,
            panel,
            pk,
            pid,
            x,
            x_name,
            o,
            o_name,
            role,
            billing,
            printed,
            b,
            b_name,
            there,
            order,
            n,
            title,
            number,
        ) in rows:
            one = {
                "url": f"{self.api}/participations/{pid}/", "id": pid, "expert": self.ref("experts", x, x_name),
                "organisation": self.ref("organisations", o, o_name), "role": role, "billing": billing,
                "name_as_printed": printed, "appointments": posts.get(pk, []),
                "on_behalf_of": self.ref("organisations", b, b_name), "attendance": there, "order": order,
            }  # fmt: skip
            if with_panel:
                one["panel"] = self.panel(n, title, number)
            found[event].append((panel, one))
        return found

    def actors(self, table, key, ids, printed=False):
        """Experts and organisations by record."""
        found = defaultdict(list)
        more = ", h.name_as_printed" if printed else ""
        for owner, x, x_name, o, o_name, *name in self.ask(
            f"""SELECT h.{key}, CASE WHEN x.publication = 'published' THEN x.slug END, x.name,
                CASE WHEN o.publication = 'published' THEN o.slug END, o.name{more}
            FROM {table} h LEFT JOIN experts_expert x ON x.id = h.expert_id
            LEFT JOIN experts_organisation o ON o.id = h.organisation_id
            WHERE h.{key} = ANY(%(ids)s) AND 'published' IN (x.publication, o.publication) ORDER BY h.id""",
            ids,
        ):
            one = {"expert": self.ref("experts", x, x_name), "organisation": self.ref("organisations", o, o_name)}
            if printed:
                one["name_as_printed"] = name[0]
            found[owner].append(one)
        return found

    def position_topics(self, ids):
        """(slug, name, stance) of topics by position."""
        found = defaultdict(list)
        for owner, *row in self.ask(
            """SELECT pt.position_id, t.slug, t.name, pt.stance FROM summits_positiontopic pt
            JOIN topics_topic t ON t.id = pt.topic_id AND t.publication = 'published'
            WHERE pt.position_id = ANY(%(ids)s) ORDER BY pt.id""",
            ids,
        ):
            found[owner].append(row)
        return found

    def position_events(self, ids):
        """(slug, name, kind, date, status, stance) of events by position."""
        found = defaultdict(list)
        for owner, *row in self.ask(
            """SELECT pe.position_id, w.slug, w.name, w.kind, w.date, w.status, pe.stance FROM summits_positionevent pe
            JOIN summits_event w ON w.id = pe.event_id AND w.publication = 'published'
            WHERE pe.position_id = ANY(%(ids)s) ORDER BY pe.id""",
            ids,
        ):
            found[owner].append(row)
        return found

    POSITION = """SELECT v.id, v.public_id, v.kind, v.summary, v.quotation, v.attribution, v.basis, v.verb, v.effective_date,
            v."order", n.public_id, n.title, n.number,
            CASE WHEN q.publication = 'published' AND (q.event_id IS NULL OR qe.publication = 'published')
                AND (q.panel_id IS NULL OR qn.publication = 'published') THEN q.public_id END, q.summary,
            e.slug, e.name, e.kind, e.date, e.status, nullif(v.effective_date_earliest, '0001-01-01'),
            nullif(v.effective_date_latest, '9999-12-31')
        FROM summits_position v LEFT JOIN summits_event e ON e.id = v.event_id LEFT JOIN summits_panel n ON n.id = v.panel_id
        LEFT JOIN summits_position q ON q.id = v.in_reply_to_id LEFT JOIN summits_event qe ON qe.id = q.event_id
        LEFT JOIN summits_panel qn ON qn.id = q.panel_id"""

    def positions(self, where, order, ids, whole):
        """Positions in order; with `whole` as a list shows them, else as their event does."""
        rows = self.ask(f"{self.POSITION} WHERE {where} ORDER BY {order}", ids)
        pks = [row[0] for row in rows]
        holders = self.actors("summits_positionholder", "position_id", pks, printed=True)
        endorsers = self.actors("summits_positionendorser", "position_id", pks)
        topics, about = self.position_topics(pks), self.position_events(pks)
        cited = self.citations("summits_positioncitation", pks)
        found = []
        for (pk, pid, kind, summary, quote, attribution, basis, verb, date, order, n, title, number, q, q_summary,
             slug, name, e_kind, e_date, e_status, earliest, latest) in rows:  # fmt: skip
            one = {
                "url": f"{self.api}/positions/{pid}/", "id": pid, "kind": kind, "summary": summary, "quotation": quote,
                "attribution": attribution, "basis": basis, "verb": verb, "date": date, "order": order,
                "panel": self.panel(n, title, number), "holders": holders.get(pk, []), "endorsers": endorsers.get(pk, []),
                "topics": [{"topic": self.ref("topics", s, t), "stance": stance} for s, t, stance in topics.get(pk, ())],
                "about": [{"event": self.event(*row[:5]), "stance": row[5]} for row in about.get(pk, ())],
                "in_reply_to": {"url": f"{self.api}/positions/{q}/", "id": q, "summary": q_summary} if q else None,
                "citations": cited.get(pk, []),
            }  # fmt: skip
            if whole:
                one["page"] = f"{self.base}/positions/{pid}/"
                one["event"] = self.event(slug, name, e_kind, e_date, e_status)
                one["date_earliest"], one["date_latest"] = earliest, latest
            found.append(one)
        return found

    EVENT = """SELECT e.id, e.slug, e.name, e.kind, e.date, e.status, nullif(e.date_earliest, '0001-01-01'),
            nullif(e.date_latest, '9999-12-31'), e.start_time, e.end_time, e.timezone, e.summary, e.website, e.public_id,
            CASE WHEN l.publication = 'published' THEN l.slug END, l.name, l.kind,
            CASE WHEN lc.publication = 'published' THEN lc.slug END, lc.name, lc.kind
        FROM summits_event e LEFT JOIN sources_place l ON l.id = e.place_id LEFT JOIN sources_place lc ON lc.id = l.country_id"""

    def event_head(self, row):
        """What list and detail of an event have in common."""
        _, slug, name, kind, date, status, earliest, latest, start, end, zone, summary, _, _, *place = row
        return {
            **self.event(slug, name, kind, date, status), "page": f"{self.base}/events/{slug}/",
            "date_earliest": earliest, "date_latest": latest, "place": self.place(*place),
            "start_time": start, "end_time": end, "timezone": zone, "summary": summary,
        }  # fmt: skip
