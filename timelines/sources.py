"""The sources of an expert's entries: one per kind of entry.

A source is a function of the scope that returns a Select (timelines/sql.py) with columns by key of EntrySerializer. To
add one, write the function and add it to SOURCES under the value of ``?kind=``; timelines/parameters.py has the words for
the kind. Visibility follows the ``public()`` conditions of the models; a test compares the two.
"""

from functools import lru_cache

from experts.models import AppointmentStatus
from experts.periods import last_day_sql, limit_sql
from lib.trees import descendants_sql
from lib.visibility import Audience
from summits.models.standing import not_called_off_sql, present_sql, words_sql
from timelines import sql
from timelines.parameters import KINDS
from timelines.sql import Scope, Select
from topics.models import Topic

# Shared by three sources: the visible positions that the expert holds or endorses, and the events they are about. Somebody
# who both holds and endorses a position is a holder.
_PUBLIC_POSITION = """
    JOIN summits_position p ON p.id = m.position_id
    LEFT JOIN summits_event e ON e.id = p.event_id LEFT JOIN summits_panel n ON n.id = p.panel_id
    WHERE p.publication = 'published' AND (p.event_id IS NULL OR e.publication = 'published')
      AND (p.panel_id IS NULL OR n.publication = 'published')
"""


def _shared(scope):
    """The WITH clauses of the sources."""
    staff = scope.audience is Audience.EDITORS
    positions = "JOIN summits_position p ON p.id = m.position_id" if staff else _PUBLIC_POSITION
    clauses = [
        f"""own AS MATERIALIZED (
            SELECT p.id, p.public_id, m.role FROM (
                SELECT position_id, max(role) AS role FROM (
                    SELECT position_id, 'holder' AS role FROM summits_positionholder WHERE expert_id = %(expert)s::bigint
                    UNION ALL
                    SELECT position_id, 'endorser' FROM summits_positionendorser WHERE expert_id = %(expert)s::bigint
                ) u GROUP BY position_id
            ) m {positions}
        )""",
        """discussed AS MATERIALIZED (
            SELECT pe.event_id, array_agg(pe.position_id) AS positions,
                   json_agg(json_build_object('relation', 'about', 'id', own.public_id, 'stance', pe.stance)
                            ORDER BY pe.position_id) AS reasons
            FROM own JOIN summits_positionevent pe ON pe.position_id = own.id GROUP BY pe.event_id
        )""",
    ]
    clauses.append(sql.own_stops(scope))
    if scope.topics:
        below = f"unnest({descendants_sql(Topic, scope.audience)}) AS id FROM topics_topic t"
        below += " WHERE t.id = ANY (%(topics)s::bigint[])"
        clauses.append(f"wanted AS MATERIALIZED (SELECT DISTINCT {below})")
    return ",\n".join(clauses)


def appointments(scope):
    """Posts. Without a known beginning they are sorted by the first attestation, or by the appointment.

    Posts that were not held have the day of the nomination or appointment instead of a beginning and an end.
    """
    seen = " AND ".join(["s.id = c.source_id", *scope.published("s")])
    attested = (
        f"FROM experts_appointmentcitation c JOIN sources_source s ON {seen}"
        " WHERE c.record_id = a.id AND c.attested_on IS NOT NULL"
    )
    ends_by, because = limit_sql("a", "x", "o")
    standing = " ".join(f"WHEN '{one.value}' THEN '{one.label}'" for one in AppointmentStatus if one != "served")
    appointed = "CASE WHEN a.appointed IS NOT NULL THEN a.appointed_earliest END"
    return Select(
        columns={
            "kind": "'appointment'",
            "id": "a.public_id",
            "page": sql.page("experts", "x.slug", "'appointment-' || a.public_id"),
            "url": sql.api("appointments", "a.public_id"),
            "title": "a.post || ', ' || o.name",
            "text": "a.note",
            "date": "CASE WHEN a.status <> 'served' THEN a.appointed END",
            "start": "a.start",
            "end": 'a."end"',
            "ends_by": ends_by,
            "ends_by_reason": because,
            "attested": f"coalesce((SELECT to_json(array_agg(DISTINCT c.attested_on)) {attested}), '[]'::json)",
            "appointed": "a.appointed",
            "arrived": "a.arrived",
            "commission": "a.commission",
            "role": "a.post",
            "status": "a.status",
            "standing": f"CASE a.status {standing} END",
            "organisation": sql.named("organisations", "o", parent=sql.named("organisations", "op")),
            "citations": sql.citations("experts_appointmentcitation", "a.id", scope),
            "recorded": "a.created_at",
            "draft": "a.publication <> 'published'",
        },
        tables=f"""experts_appointment a JOIN experts_expert x ON x.id = a.expert_id
            JOIN experts_organisation o ON o.id = a.organisation_id
            LEFT JOIN experts_organisation op ON {" AND ".join(["op.id = o.parent_id", *scope.published("op")])}""",
        where=["a.expert_id = %(expert)s::bigint", *scope.published("a", "o")],
        day=f"""CASE WHEN a.start IS NOT NULL THEN a.start_earliest ELSE coalesce(
            (SELECT min(nullif(c.attested_end_from, '0001-01-01')) {attested}), {appointed},
            CASE WHEN a."end" <> '..' THEN a.end_from END) END""",
        until="a.end_latest",
        low="CASE WHEN a.status = 'served' THEN a.start_earliest ELSE a.appointed_earliest END",
        high=f"CASE WHEN a.status = 'served' THEN {last_day_sql('a', 'x', 'o')} ELSE a.appointed_latest END",
        ident="a.id",
    )


