"""The ties between states as SQL: who took part for whom, who came to whom, who is a party to what.

The same SQL finds the ties of two states and counts those of all pairs; only the common tables
``states(side, state)`` and ``shared(event)``, the events to consider, differ.
"""

import functools

from experts.models import Appointment, Organisation
from lib.api.sql import fixed
from lib.visibility import Audience
from sources.models import Place
from summits.models import Event, EventKind, Outcome, OutcomeParty, Participation, Role
from summits.models.standing import not_called_off_sql, present_sql

# In these roles somebody takes part for a state; a host receives the others.
SIDES = (Role.PRINCIPAL, Role.DELEGATE, Role.PARTY)


def seen(rows, audience, *columns):
    """SQL for these columns of the rows that an audience may see."""
    return fixed(*rows.visible_to(audience).order_by().values(*columns).query.sql_with_params(), {})


def _public(alias, audience):
    return f" AND {alias}.publication = 'published'" if audience is Audience.PUBLIC else ""


# The two states of a relation: their own ids first, then those of their predecessors.
PAIR = "SELECT * FROM unnest(%(sides)s::bigint[], %(states)s::bigint[]) AS given(side, state)"


def every_state(audience):
    """SQL for all states, each on the side of its last successor.

    A state with several successors is on its own side.
    """
    seen = _public("o", audience)
    return f"""
        WITH RECURSIVE goes_on(state, next) AS (
            SELECT o.predecessor_id, max(o.id) FROM experts_organisation o
            WHERE o.kind = 'state' AND o.predecessor_id IS NOT NULL{seen}
            GROUP BY o.predecessor_id HAVING count(*) = 1
        ), chain(state, side) AS (
            SELECT o.id, o.id FROM experts_organisation o WHERE o.kind = 'state'{seen}
            UNION ALL
            SELECT chain.state, goes_on.next FROM chain JOIN goes_on ON goes_on.state = chain.side
        )
        SELECT side, state FROM chain WHERE side NOT IN (SELECT state FROM goes_on)"""


def _there(audience):
    """SQL for the events with both sides of ``states``, whether or not the audience may see what shows it."""
    event, outcome, party = (model._meta.db_table for model in (Event, Outcome, OutcomeParty))
    return f"""
        SELECT event FROM (
            SELECT event, side FROM named
            UNION ALL
            SELECT e.id, l.side FROM lands l JOIN {event} e ON e.place_id = l.place AND e.kind = '{EventKind.VISIT}'
            UNION ALL
            SELECT o.event_id, m.side FROM members m JOIN {party} y ON y.organisation_id = m.org
            JOIN {outcome} o ON o.id = y.outcome_id
        ) there GROUP BY event HAVING min(side) <> max(side)"""


