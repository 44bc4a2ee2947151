"""Events related to an event, ranked, each with its reasons. docs/related.md explains the score.

One statement has all ties as one UNION ALL (links and outcomes both ways, positions about the other event, shared
topics, experts and organisations). The strongest link or outcome sets the level; what is shared, weighted by its
rarity, decides among equals.
"""

import orjson
from django.utils.translation import gettext_noop
from rest_framework import serializers

from experts.serializers import ExpertRef, OrganisationRef
from lib.api.fields import API_ROOT
from lib.api.renderers import RawJson
from lib.database.prepared import rows_of
from lib.languages import counted, gettext, translated
from lib.visibility import Audience
from summits.models import LinkKind, OutcomeRelation
from summits.models.kinds import INVERSE
from summits.models.standing import not_called_off_sql, present_sql
from summits.serializers.refs import EventRef, OutcomeRef
from topics.serializers import TopicRef

LIMIT, LIMIT_MAX = 20, 100
# The worth of an explicit tie; the strongest counts, and an unsourced link is worth half. Each is more than any sum of
# shared things, which stays below STEP.
LINK = 2000
LINKS = dict.fromkeys(LinkKind, LINK) | {
    LinkKind.PART_OF: 4000,
    LinkKind.DISCUSSES: 4000,
    LinkKind.PREPARES: 3000,
    LinkKind.REACTS_TO: 3000,
}
OUTCOME = 3000
WEIGHTS = {"about": 4.0, "expert": 3.0, "organisation": 2.0, "topic": 1.0}
# The sum of shared ties s becomes STEP * s / (s + HALF): always below STEP.
STEP, HALF = 1000, 20.0
# Something shared by more events says nothing by itself: thousands have the United States in common. Events without
# another tie are left out and not counted.
COMMON = 500
# Ties as numbers, which are cheaper to compare and count than words. Kinds of link and relations to an outcome add
# their index. Below ABOUT_OUT the tie is explicit, from there on something is shared.
LINK_OUT, LINK_IN, OUTCOME_OUT, OUTCOME_IN, ABOUT_OUT, ABOUT_IN = 0, 100, 200, 300, 400, 401
EXPERT, ORGANISATION, TOPIC = 500, 501, 502
SHARED = {EXPERT: "expert", ORGANISATION: "organisation", TOPIC: "topic"}
BOTH = {
    "expert": gettext_noop("both have the expert {name}"),
    "organisation": gettext_noop("both have the organisation {name}"),
    "topic": gettext_noop("both have the topic {name}"),
}


class Reason(serializers.Serializer):
    """Why two events are related."""

    kind = serializers.ChoiceField(choices=[(k, k) for k in ("link", "outcome", *WEIGHTS)])
    words = serializers.CharField(help_text="The reason in words, read from the asked event.")
    link = serializers.ChoiceField(choices=LinkKind.choices, allow_null=True, help_text="The kind of link.")
    relation = serializers.ChoiceField(
        choices=OutcomeRelation.choices,
        allow_null=True,
        help_text="What the one event does to the outcome of the other.",
    )
    direction = serializers.ChoiceField(
        choices=[("out", "out"), ("in", "in")],
        allow_null=True,
        help_text="out: from the asked event; in: to it (links, outcomes, about).",
    )
    events = serializers.IntegerField(help_text="How many other events share this tie; the fewer, the more it counts.")
    topic = TopicRef(allow_null=True)
    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)
    outcome = OutcomeRef(allow_null=True)


class RelatedEvent(EventRef):
    """An event related to the requested one."""

    score = serializers.FloatField()
    reasons = Reason(many=True)