def participations(scope):
    """Participations, on the panel's own date if it has one, else the event's."""

    def bound(name, index):
        return f"CASE WHEN n.date IS NULL THEN e.date_{name} ELSE (parley_date_bounds(n.date))[{index}] END"

    # Topics do not apply if they could not come or the event was called off.
    there = f"{present_sql('pt.attendance')} AND {not_called_off_sql('e.status')}"
    role = " AND ".join(["b.id = pt.on_behalf_of_id", *scope.published("b")])
    where_held = " AND ".join(["pl.id = e.place_id", *scope.published("pl")])
    return Select(
        columns={
            "kind": "'participation'",
            "id": "pt.public_id",
            "page": sql.page("events", "e.slug", "pt.public_id"),
            "url": sql.api("participations", "pt.public_id"),
            "title": "e.name",
            "text": "pt.billing",
            "date": "coalesce(n.date, e.date)",
            "role": "pt.role",
            "status": "pt.attendance",
            "standing": words_sql("e.status", "pt.attendance"),
            "name_as_printed": "pt.name_as_printed",
            "organisation": sql.named("organisations", "b"),
            "event": sql.event(),
            "journey": "stop.journey",
            "place": sql.place("pl", scope),
            "appointments": sql.listed(
                {
                    "url": sql.api("appointments", "a.public_id"),
                    "id": "a.public_id",
                    "post": "a.post",
                    "organisation": sql.named("organisations", "o"),
                },
                "summits_participationappointment r JOIN experts_appointment a ON a.id = r.appointment_id"
                " JOIN experts_organisation o ON o.id = a.organisation_id",
                ["r.participation_id = pt.id", *scope.published("a", "o")],
                "r.id",
            ),
            "topics": sql.topics_of_event("e.id", scope, there),
            "citations": sql.citations("summits_participationcitation", "pt.id", scope),
            "recorded": "pt.created_at",
            "draft": "'draft' IN (pt.publication, e.publication) OR 'submitted' IN (pt.publication, e.publication)",
        },
        tables=f"""summits_participation pt JOIN summits_event e ON e.id = pt.event_id
            LEFT JOIN summits_panel n ON n.id = pt.panel_id
            LEFT JOIN own_stops stop ON stop.event_id = e.id
            LEFT JOIN experts_organisation b ON {role}
            LEFT JOIN sources_place pl ON {where_held}""",
        where=[
            "pt.expert_id = %(expert)s::bigint",
            *scope.published("pt", "e"),
            *scope.published_if_any("pt.panel_id", "n"),
        ],
        day=f"CASE WHEN coalesce(n.date, e.date) IS NOT NULL THEN {bound('earliest', 1)} END",
        until=bound("latest", 4),
        low=bound("earliest", 1),
        high=bound("latest", 4),
        ident="pt.id",
        on_topic=f"{there} AND {sql.event_on_topic('e.id')}",
    )