@functools.cache
def ties(audience, every=False):
    """The common table expressions up to ``ties(event, reason, a, b, first, second, visitor, how, outcome)``, without WITH.

    ``a`` and ``b`` are the sides (a < b), ``first`` and ``second`` their states at the time; ``visitor`` is the side
    that came, ``how`` the evidence (``host``, ``place``). ``seated(id, event, expert, side, state, sits, …)`` has the
    participations for the sides; ``sits`` is false for hosts. Rows of both may be repeated.

    ``every``: for all states instead of two.
    """
    # Two states share few events. Some two are at nearly every event, so looking for these would cost more than it saves.
    states, shared = (
        (every_state(audience), f"SELECT id FROM {Event._meta.db_table}") if every else (PAIR, _there(audience))
    )
    roles = ", ".join(f"'{role}'" for role in (*SIDES, Role.HOST))
    when = ("event__place_id", "event__date_earliest", "event__date_latest")
    columns = ("id", "event_id", "expert_id", "role", "attendance", "event__status", "event__kind", *when)
    taking_part = seen(Participation.objects, audience, *columns)
    posts = seen(Appointment.objects.held(), audience, "id", "organisation_id")
    outcomes = seen(Outcome.objects, audience, "id", "event_id")
    parties = seen(OutcomeParty.objects, audience, "outcome_id", "expert_id", "organisation_id")
    organisation, place, participation, resolved = (
        model._meta.db_table for model in (Organisation, Place, Participation, Participation.appointments.through)
    )
    return f"""
    states(side, state) AS MATERIALIZED ({states}),
    members(side, state, org) AS (
        SELECT side, state, state FROM states
        UNION
        SELECT m.side, m.state, o.id FROM members m JOIN {organisation} o ON o.parent_id = m.org
        WHERE o.kind <> 'state'{_public("o", audience)}
    ),
    lands(side, state, place, earliest, latest) AS (
        SELECT s.side, s.state, t.place_id,
            greatest(t.period_earliest, o.start_earliest), least(t.period_latest, o.end_latest)
        FROM states s JOIN {organisation} o ON o.id = s.state
        JOIN experts_organisationterritory t ON t.organisation_id = o.id
        JOIN {place} p ON p.id = t.place_id WHERE true{_public("p", audience)}
        UNION
        SELECT l.side, l.state, p.id, l.earliest, l.latest
        FROM lands l JOIN {place} p ON (p.parent_id = l.place OR p.country_id = l.place) WHERE true{_public("p", audience)}
    ),
    named(id, event, side, state) AS MATERIALIZED (
        SELECT p.id, p.event_id, m.side, m.state FROM members m JOIN {participation} p ON p.organisation_id = m.org
        WHERE p.role IN ({roles})
        UNION ALL
        SELECT p.id, p.event_id, m.side, m.state FROM members m JOIN {participation} p ON p.on_behalf_of_id = m.org
        WHERE p.role IN ({roles})
        UNION ALL
        SELECT p.id, p.event_id, m.side, m.state FROM members m JOIN ({posts}) a ON a.organisation_id = m.org
        JOIN {resolved} r ON r.appointment_id = a.id JOIN {participation} p ON p.id = r.participation_id
        WHERE p.role IN ({roles}) AND p.on_behalf_of_id IS NULL
    ),
    -- Visibility is checked for these events alone.
    shared(event) AS {"MATERIALIZED " * (not every)}({shared}),
    -- An array of their ids: for a join, the planner expects a hundred times as many and reads all participations.
    seated(id, event, expert, side, state, sits, visited, earliest, latest) AS MATERIALIZED (
        SELECT p.id, p.event_id, p.expert_id, n.side, n.state, p.role <> '{Role.HOST}',
            CASE WHEN p.event__kind = '{EventKind.VISIT}' THEN p.event__place_id END,
            p.event__date_earliest, p.event__date_latest
        FROM shared JOIN named n ON n.event = shared.event JOIN ({taking_part}) p ON p.id = n.id
            AND p.id = ANY (ARRAY(SELECT named.id FROM shared JOIN named USING (event)))
        WHERE {present_sql("p.attendance")} AND {not_called_off_sql("p.event__status")}
    ),
    came(event, visitor, guest, host, receiver, how) AS (
        SELECT a.event, a.side, a.state, b.side, b.state, 'host'
        FROM seated a JOIN seated b ON b.event = a.event AND b.side <> a.side WHERE a.sits AND NOT b.sits
        UNION ALL
        SELECT a.event, a.side, a.state, l.side, l.state, 'place'
        FROM seated a JOIN lands l ON l.place = a.visited AND l.side <> a.side
            AND a.earliest <= l.latest AND a.latest >= l.earliest
        WHERE a.sits
    ),
    signed(outcome, event, side, state) AS (
        SELECT o.id, o.event_id, m.side, m.state
        FROM shared JOIN ({outcomes}) o ON o.event_id = shared.event JOIN ({parties}) y ON y.outcome_id = o.id
        JOIN members m ON m.org = y.organisation_id
        UNION
        SELECT o.id, o.event_id, s.side, s.state
        FROM shared JOIN ({outcomes}) o ON o.event_id = shared.event JOIN ({parties}) y ON y.outcome_id = o.id
        JOIN seated s ON s.event = o.event_id AND s.expert = y.expert_id
    ),
    ties(event, reason, a, b, first, second, visitor, how, outcome) AS (
        SELECT DISTINCT x.event, 'meeting', x.side, y.side, x.state, y.state, NULL::bigint, '', NULL::bigint
        FROM seated x JOIN seated y ON y.event = x.event AND x.side < y.side AND x.id <> y.id WHERE x.sits AND y.sits
        UNION ALL
        SELECT event, 'visit', least(visitor, host), greatest(visitor, host),
            CASE WHEN visitor < host THEN guest ELSE receiver END, CASE WHEN visitor < host THEN receiver ELSE guest END,
            visitor, how, NULL FROM came
        UNION ALL
        SELECT x.event, 'outcome', x.side, y.side, x.state, y.state, NULL, '', x.outcome
        FROM signed x JOIN signed y ON y.outcome = x.outcome AND x.side < y.side
    )"""
