"""Other events tied to an event, ranked, each with its reasons. docs/related.md explains the score.

One statement: all ties as one UNION ALL (links both ways, positions about the other
event, shared topics, experts, organisations), weighed by how rare they are.
"""

import orjson
from rest_framework import serializers

from experts.serializers import ExpertRef, OrganisationRef
from lib.api.fields import API_ROOT
from lib.api.renderers import RawJson
from lib.database.prepared import rows_of
from lib.visibility import Viewer
from summits.models import LinkKind
from summits.models.kinds import INVERSE
from summits.serializers.refs import EventRef
from topics.serializers import TopicRef

LIMIT, LIMIT_MAX = 20, 100
# An explicit link outranks any sum of shared things, which stays below LINK.
LINK = 1000
WEIGHTS = {"about": 4.0, "expert": 3.0, "organisation": 2.0, "topic": 1.0}
# The sum of shared ties s becomes LINK * s / (s + HALF): always below LINK.
HALF = 20.0
# What a tie is, as a number: comparing and counting these costs less than words. A kind of link adds its place.
LINK_OUT, LINK_IN, ABOUT_OUT, ABOUT_IN, EXPERT, ORGANISATION, TOPIC = 0, 100, 200, 201, 300, 301, 302
SHARED = {EXPERT: "expert", ORGANISATION: "organisation", TOPIC: "topic"}


class Reason(serializers.Serializer):
    """Why two events are tied."""

    kind = serializers.ChoiceField(choices=[(k, k) for k in ("link", *WEIGHTS)])
    words = serializers.CharField(help_text="The reason in words, read from the asked event.")
    link = serializers.ChoiceField(choices=LinkKind.choices, allow_null=True, help_text="The kind of link.")
    direction = serializers.ChoiceField(
        choices=[("out", "out"), ("in", "in")], allow_null=True, help_text="out: from the asked event; in: to it (links, about)."
    )
    events = serializers.IntegerField(help_text="How many other events share this tie; the fewer, the more it counts.")
    topic = TopicRef(allow_null=True)
    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)


class RelatedEvent(EventRef):
    """An event tied to the asked one."""

    score = serializers.FloatField()
    reasons = Reason(many=True)