def _reply(scope):
    """The visible position to which p replies, as a nested object, or null."""
    seen = [
        *scope.published("q"),
        *scope.published_if_any("q.event_id", "qe"),
        *scope.published_if_any("q.panel_id", "qn"),
    ]
    columns = sql.together(
        {
            "url": sql.api("positions", "q.public_id"),
            "id": "q.public_id",
            "page": sql.page("positions", "q.public_id"),
            "summary": "q.summary",
        }
    )
    return (
        f"CASE WHEN p.in_reply_to_id IS NOT NULL THEN (SELECT {columns} FROM summits_position q"
        " LEFT JOIN summits_event qe ON qe.id = q.event_id LEFT JOIN summits_panel qn ON qn.id = q.panel_id"
        f" WHERE {' AND '.join(['q.id = p.in_reply_to_id', *seen])}) END"
    )


def positions(scope):
    """Positions that the expert holds, alone or with others, or endorses."""
    joins, seen = scope.actors("h")
    at_event = "LEFT JOIN summits_event e ON e.id = p.event_id"
    # Most have none, so reading all at once is faster than looking for each.
    agreed = f"""SELECT h.position_id, json_agg(json_build_object('expert', x.slug, 'organisation', o.slug,
                   'name', coalesce(x.name, o.name)) ORDER BY h.id) AS rows
            FROM own JOIN summits_positionendorser h ON h.position_id = own.id {joins}
            WHERE {seen} GROUP BY h.position_id"""
    return Select(
        columns={
            "kind": "'position'",
            "id": "p.public_id",
            "page": sql.page("positions", "p.public_id"),
            "url": sql.api("positions", "p.public_id"),
            "title": "CASE WHEN length(p.summary) <= 90 THEN p.summary ELSE left(p.summary, 87) || '…' END",
            "text": "p.summary",
            "date": "p.effective_date",
            "role": "own.role",
            "standing": words_sql("e.status"),
            "event": sql.event(),
            "topics": sql.listed(
                {"url": sql.api("topics", "t.slug"), "slug": "t.slug", "name": "t.name", "stance": "r.stance"},
                "summits_positiontopic r JOIN topics_topic t ON t.id = r.topic_id",
                ["r.position_id = p.id", *scope.published("t")],
                "r.id",
            ),
            "about": sql.listed(
                {
                    "url": sql.api("events", "w.slug"),
                    "slug": "w.slug",
                    "name": "w.name",
                    "status": "w.status",
                    "stance": "r.stance",
                },
                "summits_positionevent r JOIN summits_event w ON w.id = r.event_id",
                ["r.position_id = p.id", *scope.published("w")],
                "r.id",
            ),
            "holders": sql.listed(
                {
                    "expert": "x.slug",
                    "organisation": "o.slug",
                    "name": "coalesce(x.name, o.name)",
                    "name_as_printed": "h.name_as_printed",
                },
                f"summits_positionholder h {joins}",
                ["h.position_id = p.id", seen],
                "h.id",
            ),
            "endorsers": "coalesce(agreed.rows, '[]'::json)",
            "in_reply_to": _reply(scope),
            "position_kind": "p.kind",
            "attribution": "p.attribution",
            "basis": "p.basis",
            "verb": "p.verb",
            "quotation": "p.quotation",
            "citations": sql.citations("summits_positioncitation", "p.id", scope),
            "recorded": "p.created_at",
            "draft": "p.publication <> 'published' OR coalesce(e.publication, 'published') <> 'published'",
        },
        tables=f"own JOIN summits_position p ON p.id = own.id {at_event}"
        f" LEFT JOIN ({agreed}) agreed ON agreed.position_id = p.id",
        where=["true"],
        day="CASE WHEN p.effective_date IS NOT NULL THEN p.effective_date_earliest END",
        until="p.effective_date_latest",
        low="p.effective_date_earliest",
        high="p.effective_date_latest",
        place='p."order"',
        ident="p.id",
        on_topic="EXISTS (SELECT 1 FROM summits_positiontopic w WHERE w.position_id = p.id"
        " AND w.topic_id IN (SELECT id FROM wanted))",
    )