class RelatedEvents(serializers.Serializer):
    """All events related to the requested one, the strongest tie first."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RelatedEvent(many=True)


def _sql(audience):
    """The statement for an audience, prepared; parameters: id, limit."""
    public = audience is Audience.PUBLIC

    def seen(*aliases):
        return "".join(f" AND {a}.publication = 'published'" for a in aliases) if public else ""

    panel = " LEFT JOIN summits_panel pn ON pn.id = p.panel_id" if public else ""
    on_panel = " AND (p.panel_id IS NULL OR pn.publication = 'published')" if public else ""
    # A hidden participant contributes no organisation.
    by = (
        " LEFT JOIN experts_expert who ON who.id = p.expert_id LEFT JOIN experts_organisation body"
        " ON body.id = p.organisation_id" if public else ""
    )  # fmt: skip
    by_public = " AND coalesce(who.publication, body.publication) = 'published'" if public else ""
    # Visible participations as (event, ref, by_whom) of people who may have been there (events that were called off are
    # left out below). ``by_whom`` is the id of the expert through whom an expert, a post or a state is a tie, else the
    # negative id of the organisation.
    there = f"FROM summits_participation p{panel}"
    present = f" AND {present_sql('p.attendance')}"
    visible = f"{present}{seen('p')}{on_panel}"
    by_whom = "coalesce(p.expert_id, -p.organisation_id) AS by_whom"
    actor = {
        "expert": f"SELECT p.event_id, p.expert_id AS ref, {by_whom} {there} WHERE p.expert_id {{0}}{visible}",
        "itself": (
            f"SELECT p.event_id, p.organisation_id AS ref, {by_whom} {there} WHERE p.organisation_id {{0}}{visible}"
        ),
        "behalf": (
            f"SELECT p.event_id, p.on_behalf_of_id AS ref, {by_whom} {there}{by}"
            f" WHERE p.on_behalf_of_id {{0}}{present}{seen('p')}{by_public}{on_panel}"
        ),
        "post": (
            f"SELECT p.event_id, a.organisation_id AS ref, {by_whom} FROM summits_participationappointment r"
            " JOIN experts_appointment a ON a.id = r.appointment_id"
            f" JOIN summits_participation p ON p.id = r.participation_id{panel}{by}"
            f" WHERE a.organisation_id {{0}} AND a.status = 'served'{present}{seen('p', 'a')}{by_public}{on_panel}"
        ),
    }

    def mine(*kinds):
        held = f"SELECT 1 FROM summits_event here WHERE here.id = %(id)s AND {not_called_off_sql('here.status')}"
        here = f" AND p.event_id = %(id)s AND EXISTS ({held})"
        return " UNION ".join(f"SELECT x.ref FROM ({actor[k].format('IS NOT NULL')}{here}) x" for k in kinds)

    def theirs(cte, *kinds):
        every = " UNION ALL ".join(actor[k].format(f"IN (SELECT ref FROM {cte})") for k in kinds)
        # Once per event, whatever the roles; through somebody who is no tie already, if there is one.
        return (
            "SELECT every.event_id, every.ref, coalesce(min(by_whom) FILTER (WHERE by_whom NOT IN (SELECT ref FROM my_experts)),"
            f" min(by_whom)) AS by_whom FROM ({every}) every GROUP BY every.event_id, every.ref"
        )

    organisations = ("itself", "behalf", "post")

    def case(column, values):
        """A number for each member of an enumeration."""
        return (
            f"CASE {column} " + " ".join(f"WHEN '{member}' THEN {number}" for member, number in values.items()) + " END"
        )

    kinds = case("l.kind", {kind: number for number, kind in enumerate(LinkKind.values)})
    relations = case("oe.relation", {relation: number for number, relation in enumerate(OutcomeRelation.values)})
    sources = " JOIN sources_source s ON s.id = c.source_id AND s.publication = 'published'" if public else ""
    cited = f"EXISTS (SELECT 1 FROM summits_linkcitation c{sources} WHERE c.record_id = l.id)"
    worth = (
        f"{case('l.kind', {kind.value: worth for kind, worth in LINKS.items()})} / CASE WHEN {cited} THEN 1 ELSE 2 END"
    )
    return f"""
    SELECT total, slug, name, kind, date, status, score, reasons FROM (WITH my_topics AS MATERIALIZED (
        SELECT topic_id AS ref FROM summits_eventtopic WHERE event_id = %(id)s
        UNION
        SELECT pt.topic_id FROM summits_positiontopic pt JOIN summits_position p ON p.id = pt.position_id{panel}
        WHERE p.event_id = %(id)s{seen("p")}{on_panel}
    ), my_experts AS MATERIALIZED ({mine("expert")}), my_organisations AS MATERIALIZED ({mine(*organisations)}),
    every AS (
        SELECT to_event_id AS other, {LINK_OUT} + {kinds} AS code, 0::bigint AS ref, 0::bigint AS by_whom, {worth} AS worth
        FROM summits_eventlink l WHERE l.from_event_id = %(id)s{seen("l")}
        UNION ALL
        SELECT from_event_id, {LINK_IN} + {kinds}, 0, 0, {worth} FROM summits_eventlink l
        WHERE l.to_event_id = %(id)s{seen("l")}
        UNION ALL
        SELECT u.event_id, {OUTCOME_OUT} + {relations}, u.id, 0, {OUTCOME} FROM summits_outcomeevent oe
        JOIN summits_outcome u ON u.id = oe.outcome_id
        WHERE oe.event_id = %(id)s AND u.event_id <> %(id)s{seen("u")}
        UNION ALL
        SELECT oe.event_id, {OUTCOME_IN} + {relations}, u.id, 0, {OUTCOME} FROM summits_outcome u
        JOIN summits_outcomeevent oe ON oe.outcome_id = u.id
        WHERE u.event_id = %(id)s AND oe.event_id <> %(id)s{seen("u")}
        UNION ALL
        SELECT DISTINCT pe.event_id, {ABOUT_OUT}, 0, 0, 0 FROM summits_positionevent pe
        JOIN summits_position p ON p.id = pe.position_id{panel}
        WHERE p.event_id = %(id)s AND pe.event_id <> %(id)s{seen("p")}{on_panel}
        UNION ALL
        SELECT DISTINCT p.event_id, {ABOUT_IN}, 0, 0, 0 FROM summits_positionevent pe
        JOIN summits_position p ON p.id = pe.position_id{panel}
        WHERE pe.event_id = %(id)s AND p.event_id <> %(id)s AND p.event_id IS NOT NULL{seen("p")}{on_panel}
        UNION ALL
        SELECT et.event_id, {TOPIC}, et.topic_id, 0, 0 FROM my_topics m
        JOIN topics_topic t ON t.id = m.ref JOIN summits_eventtopic et ON et.topic_id = m.ref
        WHERE et.event_id <> %(id)s{seen("t")}
        UNION ALL
        SELECT x.event_id, {EXPERT}, x.ref, x.ref, 0 FROM ({theirs("my_experts", "expert")}) x
        JOIN experts_expert t ON t.id = x.ref WHERE x.event_id <> %(id)s{seen("t")}
        UNION ALL
        SELECT x.event_id, {ORGANISATION}, x.ref, x.by_whom, 0 FROM ({theirs("my_organisations", *organisations)}) x
        JOIN experts_organisation t ON t.id = x.ref WHERE x.event_id <> %(id)s{seen("t")}
    ), ties AS MATERIALIZED (
        SELECT every.* FROM every JOIN summits_event e ON e.id = every.other
        WHERE (every.code NOT IN ({EXPERT}, {ORGANISATION}) OR {not_called_off_sql("e.status")}){seen("e")}
    ), counts AS MATERIALIZED (
        SELECT code, ref, count(*) AS n FROM ties GROUP BY code, ref
    ), scored AS (
        SELECT other, max(worth) AS worth, sum(shared) AS shared, min(rarest) AS rarest FROM (
            SELECT other, max(worth) AS worth, min(n) AS rarest,
                coalesce(sum(CASE WHEN ties.code IN ({ABOUT_OUT}, {ABOUT_IN}) THEN {WEIGHTS["about"]}::float8
                    WHEN ties.code = {TOPIC} THEN {WEIGHTS["topic"]} END / ln(1.7182818::float8 + n)), 0) AS shared
            FROM ties JOIN counts ON counts.code = ties.code AND counts.ref = ties.ref
            WHERE ties.code NOT IN ({EXPERT}, {ORGANISATION}) GROUP BY other
            UNION ALL
            -- The strongest tie of a person and those for whom they spoke.
            SELECT other, 0, min(n), max(CASE ties.code WHEN {EXPERT} THEN {WEIGHTS["expert"]}::float8
                ELSE {WEIGHTS["organisation"]} END
                / ln(1.7182818::float8 + n))
            FROM ties JOIN counts ON counts.code = ties.code AND counts.ref = ties.ref
            WHERE ties.code IN ({EXPERT}, {ORGANISATION}) GROUP BY other, by_whom
        ) parts GROUP BY other
    ), asked AS MATERIALIZED (
        SELECT e.date_earliest, e.date_latest, e.date IS NOT NULL AS dated, p.id AS place, coalesce(p.country_id, p.id) AS country
        FROM summits_event e LEFT JOIN sources_place p ON p.id = e.place_id{seen("p")} WHERE e.id = %(id)s
    ), best AS (
        SELECT other, count(*) OVER () AS total,
            round((worth + {STEP} * shared / (shared + {HALF}))::numeric, 2) AS score,
            -- The logarithm of the days between, plus one for another place, two for another country.
            CASE WHEN e.date IS NOT NULL AND asked.dated THEN
                ln(1::float8 + greatest(0, e.date_earliest - asked.date_latest, asked.date_earliest - e.date_latest))
                + CASE WHEN p.id = asked.place THEN 0 WHEN coalesce(p.country_id, p.id) = asked.country THEN 1 ELSE 2 END
            END AS apart
        FROM scored JOIN summits_event e ON e.id = other LEFT JOIN sources_place p ON p.id = e.place_id{seen("p")}
        CROSS JOIN asked WHERE worth > 0 OR rarest <= {COMMON}
        ORDER BY score DESC, apart, other DESC LIMIT %(limit)s
    )
    SELECT best.other, best.total, best.apart, e.slug, e.name, e.kind, e.date, e.status, best.score::float8,
        (SELECT json_agg(json_build_array(w.code, c.n, coalesce(t.slug, x.slug, o.slug, u.public_id),
                coalesce(t.name, x.name, o.name, u.title))
            ORDER BY w.code >= {ABOUT_OUT}, w.worth DESC, c.n, w.code, w.ref)
         FROM ties w JOIN counts c ON c.code = w.code AND c.ref = w.ref
         LEFT JOIN summits_outcome u ON w.code BETWEEN {OUTCOME_OUT} AND {ABOUT_OUT} - 1 AND u.id = w.ref
         LEFT JOIN topics_topic t ON w.code = {TOPIC} AND t.id = w.ref
         LEFT JOIN experts_expert x ON w.code = {EXPERT} AND x.id = w.ref
         LEFT JOIN experts_organisation o ON w.code = {ORGANISATION} AND o.id = w.ref
         WHERE w.other = best.other)::text AS reasons
    FROM best JOIN summits_event e ON e.id = best.other) found ORDER BY score DESC, apart, other DESC
    """.replace("%(id)s", "%(id)s::bigint")


_STATEMENTS = {audience: _sql(audience) for audience in Audience}


def _meaning(code):
    """The tie with this code: (kind, kind of link or relation to an outcome, direction)."""
    if code in SHARED:
        return SHARED[code], None, None
    if code >= ABOUT_OUT:
        return "about", None, "out" if code == ABOUT_OUT else "in"
    if code >= OUTCOME_OUT:
        return "outcome", OutcomeRelation.values[code % 100], "in" if code >= OUTCOME_IN else "out"
    return "link", LinkKind.values[code % 100], "in" if code >= LINK_IN else "out"


def _words(kind, tie, direction, n, name):
    """A reason in words, read from the requested event to the other one."""
    if kind == "link":
        return translated(LinkKind(tie).label if direction == "out" else INVERSE[LinkKind(tie)])
    if kind == "outcome":
        verb = translated(OutcomeRelation(tie).label)
        words = (
            gettext("{verb} its outcome “{name}”") if direction == "out" else gettext("it {verb} the outcome “{name}”")
        )
        return words.format(verb=verb, name=name)
    if kind == "about":
        if direction == "out":
            return gettext("positions here are about it")
        return gettext("positions there are about this event")
    words = gettext(BOTH[kind]).format(name=name)
    if n == 1:
        return gettext("{words} (as has no other event)").format(words=words)
    return gettext("{words} (as have {number} more)").format(words=words, number=counted(n - 1))


def _reason(row, base):
    code, n, key, name = row
    kind, tie, direction = _meaning(code)
    url = f"{base}{API_ROOT}/{kind}s/{key}/"
    record = {"url": url, "slug": key, "name": name}
    return {
        "kind": kind,
        "words": _words(kind, tie, direction, n, name),
        "link": tie if kind == "link" else None,
        "relation": tie if kind == "outcome" else None,
        "direction": direction,
        "events": n,
        "topic": record if kind == "topic" else None,
        "expert": record if kind == "expert" else None,
        "organisation": record if kind == "organisation" else None,
        "outcome": {"url": url, "id": key, "title": name} if kind == "outcome" else None,
    }


def related_rows(pk, audience, base, limit=LIMIT):
    """The events related to event ``pk``, strongest first: (total number, list of dicts as in the API)."""
    rows = rows_of(_STATEMENTS[audience], {"id": pk, "limit": limit})
    found = [
        {
            "url": f"{base}{API_ROOT}/events/{slug}/",
            "slug": slug,
            "name": name,
            "kind": kind,
            "date": date,
            "status": status,
            "score": score,
            "reasons": [_reason(reason, base) for reason in orjson.loads(reasons)],
        }
        for _, slug, name, kind, date, status, score, reasons in rows
    ]
    return (rows[0][0] if rows else 0), found


def related(pk, audience, base, limit=LIMIT):
    """The same as the API's answer."""
    total, found = related_rows(pk, audience, base, limit)
    return RawJson(orjson.dumps({"count": total, "next": None, "previous": None, "results": found}))