class RelatedEvents(serializers.Serializer):
    """All events tied to the asked one, the strongest tie first."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RelatedEvent(many=True)


def _sql(viewer):
    """The statement for a viewer, prepared; parameters: id, limit."""
    public = viewer is Viewer.PUBLIC

    def seen(*aliases):
        return "".join(f" AND {a}.publication = 'published'" for a in aliases) if public else ""

    panel = " LEFT JOIN summits_panel pn ON pn.id = p.panel_id" if public else ""
    on_panel = " AND (p.panel_id IS NULL OR pn.publication = 'published')" if public else ""
    # A participant who cannot be seen brings no organisation along.
    by = (
        " LEFT JOIN experts_expert who ON who.id = p.expert_id LEFT JOIN experts_organisation body"
        " ON body.id = p.organisation_id" if public else ""
    )  # fmt: skip
    by_public = " AND coalesce(who.publication, body.publication) = 'published'" if public else ""
    # Who was where, as (event, expert) and (event, organisation) of visible participations.
    there = f"FROM summits_participation p{panel}"
    actor = {
        "expert": f"SELECT p.event_id, p.expert_id AS ref {there} WHERE p.expert_id {{0}}{seen('p')}{on_panel}",
        "itself": f"SELECT p.event_id, p.organisation_id AS ref {there} WHERE p.organisation_id {{0}}{seen('p')}{on_panel}",
        "behalf": (
            f"SELECT p.event_id, p.on_behalf_of_id AS ref {there}{by}"
            f" WHERE p.on_behalf_of_id {{0}}{seen('p')}{by_public}{on_panel}"
        ),
        "post": (
            "SELECT p.event_id, a.organisation_id AS ref FROM summits_participationappointment r"
            " JOIN experts_appointment a ON a.id = r.appointment_id"
            f" JOIN summits_participation p ON p.id = r.participation_id{panel}{by}"
            f" WHERE a.organisation_id {{0}}{seen('p', 'a')}{by_public}{on_panel}"
        ),
    }

    def mine(*kinds):
        here = " AND p.event_id = %(id)s"
        return " UNION ".join(f"SELECT x.ref FROM ({actor[k].format('IS NOT NULL')}{here}) x" for k in kinds)

    def theirs(cte, *kinds):
        every = " UNION ALL ".join(actor[k].format(f"IN (SELECT ref FROM {cte})") for k in kinds)
        # Once per event, in however many roles they were there.
        return f"SELECT DISTINCT every.event_id, every.ref FROM ({every}) every"

    organisations = ("itself", "behalf", "post")
    kinds = " ".join(f"WHEN '{kind}' THEN {code}" for code, kind in enumerate(LinkKind.values))
    kinds = f"CASE l.kind {kinds} END"
    return f"""
    SELECT total, slug, name, kind, date, score, reasons FROM (WITH my_topics AS MATERIALIZED (
        SELECT topic_id AS ref FROM summits_eventtopic WHERE event_id = %(id)s
        UNION
        SELECT pt.topic_id FROM summits_positiontopic pt JOIN summits_position p ON p.id = pt.position_id{panel}
        WHERE p.event_id = %(id)s{seen("p")}{on_panel}
    ), my_experts AS MATERIALIZED ({mine("expert")}), my_organisations AS MATERIALIZED ({mine(*organisations)}),
    every AS (
        SELECT to_event_id AS other, {LINK_OUT} + {kinds} AS code, 0::bigint AS ref
        FROM summits_eventlink l WHERE l.from_event_id = %(id)s{seen("l")}
        UNION ALL
        SELECT from_event_id, {LINK_IN} + {kinds}, 0 FROM summits_eventlink l WHERE l.to_event_id = %(id)s{seen("l")}
        UNION ALL
        SELECT DISTINCT pe.event_id, {ABOUT_OUT}, 0 FROM summits_positionevent pe
        JOIN summits_position p ON p.id = pe.position_id{panel}
        WHERE p.event_id = %(id)s AND pe.event_id <> %(id)s{seen("p")}{on_panel}
        UNION ALL
        SELECT DISTINCT p.event_id, {ABOUT_IN}, 0 FROM summits_positionevent pe
        JOIN summits_position p ON p.id = pe.position_id{panel}
        WHERE pe.event_id = %(id)s AND p.event_id <> %(id)s AND p.event_id IS NOT NULL{seen("p")}{on_panel}
        UNION ALL
        SELECT et.event_id, {TOPIC}, et.topic_id FROM my_topics m
        JOIN topics_topic t ON t.id = m.ref JOIN summits_eventtopic et ON et.topic_id = m.ref
        WHERE et.event_id <> %(id)s{seen("t")}
        UNION ALL
        SELECT x.event_id, {EXPERT}, x.ref FROM ({theirs("my_experts", "expert")}) x
        JOIN experts_expert t ON t.id = x.ref WHERE x.event_id <> %(id)s{seen("t")}
        UNION ALL
        SELECT x.event_id, {ORGANISATION}, x.ref FROM ({theirs("my_organisations", *organisations)}) x
        JOIN experts_organisation t ON t.id = x.ref WHERE x.event_id <> %(id)s{seen("t")}
    ), ties AS MATERIALIZED (
        SELECT every.* FROM every JOIN summits_event e ON e.id = every.other WHERE true{seen("e")}
    ), counts AS MATERIALIZED (
        SELECT code, ref, count(*) AS n FROM ties GROUP BY code, ref
    ), scored AS (
        SELECT other,
            {LINK} * count(*) FILTER (WHERE ties.code < {ABOUT_OUT}) AS explicit,
            coalesce(sum(CASE WHEN ties.code IN ({ABOUT_OUT}, {ABOUT_IN}) THEN {WEIGHTS["about"]}::float8
                WHEN ties.code = {EXPERT} THEN {WEIGHTS["expert"]} WHEN ties.code = {ORGANISATION} THEN {WEIGHTS["organisation"]}
                WHEN ties.code = {TOPIC} THEN {WEIGHTS["topic"]} END / ln(1.7182818::float8 + n)), 0) AS shared
        FROM ties JOIN counts ON counts.code = ties.code AND counts.ref = ties.ref GROUP BY other
    ), best AS (
        SELECT other, count(*) OVER () AS total,
            round((explicit + {LINK} * shared / (shared + {HALF}))::numeric, 2) AS score
        FROM scored ORDER BY score DESC, other DESC LIMIT %(limit)s
    )
    SELECT best.other, best.total, e.slug, e.name, e.kind, e.date, best.score::float8,
        (SELECT json_agg(json_build_array(w.code, c.n, coalesce(t.slug, x.slug, o.slug), coalesce(t.name, x.name, o.name))
            ORDER BY w.code >= {ABOUT_OUT}, c.n, w.code, w.ref)
         FROM ties w JOIN counts c ON c.code = w.code AND c.ref = w.ref
         LEFT JOIN topics_topic t ON w.code = {TOPIC} AND t.id = w.ref
         LEFT JOIN experts_expert x ON w.code = {EXPERT} AND x.id = w.ref
         LEFT JOIN experts_organisation o ON w.code = {ORGANISATION} AND o.id = w.ref
         WHERE w.other = best.other)::text AS reasons
    FROM best JOIN summits_event e ON e.id = best.other) found ORDER BY score DESC, other DESC
    """.replace("%(id)s", "%(id)s::bigint")


_STATEMENTS = {viewer: _sql(viewer) for viewer in Viewer}


def _meaning(code):
    """The tie with this number: (kind, kind of link, direction)."""
    if code < ABOUT_OUT:
        return "link", LinkKind.values[code % LINK_IN], "in" if code >= LINK_IN else "out"
    if code in SHARED:
        return SHARED[code], None, None
    return "about", None, "out" if code == ABOUT_OUT else "in"


def _words(kind, link, direction, n, name):
    """A reason as a reader would say it of the asked event and the other one."""
    if kind == "link":
        return str(LinkKind(link).label if direction == "out" else INVERSE[LinkKind(link)])
    if kind == "about":
        return "positions here are about it" if direction == "out" else "positions there are about this event"
    shared = "no other event" if n == 1 else f"{n - 1} more"
    return f"both have the {kind} {name} (as {'has ' if n == 1 else 'have '}{shared})"


def _reason(row, base):
    code, n, slug, name = row
    kind, link, direction = _meaning(code)
    record = {"url": f"{base}{API_ROOT}/{kind}s/{slug}/", "slug": slug, "name": name} if slug else None
    return {
        "kind": kind,
        "words": _words(kind, link, direction, n, name),
        "link": link,
        "direction": direction,
        "events": n,
        "topic": record if kind == "topic" else None,
        "expert": record if kind == "expert" else None,
        "organisation": record if kind == "organisation" else None,
    }


def related_rows(pk, viewer, base, limit=LIMIT):
    """The events tied to event ``pk``, strongest first: (number of all, list of dicts as in the API)."""
    rows = rows_of(_STATEMENTS[viewer], {"id": pk, "limit": limit})
    found = [
        {
            "url": f"{base}{API_ROOT}/events/{slug}/",
            "slug": slug,
            "name": name,
            "kind": kind,
            "date": date,
            "score": score,
            "reasons": [_reason(reason, base) for reason in orjson.loads(reasons)],
        }
        for _, slug, name, kind, date, score, reasons in rows
    ]
    return (rows[0][0] if rows else 0), found


def related(pk, viewer, base, limit=LIMIT):
    """The same as the API's answer."""
    total, found = related_rows(pk, viewer, base, limit)
    return RawJson(orjson.dumps({"count": total, "next": None, "previous": None, "results": found}))