def events(scope):
    """Events that the expert's positions are about; one entry each, however many positions lead there.

    It has only those of the event's topics that these positions are on.
    """
    where_held = " AND ".join(["pl.id = e.place_id", *scope.published("pl")])
    return Select(
        columns={
            "kind": "'event'",
            "id": "e.public_id",
            "slug": "e.slug",
            "page": sql.page("events", "e.slug"),
            "url": sql.api("events", "e.slug"),
            "title": "e.name",
            "text": "e.summary",
            "date": "e.date",
            "role": "e.kind",
            "status": "e.status",
            "standing": words_sql("e.status"),
            "event": sql.event(),
            "place": sql.place("pl", scope),
            "topics": sql.topics_of_event("e.id", scope, sql.spoken_of("t", scope)),
            "reasons": "d.reasons",
            "citations": sql.citations("summits_eventcitation", "e.id", scope),
            "recorded": "e.created_at",
            "draft": "e.publication <> 'published'",
        },
        tables=f"discussed d JOIN summits_event e ON e.id = d.event_id LEFT JOIN sources_place pl ON {where_held}",
        where=["true", *scope.published("e")],
        day="CASE WHEN e.date IS NOT NULL THEN e.date_earliest END",
        until="e.date_latest",
        low="e.date_earliest",
        high="e.date_latest",
        ident="e.id",
        on_topic="EXISTS (SELECT 1 FROM summits_eventtopic w JOIN topics_topic t ON t.id = w.topic_id"
        f" WHERE w.event_id = e.id AND w.topic_id IN (SELECT id FROM wanted) AND {sql.spoken_of('t', scope)})",
    )


def outcomes(scope):
    """Outcomes of the events that the expert's positions are about, and those the expert is a party to.

    They have no topics: those of an outcome are not on record, and those of its event may not apply.
    """
    return Select(
        columns={
            "kind": "'outcome'",
            "id": "u.public_id",
            "page": sql.page("events", "e.slug", "u.public_id"),
            "url": sql.api("outcomes", "u.public_id"),
            "title": "u.title",
            "text": "u.summary",
            "date": "u.effective_date",
            "role": "u.kind",
            "status": "u.status",
            "standing": words_sql("e.status"),
            "event": sql.event(),
            "reasons": """to_json(array_remove(ARRAY[
                CASE WHEN f.party THEN json_build_object('relation', 'party', 'id', NULL, 'stance', NULL)::text END,
                CASE WHEN f.spoken THEN json_build_object('relation', 'outcome of', 'id', e.slug, 'stance', NULL)::text
                END], NULL)::json[])""",
            "citations": sql.citations("summits_outcomecitation", "u.id", scope),
            "recorded": "u.created_at",
            "draft": "u.publication <> 'published' OR e.publication <> 'published'",
        },
        tables="""(
            SELECT id, bool_or(spoken) AS spoken, bool_or(party) AS party FROM (
                SELECT s.id, true AS spoken, false AS party
                FROM discussed d JOIN summits_outcome s ON s.event_id = d.event_id
                UNION ALL
                SELECT y.outcome_id, false, true FROM summits_outcomeparty y WHERE y.expert_id = %(expert)s::bigint
            ) ways GROUP BY id
        ) f JOIN summits_outcome u ON u.id = f.id JOIN summits_event e ON e.id = u.event_id""",
        where=["true", *scope.published("u", "e")],
        day="CASE WHEN u.effective_date IS NOT NULL THEN u.effective_date_earliest END",
        until="u.effective_date_latest",
        low="u.effective_date_earliest",
        high="u.effective_date_latest",
        ident="u.id",
    )


SOURCES = {
    "appointment": appointments,
    "participation": participations,
    "event": events,
    "outcome": outcomes,
    "position": positions,
}


@lru_cache(maxsize=256)
def statement(scope: Scope, kinds=()):
    """The statement for an expert's entries in order; "" if none can match.

    ``kinds`` limits the sources (empty: all). Rows are (the entry as JSON, the month that it is counted in, the
    journey that it is a stop of as JSON, its id), see Timeline.
    """
    parts = []
    for rank, kind in enumerate(KINDS):
        if kinds and kind not in kinds:
            continue
        if text := sql.select(SOURCES[kind](scope), scope):
            parts.append(
                f"SELECT day, until, {rank} AS rank, place, ident, body, month, journey, id FROM ({text}) {kind}s"
            )
    if not parts:
        return ""
    union = "\nUNION ALL\n".join(parts)
    return (
        f"SELECT body, month, journey::text, id FROM (WITH {_shared(scope)}\n{union}) entries"
        " ORDER BY day NULLS LAST, rank, until, place, ident"
    )
